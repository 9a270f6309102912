// The frame in which officers look at files: one HTML file with its script and its style inside. It is loaded into an opaque origin, which
// may fetch nothing at all, not even from the host it came from, so nothing of it can stand in a file of its own. The host allows exactly
// the two by their hashes.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The frame's bytes, or null for a room that has none. `script` and `style` bundle one entry file; `place` fills a marker. */
export async function viewerFrame(room, { script, style, place }) {
  const folder = path.join(room, "viewer");
  if (!existsSync(folder)) {
    return null;
  }
  const inside = async (element, bytes) => {
    const text = (await bytes).toString("utf8").trim();
    if (text.includes(`</${element}`)) {
      throw new Error(`the viewer's ${element} would end its own element`);
    }
    return `<${element}>${text}</${element}>`;
  };
  const template = readFileSync(path.join(folder, "viewer.html"), "utf8");
  const styled = place(template, "<!-- style -->", await inside("style", style(path.join(folder, "viewer.css"))));
  return Buffer.from(place(styled, "<!-- script -->", await inside("script", script(path.join(folder, "viewer.ts")))));
}
