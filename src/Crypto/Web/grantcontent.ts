/** What stands inside a grant (kind 8): newcomer 16 ‖ key_id 16 ‖ scope u8 ‖ object_ids u16 × 16 (sorted) ‖ reason T. */
import { compare, type Bytes } from "./bytes.ts";
import { SicError } from "./failure.ts";
import { type SicReader } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";

/** 1: the newcomer joins the set. 2: reads these objects only; no client of this version makes one. */
export const GrantScope = { joins: 1, theseOnly: 2 } as const;

export interface GrantContent {
  readonly kind: 8;
  /** Officer id. */
  readonly newcomer: Bytes;
  /** The newcomer's key that the wraps are for. */
  readonly keyId: Bytes;
  readonly scope: number;
  /** What is handed on; sorted. */
  readonly objectIds: readonly Bytes[];
  readonly reason: string;
}

export function readGrant(reader: SicReader): GrantContent {
  return {
    kind: 8, newcomer: reader.bytes(16), keyId: reader.bytes(16), scope: known(reader.u8()),
    objectIds: sortedIds(reader.list(reader.u16(), () => reader.bytes(16))), reason: reader.text(),
  };
}

/** Throws malformed, or not-canonical where the ids are not sorted. */
export function encodeGrant({ newcomer, keyId, scope, objectIds, reason }: GrantContent): Bytes {
  const writer = new SicWriter().bytes(newcomer, 16).bytes(keyId, 16).u8(known(scope)).u16(objectIds.length);
  for (const id of sortedIds(objectIds)) writer.bytes(id, 16);
  return writer.text(reason).toBytes();
}

function known(scope: number): number {
  if (scope !== GrantScope.joins && scope !== GrantScope.theseOnly) throw new SicError("malformed");
  return scope;
}

/** One way only to write a set: ascending, each once. */
export function sortedIds<T extends readonly Bytes[]>(ids: T): T {
  if (!ids.every((id, index) => index === 0 || compare(ids[index - 1]!, id) < 0)) throw new SicError("not-canonical");
  return ids;
}
