// The action bar: role toolbar with one tab stop; arrows, Home and End move, Down opens "More", Esc closes it.

import { button, el } from "../dom.ts";
import type { DraftAction } from "../drafts.ts";
import type { OpenActions } from "../lawful.ts";
import type { Texts } from "../texts.ts";

const keys: Partial<Record<DraftAction, string>> = { reply: "r", feedback: "f", note: "n" };

export function toolbar(actions: OpenActions, act: (action: DraftAction) => void, texts: Texts): HTMLElement {
  const label = (action: DraftAction) => texts.pick("action", action);
  const small = actions.beside.map((action) => el("li", { class: "only-small" }, menuButton(label(action), () => press(action))));
  const rest = actions.menu.map((action) => el("li", {}, menuButton(label(action), () => press(action), action === "close" ? "danger" : "plain")));
  const summary = el("summary", { class: "button" }, texts.say("action.more"));
  const menu = el("details", { class: "menu" }, summary, el("ul", {}, ...small, ...rest));
  const press = (action: DraftAction) => {
    menu.open = false;
    act(action);
  };
  const bar = el(
    "div",
    { class: "action-bar", role: "toolbar", "aria-label": texts.say("action.bar") },
    button(label(actions.primary), () => press(actions.primary), { kind: "primary" }),
    ...actions.beside.map((action) => button(label(action), () => press(action), { class: "only-wide", ...(keys[action] === undefined ? {} : { key: keys[action] }) })),
    menu,
  );
  bar.addEventListener("keydown", (event) => moveIn(bar, menu, event));
  menu.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) {
      menu.open = false;
    }
  });
  roam(bar, bar.querySelector("button"));
  return bar;
}

const menuButton = (label: string, press: () => void, kind: "plain" | "danger" = "plain") => button(label, press, { kind });

/** What can take the focus now: the bar's own buttons, and the menu's when it is open. */
function stops(within: HTMLElement): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>("button, summary")].filter((item) => item.offsetParent !== null);
}

function roam(bar: HTMLElement, current: HTMLElement | null): void {
  for (const item of bar.querySelectorAll<HTMLElement>("button, summary")) {
    item.tabIndex = item === current ? 0 : -1;
  }
}

function moveIn(bar: HTMLElement, menu: HTMLDetailsElement, event: KeyboardEvent): void {
  const summary = menu.querySelector("summary");
  const inMenu = document.activeElement instanceof HTMLElement && menu.querySelector("ul")?.contains(document.activeElement) === true;
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    summary?.focus();
  } else if (event.key === "ArrowDown" && document.activeElement === summary && !menu.open) {
    menu.open = true;
    go(bar, stops(menu)[1]);
  } else if (inMenu) {
    step(bar, stops(menu).filter((item) => item !== summary), event, "ArrowUp", "ArrowDown");
    return;
  } else {
    step(bar, stops(bar).filter((item) => menu.querySelector("ul")?.contains(item) !== true), event, "ArrowLeft", "ArrowRight");
    return;
  }
  event.preventDefault();
}

function step(bar: HTMLElement, items: readonly HTMLElement[], event: KeyboardEvent, back: string, forth: string): void {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const targets: Readonly<Record<string, number>> = { [back]: (at - 1 + items.length) % items.length, [forth]: (at + 1) % items.length, Home: 0, End: items.length - 1 };
  const target = targets[event.key];
  if (target !== undefined) {
    event.preventDefault();
    go(bar, items[target]);
  }
}

function go(bar: HTMLElement, item: HTMLElement | undefined): void {
  if (item !== undefined) {
    roam(bar, item);
    item.focus();
  }
}
