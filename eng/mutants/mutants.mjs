// ./dev mutants: compares one report with what was recorded (eng/mutants/mutants.tsv), and names the changes that no test noticed.
import { readFileSync, writeFileSync } from "node:fs";

const record = "eng/mutants/mutants.tsv";
const [part, report, flag] = process.argv.slice(2);
const noticed = ["Killed", "Timeout"];
const unnoticed = ["Survived", "NoCoverage"];

const mutants = Object.entries(JSON.parse(readFileSync(report, "utf8")).files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, ...mutant })));
const counted = mutants.filter(({ status }) => noticed.includes(status) || unnoticed.includes(status));
const killed = counted.filter(({ status }) => noticed.includes(status)).length;
// Rounded down, so that the record is never better than what was measured.
const score = counted.length === 0 ? 0 : Math.floor((killed * 1000) / counted.length) / 10;

for (const { file, location, mutatorName, replacement, status } of counted.filter(({ status }) => unnoticed.includes(status))) {
  console.log(`${file}:${location.start.line}:${location.start.column} ${status === "NoCoverage" ? "(no test comes here) " : ""}${mutatorName}: ${replacement?.replaceAll(/\s+/gu, " ").slice(0, 120)}`);
}
const lines = readFileSync(record, "utf8").split("\n");
const at = lines.findIndex((line) => line.startsWith(`${part}\t`));
const [name, project, files, before] = lines[at].split("\t");
const least = before === "unmeasured" ? 0 : Number(before);
console.log(`${part}: ${score.toFixed(1)} % of ${counted.length} changes noticed; recorded: ${before}`);
if (flag === "--record" && (before === "unmeasured" || score > least)) {
  lines[at] = [name, project, files, score.toFixed(1), counted.length].join("\t");
  writeFileSync(record, lines.join("\n"));
}
if (counted.length === 0 || score < least) {
  console.error(`${part}: fewer changes are noticed than before. Write the test that notices them.`);
  process.exit(1);
}
