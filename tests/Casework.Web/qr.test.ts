import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { qrCode } from "../../src/Casework/Web/qr.ts";

const rowsOf = (text: string) => qrCode(text).map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));

/** Versions 2, 3, 5 and 8, module for module as QRCoder 1.8.1 drew them at level M; the hash is of the rows, joined by line feeds. */
test.each([
  ["http://localhost:8080", 25, "43772216e158be3725db561feb914c5e6216bb1c821c731f590631fb08dd4b50"],
  ["https://meldpunt.politiezone.example", 29, "80b2da4c96cc06f10f78178bac8cc52246b47569d2ff475cf2a4340d37ffaf27"],
  ["https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example", 37, "c9c5c577837085770f97feb34df73a3328585a502e4eeab3c208e549bc497087"],
  ["https://bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example", 49, "2b1bcb8865d2c01654ba93bf985107f00563eb470de43b06ba24fcdd0c0a036e"],
])("The_code_of_%s_is_the_one_that_another_implementation_draws", (text, size, hash) => {
  const rows = rowsOf(text as string);
  expect(rows.length).toBe(size);
  expect(createHash("sha256").update(rows.join("\n")).digest("hex")).toBe(hash);
});

test("A_text_too_long_for_a_poster_is_refused", () => {
  expect(() => qrCode("x".repeat(181))).toThrow();
  expect(rowsOf("x".repeat(180)).length).toBe(53);
});
