// The offline sealer: the steps of a report in one file that needs no network and may use none (its own policy forbids it). The list of keys stands in
// it; what it makes is a file that anybody may hand in. It looks like the reporter's page because it is made of the same views.

import { civilDayIn, systemEntropy, wipeSealed } from "@integrity-channel/crypto";
import type { App, Keys, Screen, Step, View } from "../app.ts";
import { sealDraft } from "../flow/report.ts";
import { allowedStep } from "../flow/steps.ts";
import { Memory } from "../memory.ts";
import { h } from "../page.ts";
import { drawScreen } from "../screen.ts";
import { chooseLanguage, offeredLanguages, type Content } from "../texts.ts";
import { before } from "../views/before.ts";
import { check } from "../views/check.ts";
import { codeView } from "../views/code.ts";
import { access, comite, data, how, rights } from "../views/info.ts";
import { insecure } from "../views/insecure.ts";
import { left } from "../views/left.ts";
import { write } from "../views/write.ts";
import { bakedKeys } from "./baked.ts";
import { sealedView, type Parcel } from "./sealed.ts";
import { start } from "./start.ts";
import { sealerTexts } from "./words.ts";

/** Where the quick exit leads: a page that needs no network either. */
const exit = "about:blank";

const settings = document.documentElement.dataset;
const contents = JSON.parse(settings["texts"] ?? "{}") as Record<string, Content>;
const languages = offeredLanguages(contents, settings["languages"] ?? "");
const live = h("div", { class: "unseen", "aria-live": "polite" });
const memory = new Memory();
const keys: Keys = bakedKeys(settings["directory"] ?? "", civilDayIn("Europe/Brussels", new Date()));

let texts = textsIn(chooseLanguage("", languages, navigator.languages));
let step: Step = "start";
let parcel: Parcel | null = null;
let wiped = false;

const app: App = {
  get texts() { return texts; },
  keys,
  languages,
  memory,
  demo: settings["demo"] === "demo",
  organisation: settings["organisation"] ?? "",
  version: settings["version"] ?? "",
  adapters: settings["adapters"] ?? "",
  mostFiles: 0,
  go(next) {
    history.pushState({ step: next }, "");
    show(next);
  },
  replace(next) {
    history.replaceState({ step: next }, "");
    show(next);
  },
  back() { history.back(); },
  refresh() { show(step); },
  loadKeys: () => Promise.resolve(keys),
  speak(language) {
    texts = textsIn(language);
    show(step);
    return Promise.resolve();
  },
  announce(text) { live.textContent = text; },
  leave() {
    forget();
    document.body.replaceChildren();
    location.replace(exit);
  },
};

const views: Partial<Record<Step, View>> = { start, before, write, check, code: codeView((given) => { void seal(given); }), how, rights, comite, data, access, left };

function textsIn(language: string): ReturnType<typeof sealerTexts> {
  return sealerTexts(language, contents[language] ?? {});
}

function forget(): void {
  wiped = true;
  if (parcel !== null) {
    wipeSealed(parcel.sealed);
    parcel = null;
  }
  memory.wipe();
}

async function seal(given: App): Promise<void> {
  if (keys.state === "accepted") {
    parcel = { sealed: await sealDraft(given, keys.directory, keys.day), day: keys.day };
    given.go("send");
  }
}

function screenOf(wanted: Step): Screen {
  if (parcel !== null && (wanted === "send" || wanted === "sent")) {
    step = "send";
    return sealedView(app, parcel, () => { forget(); app.replace("left"); });
  }
  // Nothing can be changed under a code whose report was sealed: two parcels under one code are one too many.
  const sealedAlready = parcel !== null && (wanted === "before" || wanted === "write" || wanted === "check" || wanted === "code");
  if (sealedAlready) {
    return screenOf("send");
  }
  const allowed = allowedStep(wanted, memory, keys);
  step = views[allowed] === undefined ? "start" : allowed;
  return (views[step] ?? start)(app);
}

function show(wanted: Step, focus = true): void {
  drawScreen(app, window.isSecureContext ? screenOf(wanted) : insecure(app), { exit, live, focus });
}

addEventListener("popstate", () => { show(((history.state as { step?: Step } | null)?.step) ?? "start"); });
addEventListener("beforeunload", (event) => {
  if (!wiped && memory.dirty) {
    event.preventDefault();
  }
});

systemEntropy.fill(1); // fails here, before anything is typed, where the browser has no source of randomness
history.replaceState({ step: "start" }, "");
show("start", false);
