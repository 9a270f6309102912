import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { chooseLanguage, makeLibrary, makeTexts } from "../../src/Casework/Web/texts.ts";

const room = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../src/Casework/Web");
const languages = readdirSync(path.join(room, "texts")).map((name) => path.basename(name, ".json"));
const read = (language: string) => JSON.parse(readFileSync(path.join(room, "texts", `${language}.json`), "utf8")) as Record<string, string>;
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]).sort();

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? (name === "node_modules" ? [] : sources(full)) : name.endsWith(".ts") ? [readFileSync(full, "utf8")] : [];
  });
}

const build = readFileSync(path.resolve(room, "../../../eng/web.mjs"), "utf8");
const code = [...sources(room), build].join("\n");

test("There_are_at_least_two_languages_and_Dutch_is_one_of_them", () => {
  expect(languages).toContain("nl");
  expect(languages.length).toBeGreaterThanOrEqual(2);
});

test.each(languages)("Language_%s_has_exactly_the_keys_and_places_of_the_Dutch_file", (language) => {
  const dutch = read("nl");
  const words = read(language);
  expect(Object.keys(words).sort()).toEqual(Object.keys(dutch).sort());
  for (const [key, text] of Object.entries(words)) {
    expect(text.trim(), key).toBe(key === "fault" ? text.trim() : text);
    expect(text, key).not.toBe("");
    expect(places(text), key).toEqual(places(dutch[key] ?? ""));
  }
});

test("Every_key_is_used_by_the_page", () => {
  const stems = [...code.matchAll(/\.(?:count|pick)\(\s*"([\w.-]+)"/gu)].map((match) => `${match[1]}.`);
  const templates = [...code.matchAll(/`([a-z][\w-]*\.[\w.-]*?)\$\{[^}]*\}([\w.-]*)`/gu)].map((match) => [match[1] ?? "", match[2] ?? ""] as const);
  const unused = Object.keys(read("nl")).filter(
    (key) => !code.includes(`"${key}"`) && !stems.some((stem) => key.startsWith(stem)) && !templates.some(([from, to]) => key.startsWith(from) && key.endsWith(to)),
  );
  expect(unused).toEqual([]);
});

test("Every_stem_that_the_page_counts_or_picks_by_has_its_fallback", () => {
  const stems = [...code.matchAll(/\.(?:count|pick)\(\s*"([\w.-]+)"/gu)].map((match) => match[1]);
  expect(stems.filter((stem) => !(`${stem}.other` in read("nl")))).toEqual([]);
});

test("No_text_shouts_or_speaks_in_system_words", () => {
  for (const language of languages) {
    for (const [key, text] of Object.entries(read(language))) {
      expect(text, key).not.toMatch(/!|helaas|token|unfortunately/iu);
    }
  }
});

test("A_place_is_filled_and_a_number_is_counted_as_the_language_counts", () => {
  const texts = makeTexts("nl", { "left.days.one": "Nog {n} dag", "left.days.other": "Nog {n} dagen", title: "Dossier {number}" });
  expect(texts.say("title", { number: "2K9T" })).toBe("Dossier 2K9T");
  expect(texts.count("left.days", 1)).toBe("Nog 1 dag");
  expect(texts.count("left.days", 3)).toBe("Nog 3 dagen");
});

test("A_report_in_a_language_we_do_not_have_falls_back_to_the_first_one_of_the_organisation", () => {
  const library = makeLibrary(["nl", "en"], new Map([["nl", read("nl")], ["en", read("en")]]));
  expect(library.texts("fr").language).toBe("nl");
  expect(library.texts("en-GB").language).toBe("en");
});

test("The_address_chooses_the_language_then_the_browser_then_the_organisation", () => {
  expect(chooseLanguage("/en", ["nl-BE"], ["nl", "en"])).toBe("en");
  expect(chooseLanguage("/", ["fr", "en-GB"], ["nl", "en"])).toBe("en");
  expect(chooseLanguage("/", ["fr"], ["nl", "en"])).toBe("nl");
});
