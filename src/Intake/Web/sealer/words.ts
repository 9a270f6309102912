// The words of the sealer: those of the reporter's page, and others where that page speaks of a site or of sending.

import { textsOf, type Content, type TextKey, type Texts } from "../texts.ts";

const instead: Partial<Record<TextKey, TextKey>> = {
  "frame.footer.cookies": "sealer.footer",
  "keys.line.confirmed": "sealer.keys",
  "keys.line.late": "sealer.keys",
  "keys.line.refused": "sealer.refused.line",
  "keys.refused.title": "sealer.refused.title",
  "keys.refused.text": "sealer.refused.text",
  "keys.closed.title": "sealer.refused.title",
  "keys.closed.text": "sealer.refused.text",
  "check.title": "sealer.check.title",
  "check.order": "sealer.check.order",
  "code.lead": "sealer.code.lead",
  "code.dates.title": "sealer.code.dates",
  "code.send": "sealer.code.seal",
  "sent.close.note": "sealer.close.note",
};

export function sealerTexts(language: string, content: Content): Texts {
  const page = textsOf(language, content, null);
  return { ...page, of: (key, values) => page.of(instead[key] ?? key, values) };
}
