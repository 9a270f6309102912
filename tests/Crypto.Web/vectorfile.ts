import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromHex } from "./publicvectors.ts";

export const vectorFolder = join(import.meta.dirname, "../Vectors");

/** One known answer: `key: value` lines, an empty line, bytes in base64. See tests/Vectors/README.md. */
export class VectorFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #values: ReadonlyMap<string, string>;
  readonly #read = new Set<string>();

  constructor(name: string, text: string) {
    this.name = name;
    const end = text.indexOf("\n\n");
    if (end < 0) throw new Error(`${name}: no empty line`);
    const lines = text.slice(0, end).split("\n").map((line) => line.split(/: ?(.*)/s, 2) as [string, string | undefined]);
    this.#values = new Map(lines.map(([key, value]) => [key, value ?? ""]));
    if (this.#values.size !== lines.length) throw new Error(`${name}: a key stands twice`);
    this.bytes = new Uint8Array(Buffer.from(text.slice(end + 2).replaceAll("\n", ""), "base64"));
    this.#read.add("comment");
  }

  get what(): string {
    return this.text("what");
  }

  get expect(): string {
    return this.text("expect");
  }

  text(key: string): string {
    const value = this.#values.get(key);
    if (value === undefined) throw new Error(`${this.name}: ${key} is missing`);
    this.#read.add(key);
    return value;
  }

  hex(key: string): Uint8Array<ArrayBuffer> {
    const text = this.text(key);
    if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error(`${this.name}: ${key} is not lower-case hexadecimal`);
    return fromHex(text);
  }

  number(key: string): number {
    const text = this.text(key);
    if (!/^\d+$/.test(text)) throw new Error(`${this.name}: ${key} is not a number`);
    return Number(text);
  }

  /** Every key must have been asked for: an unknown one fails. */
  requireAllRead(): void {
    const unknown = [...this.#values.keys()].filter((key) => !this.#read.has(key));
    if (unknown.length > 0) throw new Error(`${this.name}: unknown keys ${unknown.join(", ")}`);
  }
}

export function writeVectorFile(values: readonly (readonly [string, string | number])[], bytes: Uint8Array): string {
  const lines = values.map(([key, value]) => `${key}: ${value}`.trimEnd());
  const body = Buffer.from(bytes).toString("base64").replace(/.{76}/g, "$&\n").trimEnd();
  return `${lines.join("\n")}\n\n${body}${body === "" ? "" : "\n"}`;
}

/** All cases below tests/Vectors. */
export function readVectorFiles(): VectorFile[] {
  const names = readdirSync(vectorFolder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".vector"));
  return names.sort().map((name) => new VectorFile(name, readFileSync(join(vectorFolder, name), "utf8")));
}
