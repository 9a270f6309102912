// ./dev attacks: writes the table of docs/soundness.md from the list that the attack tests hold themselves to (tests/Journeys/Attacks/attacks.tsv).
import { readFileSync, writeFileSync } from "node:fs";

const document = "docs/soundness.md";
const heading = "| attack | client | outcome | what the client says, or why it says nothing |";
const rows = readFileSync("tests/Journeys/Attacks/attacks.tsv", "utf8").trim().split("\n").slice(1).map((line) => `| ${line.split("\t").join(" | ")} |`);
const lines = readFileSync(document, "utf8").split("\n");
const from = lines.indexOf(heading);
if (from < 0) throw new Error(`${document} has no table "${heading}"`);
const length = lines.slice(from).findIndex((line) => !line.startsWith("|"));
lines.splice(from, length, heading, "|---|---|---|---|", ...rows);
writeFileSync(document, lines.join("\n"));
