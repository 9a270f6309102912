// Turns the lines of a language file into headings, lists and paragraphs.

import { h } from "../page.ts";

/** `# heading`, `- item`, `@ address|label`, else a paragraph. */
export function renderLines(lines: readonly string[], heading: "h2" | "h3" = "h2"): HTMLElement[] {
  const made: HTMLElement[] = [];
  for (const line of lines) {
    const text = line.slice(2);
    if (line.startsWith("# ")) {
      made.push(h(heading, {}, text));
    } else if (line.startsWith("- ")) {
      const last = made.at(-1);
      const list = last instanceof HTMLUListElement ? last : h("ul", { class: "list" });
      list.append(h("li", {}, text));
      if (list !== last) {
        made.push(list);
      }
    } else if (line.startsWith("@ ")) {
      const [address = "", label = ""] = text.split("|");
      made.push(h("p", {}, h("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, label)));
    } else {
      made.push(h("p", {}, line));
    }
  }
  return made;
}
