import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sizeWords } from "../../../src/Casework/Web/files/filesize.ts";
import { neutralName, visibleName, visibleText } from "../../../src/Casework/Web/files/visibletext.ts";

describe("Names", () => {
  test("A_name_that_reads_backwards_shows_how_it_does_that", () => {
    expect(visibleName("foto\u202Egpj.exe")).toBe("foto‹U+202E›gpj.exe");
  });

  test("Controls_and_marks_without_width_are_visible", () => {
    expect(visibleName("a\nb\tc\u200Bd\u007Fe\u0085f\u{E0041}")).toBe("a‹U+000A›b‹U+0009›c‹U+200B›d‹U+007F›e‹U+0085›f‹U+E0041›");
  });

  test("A_very_long_name_keeps_its_beginning_and_its_end", () => {
    const shown = visibleName(`${"a".repeat(5_000)}.pdf.exe`);
    expect(shown.length).toBeLessThan(110);
    expect(shown).toMatch(/^aaa.* … .*\.pdf\.exe$/u);
  });

  test("Nothing_of_a_name_reaches_the_name_of_the_saved_file", () => {
    expect(neutralName("P676", 3, "pdf")).toBe("P676-3.pdf");
    expect(neutralName("../P6\u202E76", 3, "pdf")).toBe("P676-3.pdf");
  });
});

describe("Text", () => {
  test("Line_breaks_and_tabs_stay_and_escapes_do_not_act", () => {
    expect(visibleText("\uFEFFeen\r\ntwee\tdrie\rvier \u001B[31mrood")).toBe("een\ntwee\tdrie\nvier ‹U+001B›[31mrood");
  });

  test("The_joiners_that_scripts_and_emoji_need_stay", () => {
    expect(visibleText("👩\u200D💻 می\u200Cخواهم")).toBe("👩\u200D💻 می\u200Cخواهم");
  });

  test("No_text_keeps_a_control_of_direction_or_of_a_terminal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});

test("Sizes_are_written_as_each_language_writes_them", () => {
  expect(sizeWords(812, "en-GB")).toBe("812 bytes");
  expect(sizeWords(198_400, "nl-BE")).toBe("198 kB");
  expect(sizeWords(2_900_000, "nl-BE")).toBe("2,9 MB");
  expect(sizeWords(0, "en-GB")).toBe("0 bytes");
});
