import { equal, includes, reporterId, wipe, type Bytes } from "./bytes.ts";
import { type OpenedCase } from "./caseopening.ts";
import type { SealedContainer } from "./container.ts";
import { encodeOfficerContent, type OfficerContent } from "./content.ts";
import { type Directory } from "./directory.ts";
import { Role } from "./directorystatement.ts";
import { SicError } from "./failure.ts";
import { keyIdOf, KeyType } from "./hash.ts";
import { ObjectKind, sameChain, streamOf } from "./objectheader.ts";
import { ed25519KeyPair, xwingKeyPair, type Entropy } from "./primitives.ts";
import { type RecipientKey } from "./sealedobject.ts";
import { finishSealing, nextInChain, officerKeys, recoveryKey, type SealedForPut } from "./sealing.ts";
import { type UnlockedVault } from "./vaultcodec.ts";

export interface OfficerObjectInput {
  readonly vault: UnlockedVault;
  /** Opened after the officer's last object was accepted: it holds the heads the new one builds on. */
  readonly caseFile: OpenedCase;
  readonly directory: Directory;
  /** Kinds 3 to 7; its `kind` decides. */
  readonly content: OfficerContent;
  /** The server's civil day: officers' objects must carry exactly that. */
  readonly day: number;
  readonly entropy: Entropy;
  readonly earlier?: SealedForPut;
  /** Files, with kinds 3 and 7 only. Pass the same one with `earlier`, unless `dropsRecipient`. */
  readonly container?: SealedContainer;
}

/**
 * Seals a reply, acknowledgement, feedback, decision or note to the report's own officers that the directory still lists,
 * never to anyone left out; replies to feedback also to the reporter, and to recovery where the report named it.
 * Throws not-an-officer (wrong key or role), not-a-recipient (not of this report), wrong-key (the report could not be
 * opened, so there is no key to reply to; decisions are still possible), wrong-chain (the host withholds own earlier objects), malformed.
 */
export async function sealOfficerObject(input: OfficerObjectInput): Promise<SealedForPut> {
  const { vault, caseFile, directory, content, day, entropy, earlier, container } = input;
  requireOwnPlace(vault, caseFile, directory, content.kind);
  const recipients = recipientsInCase(caseFile, directory, content.kind, entropy);
  const stream = streamOf(content.kind);
  const start = { kind: content.kind, reporter: null, ...nextInChain(caseFile.heads, vault.officerId, stream) };
  return finishSealing({
    directory, day, reportId: caseFile.reportId, start, content: encodeOfficerContent(content, container?.manifest), recipients,
    signingSeed: vault.signingSeed, entropy, earlier, container,
  });
}

/** The directory lists this officer with this key, the report is theirs, the kind is theirs to write, and their chain is whole. */
export function requireOwnPlace(vault: UnlockedVault, caseFile: OpenedCase, directory: Directory, kind: ObjectKind): void {
  if (!equal(directory.orgId, vault.orgId) || !equal(directory.orgId, caseFile.orgId)) throw new SicError("wrong-organisation");
  const own = directory.officers.find(({ id }) => equal(id, vault.officerId));
  if (own === undefined || !equal(own.signingKey, ed25519KeyPair(vault.signingSeed).publicKey)) throw new SicError("not-an-officer");
  const decides = own.role === Role.responsible || own.role === Role.deputy;
  if (kind === ObjectKind.decision && !decides) throw new SicError("not-an-officer");
  if (!includes(caseFile.recipients, vault.officerId)) throw new SicError("not-a-recipient");
  // Writing on a chain whose newest object the host hides would fork it.
  const chain = { author: vault.officerId, stream: streamOf(kind) };
  if (caseFile.missing.some((head) => sameChain(head, chain))) throw new SicError("wrong-chain");
}

/** Everybody an officer's object of this kind is sealed to. */
export function recipientsInCase(caseFile: OpenedCase, directory: Directory, kind: ObjectKind, entropy: Entropy): RecipientKey[] {
  const excluded = caseFile.excluded ?? [];
  const recipients = officerKeys(directory, caseFile.recipients).filter(({ who }) => !includes(excluded, who));
  if (recipients.length === 0) throw new SicError("not-a-recipient");
  if (kind === ObjectKind.note) return recipients;
  recipients.push(reporterRecipient(caseFile.reporterKey ?? unreachableKey(kind, entropy)));
  if (caseFile.recovery) recipients.push(recoveryKey(directory));
  return recipients;
}

/**
 * A report that nobody can open must still be closable, and a decision needs a wrap for the reporter. It goes to a key whose
 * seed is thrown away: kind and day of the decision stand in clear, and the reporter sees that it cannot be opened.
 */
function unreachableKey(kind: ObjectKind, entropy: Entropy): Bytes {
  if (kind !== ObjectKind.decision) throw new SicError("wrong-key");
  const { seed, publicKey } = xwingKeyPair(entropy.fill(32));
  wipe(seed);
  return publicKey;
}

function reporterRecipient(publicKey: Bytes): RecipientKey {
  return { who: reporterId, keyId: keyIdOf(KeyType.xwing, publicKey), publicKey };
}
