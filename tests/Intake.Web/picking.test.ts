import { expect, test } from "vitest";
import type { App } from "../../src/Intake/Web/app.ts";
import { noFiles } from "../../src/Intake/Web/files/chosen.ts";
import { addFiles } from "../../src/Intake/Web/files/picking.ts";

const most = 1 << 20;
const app = { texts: { of: (key: string) => key }, mostFiles: most } as unknown as App;
const file = (name: string, size: number) => new File([new Uint8Array(size)], name);

test("Files_that_reach_the_limit_of_the_host_to_the_byte_are_taken_and_one_byte_more_is_not", () => {
  const files = noFiles();
  expect(addFiles(app, files, [file("a.bin", most - 1), file("b.bin", 1)], () => {})).toEqual([]);
  expect(addFiles(app, files, [file("c.bin", 1)], () => {})).toEqual([{ name: "c.bin", why: "large" }]);
  expect(files.items.map(({ file: { name } }) => name)).toEqual(["a.bin", "b.bin"]);
});

test("An_empty_file_and_the_thirty_first_are_refused_and_the_others_stay", () => {
  const files = noFiles();
  const many = Array.from({ length: 31 }, (_, index) => file(`${index}.bin`, 10));
  expect(addFiles(app, files, [file("leeg.bin", 0), ...many], () => {})).toEqual([{ name: "leeg.bin", why: "empty" }, { name: "30.bin", why: "many" }]);
  expect(files.items).toHaveLength(30);
});
