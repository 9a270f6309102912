// Several lines of the list at once: what is marked, what can be done with it, and the way back.

import { button, el } from "../dom.ts";
import type { Texts } from "../texts.ts";

export interface ChoiceFacts {
  /** The lines that stand there now. */
  readonly shown: () => readonly string[];
  /** Whether what stands there was laid aside. */
  readonly aside: () => boolean;
  /** Lays aside or takes back; false when it is not stored yet. */
  readonly lay: (reportIds: readonly string[], aside: boolean) => Promise<boolean>;
  /** Draws the lines anew. */
  readonly draw: () => void;
}

export class Choice {
  readonly root: HTMLElement;
  readonly #facts: ChoiceFacts;
  readonly #texts: Texts;
  readonly #marked = new Set<string>();
  readonly #bar = el("div", { class: "choice", role: "group", hidden: true });
  readonly #told = el("p", { class: "small", role: "status" });

  constructor(facts: ChoiceFacts, texts: Texts) {
    this.#facts = facts;
    this.#texts = texts;
    this.#bar.setAttribute("aria-label", texts.say("list.choice"));
    this.root = el("div", {}, this.#bar, this.#told);
  }

  box(reportId: string, number: string): HTMLInputElement {
    const label = this.#texts.say("list.mark", { number });
    const box = el("input", { type: "checkbox", class: "choose", "aria-label": label, checked: this.#marked.has(reportId) });
    box.addEventListener("change", () => {
      box.checked ? this.#marked.add(reportId) : this.#marked.delete(reportId);
      this.#show();
    });
    return box;
  }

  /** Keeps the marks of the lines that still stand there: nothing is done to what cannot be seen. */
  keepShown(): void {
    const shown = new Set(this.#facts.shown());
    [...this.#marked].filter((reportId) => !shown.has(reportId)).forEach((reportId) => this.#marked.delete(reportId));
    this.#show();
  }

  #show(): void {
    const { say } = this.#texts;
    const aside = this.#facts.aside();
    this.#bar.hidden = this.#marked.size === 0;
    this.#bar.replaceChildren(
      el("span", {}, this.#texts.count("list.marked", this.#marked.size)),
      button(say(aside ? "list.take-back" : "list.lay-aside"), () => void this.#act([...this.#marked], !aside), { kind: "primary" }),
      button(say("list.mark-all"), () => this.#markAll(), { kind: "text" }),
      button(say("list.mark-none"), () => this.#clear(), { kind: "text" }),
    );
  }

  #markAll(): void {
    this.#facts.shown().forEach((reportId) => this.#marked.add(reportId));
    this.#facts.draw();
  }

  #clear(): void {
    this.#marked.clear();
    this.#facts.draw();
  }

  async #act(reportIds: readonly string[], aside: boolean): Promise<void> {
    const stored = this.#facts.lay(reportIds, aside);
    this.#clear();
    this.#tell(reportIds, aside, "");
    if (!(await stored)) {
      this.#tell(reportIds, aside, this.#texts.say("list.aside-waits"));
    }
  }

  #tell(reportIds: readonly string[], aside: boolean, more: string): void {
    const done = aside ? this.#texts.count("list.laid", reportIds.length) : this.#texts.count("list.taken", reportIds.length);
    this.#told.replaceChildren(done, " ", more, " ", button(this.#texts.say("list.undo"), () => void this.#act(reportIds, !aside), { kind: "text" }));
  }
}
