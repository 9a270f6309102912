// Loads the parts of the page that a first visit does not need. Their script tags, each with its hash, wait in a template of
// the page: a copy of such a tag is put into the document, so the browser itself refuses any other bytes. Nothing is ever
// fetched by an import, which could carry no hash. A part hands itself over with `provide`.

import type { FilesPart } from "./parts/files.ts";
import type { LaterPart } from "./parts/later.ts";

interface Parts {
  later: LaterPart;
  files: FilesPart;
}

/** Milliseconds from a script's arrival until it must have handed itself over. */
const longestStart = 30_000;

type Name = keyof Parts;

const provided: Partial<Parts> = {};
const waiting: Partial<Record<Name, () => void>> = {};
const loading: Partial<Record<Name, Promise<void>>> = {};

/** Called once by a part's script. */
export function provide<N extends Name>(name: N, part: Parts[N]): void {
  provided[name] = part;
  waiting[name]?.();
}

/** The part when it is there already. */
export function partNow<N extends Name>(name: N): Parts[N] | null {
  return provided[name] ?? null;
}

/** Loads a part; rejects when its script did not come or was not the one that the page names. May be called again then. */
export async function loadPart<N extends Name>(name: N): Promise<Parts[N]> {
  loading[name] ??= insert(name).catch((problem: unknown) => {
    delete loading[name];
    throw problem;
  });
  await loading[name];
  return provided[name] as Parts[N];
}

function insert(name: Name): Promise<void> {
  return new Promise((resolve, reject) => {
    const tag = document.querySelector<HTMLTemplateElement>("#parts")?.content.querySelector(`[data-part="${name}"]`);
    if (!(tag instanceof HTMLScriptElement)) {
      reject(new Error("no such part"));
      return;
    }
    const script = document.importNode(tag, true);
    waiting[name] = resolve;
    script.onload = () => { setTimeout(() => { reject(new Error("part not started")); }, longestStart); };
    script.onerror = () => { script.remove(); reject(new Error("part not loaded")); };
    document.head.append(script);
  });
}
