// A generated passphrase, shown once, and typed back: what was noted wrongly would lock its owner out for ever.

import type { Bytes } from "@integrity-channel/crypto";
import { createPassphrase, equal, systemEntropy, wipe } from "@integrity-channel/crypto";
import { encodePassphrase } from "@integrity-channel/crypto/passphrase";
import { el, notice } from "../dom.ts";
import type { Texts } from "../texts.ts";
import { field, refuse, textInput } from "./form.ts";

export interface NewPassphrase {
  readonly root: HTMLElement;
  /** The passphrase as it is hashed, once it was typed back; null after showing the fault. The caller wipes it. */
  take(): Bytes | null;
  /** Forgets it. */
  wipe(): void;
}

export function newPassphrase(id: string, texts: Texts): NewPassphrase {
  const made = createPassphrase(systemEntropy);
  const words = new TextDecoder().decode(made).split(" ");
  const shown = el("ol", { class: "words", id: `${id}-words`, "aria-label": texts.say("newpass.words") }, ...words.map((word) => el("li", {}, word)));
  const typed = field(textInput(`${id}-again`, "", { autocomplete: "new-password" }), texts.say("newpass.again"), texts.say("newpass.again-hint"), texts);
  const root = el("div", { class: "flow" }, el("h2", {}, texts.say("newpass.title")), el("p", {}, texts.say("newpass.lead")), shown, notice("near", texts.say("newpass.once"), [texts.say("newpass.once-do")]), typed.root);
  return {
    root,
    take: () => {
      const given = encodePassphrase(typed.input.value);
      if (refuse([[typed, equal(given, made) ? null : texts.say("newpass.other")]])) {
        wipe(given);
        return null;
      }
      return given;
    },
    wipe: () => {
      wipe(made);
      shown.replaceChildren();
      typed.input.value = "";
    },
  };
}
