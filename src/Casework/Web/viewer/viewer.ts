// The frame in which a stranger's file is looked at. It has an origin of its own that nobody shares, may fetch nothing and go nowhere
// (its policy names no source at all), and knows no key: the officers' page hands it the bytes of one text or one image and hears only
// whether they were shown. Images are decoded here, away from the officers' page, and drawn anew: what a file holds beside its pixels
// goes no further. Nothing in this file makes markup from what it was given.

import type { FromViewer, ToViewer } from "./messages.ts";
import { fits } from "../files/imagesize.ts";

/** Pixels of the picture that is drawn; a larger one is drawn smaller. */
const largestDrawing = 12_000_000;

async function drawing(bytes: ArrayBuffer, type: string): Promise<HTMLCanvasElement | null> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type }));
  // The header was read before; what the decoder found counts.
  if (!fits(bitmap)) {
    bitmap.close();
    return null;
  }
  const scale = Math.min(1, Math.sqrt(largestDrawing / (bitmap.width * bitmap.height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(bitmap.width * scale));
  canvas.height = Math.max(1, Math.floor(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  canvas.setAttribute("role", "img");
  bitmap.close();
  return canvas;
}

function writing(text: string): HTMLElement {
  const pre = document.createElement("pre");
  pre.textContent = text;
  return pre;
}

async function show(asked: ToViewer, tell: (answer: FromViewer) => void): Promise<void> {
  document.documentElement.lang = asked.language;
  document.title = asked.label;
  try {
    const content = asked.kind === "text" ? writing(asked.text) : await drawing(asked.bytes, asked.type);
    if (content === null) {
      tell({ shown: false });
      return;
    }
    content.setAttribute(asked.kind === "text" ? "lang" : "aria-label", asked.kind === "text" ? "" : asked.label);
    const main = document.createElement("main");
    main.tabIndex = 0;
    main.setAttribute("aria-label", asked.label);
    main.append(content);
    document.body.replaceChildren(main);
    tell({ shown: true });
  } catch {
    tell({ shown: false });
  }
}

let taken = false;
addEventListener("message", (event: MessageEvent<ToViewer>) => {
  const port = event.ports[0];
  // One file for each frame, and only from the page around it.
  if (taken || port === undefined || event.source !== parent) {
    return;
  }
  taken = true;
  const tell = (answer: FromViewer) => port.postMessage(answer);
  port.onmessage = (large: MessageEvent<{ readonly large: boolean }>) => document.body.toggleAttribute("data-large", large.data.large);
  addEventListener("keydown", (key) => key.key === "Escape" && tell({ close: true }));
  void show(event.data, tell);
});
