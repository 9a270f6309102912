// "Remove these answers": the reporter takes replies out of the mailbox. What the officers hold stays with them, and the page says so.

import { hex, ObjectKind, type Bytes, type OpenedItem } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { longDate } from "../dates.ts";
import { reopen, sendingOfRemoval } from "../flow/visit.ts";
import type { Visit } from "../memory.ts";
import { button, form, h, notice, submitButton } from "../page.ts";
import { choice, errorLine } from "./fields.ts";
import { personName } from "./people.ts";
import { failureWords, progressPanel } from "./progress.ts";

/** Nothing while there is no answer that could be removed, and none was removed on this visit. */
export function removal(app: App, visit: Visit): HTMLElement | null {
  const { texts } = app;
  const answers = removable(visit);
  const { removing } = visit;
  if (removing === null) {
    const done = visit.removed ? notice("good", texts.of("mailbox.remove.done"), h("p", {}, texts.of("mailbox.remove.done.text"))) : null;
    const ask = answers.length === 0 ? null : h("div", { class: "actions" }, button(texts.of("mailbox.remove.open"), () => { begin(app, visit, answers); }));
    return done === null && ask === null ? null : h("div", { class: "flow" }, done, ask);
  }
  const { sending } = removing;
  if (sending?.running === true) {
    const { panel, update } = progressPanel(app, sending);
    sending.changed = () => { sending.running ? update(sending.state) : void ended(app, visit); };
    return panel;
  }
  const failed = sending?.state.state === "failed" ? h("div", { role: "alert" }, notice("late", texts.of("mailbox.remove.failed"), ...failureWords(app, sending.state))) : null;
  return form(() => { submit(app, visit); }, failed,
    h("fieldset", { class: "flow", "aria-describedby": "remove-means" },
      h("legend", { id: "remove-title" }, texts.of("mailbox.remove.title")),
      h("p", { id: "remove-means" }, texts.of("mailbox.remove.means")),
      removing.asked && removing.chosen.size === 0 ? errorLine(app, "remove", texts.of("mailbox.remove.none")) : null,
      answers.map((item) => row(app, visit, item))),
    h("div", { class: "actions" }, submitButton(texts.of(failed === null ? "mailbox.remove.send" : "send.again")),
      button(texts.of("mailbox.remove.cancel"), () => { visit.removing = null; app.refresh(); })));
}

/** Replies that this code still opens. */
function removable({ mailbox }: Visit): OpenedItem[] {
  return mailbox.items.filter((item) => item.kind === ObjectKind.reply && item.content !== null && item.state !== "not-from-your-officers");
}

function row(app: App, { removing }: Visit, item: OpenedItem): HTMLElement {
  const { texts } = app;
  const name = hex(item.header.objectId);
  const label = texts.of("mailbox.remove.answer", { who: item.officer === null ? texts.of("mailbox.stranger") : personName(app, item.officer), date: longDate(texts, item.putDay) });
  return choice("checkbox", `remove-${name}`, "remove", label, removing?.chosen.has(name) === true, (checked) => {
    if (checked) {
      removing?.chosen.add(name);
    } else {
      removing?.chosen.delete(name);
    }
  });
}

function begin(app: App, visit: Visit, answers: readonly OpenedItem[]): void {
  visit.removed = false;
  visit.removing = { chosen: new Set(answers.map((item) => hex(item.header.objectId))), asked: false, sending: null };
  app.refresh();
  document.getElementById("remove-title")?.scrollIntoView();
}

function submit(app: App, visit: Visit): void {
  const { removing } = visit;
  if (removing === null) {
    return;
  }
  removing.asked = true;
  const chosen: Bytes[] = removable(visit).map((item) => item.header.objectId).filter((id) => removing.chosen.has(hex(id)));
  if (chosen.length > 0) {
    // A parcel that may have arrived goes again as it was.
    removing.sending = removing.sending?.uncertain === true ? removing.sending : sendingOfRemoval(app, visit, chosen);
    void removing.sending.run();
  }
  app.refresh();
}

async function ended(app: App, visit: Visit): Promise<void> {
  const state = visit.removing?.sending?.state;
  if (state?.state === "received") {
    visit.removing = null;
    visit.removed = true;
    await reopen(app, visit);
    app.announce(app.texts.of("mailbox.remove.done"));
  } else if (state?.state === "failed" && state.failure === "order") {
    await reopen(app, visit);
  }
  app.refresh();
}
