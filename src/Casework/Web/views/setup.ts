// The set-up, one thought a page: code of the console, public file of the root, the organisation, the first administrator.

import { fingerprintOf, wipe } from "@integrity-channel/crypto";
import type { Child } from "../dom.ts";
import { button, el, notice } from "../dom.ts";
import { numberFault, type Fault } from "../faults.ts";
import type { OrganisationWords, SetUp } from "../features/set-up.ts";
import type { Texts } from "../texts.ts";
import { area, carriedField, commands, field, form, type LineField, refuse, select, textInput, tick } from "./form.ts";
import { newPassphrase } from "./newpassphrase.ts";
import { testMailNotice, transportSentence } from "./testmail.ts";
import type { View } from "./view.ts";

export const setUpSteps = ["code", "root", "organisation", "account", "done"] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** What a step of the set-up may do to the page around it. */
export interface SetUpPage {
  readonly setUp: SetUp;
  readonly go: (step: SetUpStep) => void;
  readonly leave: () => void;
}

const counted = setUpSteps.length - 1;

export function setUpView(step: SetUpStep, page: SetUpPage, texts: Texts): View {
  const bodies: Record<SetUpStep, () => Child[]> = {
    code: () => codeStep(page, texts),
    root: () => rootStep(page, texts),
    organisation: () => organisationStep(page, texts),
    account: () => accountStep(page, texts),
    done: () => [el("p", {}, texts.say("setup.done-lead")), el("ol", { class: "list" }, ...(["invite", "request", "sign", "upload", "poster"] as const).map((what) => el("li", {}, texts.say(`setup.done.${what}`)))), el("p", { class: "actions" }, button(texts.say("setup.sign-in"), page.leave, { kind: "primary" }))],
  };
  const at = setUpSteps.indexOf(step);
  const before = setUpSteps[at - 1];
  const card = el(
    "div",
    { class: "panel setup", id: `setup-${step}-step` },
    el("p", { class: "soft small" }, step === "done" ? texts.say("setup.title") : texts.say("setup.step", { n: at + 1, of: counted })),
    el("h1", {}, texts.pick("setup.head", step)),
    ...bodies[step](),
    before !== undefined && step !== "root" && step !== "done" && el("p", { class: "actions" }, button(texts.say("setup.back"), () => page.go(before), { kind: "text" })),
  );
  return { title: texts.say("setup.title"), main: [card], keys: new Map() };
}

const shown = (fault: Fault) => notice("late", fault.head, fault.lines);

function codeStep({ setUp, go }: SetUpPage, texts: Texts): Child[] {
  const code = field(textInput("setup-code", "", { class: "input code-input" }), texts.say("setup.code"), texts.say("setup.code-hint"), texts);
  const work = async () => {
    try {
      if (refuse([[code, (await setUp.enterCode(code.input.value)) ? null : texts.say("code.not-one")]])) {
        return null;
      }
      go("root");
      return null;
    } catch (error) {
      return shown(numberFault(error, texts));
    }
  };
  return [el("p", {}, texts.say("setup.code-lead")), form("setup-code-form", [code.root], texts.say("setup.next"), texts.say("setup.busy"), work)];
}

function rootStep({ setUp, go }: SetUpPage, texts: Texts): Child[] {
  const file = carriedField("setup-root", texts.say("setup.root"), texts.say("setup.root-hint"), texts);
  const place = el("div", { class: "flow" });
  const same = tick("setup-root-same", texts.say("setup.root-same"));
  const look = () => {
    const genesis = setUp.readRoot(file.input.value);
    same.input.checked = false;
    place.replaceChildren(
      ...(genesis === null
        ? []
        : [el("dl", { class: "facts" }, row(texts.say("keys.fingerprint"), el("code", { id: "setup-fingerprint" }, fingerprintOf(genesis.rootKey))), row(texts.say("setup.shares"), texts.say("setup.shares-of", { needed: genesis.sharesNeeded, made: genesis.sharesMade }))), same.root]),
    );
    return genesis;
  };
  file.input.addEventListener("input", () => void look());
  const work = async () => {
    const checked = same.input.checked;
    const genesis = setUp.genesis ?? look();
    if (refuse([[file, genesis === null ? texts.say("setup.root-wrong") : null]])) {
      return null;
    }
    if (!checked) {
      same.input.focus();
      return notice("late", texts.say("setup.root-compare"), []);
    }
    go("organisation");
    return null;
  };
  const pick = file.file.querySelector("input");
  pick?.addEventListener("change", () => setTimeout(() => void look(), 200));
  return [
    el("p", {}, texts.say("setup.root-lead")),
    commands(texts.say("commands.label"), "integrity ceremony root --out ceremony"),
    el("p", {}, texts.say("setup.root-then")),
    form("setup-root-form", [file.file, file.root, place], texts.say("setup.next"), texts.say("setup.busy"), work),
  ];
}

const row = (term: string, ...value: readonly Child[]) => el("div", {}, el("dt", {}, term), el("dd", {}, ...value));

function zones(): string[] {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const first = here === "UTC" ? [] : [here];
  return [...new Set([...first, "Europe/Brussels", ...Intl.supportedValuesOf("timeZone")])];
}

function organisationStep({ setUp, go }: SetUpPage, texts: Texts): Child[] {
  const known = setUp.words;
  const languages = setUp.facts?.languages ?? [];
  const wordOf = (language: string) => new Intl.DisplayNames(texts.locale, { type: "language" }).of(language) ?? language;
  const rows = languages.map((language) => ({
    language,
    offer: tick(`setup-offer-${language}`, texts.say("setup.offer", { language: wordOf(language) }), known === null || known.languages.includes(language)),
    name: field(textInput(`setup-name-${language}`, known?.name[language] ?? ""), texts.say("setup.name", { language: wordOf(language) }), null, texts),
    external: field(area(`setup-external-${language}`, known?.externalChannel[language] ?? "", 3), texts.say("setup.external", { language: wordOf(language) }), texts.say("setup.external-hint"), texts),
  }));
  const zone = field(select("setup-zone", zones().map((name) => [name, name] as const), known?.zone ?? (zones()[0] ?? "Europe/Brussels")), texts.say("setup.zone"), texts.say("setup.zone-hint"), texts);
  const rule = field(select("setup-mail", [["discreet", texts.say("setup.mail-discreet")], ["constant", texts.say("setup.mail-constant")]], known?.mailRule ?? "discreet"), texts.say("setup.mail"), texts.say("setup.mail-hint"), texts);
  const work = async () => {
    const offered = rows.filter(({ offer }) => offer.input.checked);
    const faults = offered.map(({ name }) => [name, name.input.value.trim() === "" || name.input.value.length > 120 ? texts.say("setup.no-name") : null] as const);
    if (refuse([...faults, ...offered.map(({ external }) => [external, external.input.value.length > 1000 ? texts.say("setup.too-long") : null] as const)])) {
      return null;
    }
    if (offered.length === 0) {
      return notice("late", texts.say("setup.no-language"), []);
    }
    const words: OrganisationWords = {
      name: Object.fromEntries(offered.map(({ language, name }) => [language, name.input.value.trim()])),
      languages: offered.map(({ language }) => language),
      zone: zone.input.value,
      mailRule: rule.input.value === "constant" ? "constant" : "discreet",
      externalChannel: Object.fromEntries(offered.filter(({ external }) => external.input.value.trim() !== "").map(({ language, external }) => [language, external.input.value.trim()])),
    };
    setUp.words = words;
    go("account");
    return null;
  };
  const fields = rows.flatMap(({ offer, name, external }) => [offer.root, name.root, external.root]);
  return [form("setup-organisation-form", [...fields, zone.root, rule.root], texts.say("setup.next"), texts.say("setup.busy"), work)];
}

function accountStep({ setUp, go }: SetUpPage, texts: Texts): Child[] {
  const account = field(textInput("setup-account", "beheer", { autocomplete: "username" }), texts.say("gate.name"), texts.say("people.account-hint"), texts);
  const mail = field(textInput("setup-address", "", { type: "email" }), texts.say("people.mail"), texts.say("people.mail-hint"), texts);
  const made = newPassphrase("setup-passphrase", texts);
  const mailTest = tryMail(setUp, mail, texts);
  const work = async () => {
    const name = account.input.value.trim().toLowerCase();
    const faults = [[account, isAccountName(name) ? null : texts.say("people.bad-account")], [mail, isAddress(mail.input.value) ? null : texts.say("people.bad-mail")]] as const;
    if (refuse(faults)) {
      return null;
    }
    const passphrase = made.take();
    if (passphrase === null) {
      return null;
    }
    try {
      await setUp.finish({ account: name, mail: mail.input.value.trim(), locale: setUp.words?.languages[0] ?? texts.language }, passphrase);
      made.wipe();
      go("done");
      return null;
    } catch (error) {
      return shown(numberFault(error, texts));
    } finally {
      wipe(passphrase);
    }
  };
  return [el("p", {}, texts.say("setup.account-lead")), form("setup-account-form", [account.root, mail.root, mailTest, made.root], texts.say("setup.make"), texts.say("setup.making"), work)];
}

/** How mail is set, and a button that tries it on the address above. It stands inside a form, and submits nothing. */
function tryMail(setUp: SetUp, to: LineField<HTMLInputElement>, texts: Texts): HTMLElement {
  const place = el("div", { role: "status", id: "setup-mail-outcome" });
  let busy = false;
  const send = async () => {
    const address = to.input.value.trim();
    if (busy || refuse([[to, address === "" ? texts.say("setup.mail-empty") : isAddress(address) ? null : texts.say("people.bad-mail")]])) {
      return;
    }
    busy = true;
    place.replaceChildren(el("p", {}, texts.say("mail.testing")));
    try {
      place.replaceChildren(testMailNotice(await setUp.testMail(address), texts));
    } catch (error) {
      place.replaceChildren(shown(numberFault(error, texts)));
    } finally {
      busy = false;
    }
  };
  const mail = setUp.facts?.mail;
  return el(
    "div",
    { class: "flow" },
    mail !== undefined && el("p", { class: "hint" }, transportSentence(mail, texts)),
    mail !== undefined && mail.problem !== null && notice("near", texts.say("mail.problem"), [texts.pick("mail.code", mail.problem, { code: mail.problem })]),
    el("p", { class: "actions" }, button(texts.say("mail.test"), () => void send(), { class: "mail-test" })),
    place,
  );
}

/** As the host judges names: letters, digits, dots, dashes, underscores. */
export const isAccountName = (name: string) => /^[\p{L}\p{N}._-]{1,64}$/u.test(name);

export const isAddress = (address: string) => address.trim() === "" || /^[^\s@<>()]+@[^\s@<>()]+$/u.test(address.trim());
