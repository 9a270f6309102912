// Where files are picked or dropped: a button first, dropping is extra. What is done with them is in a part of the script that
// loads with the first file.

import type { App } from "../app.ts";
import type { ChosenFiles } from "../files/chosen.ts";
import { limitWords } from "../files/size.ts";
import { button, h, notice } from "../page.ts";
import { loadPart, partNow } from "../parts.ts";

/** The list of files and the place to add some; null where the host takes none. */
export function filesSection(app: App, files: ChosenFiles, heading: "h2" | "h3"): HTMLElement | null {
  const { texts } = app;
  if (app.mostFiles === 0) {
    return null;
  }
  const list = h("div", { class: "flow", id: "files-list" }, partNow("files")?.rows(app, files) ?? []);
  const input = h("input", { type: "file", multiple: true, hidden: true, id: "files-input", tabindex: "-1", onchange: () => {
    const picked = [...input.files ?? []];
    input.value = "";
    void take(app, files, picked, list);
  } });
  const pick = button(texts.of("files.pick"), () => { input.click(); });
  pick.id = "pick";
  pick.setAttribute("aria-describedby", "files-hint");
  const drop = h("div", {
    class: "drop",
    ondragover: (event) => { event.preventDefault(); drop.toggleAttribute("data-over", true); },
    ondragleave: () => { drop.removeAttribute("data-over"); },
    ondrop: (event) => {
      event.preventDefault();
      drop.removeAttribute("data-over");
      void take(app, files, [...(event as DragEvent).dataTransfer?.files ?? []], list);
    },
  }, h("p", {}, texts.of("files.drop")), h("p", {}, pick), input);
  return h("section", { class: "flow", "aria-labelledby": "files" },
    h(heading, { id: "files" }, texts.of("files.title"), " ", h("span", { class: "optional" }, texts.of("files.optional"))),
    h("p", { class: "hint", id: "files-hint" }, texts.of("files.hint", { size: limitWords(texts, app.mostFiles) })), list, drop);
}

async function take(app: App, files: ChosenFiles, picked: readonly File[], list: HTMLElement): Promise<void> {
  if (picked.length === 0) {
    return;
  }
  try {
    const [part] = await Promise.all([loadPart("files"), app.texts.complete()]);
    part.add(app, files, picked, list);
  } catch {
    list.replaceChildren(...partNow("files")?.rows(app, files) ?? [], h("div", { role: "alert" }, notice("near", app.texts.of("keys.unreachable.title"), h("p", {}, app.texts.of("failure.short")))));
  }
}

/** Whether every file was read, so that what goes is known. */
export function filesAreRead(files: ChosenFiles): boolean {
  return files.items.every(({ inspection }) => inspection !== null);
}
