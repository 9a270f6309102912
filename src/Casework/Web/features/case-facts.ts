// The facts panel: who reads, who was left out, how it was sealed, whether recovery can open it.

import type { OpenedCase } from "@integrity-channel/crypto";
import { Mode } from "@integrity-channel/crypto";
import { plainDay } from "../days.ts";
import type { Desk } from "../desk.ts";
import type { Texts } from "../texts.ts";
import type { Fact } from "../views/casefile.ts";
import type { WireCase } from "../wire.ts";

export function caseFacts(desk: Desk, opened: OpenedCase, texts: Texts): Fact[] {
  const report = opened.items.find((item) => item.kind === 1);
  const content = report?.content?.kind === 1 ? report.content : null;
  const name = (id: Parameters<Desk["displayOf"]>[0]) => desk.displayOf(id) ?? texts.say("list.unknown-officer");
  const readers = opened.recipients.map((id) => (desk.officer(id)?.kem == null ? texts.say("facts.no-longer", { who: name(id) }) : name(id)));
  const unknown = texts.say("facts.unknown");
  const excluded = opened.excluded === null ? unknown : opened.excluded.length === 0 ? texts.say("facts.excluded-none") : opened.excluded.map(name).join(", ");
  const staff = content?.answers.find((answer) => answer.question === 6)?.text;
  return [
    { what: texts.say("facts.recipients"), value: readers.join(", ") },
    { what: texts.say("facts.excluded"), value: excluded },
    { what: texts.say("facts.sealed"), value: texts.say(sealedBy(report?.header.mode ?? 0)) },
    { what: texts.say("facts.recovery"), value: texts.say(opened.recovery ? "facts.recovery-yes" : "facts.recovery-no") },
    ...opened.recoveries.filter(({ counts }) => counts).map(({ newcomer, day, reason }) => ({
      what: texts.say("facts.recovered"),
      value: texts.say("facts.recovered-by", { who: name(newcomer), date: plainDay(day, texts.locale), why: texts.pick("recovery.reason", reason) }),
    })),
    { what: texts.say("facts.staff"), value: content === null ? unknown : texts.pick("thread.staff", staff ?? "other") },
    { what: texts.say("facts.language"), value: content === null ? unknown : languageName(content.locale, texts.language) },
  ];
}

/** Which readers of this case are away, or will be; nothing when all are in. */
export function awayFacts(desk: Desk, found: WireCase, texts: Texts): Fact[] {
  const day = (value: number) => plainDay(value, texts.locale);
  const line = ({ officer, from, to }: WireCase["away"][number]) =>
    texts.say(from <= desk.day ? "facts.away-until" : "facts.away-from", { who: desk.displayOf(officer) ?? texts.say("list.unknown-officer"), from: day(from), to: day(to) });
  return found.away.length === 0 ? [] : [{ what: texts.say("facts.away"), value: found.away.map(line).join(" ") }];
}

const sealedBy = (mode: number) => ((mode & Mode.sealedByServer) !== 0 ? "facts.sealed-server" : (mode & Mode.enteredByOfficer) !== 0 ? "facts.sealed-officer" : "facts.sealed-browser");

/** The language's name as people say it; a code that no one knows stays as it is. */
export function languageName(locale: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
