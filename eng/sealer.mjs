// The offline sealer: one HTML file with its script, its style and all texts inside, which runs from a disk without any network. Its policy stands in
// it and names both by their hashes. The host fills in the organisation's words and its list of keys; neither is a script, so the policy stays right.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const hashOf = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** What stands between the tags of an element: exactly what the browser hashes. */
function insideOf(element, bytes) {
  const text = bytes.toString("utf8").trim();
  if (text.includes(`</${element}`) || /\{\{[A-Za-z]+\}\}/.test(text)) {
    throw new Error(`the sealer's ${element} would end its own element, or holds what looks like a token of the host`);
  }
  return text;
}

/**
 * The file's bytes, or null for a room that has none. `script` bundles one entry file, `css` is the room's stylesheet, `texts` an attribute value with
 * every language, `noScript` what stands there without script; `place` fills a marker.
 */
export async function sealerFile(room, { script, css, texts, noScript, place }) {
  const folder = path.join(room, "sealer");
  if (!existsSync(folder)) {
    return null;
  }
  const code = insideOf("script", await script(path.join(folder, "sealer.ts")));
  const look = insideOf("style", css);
  const template = readFileSync(path.join(folder, "sealer.html"), "utf8");
  const policed = place(place(template, "{{script}}", hashOf(code)), "{{style}}", hashOf(look));
  const worded = place(place(policed, "{{texts}}", texts), "<!-- without script -->", noScript);
  return Buffer.from(place(place(worded, "<!-- style -->", `<style>${look}</style>`), "<!-- script -->", `<script>${code}</script>`));
}
