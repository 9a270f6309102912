import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cleanFile, isCleanable } from "../../../src/Intake/Web/metadata/clean.ts";
import type { Finding, FindingKind } from "../../../src/Intake/Web/metadata/findings.ts";
import { inspectFile, type Format } from "../../../src/Intake/Web/metadata/inspect.ts";
import { entryBytes, zipEntries } from "../../../src/Intake/Web/metadata/zip.ts";
import { docx, heic, jpeg, odt, pdf, png, pngChunk, secrets, webp, xlsx, zip, type Made } from "./samples.ts";
import { exiftool, hasExiftool, hasMat2, mat2, withTags } from "./tools.ts";

/** What exiftool writes into a picture, and the kind that the page must name with that value. */
const planted: [tags: string[], kind: FindingKind, shown: string][] = [
  [["GPSLatitude=50.85045", "GPSLatitudeRef=N", "GPSLongitude=-4.34878", "GPSLongitudeRef=W"], "place", "50.85045, -4.34878"],
  [["Make=Kilo", "Model=K-9"], "device", "Kilo K-9"],
  [["DateTimeOriginal=2026:10:02 07:11:00"], "date", "2026:10:02 07:11:00"],
  [["Artist=Fotograaf Lima"], "author", "Fotograaf Lima"],
  [["Software=Bewerker Mike 3"], "software", "Bewerker Mike 3"],
  [["ExifIFD:SerialNumber=N-0042"], "serial", "N-0042"],
  [["ImageDescription=Garage, tweede rij"], "text", "Garage, tweede rij"],
  [["XMP-dc:Creator=Schrijver Oscar"], "author", "Schrijver Oscar"],
  [["XMP-photoshop:City=Papastad"], "place", "Papastad"],
];
const jpegOnly: typeof planted = [
  [["IPTC:By-line=Fotograaf Quebec"], "author", "Fotograaf Quebec"], [["IPTC:City=Romeostad"], "place", "Romeostad"], [["Comment=Gemaakt door Sierra"], "text", "Gemaakt door Sierra"],
];
const all = (rows: typeof planted): string[] => rows.flatMap(([tags]) => tags);
const blob = (bytes: Made): Blob => new Blob([bytes]);

async function findingsOf(bytes: Made): Promise<readonly Finding[]> {
  const { readable, findings } = await inspectFile(blob(bytes));
  expect(readable).toBe(true);
  return findings;
}

async function cleaned(bytes: Made, format: Format): Promise<{ bytes: Made; left: readonly Finding[] }> {
  const copy = await cleanFile(blob(bytes), format);
  expect(copy).not.toBeNull();
  return { bytes: new Uint8Array(await copy!.file.arrayBuffer()), left: copy!.left };
}

describe.skipIf(!hasExiftool || !hasMat2)("pictures with what exiftool wrote into them", () => {
  const pictures: [Format, string, () => Made, typeof planted][] = [["jpeg", "picture.jpg", jpeg, [...planted, ...jpegOnly]], ["png", "picture.png", png, planted], ["webp", "picture.webp", webp, planted]];

  it.each(pictures)("%s_is_read_as_exiftool_reads_it", async (_, name, make, rows) => {
    const tagged = withTags(make(), name, ...all(rows));
    const findings = await findingsOf(tagged);
    const values = Object.values(exiftool(tagged, name));
    for (const [tags, kind, shown] of rows) {
      expect(tags.filter((tag) => !/^GPS|^Comment/.test(tag)).every((tag) => values.includes(tag.split("=")[1]!))).toBe(true);
      expect(findings).toContainEqual({ kind, value: shown });
    }
  });

  it.each(pictures)("%s_keeps_its_picture_and_nothing_that_exiftool_or_mat2_finds", async (format, name, make, rows) => {
    const { bytes, left } = await cleaned(withTags(make(), name, ...all(rows)), format);
    expect(exiftool(bytes, name)).toEqual({});
    expect(mat2(bytes, name)).toEqual([]);
    expect(left).toEqual([]);
    expect(pixels[format as "jpeg"](bytes)).toEqual(pixels[format as "jpeg"](make()));
  });

  it.each(pictures)("%s_stays_turned_the_way_it_was", async (format, name, make) => {
    const { bytes } = await cleaned(withTags(make(), name, "Orientation=6", "Artist=Fotograaf Lima"), format);
    expect(exiftool(bytes, name)).toEqual({ "IFD0:Orientation": "6" });
    expect(mat2(bytes, name).filter((tag) => tag !== "Orientation" && tag !== "ExifByteOrder")).toEqual([]);
  });

  it("jpeg_loses_its_preview_its_marks_of_editing_and_what_hangs_behind_it", async () => {
    const tagged = withTags(jpeg(), "picture.jpg", "Artist=Fotograaf Lima");
    const whole = new Uint8Array([...tagged, ...Buffer.from("a film of the same moment")]);
    expect(await findingsOf(whole)).toContainEqual({ kind: "attached", value: "" });
    const { bytes } = await cleaned(whole, "jpeg");
    expect(Buffer.from(bytes).includes("film")).toBe(false);
    expect([...bytes.subarray(-2)]).toEqual([0xff, 0xd9]);
  });

  it("png_loses_packed_text_times_profiles_and_private_chunks", async () => {
    const parts = [pngChunk("tIME", [7, 234, 10, 2, 7, 11, 0]), pngChunk("prVt", Buffer.from("Tango")), pngChunk("iTXt", Buffer.from("Author\0\0\0\0\0Uniform"))];
    const plain = png();
    const whole = new Uint8Array(Buffer.concat([plain.subarray(0, 33), ...parts, plain.subarray(33)]));
    const findings = await findingsOf(whole);
    expect(findings).toEqual(expect.arrayContaining([{ kind: "author", value: "Uniform" }, { kind: "date", value: "2026-10-02 07:11:00" }, { kind: "hidden", value: "" }]));
    expect((await cleaned(whole, "png")).bytes).toEqual(plain);
  });

  it("heic_is_told_and_cannot_be_cleaned", async () => {
    const tagged = withTags(jpeg(), "picture.jpg", ...all(planted.slice(0, 4)));
    const exifAt = Buffer.from(tagged).indexOf("Exif\0\0") + 6;
    const picture = heic(tagged.subarray(exifAt, exifAt + 1_000));
    expect(exiftool(picture, "picture.heic")).toMatchObject({ "IFD0:Artist": "Fotograaf Lima", "IFD0:Model": "K-9" });
    const { format, findings } = await inspectFile(blob(picture));
    expect(format).toBe("heic");
    for (const [, kind, shown] of planted.slice(0, 4)) {
      expect(findings).toContainEqual({ kind, value: shown });
    }
    expect(isCleanable("heic")).toBe(false);
    expect(await cleanFile(blob(picture), "heic")).toBeNull();
  });
});

describe.skipIf(!hasExiftool || !hasMat2)("the oracles", () => {
  it("a_copy_that_was_not_cleaned_would_be_found_out", async () => {
    const tagged = withTags(jpeg(), "picture.jpg", ...all(planted));
    expect(Object.keys(exiftool(tagged, "picture.jpg")).length).toBeGreaterThan(planted.length);
    expect(mat2(tagged, "picture.jpg")).toContain("GPSPosition");
    expect(await everyPart(docx(jpeg()))).toMatch(/Alfa[^]*Delta[^]*rsid/);
    expect(pixels.jpeg(jpeg())).not.toEqual(pixels.jpeg(jpeg().map((byte, at) => (at === jpeg().length - 3 ? byte ^ 1 : byte))));
  });
});

/** What decoding starts from: compressed data and tables, unpacked where the packing may differ. */
const pixels = {
  jpeg: (bytes: Made) => Buffer.from(bytes).subarray(Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xdb]))).toString("hex"),
  png: (bytes: Made) => inflateSync(Buffer.from(bytes).subarray(Buffer.from(bytes).indexOf("IDAT") + 4)).toString("hex"),
  webp: (bytes: Made) => Buffer.from(bytes).subarray(Buffer.from(bytes).indexOf("VP8L"), Buffer.from(bytes).indexOf("VP8L") + 16).toString("hex"),
};

describe.skipIf(!hasExiftool || !hasMat2)("documents", () => {
  const photo = (): Made => withTags(jpeg(), "picture.jpg", "Artist=Fotograaf Lima", "GPSLatitude=50.85045", "GPSLatitudeRef=N", "GPSLongitude=4.34878", "GPSLongitudeRef=E");
  const documents: [string, Format, () => Made, Finding[]][] = [
    ["document.docx", "ooxml", () => docx(photo()), [
      { kind: "author", value: secrets.author }, { kind: "editor", value: secrets.editor }, { kind: "company", value: secrets.company }, { kind: "reviewer", value: secrets.reviewer },
      { kind: "reviewer", value: secrets.remark }, { kind: "path", value: secrets.template }, { kind: "author", value: "Fotograaf Lima" }, { kind: "place", value: "50.85045, 4.34878" }, { kind: "deleted", value: "" },
    ]],
    ["sheet.xlsx", "ooxml", xlsx, [{ kind: "author", value: secrets.editor }, { kind: "company", value: secrets.company }, { kind: "reviewer", value: secrets.remark }, { kind: "reviewer", value: secrets.thread }]],
    ["text.odt", "odf", odt, [{ kind: "author", value: secrets.author }, { kind: "editor", value: secrets.editor }, { kind: "reviewer", value: secrets.reviewer }, { kind: "device", value: secrets.printer }]],
  ];

  it.each(documents)("%s_tells_what_exiftool_finds_and_more", async (name, _, make, expected) => {
    const findings = await findingsOf(make());
    expect(findings).toEqual(expect.arrayContaining(expected));
    const people = Object.entries(exiftool(make(), name)).filter(([tag]) => /Creator$|LastModifiedBy|Company|Manager|Initial-creator/i.test(tag)).map(([, value]) => value);
    expect(people.length).toBeGreaterThan(0);
    expect(people.every((person) => findings.some(({ value }) => value === person))).toBe(true);
  });

  it.each(documents)("%s_keeps_its_text_and_no_name_date_or_path", async (name, format, make, expected) => {
    const { bytes, left } = await cleaned(make(), format);
    expect(exiftool(bytes, name)).toEqual({});
    expect(mat2(bytes, name)).toEqual([]);
    expect(left.filter(({ kind }) => kind !== "deleted")).toEqual([]);
    expect(left.some(({ kind }) => kind === "deleted")).toBe(expected.some(({ kind }) => kind === "deleted") || format === "odf");
    const inside = await everyPart(bytes);
    expect(inside).toMatch(/De planning van oktober|Klopt dit/);
    expect(inside).not.toMatch(/Alfa|Bravo|Charlie|Delta|Echo|echo@|foxtrot|GOLF|Hotel|hotel@|India|Juliett|Lima|rsid|2026-/);
  });

  it("a_document_with_a_closed_part_says_that_it_stays", async () => {
    const plain = docx(jpeg());
    const { left } = await cleaned(plain, "ooxml");
    expect(left.some(({ kind }) => kind === "attached")).toBe(false);
    const macros = zip({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document xmlns:w=\"w\"/>", "word/vbaProject.bin": "x" });
    expect((await inspectFile(blob(macros))).extension).toBe("docm");
    expect((await cleaned(macros, "ooxml")).left).toEqual([{ kind: "attached", value: "vbaProject.bin" }]);
  });

  it("pdf_tells_authors_also_of_packed_objects_and_cannot_be_cleaned", async () => {
    expect(exiftool(pdf(), "document.pdf")).toMatchObject({ "PDF:Author": secrets.author });
    expect(await findingsOf(pdf())).toEqual(expect.arrayContaining([
      { kind: "author", value: secrets.author }, { kind: "author", value: secrets.editor }, { kind: "reviewer", value: secrets.remark },
      { kind: "software", value: "Writer (7)" }, { kind: "date", value: "2026-10-02 07:11" }, { kind: "text", value: "Planning" },
    ]));
    expect(await cleanFile(blob(pdf()), "pdf")).toBeNull();
  });

  it("pdf_tells_that_it_was_changed_that_it_is_locked_and_what_its_photos_tell", async () => {
    const photoInside = Buffer.concat([Buffer.from(pdf()), Buffer.from(photo()), Buffer.from("\n/Encrypt 9 0 R /EmbeddedFile\n%%EOF\n")]);
    const findings = await findingsOf(new Uint8Array(photoInside));
    expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["history", "locked", "attached", "place"]));
    expect(findings).toContainEqual({ kind: "author", value: "Fotograaf Lima" });
  });
});

/** All parts of a ZIP, unpacked, one behind the other. */
async function everyPart(bytes: Made): Promise<string> {
  const parts = (await zipEntries(blob(bytes))).map(async (entry) => `${entry.name}\n${Buffer.from(await entryBytes(blob(bytes), entry, 1 << 20)).toString("latin1")}`);
  return (await Promise.all(parts)).join("\n");
}
