import { describe, expect, it } from "vitest";
import { run } from "./procedures.ts";
import { readVectorFiles } from "./vectorfile.ts";

const files = readVectorFiles();

describe("known answers", () => {
  it("are_there_in_both_directions", () => {
    for (const folder of ["sic1/", "from-web/"]) expect(files.filter((file) => file.name.startsWith(folder)).length, folder).toBeGreaterThan(100);
  });

  it.each(files.map((file) => [file.name, file] as const))("%s", async (_name, file) => {
    const { outcome, values } = await run(file);
    expect(outcome).toBe(file.expect);
    for (const [key, value] of values) expect(file.text(key), key).toBe(String(value));
    file.requireAllRead();
  });
});
