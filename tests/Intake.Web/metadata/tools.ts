// The oracles: exiftool and mat2 of the machine (eng/prerequisites.tsv). Under CI a missing tool is a failure, elsewhere a skip.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

function has(tool: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${tool}`], { stdio: "ignore" });
    return true;
  } catch {
    if (process.env["CI"] !== undefined) {
      throw new Error(`${tool} is missing`);
    }
    return false;
  }
}

export const hasExiftool = has("exiftool");
export const hasMat2 = has("mat2");

/** Runs with the bytes in a file of their own. */
function withFile<T>(bytes: Uint8Array, name: string, run: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), "metadata-"));
  try {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return run(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file with these tags, written by exiftool. */
export function withTags(bytes: Uint8Array, name: string, ...tags: string[]): Uint8Array<ArrayBuffer> {
  return withFile(bytes, name, (file) => {
    execFileSync("exiftool", ["-q", "-overwrite_original", "-n", ...tags.map((tag) => `-${tag}`), file]);
    return new Uint8Array(readFileSync(file));
  });
}

/** Every tag that exiftool finds, as `group:name`, except those that only describe the file and its picture. */
export function exiftool(bytes: Uint8Array, name: string): Record<string, string> {
  return withFile(bytes, name, (file) => {
    const out = execFileSync("exiftool", ["-j", "-n", "-a", "-G1", "-ee", file], { encoding: "utf8" });
    const [found] = JSON.parse(out) as Record<string, unknown>[];
    const entries = Object.entries(found ?? {}).filter(([key]) => !/^SourceFile$|^(?:ExifTool|System|File|Composite|ZIP|JFIF|Adobe):|^(?:PNG|RIFF):(?:Image|Bit|Color|Compression|Filter|Interlace|VP8|WebP|Alpha)/.test(key));
    return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
  });
}

/** The names of what mat2 calls metadata. */
export function mat2(bytes: Uint8Array, name: string): string[] {
  return withFile(bytes, name, (file) => {
    const out = execFileSync("mat2", ["--no-sandbox", "--show", file], { encoding: "utf8" });
    return [...out.matchAll(/^\s{2,}([^:\n]+): /gm)].map(([, key]) => key!.trim());
  });
}
