import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { civilDay } from "@integrity-channel/crypto";
import type { App } from "../../src/Intake/Web/app.ts";
import { daysLeft, longDate } from "../../src/Intake/Web/dates.ts";
import { textsOf, type Content } from "../../src/Intake/Web/texts.ts";
import { receiptText, sheetText } from "../../src/Intake/Web/views/codesheet.ts";

const texts = (language: string): ReturnType<typeof textsOf> =>
  textsOf(language, JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../src/Intake/Web/texts/${language}.json`), "utf8")) as Content, null);
const groups = ["3K7Q", "2M8X", "R4TD", "90VH", "CW6E", "B5NJ", "1ZPA"];
const friday = civilDay({ year: 2026, month: 11, day: 20 });

describe("the sheet as text", () => {
  it.each(["nl", "en"])("holds_code_and_dates_and_names_no_site_and_no_organisation_in_%s", (language) => {
    const app = { texts: texts(language), organisation: "Politiezone" } as App;
    const text = sheetText(app, { groups }, friday, null);
    expect(text).toContain(groups.join(" "));
    expect(text).toMatch(/27 nov/i);
    expect(text).not.toMatch(/politie|police|https?:|integriteit|integrity|meldpunt|whistle|klokkenluid/i);
  });

  it("holds_the_receipt_after_sending", () => {
    const receipt = new Uint8Array(142).map((_, at) => at);
    const text = sheetText({ texts: texts("nl") } as App, { groups }, friday, receipt);
    expect(text).toContain(receiptText(receipt));
    expect(Buffer.from(receiptText(receipt).replaceAll(" ", ""), "base64url")).toEqual(Buffer.from(receipt));
  });
});

describe("dates", () => {
  it("are_those_of_the_civil_day_in_any_zone_of_the_device", () => {
    const zone = process.env["TZ"];
    for (const other of ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Brussels"]) {
      process.env["TZ"] = other;
      expect(longDate(texts("nl"), friday)).toBe("20 november 2026");
    }
    process.env["TZ"] = zone;
  });

  it("count_in_days_then_in_weeks", () => {
    expect([0, 1, 13, 14, 85].map((days) => daysLeft(texts("nl"), days))).toEqual(["vandaag", "1 dag", "13 dagen", "2 weken", "12 weken"]);
  });
});
