// The mailbox: what is new, where the statutory clock stands, the dialogue, and an answer box.

import { acknowledgeBy, maximumContent } from "@integrity-channel/crypto";
import type { App, Screen, Step } from "../app.ts";
import { longDate } from "../dates.ts";
import { noFiles } from "../files/chosen.ts";
import { answerReaders, reopen, sendingOfAnswer } from "../flow/visit.ts";
import { backLink, keysNotices, link } from "../frame.ts";
import { chainWarning, factsOf, isNew } from "../mailbox/reading.ts";
import type { Visit } from "../memory.ts";
import { button, form, h, notice, submitButton } from "../page.ts";
import { partNow } from "../parts.ts";
import type { TextKey } from "../texts.ts";
import { clockPanel, lapseNotice } from "./clock.ts";
import { errorSummary, field } from "./fields.ts";
import { filesAreRead, filesSection } from "./files.ts";
import { personName } from "./people.ts";
import { failureWords, progressPanel } from "./progress.ts";
import { removal } from "./removal.ts";
import { recoveries, thread } from "./thread.ts";
import { bytesPerFile } from "./write.ts";

/** Bytes of text that fit with the fields around them (the key of 1216 bytes among them). */
const answerLimit = maximumContent - 2_000;

export function mailbox(app: App): Screen {
  const { texts, memory } = app;
  const { visit } = memory;
  if (visit === null) {
    return { layout: "column", body: [h("h1", {}, texts.of("mailbox.title"))] };
  }
  const facts = factsOf(visit.mailbox);
  const problem = memory.takeProblem();
  const warning = chainWarning(visit.mailbox);
  return {
    layout: "middle",
    error: problem !== null,
    body: [
      h("div", { class: "flow" },
        errorSummary(app, problem === null ? [] : [{ id: isAboutFiles(problem) ? "pick" : "answer", words: texts.of(problem) }]),
        h("div", {}, backLink(app, texts.of("mailbox.close"), () => { close(app); }), h("h1", {}, texts.of("mailbox.title"))),
        h("div", { id: "keys-notices" }, keysNotices(app)),
        warning === null ? null : notice("late", texts.of("mailbox.warning.title"), h("p", {}, texts.of(`mailbox.warning.${warning}`))),
        visit.answered === null ? null : notice("good", texts.of("mailbox.answer.sent", { date: longDate(texts, visit.answered) })),
        lapseNotice(app, facts) ?? news(app, visit, facts.received)),
      h("aside", { class: "aside", "aria-label": texts.of("clock.title") }, clockPanel(app, facts)),
      h("div", { class: "flow" },
        h("h2", { id: "messages" }, texts.of("mailbox.messages")), ...recoveries(app, visit), thread(app, visit), removal(app, visit),
        answer(app, visit, problem),
        h("h2", {}, texts.of("mailbox.more")),
        h("ul", { class: "doors", "data-size": "s" },
          door(app, "seen", "mailbox.more.seen", "mailbox.more.seen.help"),
          door(app, "comite", "mailbox.more.comite", "mailbox.more.comite.help"),
          door(app, "rights", "mailbox.more.rights", "mailbox.more.rights.help")),
        h("div", { class: "actions" }, button(texts.of("mailbox.reload"), () => { void reload(app, visit); }), button(texts.of("mailbox.close"), () => { close(app); }))),
    ],
    closed: () => {
      for (const sending of [visit.sending, visit.removing?.sending ?? null]) {
        if (sending !== null) {
          sending.changed = () => undefined;
          sending.stop();
        }
      }
    },
  };
}

function close(app: App): void {
  const { memory } = app;
  const { visit } = memory;
  if (visit !== null && (visit.answer.trim() !== "" || visit.files.items.length > 0) && !visit.closeAsked) {
    visit.closeAsked = true;
    memory.problem = "mailbox.close.unsent";
    app.refresh();
    return;
  }
  memory.closeVisit();
  app.replace("left");
}

function news(app: App, visit: Visit, received: number): HTMLElement | null {
  const { texts } = app;
  const replies = visit.mailbox.items.filter((item) => item.by !== "reporter" && item.content !== null);
  if (visit.answered === null && replies.length === 0) {
    return notice("plain", texts.of("mailbox.news.none"), h("p", {}, texts.of("mailbox.news.none.text", { date: longDate(texts, acknowledgeBy(received)) })));
  }
  return replies.some((item) => isNew(item, visit.mailbox)) ? notice("good", texts.of("mailbox.news.new"), h("p", {}, texts.of("mailbox.news.new.text"))) : null;
}

function answer(app: App, visit: Visit, problem: TextKey | null): HTMLElement {
  const { texts, keys } = app;
  if (keys.state !== "accepted") {
    return h("div", {}, keysNotices(app));
  }
  const { read, gone } = answerReaders(visit.mailbox, keys.directory);
  if (read.length === 0) {
    return notice("late", texts.of("mailbox.answer"), h("p", {}, texts.of("mailbox.answer.nobody")));
  }
  const { sending } = visit;
  if (sending?.running === true) {
    const { panel, update } = progressPanel(app, sending);
    sending.changed = () => { sending.running ? update(sending.state) : void ended(app, visit); };
    return panel;
  }
  const failed = sending?.state.state === "failed" ? h("div", { role: "alert" }, notice("late", texts.of("mailbox.answer.failed"), ...failureWords(app, sending.state))) : null;
  const box = field(app, { id: "answer", label: "mailbox.answer", hint: "mailbox.answer.hint", value: visit.answer, rows: 5, changed: (text) => { visit.answer = text; }, ...(problem === null || isAboutFiles(problem) ? {} : { error: texts.of(problem) }) });
  // A parcel that may have arrived goes again as it was: its text cannot change now.
  box.querySelector("textarea")?.toggleAttribute("readonly", sending?.uncertain === true);
  return form(() => { submit(app, visit); }, failed, box,
    h("p", { class: "hint" }, texts.of("mailbox.answer.readers", { names: read.map((officer) => personName(app, officer)).join("; ") })),
    gone.length === 0 ? null : h("p", { class: "hint" }, texts.of("mailbox.answer.noLonger", { names: gone.map((officer) => (officer === null ? texts.of("role.other") : personName(app, officer))).join("; ") })),
    sending?.uncertain === true ? null : filesSection(app, visit.files, "h3"),
    h("div", { class: "actions" }, submitButton(texts.of(failed === null ? "mailbox.answer.send" : "send.again"))));
}

const isAboutFiles = (problem: TextKey): boolean => problem === "files.error.reading" || problem === "files.error.large";

function problemOf(app: App, { answer: text, files }: Visit): TextKey | null {
  if (text.trim() === "") {
    return "mailbox.answer.empty";
  }
  if (new TextEncoder().encode(text).length > answerLimit - files.items.length * bytesPerFile) {
    return "mailbox.answer.long";
  }
  if (!filesAreRead(files)) {
    return "files.error.reading";
  }
  return partNow("files")?.fit(app, files) === false ? "files.error.large" : null;
}

function submit(app: App, visit: Visit): void {
  const { memory } = app;
  memory.problem = problemOf(app, visit);
  if (memory.problem !== null) {
    app.refresh();
    return;
  }
  if (visit.sending?.uncertain !== true) {
    visit.sending = sendingOfAnswer(app, visit);
  }
  void visit.sending.run();
  app.refresh();
}

async function ended(app: App, visit: Visit): Promise<void> {
  const state = visit.sending?.state;
  if (state?.state === "received") {
    visit.answer = "";
    visit.files = noFiles();
    visit.sending = null;
    visit.answered = state.day;
    await reopen(app, visit);
    app.announce(app.texts.of("mailbox.answer.sent", { date: longDate(app.texts, state.day) }));
  } else if (state?.state === "failed" && state.failure === "order") {
    await reopen(app, visit);
  }
  app.refresh();
}

async function reload(app: App, visit: Visit): Promise<void> {
  visit.answered = null;
  if (await reopen(app, visit)) {
    app.refresh();
  } else {
    app.announce(app.texts.of("open.error.network"));
  }
}

function door(app: App, step: Step, label: TextKey, help: TextKey): HTMLElement {
  return h("li", { class: "door" }, link(app, step, app.texts.of(label)), h("span", {}, app.texts.of(help)));
}
