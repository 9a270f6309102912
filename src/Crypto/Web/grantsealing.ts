/*
 * A colleague is let into a case (docs/protocol.md section 8): a kind-8 object to everybody in it and the newcomer, and with it, in one
 * request, the data key of every object that the granter can open, wrapped to the newcomer. Whoever the reporter left out is never let
 * in, whatever a server lists.
 *
 * Request: "sicG" object u32<> ‖ u16 × { object_id 16 ‖ who 16 ‖ wrap 1184 }, sorted by object_id.
 */
import { compare, concat, equal, includes, wipe, type Bytes } from "./bytes.ts";
import { type OpenedCase } from "./caseopening.ts";
import { encodeGrant, GrantScope } from "./grantcontent.ts";
import { type Directory } from "./directory.ts";
import { SicError } from "./failure.ts";
import { ObjectKind } from "./objectheader.ts";
import { type ObjectEntry, parseObjectList } from "./objectlist.ts";
import { recipientsInCase, requireOwnPlace } from "./officersealing.ts";
import { type Entropy } from "./primitives.ts";
import { openWrap, type RecipientKey, wrapFor } from "./sealedobject.ts";
import { finishSealing, nextInChain, officerKeys, type SealedForPut } from "./sealing.ts";
import { SicWriter } from "./sicwriter.ts";
import { type UnlockedVault } from "./vaultcodec.ts";

export interface GrantInput {
  readonly vault: UnlockedVault;
  /** Opened from `list`. */
  readonly caseFile: OpenedCase;
  /** What casework hands out of the case: the wraps stand in it. */
  readonly list: Bytes;
  readonly directory: Directory;
  /** An officer of the directory in use. */
  readonly newcomer: Bytes;
  readonly reason: string;
  readonly day: number;
  readonly entropy: Entropy;
}

export interface SealedGrant {
  /** The kind-8 object itself, as a put would carry it. */
  readonly object: SealedForPut;
  /** Body of POST /o/grant. Until an answer arrives send exactly these bytes again. */
  readonly request: Bytes;
}

/** Whether this officer could be let into the case: in force, not a reader yet, never removed, and not left out. False while nobody knows who was left out. */
export function mayBeGranted({ recipients, removed, excluded }: OpenedCase, directory: Directory, newcomer: Bytes): boolean {
  return excluded !== null && !includes(excluded, newcomer) && !includes(recipients, newcomer) && !includes(removed, newcomer)
    && officerKeys(directory, [newcomer]).length === 1;
}

/**
 * Throws not-a-recipient for a newcomer who may not be let in (or a granter who is none), not-an-officer, wrong-key (the report itself
 * does not open, so there is nothing to hand on), wrong-chain (the host withholds own earlier objects) or malformed.
 */
export async function sealGrant(input: GrantInput): Promise<SealedGrant> {
  const { vault, caseFile, directory, newcomer, day, entropy } = input;
  requireOwnPlace(vault, caseFile, directory, ObjectKind.grant);
  const key = officerKeys(directory, [newcomer])[0];
  if (key === undefined || !mayBeGranted(caseFile, directory, newcomer)) throw new SicError("not-a-recipient");
  const entries = handedOn(input);
  const wraps = entries.map((entry) => rewrap(entry, vault, key, entropy));
  const content = encodeGrant({ kind: 8, newcomer, keyId: key.keyId, scope: GrantScope.joins, objectIds: entries.map(({ header }) => header.objectId), reason: input.reason });
  const start = { kind: ObjectKind.grant, reporter: null, ...nextInChain(caseFile.heads, vault.officerId, 0) };
  const recipients = [...recipientsInCase(caseFile, directory, ObjectKind.grant, entropy), key];
  const object = await finishSealing({ directory, day, reportId: caseFile.reportId, start, content, recipients, signingSeed: vault.signingSeed, entropy, earlier: undefined, container: undefined });
  const writer = new SicWriter().magic("sicG").block(object.bytes).u16(wraps.length);
  return { object, request: wraps.reduce((all, row) => all.bytes(row), writer).toBytes() };
}

/** What is handed on: everything that opened, by object id. Identity travels apart and never by a grant of this scope. */
function handedOn({ caseFile, list }: GrantInput): ObjectEntry[] {
  const opened = caseFile.items.filter(({ content, kind }) => content !== null && kind !== ObjectKind.identity);
  const entries = parseObjectList(list).entries.filter(({ wrap, objectHash }) => wrap !== null && opened.some((item) => equal(item.objectHash, objectHash)));
  if (!entries.some(({ header }) => header.kind === ObjectKind.report)) throw new SicError("wrong-key");
  return entries.toSorted((left, right) => compare(left.header.objectId, right.header.objectId));
}

/** object_id ‖ who ‖ the newcomer's wrap of the same data key. */
function rewrap(entry: ObjectEntry, vault: UnlockedVault, key: RecipientKey, entropy: Entropy): Bytes {
  const wrap = entry.wrap!;
  const own = vault.encryptionKeys.find(({ keyId }) => equal(keyId, wrap.subarray(0, 16)));
  if (own === undefined) throw new SicError("wrong-key");
  const dek = openWrap(entry, wrap, own.seed);
  try {
    return concat(entry.header.objectId, key.who, wrapFor(entry, key, dek, entropy));
  } finally {
    wipe(dek);
  }
}
