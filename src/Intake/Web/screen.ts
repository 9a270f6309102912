// Puts a screen into the document, with the frame around it.

import type { App, Screen } from "./app.ts";
import { banner, footer, masthead } from "./frame.ts";
import { focusOn, h } from "./page.ts";

interface Around {
  /** Where the quick exit leads. */
  readonly exit: string;
  /** What is said through it is read out. */
  readonly live: HTMLElement;
  /** True to move the reading position to the heading or the error summary. */
  readonly focus: boolean;
}

export function drawScreen(app: App, screen: Screen, { exit, live, focus }: Around): void {
  const { texts } = app;
  document.documentElement.lang = texts.language;
  document.title = `${screen.error === true ? texts.of("frame.titleError") : ""}${texts.of("frame.title")}`;
  document.body.replaceChildren(
    h("a", { class: "skip", href: "#content", onclick: (event) => { event.preventDefault(); focusOn(document.getElementById("content")); } }, texts.of("frame.skip")),
    ...[banner(app)].filter((node) => node !== null),
    masthead(app, exit), content(screen), footer(app), live);
  if (focus) {
    scrollTo(0, 0);
    focusOn(document.querySelector(".summary") ?? document.querySelector("h1"));
  }
}

function content(screen: Screen): HTMLElement {
  const main = h("main", { class: screen.layout === "column" ? "page" : "page split", id: "content", "data-order": screen.layout === "middle" ? "middle" : undefined });
  main.append(...(screen.layout === "column" ? [h("div", { class: "column" }, screen.body)] : screen.body));
  return main;
}
