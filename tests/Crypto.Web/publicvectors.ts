import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Public test vectors are read in place where they are present; a suite that needs an absent file is skipped by name. */
const root = process.env["INTEGRITY_PUBLIC_VECTORS"] ?? resolve(import.meta.dirname, "../../../shared/vectors");

export function publicVectors<T>(path: string): T | null {
  const file = join(root, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) as T : null;
}

export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "hex"));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
