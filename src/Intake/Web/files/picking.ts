// Takes files in: one after another each is read and, where that can be, a copy without what it tells is made. All of it here,
// in the page; nothing leaves before the reporter sends.

import type { App } from "../app.ts";
import { cleanFile } from "../metadata/clean.ts";
import { inspectFile } from "../metadata/inspect.ts";
import type { ChosenFile, ChosenFiles } from "./chosen.ts";
import { fits } from "./outgoing.ts";

/** So many fit in the list that a message carries. */
const mostFiles = 30;

export interface Refused {
  readonly name: string;
  readonly why: "large" | "many" | "empty";
}

/** Takes up what may be taken up and reads it; `changed` is called at every change. Returns the refused ones at once. */
export function addFiles(app: App, files: ChosenFiles, picked: readonly File[], changed: (chosen: ChosenFile) => void): Refused[] {
  const refused: Refused[] = [];
  const taken: ChosenFile[] = [];
  for (const file of picked) {
    const why = file.size === 0 ? "empty" : files.items.length >= mostFiles ? "many" : fits(app.texts, files, file.size, app.mostFiles) ? null : "large";
    if (why !== null) {
      refused.push({ name: file.name, why });
      continue;
    }
    files.counted++;
    const chosen: ChosenFile = { number: files.counted, file, inspection: null, cleaned: null, original: false, neutral: true };
    files.items.push(chosen);
    taken.push(chosen);
  }
  void readAll(files, taken, changed);
  return refused;
}

async function readAll(files: ChosenFiles, taken: readonly ChosenFile[], changed: (chosen: ChosenFile) => void): Promise<void> {
  for (const chosen of taken) {
    if (!files.items.includes(chosen)) {
      continue;
    }
    const inspection = await inspectFile(chosen.file);
    chosen.cleaned = await cleanFile(chosen.file, inspection.format);
    chosen.inspection = inspection;
    changed(chosen);
  }
}

export function removeFile(files: ChosenFiles, chosen: ChosenFile): void {
  files.items = files.items.filter((other) => other !== chosen);
}
