/*
 * What stands in clear in kinds 9 and 10.
 * Control: action u8 ‖ day u32 ‖ reason u16 ‖ subject 16 ‖ objects u16 × 16 (sorted) ‖ target 32. A field that the action does not use is zero.
 * Removal: u16 × object_id 16 (sorted, at least one).
 */
import { isZero, reporterId, zeroHash, type Bytes } from "./bytes.ts";
import { isOfficerId } from "./directorystatement.ts";
import { demand } from "./failure.ts";
import { sortedIds } from "./grantcontent.ts";
import { type SicReader } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";

export const Action = {
  retainUntil: 1, hold: 2, release: 3, removeRecipient: 4, erase: 5, confirm: 6, objectTo: 7, receivedEarlier: 8,
} as const;
export type Action = (typeof Action)[keyof typeof Action];
const highestReason = 8;
const highestWay = 5;

export interface ControlContent {
  readonly kind: 9;
  readonly action: Action;
  /** Actions 1 and 8; else 0. */
  readonly day: number;
  /** Actions 1 to 5: 0 to 8. Action 8, the way it came: 1 to 5. Else 0. */
  readonly reason: number;
  /** Action 4: the officer who goes; else zeros. */
  readonly subject: Bytes;
  /** Action 5: what is erased, sorted; empty for the whole report. */
  readonly objects: readonly Bytes[];
  /** Object hash: of the hold (3) or of the order (6, 7); else zeros. */
  readonly target: Bytes;
}

export interface RemovalContent {
  readonly kind: 10;
  /** Replies that the reporter takes out of the mailbox; sorted. */
  readonly objectIds: readonly Bytes[];
}

/** An order whose unused fields are zero. */
export function order(action: Action, fields: Partial<Omit<ControlContent, "kind" | "action">> = {}): ControlContent {
  return { kind: 9, action, day: 0, reason: 0, subject: reporterId, objects: [], target: zeroHash, ...fields };
}

export function readControl(reader: SicReader): ControlContent {
  const action = reader.u8();
  demand(action >= Action.retainUntil && action <= Action.receivedEarlier);
  const content: ControlContent = {
    kind: 9, action: action as Action, day: reader.u32(), reason: reader.u16(), subject: reader.bytes(16),
    objects: readIds(reader), target: reader.bytes(32),
  };
  demand(hasAllowedReason(content) && usesItsFieldsOnly(content));
  return content;
}

/** Throws malformed for an order that no reader would take, not-canonical where the objects are not sorted. */
export function encodeControl(content: ControlContent): Bytes {
  demand(hasAllowedReason(content) && usesItsFieldsOnly(content));
  const writer = new SicWriter().u8(content.action).u32(content.day).u16(content.reason).bytes(content.subject, 16);
  return writeIds(writer, content.objects).bytes(content.target, 32).toBytes();
}

export function readRemoval(reader: SicReader): RemovalContent {
  const objectIds = readIds(reader);
  demand(objectIds.length > 0);
  return { kind: 10, objectIds };
}

export function encodeRemoval({ objectIds }: RemovalContent): Bytes {
  demand(objectIds.length > 0);
  return writeIds(new SicWriter(), objectIds).toBytes();
}

function readIds(reader: SicReader): Bytes[] {
  return sortedIds(reader.list(reader.u16(), () => reader.bytes(16)));
}

function writeIds(writer: SicWriter, ids: readonly Bytes[]): SicWriter {
  writer.u16(ids.length);
  for (const id of sortedIds(ids)) writer.bytes(id, 16);
  return writer;
}

function hasAllowedReason({ action, reason }: ControlContent): boolean {
  if (action === Action.confirm || action === Action.objectTo) return reason === 0;
  return action === Action.receivedEarlier ? reason >= 1 && reason <= highestWay : reason <= highestReason;
}

function usesItsFieldsOnly({ action, day, subject, objects, target }: ControlContent): boolean {
  const hasDay = action === Action.retainUntil || action === Action.receivedEarlier;
  const hasTarget = action === Action.release || action === Action.confirm || action === Action.objectTo;
  return (day !== 0) === hasDay
    && (action === Action.removeRecipient ? isOfficerId(subject) : isZero(subject))
    && (objects.length === 0 || action === Action.erase)
    && isZero(target) !== hasTarget;
}
