// Enrolment: the code of an invitation, for whom it is, a passphrase, and for officers the characters to read to the holders of the root.

import { wipe } from "@integrity-channel/crypto";
import type { Child } from "../dom.ts";
import { button, el, notice } from "../dom.ts";
import { numberFault } from "../faults.ts";
import type { Enrolling } from "../features/enrol-person.ts";
import type { Texts } from "../texts.ts";
import { field, form, refuse, textInput, tick } from "./form.ts";
import { newPassphrase } from "./newpassphrase.ts";
import type { View } from "./view.ts";

export type EnrolStep = { readonly name: "code" } | { readonly name: "person" } | { readonly name: "done"; readonly fingerprint: string | null };

export interface EnrolPage {
  readonly enrolling: Enrolling;
  readonly go: (step: EnrolStep) => void;
  /** Back to signing in. */
  readonly leave: () => void;
}

export function enrolView(step: EnrolStep, page: EnrolPage, texts: Texts): View {
  const body = step.name === "code" ? codeStep(page, texts) : step.name === "person" ? personStep(page, texts) : doneStep(page, step.fingerprint, texts);
  const card = el("div", { class: "panel setup", id: `enrol-${step.name}-step` }, el("h1", {}, texts.pick("enrol.head", step.name)), ...body, step.name !== "done" && el("p", { class: "actions" }, button(texts.say("enrol.back"), page.leave, { kind: "text" })));
  return { title: texts.say("title"), main: [card], keys: new Map() };
}

function codeStep({ enrolling, go }: EnrolPage, texts: Texts): Child[] {
  const code = field(textInput("enrol-code", "", { class: "input code-input" }), texts.say("enrol.code"), texts.say("enrol.code-hint"), texts);
  const work = async () => {
    try {
      if (!refuse([[code, (await enrolling.enterCode(code.input.value)) ? null : texts.say("code.not-one")]])) {
        go({ name: "person" });
      }
      return null;
    } catch (error) {
      const fault = numberFault(error, texts);
      return notice("late", fault.head, fault.lines);
    }
  };
  return [el("p", {}, texts.say("enrol.lead")), form("enrol-code-form", [code.root], texts.say("setup.next"), texts.say("setup.busy"), work)];
}

function personStep({ enrolling, go }: EnrolPage, texts: Texts): Child[] {
  const invitation = enrolling.invitation;
  if (invitation === null) {
    return [];
  }
  const row = (term: string, value: string, id?: string) => el("div", {}, el("dt", {}, term), el("dd", {}, el("span", { id: id ?? null }, value)));
  const same = tick("enrol-root-same", texts.say("enrol.root-same"));
  const made = newPassphrase("enrol-passphrase", texts);
  const work = async () => {
    if (!same.input.checked) {
      same.input.focus();
      return notice("late", texts.say("setup.root-compare"), []);
    }
    const passphrase = made.take();
    if (passphrase === null) {
      return null;
    }
    try {
      const fingerprint = await enrolling.finish(passphrase);
      made.wipe();
      go({ name: "done", fingerprint });
      return null;
    } catch (error) {
      const fault = numberFault(error, texts);
      return notice("late", fault.head, fault.lines);
    } finally {
      wipe(passphrase);
    }
  };
  const facts = el(
    "dl",
    { class: "facts" },
    row(texts.say("gate.name"), invitation.account, "enrol-account"),
    row(texts.say("people.role"), texts.pick("role", invitation.role)),
    invitation.role !== 0 && row(texts.say("people.display"), invitation.display),
    invitation.mail !== "" && row(texts.say("people.mail"), invitation.mail),
    row(texts.say("keys.fingerprint"), enrolling.rootFingerprint, "enrol-root"),
  );
  return [el("p", {}, texts.say("enrol.for")), facts, form("enrol-form", [same.root, made.root], texts.say("enrol.make"), texts.say("setup.making"), work)];
}

function doneStep({ leave }: EnrolPage, fingerprint: string | null, texts: Texts): Child[] {
  const forOfficers = [
    el("p", {}, texts.say("enrol.read")),
    el("p", { class: "read-aloud", id: "officer-fingerprint" }, el("code", {}, fingerprint ?? "")),
    el("p", {}, texts.say("enrol.wait")),
  ];
  return [...(fingerprint === null ? [el("p", {}, texts.say("enrol.administrator"))] : forOfficers), el("p", { class: "actions" }, button(texts.say("setup.sign-in"), leave, { kind: "primary" }))];
}
