import { expect, test } from "vitest";
import { acknowledgementText, feedbackDate, missingParts } from "../../src/Casework/Web/acknowledgement.ts";
import { longDay, plainDay, shortDay } from "../../src/Casework/Web/days.ts";
import { makeTexts } from "../../src/Casework/Web/texts.ts";
import dutch from "../../src/Casework/Web/texts/nl.json";
import english from "../../src/Casework/Web/texts/en.json";
import type { WireCase } from "../../src/Casework/Web/wire.ts";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const facts = { received: day("2026-11-09"), feedbackBy: day("2027-02-12"), handler: "Verantwoordelijke integriteit" };

test.each([["nl", dutch], ["en", english]] as const)("The_acknowledgement_in_%s_has_every_part_that_the_law_asks_for", (language, words) => {
  const texts = makeTexts(language, words);
  const text = acknowledgementText(facts, texts);
  expect(missingParts(text, facts, texts)).toEqual([]);
  expect(text).toContain(facts.handler);
  expect(text).not.toMatch(/\{\w+\}/u);
  expect(text).toMatch(language === "nl" ? /Represailles/u : /Retaliation/u);
});

test("Every_part_that_is_edited_away_is_named", () => {
  const texts = makeTexts("nl", dutch);
  expect(missingParts("Dank u.", facts, texts)).toEqual(["received", "feedback", "outside", "court", "complaint", "supervisor"]);
});

test("The_feedback_date_counts_from_the_earlier_of_today_and_the_seventh_day", () => {
  const open = { received: day("2026-11-09"), acknowledged: null, acknowledgeBy: day("2026-11-16"), feedbackBy: day("2027-02-16") } as WireCase;
  expect(feedbackDate(open, day("2026-11-12"))).toBe(day("2027-02-12"));
  expect(feedbackDate(open, day("2026-11-20"))).toBe(day("2027-02-16"));
  expect(feedbackDate({ ...open, acknowledged: day("2026-11-16") }, day("2026-11-12"))).toBe(day("2027-02-16"));
});

test("Days_are_written_as_civil_days_whatever_the_zone_of_the_device", () => {
  expect(longDay(day("2026-11-20"), "nl")).toBe("vrijdag 20 november 2026");
  expect(plainDay(day("2026-11-20"), "en")).toContain("November");
  expect(shortDay(day("2027-02-12"), day("2026-11-20"), "nl")).toBe("12 februari 2027");
  expect(shortDay(day("2026-12-31"), day("2026-11-20"), "nl")).toBe("31 december");
});
