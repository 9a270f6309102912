import { describe, expect, it } from "vitest";
import { run } from "./procedures.ts";
import { readVectorFiles } from "./vectorfile.ts";

const files = readVectorFiles();

describe("known answers", () => {
  it("are_there_in_both_directions", () => {
    expect(files.some((file) => file.name.startsWith("from-web"))).toBe(true);
  });

  it.each(files.map((file) => [file.name, file] as const))("%s", async (_name, file) => {
    const { outcome, values } = await run(file);
    expect(outcome).toBe(file.expect);
    for (const [key, value] of values) expect(file.text(key), key).toBe(String(value));
    file.requireAllRead();
  });
});
