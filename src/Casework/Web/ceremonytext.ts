// Public statements on their way between this page and the machine of the root: PEM, so that they can be picked or pasted.

import type { Bytes } from "@integrity-channel/crypto";

/** What a carried text says that it is. */
export const Carried = { root: "SIC1 ROOT", request: "SIC1 DIRECTORY REQUEST", directory: "SIC1 DIRECTORY", rootChange: "SIC1 ROOT CHANGE", rehearsal: "SIC1 REHEARSAL" } as const;

export type Carried = (typeof Carried)[keyof typeof Carried];

/** No carried statement is longer, in characters. */
const longest = 512 * 1024;
const line = 64;

export function writeCarried(label: Carried, statement: Bytes): string {
  let text = "";
  for (let at = 0; at < statement.length; at += 0x8000) {
    text += String.fromCharCode(...statement.subarray(at, at + 0x8000));
  }
  const lines = btoa(text).match(new RegExp(`.{1,${line}}`, "gu")) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** The statement of a text that says it is this; null for anything else. What it claims is for the caller to verify. */
export function readCarried(label: Carried, text: string): Bytes | null {
  const found = text.length <= longest ? /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/u.exec(text) : null;
  const [, name, body] = found ?? [];
  if (name !== label || body === undefined) {
    return null;
  }
  try {
    return Uint8Array.from(atob(body.replace(/\s+/gu, "")), (symbol) => symbol.charCodeAt(0));
  } catch {
    return null;
  }
}
