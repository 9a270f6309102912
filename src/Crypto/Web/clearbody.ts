/** The shape of bodies that stand in clear (kinds 9, 10, 11): judged when an object or entry is parsed. */
import { type Bytes } from "./bytes.ts";
import { readContent } from "./content.ts";
import { type ObjectKind } from "./objectheader.ts";

export function requireClearBody(kind: ObjectKind, body: Bytes): void {
  readContent(kind, body);
}
