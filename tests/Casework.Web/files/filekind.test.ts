import { describe, expect, test } from "vitest";
import { decodeText, judge } from "../../../src/Casework/Web/files/filekind.ts";
import { gif, jpeg, latin, png, utf8, webp, zip } from "./hostile.ts";

const whole = (bytes: ReturnType<typeof latin>) => judge(bytes, bytes);

describe("What a file is, by its bytes", () => {
  test.each([
    ["png", png(4, 4), "png", "image"],
    ["jpeg", jpeg(4, 4), "jpg", "image"],
    ["gif", gif(4, 4, [4, 4]), "gif", "image"],
    ["webp", webp(4, 4), "webp", "image"],
    ["heic", latin("\0\0\0\x18ftypheic"), "heic", null],
    ["text", utf8("Sinds september kloppen de overuren niet: é."), "txt", "text"],
    ["text", utf8("\x1b[31mrood\x1b[0m"), "txt", "text"],
    ["text", latin("Sinds september, caf\xe9 en cr\xe8me."), "txt", "text"],
    ["text", latin("\xff\xfeH\0i\0"), "txt", "text"],
    ["markup", utf8("<!doctype html><script>alert(1)</script>"), "txt", "text"],
    ["markup", utf8('<?xml version="1.0"?><svg onload="alert(1)"/>'), "txt", "text"],
    ["pdf", latin("%PDF-1.7\n"), "pdf", null],
    ["pdf", latin(`${"x".repeat(900)}%PDF-1.4`), "pdf", null],
    ["office", zip("[Content_Types].xml", "word/document.xml"), "docx", null],
    ["office", zip("xl/workbook.xml"), "xlsx", null],
    ["macros", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "bin", null],
    ["open-document", zip("mimetypeapplication/vnd.oasis.opendocument.textPK"), "odt", null],
    ["macros", zip("mimetypeapplication/vnd.oasis.opendocument.text", "Basic/Standard/x.xml"), "bin", null],
    ["archive", zip("a.txt"), "zip", null],
    ["old-office", latin("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "bin", null],
    ["rich-text", latin("{\\rtf1}"), "rtf", null],
    ["program", latin("MZ\x90\0"), "bin", null],
    ["program", latin("#!/bin/sh\nrm -r ."), "bin", null],
    ["program", latin("L\0\0\0\x01\x14\x02\0"), "bin", null],
    ["sound", latin("ID3\x04"), "mp3", null],
    ["film", latin("\0\0\0\x18ftypisom"), "mp4", null],
    ["unknown", latin("\x01\x02\x03\0\x04"), "bin", null],
    ["empty", latin(""), "bin", null],
  ] as const)("%s", (kind, bytes, extension, shown) => {
    expect(whole(bytes)).toEqual({ kind, extension, shown, mixed: false });
  });

  test("A_picture_that_is_a_web_page_or_an_archive_as_well_is_saved_under_a_name_that_opens_nothing", () => {
    expect(whole(jpeg(4, 4, "<html><script>alert(1)</script>"))).toMatchObject({ kind: "jpeg", extension: "bin", mixed: true });
    expect(judge(png(4, 4), zip("a.txt"))).toMatchObject({ kind: "png", extension: "bin", mixed: true });
    expect(judge(latin("%PDF-1.7"), zip("a.txt"))).toMatchObject({ kind: "pdf", extension: "bin", mixed: true });
  });

  test("The_macros_of_a_document_show_in_its_directory_at_the_end_too", () => {
    expect(judge(zip("[Content_Types].xml", "word/document.xml"), zip("word/vbaProject.bin"))).toMatchObject({ kind: "macros", extension: "bin" });
  });
});

describe("Text", () => {
  test("A_beginning_may_end_inside_a_letter_and_a_whole_may_not", () => {
    const cut = utf8("café").subarray(0, 4);
    expect(decodeText(cut, false)).toBe("caf");
    expect(decodeText(utf8("a\0b"))).toBeNull();
  });

  test("Bytes_with_controls_that_are_no_UTF8_are_no_text", () => {
    expect(decodeText(latin("\x02\xff\xee"))).toBeNull();
    expect(decodeText(latin("\xff\xee\xdd\xcc"))).toBeNull();
  });
});
