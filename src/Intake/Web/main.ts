// Starts the page and moves between its steps. One address, one document: a step is only a name in the browser's history.

import { civilDayIn, systemEntropy } from "@integrity-channel/crypto";
import { laterSteps, steps, type App, type Keys, type LaterStep, type Screen, type Step, type View } from "./app.ts";
import { fetchKeys } from "./flow/keys.ts";
import { allowedStep } from "./flow/steps.ts";
import { keysLine, keysNotices } from "./frame.ts";
import { Memory } from "./memory.ts";
import { h } from "./page.ts";
import { loadPart, partNow } from "./parts.ts";
import { drawScreen } from "./screen.ts";
import { chooseLanguage, loadTexts, offeredLanguages, type Texts } from "./texts.ts";
import { views } from "./views/index.ts";
import { insecure } from "./views/insecure.ts";
import { waiting } from "./views/waiting.ts";

const settings = document.documentElement.dataset;
const sources = JSON.parse(settings["texts"] ?? "{}") as Parameters<typeof loadTexts>[0];
const languages = offeredLanguages(sources, settings["languages"] ?? "");
const exit = settings["exit"] ?? "about:blank";
const live = h("div", { class: "unseen", "aria-live": "polite" });
const memory = new Memory();

let texts = await firstTexts();
let keys: Keys = { state: "loading" };
let step: Step = "start";
let wiped = false;
let closed: (() => void) | undefined;

const app: App = {
  get texts() { return texts; },
  get keys() { return keys; },
  languages,
  memory,
  demo: settings["demo"] === "demo",
  organisation: settings["organisation"] ?? "",
  version: settings["version"] ?? "",
  adapters: settings["adapters"] ?? "",
  mostFiles: (Number(settings["attachmentMib"]) || 0) * 1024 * 1024,
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
  loadKeys,
  async speak(language) {
    try {
      texts = await loadTexts(sources, language);
    } catch {
      app.announce(texts.of("keys.unreachable.title"));
      return;
    }
    history.replaceState({ step }, "", `/${language}`);
    show(step);
  },
  announce(text) {
    live.textContent = "";
    setTimeout(() => { live.textContent = text; }, 50);
  },
  leave() {
    wiped = true;
    memory.wipe();
    document.body.replaceChildren();
    location.replace(exit);
  },
};

/** The texts of the chosen language; when they do not come, a sign to load the page again stays, since no words are there yet. */
async function firstTexts(): Promise<Texts> {
  const language = chooseLanguage(location.pathname, languages, navigator.languages);
  try {
    return await loadTexts(sources, language);
  } catch (problem) {
    document.body.replaceChildren(h("p", { class: "page lead" }, h("a", { href: location.pathname, "aria-label": language }, "\u21bb")));
    throw problem;
  }
}

async function loadKeys(): Promise<Keys> {
  keys = await fetchKeys(civilDayIn("Europe/Brussels", new Date()));
  document.getElementById("keys-line")?.replaceWith(keysLine(app));
  document.getElementById("keys-notices")?.replaceChildren(...keysNotices(app));
  return keys;
}

function show(wanted: Step, focus = true): void {
  const next = allowedStep(wanted, memory, keys);
  if (next !== step) {
    closed?.();
  }
  step = next;
  const view = viewOf(step);
  if (view === null || ((isLater(step) || memory.hasFiles) && !texts.isComplete)) {
    draw(waiting(app, loadLater()), focus);
  } else {
    draw(window.isSecureContext ? view(app) : insecure(app), focus);
  }
}

const isLater = (given: Step): given is LaterStep => laterSteps.some((later) => later === given);
const viewOf = (given: Step): View | null => (isLater(given) ? partNow("later")?.[given] ?? null : views[given]);

/** Loads the script and the texts that a first visit does not need, then shows the step again. */
async function loadLater(): Promise<void> {
  const wanted = step;
  await Promise.all([texts.complete(), loadPart("later")]);
  if (step === wanted) {
    show(step);
  }
}

function draw(screen: Screen, focus: boolean): void {
  closed = screen.closed;
  drawScreen(app, screen, { exit, live, focus });
}

function stepOfHistory(): Step {
  const name = (history.state as { step?: unknown } | null)?.step;
  return steps.find((known) => known === name) ?? "start";
}

addEventListener("popstate", () => { show(stepOfHistory()); });
addEventListener("beforeunload", (event) => {
  if (!wiped && memory.dirty) {
    event.preventDefault();
  }
});
addEventListener("pageshow", (event) => {
  if (event.persisted && wiped) {
    location.reload();
  }
});

systemEntropy.fill(1); // fails here, before anything is typed, where the browser has no source of randomness
history.replaceState({ step: "start" }, "");
show("start", false);
// Not awaited: the parts of the page wait until this script has run to its end.
if (window.isSecureContext) {
  void loadKeys().then(() => {
    if (step === "before") {
      show(step, false);
    }
  });
}
