import type { OpenedItem } from "@integrity-channel/crypto";
import { describe, expect, it, test } from "vitest";
import { acknowledgementText } from "../../../src/Casework/Web/acknowledgement.ts";
import { casePaper, isPrintable, itemPaper, type Paper, type PaperSource } from "../../../src/Casework/Web/paper.ts";
import { threadOf, type ThreadItem } from "../../../src/Casework/Web/thread.ts";
import { makeTexts } from "../../../src/Casework/Web/texts.ts";
import dutch from "../../../src/Casework/Web/texts/nl.json";
import type { WireCase } from "../../../src/Casework/Web/wire.ts";

const texts = makeTexts("nl", dutch);
const received = 20_401;

const found = {
  caseNumber: "P676", received, acknowledgeBy: received + 7, acknowledgeWorkTarget: received + 6, acknowledged: received + 2, acknowledgedByChannel: false,
  feedbackBy: received + 94, feedbackWorkTarget: received + 92, feedback: received + 99, articleAcknowledge: "art. 12, 2°", articleFeedback: "art. 12, 5°",
  next: { what: "none", by: null, daysLeft: null, state: "done" },
} as unknown as WireCase;

const source: PaperSource = { found, today: received + 101, nameOf: () => "Plaatsvervanger", isReader: () => true, texts };

type Shape = Partial<Omit<OpenedItem, "content">> & { readonly content: unknown };
const item = (shape: Shape) => ({ state: "opened", failure: null, officer: null, files: [], header: { author: new Uint8Array(16) }, ...shape }) as unknown as OpenedItem;
const officers = { by: "officer", officer: { display: "Verantwoordelijke integriteit" } } as unknown as Partial<OpenedItem>;

const report = item({
  kind: 1, by: "reporter", putDay: received,
  content: { kind: 1, locale: "fr", answers: [{ question: 1, text: "De overuren kloppen niet." }, { question: 6, text: "staff-answer" }, { question: 9, text: "unknown-answer" }] },
  files: [{ name: "foto-van-mij.jpg" }] as unknown as OpenedItem["files"],
});
const acknowledgement = (text: string, putDay = received + 2) => item({ ...officers, kind: 4, putDay, content: { kind: 4, text } });
const feedback = item({ ...officers, kind: 5, putDay: received + 99, content: { kind: 5, action: "We kijken na.", grounds: "De lijsten verschillen." } });
const note = item({ ...officers, kind: 7, putDay: received + 3, content: { kind: 7, text: "note-text" } });

const words = (shown: Paper | readonly ThreadItem[] | null) => JSON.stringify(shown);

describe("A case on paper", () => {
  const paper = casePaper([report, acknowledgement("Ontvangen."), note, feedback], { stage: "Klaar", owner: "Plaatsvervanger", readers: "Plaatsvervanger" }, source);

  test("It_hides_what_tells_who_reported_and_says_so", () => {
    for (const telling of ["staff-answer", "unknown-answer", "foto-van-mij", "note-text", "Frans"]) {
      expect(words(paper)).not.toContain(telling);
    }
    expect(paper.hidden).toEqual([texts.say("paper.hidden-head"), texts.say("paper.hidden-what"), texts.say("paper.hidden-words")]);
  });

  it("The_thread_as_the_screen_shows_it_would_tell_more_than_the_sheet", () => {
    const shown = words(threadOf([report, note], () => false, () => null, texts));
    expect(shown).toContain("unknown-answer");
    expect(shown).toContain("note-text");
  });

  test("It_holds_the_dialogue_and_the_clock_with_its_articles", () => {
    expect(paper.thread.map(({ parts }) => parts[0]?.text)).toEqual(["De overuren kloppen niet.", "Ontvangen.", "We kijken na."]);
    expect(words(paper)).toContain("Art. 12, 5°");
    expect(paper.clock.at(-1)?.state).toBe("overdue");
  });
});

describe("An acknowledgement on paper", () => {
  const lawful = acknowledgementText({ received, feedbackBy: received + 94, handler: "x" }, texts);

  test("It_holds_the_text_as_sent_and_the_dates", () => {
    const paper = itemPaper(acknowledgement(lawful), source);
    expect(paper?.parts).toEqual([{ head: null, text: lawful }]);
    expect(paper?.facts.map(({ what }) => what)).toEqual([texts.say("clock.received"), texts.say("clock.acknowledged-in-time"), texts.say("paper.handler"), texts.say("clock.feedback-by")]);
  });

  test("What_the_law_asks_for_and_the_text_left_out_is_added_and_marked", () => {
    const paper = itemPaper(acknowledgement("Wij ontvingen uw melding."), source);
    expect(paper?.parts.at(-1)).toEqual({ head: texts.say("paper.also"), text: `${texts.say("ack.outside")}\n\n${texts.say("ack.rights")}` });
  });

  test("A_second_one_after_the_channels_own_is_not_measured_against_the_date", () => {
    const paper = itemPaper(acknowledgement(lawful, received + 30), source);
    expect(paper?.facts.map(({ what }) => what).slice(1, 3)).toEqual([texts.say("clock.acknowledged-in-time"), texts.say("clock.acknowledged")]);
  });
});

describe("Feedback on paper", () => {
  test("It_holds_both_parts_that_the_law_asks_for_and_says_late", () => {
    const paper = itemPaper(feedback, source);
    expect(paper?.parts.slice(0, 2).map(({ text }) => text)).toEqual(["We kijken na.", "De lijsten verschillen."]);
    expect(paper?.facts[1]?.what).toBe(texts.say("clock.feedback-late"));
  });
});

test("Only_what_an_officer_wrote_and_what_verified_is_printed_alone", () => {
  expect([report, note, feedback].map(isPrintable)).toEqual([false, false, true]);
  expect(isPrintable({ ...feedback, state: "forked" })).toBe(false);
  expect(itemPaper(note, source)).toBeNull();
});
