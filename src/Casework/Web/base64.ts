// base64url without padding (RFC 4648 section 5), as the host's JSON carries bytes.

import type { Bytes } from "@integrity-channel/crypto";

export function toBase64(bytes: Bytes): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, "");
}

/** Throws on anything that is not base64url. */
export function fromBase64(text: string): Bytes {
  if (!/^[A-Za-z0-9_-]*$/u.test(text)) {
    throw new Error("not base64url");
  }
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (symbol) => symbol.charCodeAt(0));
}
