// Prints one case, or one acknowledgement or feedback of it, from what this page opened. Nothing is asked from the host.

import type { OpenedItem } from "@integrity-channel/crypto";
import { equal } from "@integrity-channel/crypto";
import { button, el, type Child } from "../dom.ts";
import { casePaper, isPrintable, itemPaper, type CaseStandingWords, type PaperSource } from "../paper.ts";
import { paperView } from "../views/paper.ts";
import { openPrintDialog } from "../views/printing.ts";
import type { CaseWork } from "./show-case.ts";

export interface CasePrinting {
  /** The sheet of the whole case; the browser's own print command prints this one too. */
  readonly paper: () => HTMLElement;
  readonly printCase: () => void;
  /** The button under an acknowledgement or feedback; null under everything else. */
  readonly itemButton: (item: OpenedItem) => Child;
}

export function casePrinting(work: CaseWork, items: readonly OpenedItem[], standing: CaseStandingWords): CasePrinting {
  const { app, desk, found, texts, opened } = work;
  const source: PaperSource = { found, today: desk.cases.day, nameOf: (id) => desk.displayOf(id), isReader: (id) => opened().recipients.some((reader) => equal(reader, id)), texts };
  const paper = () => paperView(casePaper(items, standing, source), app.frame.organisation, texts);
  const printItem = (item: OpenedItem) => {
    const sheet = itemPaper(item, source);
    if (sheet !== null) {
      app.frame.printer.print(paperView(sheet, app.frame.organisation, texts));
    }
  };
  const itemButton = (item: OpenedItem) => isPrintable(item) && el("p", { class: "message-acts" }, button(texts.say("print.item"), () => printItem(item), { kind: "text" }));
  return { paper, printCase: () => openPrintDialog(() => print(), texts), itemButton };
}
