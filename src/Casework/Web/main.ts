// Starts the officers' page: reads what the host wrote into it, loads every language, shows the gate.

import { App } from "./app.ts";
import { chooseLanguage, makeLibrary, type Dictionary } from "./texts.ts";
import type { HostFacts } from "./views/frame.ts";

interface TextSource {
  readonly url: string;
  readonly integrity: string;
}

const data = document.documentElement.dataset;
const sources = Object.entries(JSON.parse(data["texts"] ?? "{}") as Record<string, TextSource>);

async function load([language, { url, integrity }]: [string, TextSource]): Promise<[string, Dictionary]> {
  return [language, (await (await fetch(url, { integrity })).json()) as Dictionary];
}

const dictionaries = new Map(await Promise.all(sources.map(load)));
const named = (data["languages"] ?? "").split(" ").filter((language) => dictionaries.has(language));
const library = makeLibrary(named.length > 0 ? named : [...dictionaries.keys()], dictionaries);
const facts: HostFacts = { demo: (data["demo"] ?? "") !== "", version: data["version"] ?? "", adapters: data["adapters"] ?? "", organisation: data["organisation"] ?? "", setUp: data["stage"] === "set-up" };
await new App(library, facts, chooseLanguage(location.pathname, navigator.languages, library.languages)).start();
