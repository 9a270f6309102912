// Shown when the browser does not protect the connection: it then has no cryptography and nothing could be sealed.

import type { App, Screen } from "../app.ts";
import { h, notice } from "../page.ts";

export function insecure({ texts }: App): Screen {
  return {
    layout: "column",
    body: [h("div", { class: "flow" }, h("h1", {}, texts.of("insecure.title")), h("p", { class: "lead" }, texts.of("insecure.lead")),
      notice("near", texts.of("insecure.how"), h("p", {}, texts.of("insecure.address"), " ", h("code", {}, `https://${location.host}/`)), h("p", {}, texts.of("insecure.else"))))],
  };
}
