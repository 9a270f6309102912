import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorNumbers, stemOf } from "../../src/Casework/Web/errornumbers.ts";
import dutch from "../../src/Casework/Web/texts/nl.json";

const sections: Readonly<Record<string, string>> = { put: "Answers to a put", casework: "Answers of casework", channel: "State of the channel", mail: "Mail" };
const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");

test.each(errorNumbers)("The_list_on_the_page_has_the_numbers_of_docs_errors_md_group_$group", ({ group, numbers }) => {
  const section = page.split("\n## ").find((part) => part.startsWith(`${sections[group]}\n`)) ?? "";
  expect(numbers).toEqual([...section.matchAll(/^\| (E-\d\d) \|/gmu)].map((match) => match[1]));
});

test("Every_section_of_docs_errors_md_is_on_the_page", () => {
  expect([...page.matchAll(/^## (.*)$/gmu)].map((match) => match[1])).toEqual(errorNumbers.map(({ group }) => sections[group]));
});

test("Every_number_has_words_of_its_own", () => {
  const words = dutch as Readonly<Record<string, string>>;
  const numbers = errorNumbers.flatMap((group) => group.numbers);
  expect(numbers.filter((number) => words[`${stemOf(number)}.${number}`] === undefined)).toEqual([]);
});
