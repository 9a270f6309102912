// Cleaning of a picture by its first bytes.

import { cleanJpeg } from "./jpeg.ts";
import { cleanPng } from "./png.ts";
import { latin, read } from "./reader.ts";
import { cleanWebp } from "./webp.ts";

/** The picture without what it tells; null for what is no JPEG, PNG or WebP. Throws Damaged. */
export async function cleanPicture(picture: Blob): Promise<Blob | null> {
  const head = latin(await read(picture, 0, Math.min(picture.size, 12)));
  if (head.startsWith("\u00ff\u00d8\u00ff")) {
    return new Blob(await cleanJpeg(picture), { type: "image/jpeg" });
  }
  if (head.startsWith("\u0089PNG")) {
    return new Blob(await cleanPng(picture), { type: "image/png" });
  }
  return head.startsWith("RIFF") ? new Blob(await cleanWebp(picture), { type: "image/webp" }) : null;
}
