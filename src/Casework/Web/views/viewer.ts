// The dialog around the viewer frame. The frame is sandboxed to scripts of its own static page, in an origin that nobody shares; if it
// ever loads a second time, something in it went somewhere, and it is taken away.

import { button, el, notice } from "../dom.ts";
import type { Texts } from "../texts.ts";
import type { FromViewer, ToViewer } from "../viewer/messages.ts";

export type Showable = { readonly kind: "text"; readonly text: string } | { readonly kind: "image"; readonly bytes: ArrayBuffer; readonly type: string };

/** A decoder that is still at work after this time is stopped, in milliseconds. */
const patience = 20_000;

export function openViewer(name: string, content: Showable, texts: Texts): void {
  const label = texts.say(content.kind === "text" ? "viewer.text" : "viewer.image");
  const channel = new MessageChannel();
  const frame = el("iframe", { class: "viewer-frame", sandbox: "allow-scripts", referrerpolicy: "no-referrer", title: label, src: document.documentElement.dataset["viewer"] ?? "" });
  const place = el("div", { class: "viewer-place" }, frame);
  const progress = el("p", { class: "soft small", role: "status" }, texts.say("viewer.busy"));
  const large = button(texts.say("viewer.large"), () => {
    const now = large.getAttribute("aria-pressed") !== "true";
    large.setAttribute("aria-pressed", String(now));
    channel.port1.postMessage({ large: now });
  });
  large.setAttribute("aria-pressed", "false");
  large.hidden = true;
  const fail = () => {
    clearTimeout(timer);
    frame.remove();
    large.hidden = true;
    progress.textContent = "";
    place.replaceChildren(notice("near", texts.say("viewer.failed"), [texts.say("viewer.failed-do")]));
  };
  const timer = setTimeout(fail, patience);
  channel.port1.onmessage = ({ data }: MessageEvent<FromViewer>) => {
    if ("close" in data) {
      dialog.close();
    } else if (data.shown) {
      clearTimeout(timer);
      progress.textContent = "";
      large.hidden = content.kind !== "image";
    } else {
      fail();
    }
  };
  hand(frame, { ...content, label, language: texts.language }, channel.port2, fail);
  const dialog = el(
    "dialog",
    { class: "dialog viewer", "aria-labelledby": "viewer-title" },
    el("div", { class: "dialog-head" }, el("h1", { id: "viewer-title" }, el("bdi", {}, name)), el("p", { class: "soft small" }, texts.say(content.kind === "text" ? "viewer.text-how" : "viewer.image-how"))),
    place,
    el("div", { class: "dialog-foot" }, button(texts.say("close"), () => dialog.close(), { kind: "primary" }), large, progress),
  );
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    channel.port1.close();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Gives the frame its one file when its page stands; a second load is none of ours. */
function hand(frame: HTMLIFrameElement, message: ToViewer, port: MessagePort, fail: () => void): void {
  let handed = false;
  frame.addEventListener("load", () => {
    if (handed) {
      fail();
      return;
    }
    handed = true;
    // The frame's origin is opaque, so no target origin can name it; the sandbox and frame-src say what can be there.
    frame.contentWindow?.postMessage(message, "*", message.kind === "image" ? [port, message.bytes] : [port]);
  });
}
