import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { vectorFolder } from "./vectorfile.ts";
import { writeVectors } from "./write-vectors.ts";

const folder = join(vectorFolder, "from-web");

describe("the known answers TypeScript writes", () => {
  it("are_the_frozen_files_byte_for_byte", async () => {
    const files = await writeVectors();
    if (process.env["INTEGRITY_WRITE_VECTORS"] === "1") writeMissing(files);
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
    for (const [name, text] of files) expect(readFileSync(join(folder, name), "utf8"), name).toBe(text);
  });
});

/** New cases only: what was written once is never written again. */
function writeMissing(files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) {
    if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), text);
  }
}
