/** Orders and removals (kinds 9 and 10) of the known answers that TypeScript writes. */
import { Action, order, type Bytes } from "@integrity-channel/crypto";
import { hex } from "../../src/Crypto/Web/bytes.ts";
import { encodeControl, encodeRemoval } from "../../src/Crypto/Web/controlcontent.ts";
import { type ObjectHeader, ObjectKind } from "../../src/Crypto/Web/objectheader.ts";
import { craftClear, type Craft, type Place } from "./craft.ts";
import { SeededEntropy } from "./seededentropy.ts";

export interface ClearCase { name: string; what: string; expect: string; comment: string; keys: readonly (readonly [string, string])[]; bytes: Bytes }

const id = (value: number): Bytes => new Uint8Array(16).fill(value);
const hash = new Uint8Array(32).fill(5);

export function clearCases(place: Place, officer: Craft["author"], reporter: Craft["author"], seen: ObjectHeader["seen"], colleague: Bytes): ClearCase[] {
  const made = (name: string, kind: ObjectKind, comment: string, body: Bytes, expect = "success", change = (bytes: Bytes): Bytes => bytes): ClearCase => {
    const author = kind === ObjectKind.removal ? reporter : officer;
    const header = kind === ObjectKind.removal ? { seq: 1, prev: new Uint8Array(32).fill(6) } : { seen };
    const bytes = craftClear(place, kind, author, body, header, new SeededEntropy(`from-web/object/${name}`));
    return { name: `object-${name}`, what: "object", expect, comment, keys: [["author-key", hex(author.signing.publicKey)], ["who", ""], ["kem-seed", ""]], bytes: change(bytes) };
  };
  const hold = encodeControl(order(Action.hold, { reason: 1 }));
  const changed = (at: number, value: number): Bytes => {
    const copy = hold.slice();
    copy[at] = value;
    return copy;
  };
  return [
    made("control-retain-until", ObjectKind.control, "kind 9, action 1", encodeControl(order(Action.retainUntil, { day: 21_000, reason: 8 }))),
    made("control-hold", ObjectKind.control, "action 2", hold),
    made("control-release", ObjectKind.control, "action 3", encodeControl(order(Action.release, { target: hash }))),
    made("control-remove-recipient", ObjectKind.control, "action 4", encodeControl(order(Action.removeRecipient, { subject: colleague, reason: 7 }))),
    made("control-erase", ObjectKind.control, "action 5, two objects", encodeControl(order(Action.erase, { objects: [id(1), id(2)], reason: 5 }))),
    made("control-erase-report", ObjectKind.control, "action 5, everything", encodeControl(order(Action.erase, { reason: 4 }))),
    made("control-confirm", ObjectKind.control, "action 6", encodeControl(order(Action.confirm, { target: hash }))),
    made("control-object-to", ObjectKind.control, "action 7", encodeControl(order(Action.objectTo, { target: hash }))),
    made("control-received-earlier", ObjectKind.control, "action 8, in a conversation", encodeControl(order(Action.receivedEarlier, { day: 20_400, reason: 3 }))),
    made("control-action-9", ObjectKind.control, "no such action", changed(0, 9), "malformed"),
    made("control-hold-with-day", ObjectKind.control, "action 2 uses no day", changed(4, 1), "malformed"),
    made("control-hold-with-target", ObjectKind.control, "action 2 uses no target", changed(30, 1), "malformed"),
    made("control-of-another-key", ObjectKind.control, "a bit of the signature", hold, "wrong-signature", (bytes) => { bytes[bytes.length - 1]! ^= 1; return bytes; }),
    made("removal", ObjectKind.removal, "kind 10, one answer", encodeRemoval({ kind: 10, objectIds: [id(3)] })),
    made("removal-twice", ObjectKind.removal, "one answer twice", Uint8Array.of(0, 2, ...id(3), ...id(3)), "not-canonical"),
    made("removal-of-nothing", ObjectKind.removal, "no answer", Uint8Array.of(0, 0), "malformed"),
  ];
}
