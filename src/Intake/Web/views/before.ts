// Before writing: staff member or not (never proof), subjects that belong elsewhere, and who is involved and therefore left out.

import { hex, type Officer } from "@integrity-channel/crypto";
import type { App, Screen } from "../app.ts";
import { chooseReaders, confidant, people, someoneMayDecide } from "../flow/readers.ts";
import { backLink, keysNotices, link } from "../frame.ts";
import type { Staff } from "../memory.ts";
import { form, h, notice, submitButton } from "../page.ts";
import { choice } from "./fields.ts";
import { renderLines } from "./lines.ts";
import { personName } from "./people.ts";

export function before(app: App): Screen {
  const { texts, keys } = app;
  const body = keys.state === "accepted"
    ? form(() => { proceed(app); },
      heading(app), h("div", { id: "keys-notices" }, keysNotices(app)),
      staff(app), elsewhere(app), involved(app, keys.directory.officers.length > 0 ? people(keys.directory) : []),
      invited(app, keys.directory.officers), h("div", { id: "readers" }, readers(app)),
      h("div", { class: "actions" }, submitButton(texts.of("nav.next"))))
    : h("div", { class: "flow" }, heading(app), keys.state === "loading" ? h("p", {}, texts.of("keys.line.loading")) : keysNotices(app));
  return {
    layout: "split",
    body: [h("div", {}, backLink(app, texts.of("nav.back")), body),
      h("aside", { class: "aside", "aria-label": texts.of("aside.label") },
        h("section", {}, h("h2", {}, texts.of("before.aside.title")), h("p", { class: "soft" }, texts.of("before.aside.text"))),
        h("section", {}, h("h2", {}, texts.of("before.union.title")), h("p", { class: "soft" }, texts.of("before.union.text"))))],
  };
}

function heading({ texts }: App): HTMLElement {
  return h("div", {}, h("p", { class: "step" }, texts.of("before.step")), h("h1", {}, texts.of("before.title")));
}

function proceed(app: App): void {
  if (app.keys.state === "accepted" && someoneMayDecide(chooseReaders(app.keys.directory, app.memory.draft))) {
    app.go("write");
  } else {
    document.getElementById("nobody")?.focus();
  }
}

function staff(app: App): HTMLElement {
  const { texts, memory } = app;
  const route = h("div", { "aria-live": "polite" });
  const show = (): void => {
    route.replaceChildren(...(memory.draft.staff === "no"
      ? [notice("plain", texts.of("before.notStaff.title"), h("p", {}, texts.of("before.notStaff.text")), h("p", {}, link(app, "comite", texts.of("start.comite.how"))))]
      : []));
  };
  show();
  const option = (value: Staff): HTMLElement =>
    choice("radio", `staff-${value}`, "staff", texts.of(`before.staff.${value}`), memory.draft.staff === value, () => { memory.draft.staff = value; show(); });
  return h("fieldset", { class: "field" }, h("legend", {}, texts.of("before.staff.title")), h("p", { class: "hint" }, texts.of("before.staff.hint")),
    option("yes"), option("no"), option("unsaid"), route);
}

function elsewhere({ texts }: App): HTMLElement {
  return h("details", {}, h("summary", {}, texts.of("before.elsewhere.title")), h("div", { class: "detail-body" }, renderLines(texts.lines("before.elsewhere.lines"), "h3")));
}

function involved(app: App, officers: readonly Officer[]): HTMLElement {
  return set(app, "involved", officers, "before.involved.title", "before.involved.hint");
}

function invited(app: App, officers: readonly Officer[]): HTMLElement | null {
  const confidants = officers.filter((officer) => officer.role === confidant && !officer.defaultSet && officer.kem !== null);
  return confidants.length === 0 ? null : set(app, "invited", confidants, "before.invited.title", "before.invited.hint");
}

function set(app: App, name: "involved" | "invited", officers: readonly Officer[], title: "before.involved.title" | "before.invited.title", hint: "before.involved.hint" | "before.invited.hint"): HTMLElement {
  const chosen = app.memory.draft[name];
  return h("fieldset", { class: "field" }, h("legend", {}, app.texts.of(title)), h("p", { class: "hint" }, app.texts.of(hint)),
    officers.map((officer) => {
      const id = hex(officer.id);
      return choice("checkbox", `${name}-${id}`, name, personName(app, officer), chosen.has(id), (checked) => {
        chosen[checked ? "add" : "delete"](id);
        document.getElementById("readers")?.replaceChildren(...readers(app));
      });
    }));
}

/** Says at once who reads and who does not, or that Comité P is the way when nobody who may decide is left. */
function readers(app: App): HTMLElement[] {
  const { texts, keys, memory } = app;
  if (keys.state !== "accepted") {
    return [];
  }
  const chosen = chooseReaders(keys.directory, memory.draft);
  const names = (officers: readonly Officer[]): string => officers.map((officer) => personName(app, officer)).join("; ");
  if (!someoneMayDecide(chosen)) {
    const stop = notice("late", texts.of("before.nobody.title"), h("p", {}, texts.of(chosen.leftOut.length > 0 ? "before.nobody.text" : "before.nobody.keys")),
      h("p", {}, link(app, "comite", texts.of("start.comite.how"))));
    stop.id = "nobody";
    stop.tabIndex = -1;
    stop.setAttribute("role", "alert");
    return [stop];
  }
  return [h("dl", { class: "facts", "aria-live": "polite" },
    h("div", {}, h("dt", {}, texts.of("check.readers")), h("dd", {}, names(chosen.read))),
    chosen.leftOut.length === 0 ? null : h("div", {}, h("dt", {}, texts.of("check.leftOut")), h("dd", {}, names(chosen.leftOut))),
    chosen.withoutKey.length === 0 ? null : h("div", {}, h("dt", {}, texts.of("check.withoutKey")), h("dd", {}, names(chosen.withoutKey))))];
}
