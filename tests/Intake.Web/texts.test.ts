import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { chooseLanguage, offeredLanguages, textsOf, type Content } from "../../src/Intake/Web/texts.ts";

const room = path.resolve(import.meta.dirname, "../../src/Intake/Web");
const folder = path.join(room, "texts");
const languages = readdirSync(folder).map((name) => ({ name, content: JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Content }));
const dutch = languages.find(({ name }) => name === "nl.json")!.content;
const placeholders = (text: string | string[]): string[] => [...[text].flat().join("\n").matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
const shape = (text: string | string[]): string => (Array.isArray(text) ? text.map((line) => /^[#@-] /.exec(line)?.[0] ?? "p ").join("") : "text");

/** Every key that the sources may name: literals as they stand, template literals with anything in their gaps. */
function namedKeys(): RegExp[] {
  const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const literals = files.flatMap((name) => [...readFileSync(path.join(room, name), "utf8").matchAll(/["`]([a-z][\w-]*(?:\.(?:[\w-]+|\$\{[^}]+\}))+)["`]/gi)].map((match) => match[1]!));
  return [...new Set(literals)].map((key) => new RegExp(`^${key.split(/\$\{[^}]+\}/).map((part) => part.replaceAll(".", "\\.")).join("[\\w-]+")}(\\.(one|two|few|many|other))?$`));
}

describe.each(languages)("texts/$name", ({ content }) => {
  it("has_the_same_keys_placeholders_and_lines_as_the_dutch_texts", () => {
    const plural = /\.(one|two|few|many|other)$/;
    const keys = (texts: Content): string[] => [...new Set(Object.keys(texts).map((key) => key.replace(plural, ".*")))].sort();
    expect(keys(content)).toEqual(keys(dutch));
    for (const [key, text] of Object.entries(content).filter(([name]) => name in dutch)) {
      expect([key, placeholders(text), shape(text)]).toEqual([key, placeholders(dutch[key]!), shape(dutch[key]!)]);
    }
  });

  it("has_no_key_that_the_page_never_shows", () => {
    const named = namedKeys();
    const shownByBuild = ["language.locale", "frame.withoutScript"];
    const unused = Object.keys(content).filter((key) => !shownByBuild.includes(key) && !named.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it("leaves_no_text_empty_and_every_plural_has_a_general_form", () => {
    for (const [key, text] of Object.entries(content)) {
      expect([text].flat().every((line) => line.trim() !== ""), key).toBe(true);
      if (key.endsWith(".one")) {
        expect(content).toHaveProperty([key.replace(/one$/, "other")]);
      }
    }
  });

  it("promises_police_staff_nothing_that_the_law_does_not_give_them", () => {
    const all = Object.values(content).flat().join("\n");
    expect(all).not.toMatch(/\b(FIRM|IFDH)\b|\bimmuni/);
    expect(all).not.toMatch(/vermoeden van represailles|presumption|100 ?%|volledig anoniem|completely anonymous|guarantee|garande/i);
  });

  it("stays_calm", () => {
    expect(Object.values(content).flat().join("\n")).not.toMatch(/!|\b(helaas|unfortunately|oeps|oops|token)\b/i);
  });
});

describe("languages", () => {
  const built = { nl: { url: "", integrity: "" }, en: { url: "", integrity: "" } };

  it("are_those_with_a_file_that_the_organisation_offers_in_its_order", () => {
    expect(offeredLanguages(built, "en nl de")).toEqual(["en", "nl"]);
    expect(offeredLanguages(built, "")).toEqual(["nl", "en"]);
  });

  it("follow_the_path_then_the_browser_then_the_organisation", () => {
    expect(chooseLanguage("/en", ["nl", "en"], ["nl-BE"])).toBe("en");
    expect(chooseLanguage("/", ["nl", "en"], ["fr-BE", "en-GB"])).toBe("en");
    expect(chooseLanguage("/xx", ["nl", "en"], ["fr"])).toBe("nl");
  });

  it("choose_the_plural_form_and_fill_placeholders", async () => {
    const texts = textsOf("nl", dutch, () => Promise.resolve({}));
    expect(texts.count("date.days", 1)).toBe("1 dag");
    expect(texts.count("date.days", 3)).toBe("3 dagen");
    expect(texts.of("sent.received", { date: "1 mei 2026" })).toContain("1 mei 2026");
    expect(texts.isComplete).toBe(false);
    await texts.complete();
    expect(texts.isComplete).toBe(true);
  });
});
