/** The shape of bodies that stand in clear (kinds 9, 10, 11); judged when an object or entry is parsed. */
import { hex, type Bytes } from "./bytes.ts";
import { readContent } from "./content.ts";
import { SicError } from "./failure.ts";
import { ObjectKind } from "./objectheader.ts";
import { SicReader } from "./sicreader.ts";

const highestAction = 8;

export function requireClearBody(kind: ObjectKind, body: Bytes): void {
  if (kind === ObjectKind.channelNotice) {
    readContent(kind, body);
    return;
  }
  const reader = new SicReader(body);
  if (kind === ObjectKind.removal) readIds(reader, 1);
  else readControl(reader);
  reader.end();
}

/** action u8 ‖ day u32 ‖ reason u16 ‖ subject[16] ‖ objects u16×[16] ‖ target[32]. */
function readControl(reader: SicReader): void {
  const action = reader.u8();
  if (action < 1 || action > highestAction) throw new SicError("malformed");
  reader.bytes(4 + 2 + 16);
  readIds(reader, 0);
  reader.bytes(32);
}

function readIds(reader: SicReader, atLeast: number): void {
  const ids = reader.list(reader.u16(), () => hex(reader.bytes(16)));
  if (ids.length < atLeast || new Set(ids).size !== ids.length) throw new SicError("malformed");
}
