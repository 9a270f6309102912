/** What the reporter's mailbox and the officer's case file share: verify authors, open, judge chains, order. */
import { allOnesId, equal, reporterId, type Bytes } from "./bytes.ts";
import { judgeChains, type ChainReport } from "./chains.ts";
import { readContent, type Content } from "./content.ts";
import { ChannelUse, Role, type StatedOfficer } from "./directorystatement.ts";
import { failureOf, SicError, type FailureClass } from "./failure.ts";
import { type DirectoryHistory, findDirectory, isAcceptable } from "./history.ts";
import { type ChainHead, isWrittenByReporter, type ObjectHeader, ObjectKind, sameChain } from "./objectheader.ts";
import { type ObjectEntry } from "./objectlist.ts";
import { actOf, recipientSet, type RecipientSet } from "./recipientset.ts";
import type { FileEntry } from "./fileopening.ts";
import { openSealed, type OpenedContent, verifyObject } from "./sealedobject.ts";
import { TakenAway } from "./takenaway.ts";
import { Action } from "./controlcontent.ts";

/**
 * opened: content is there. sent: the reporter's own message; the code cannot open it again. cannot-be-opened: the wrap or
 * body does not open. withheld: the host gave no wrap, and no order says why. removed: the host gave no wrap, as an order of
 * reporter or officers says. missing-before: something it builds on is not there. forked: two versions exist. not-from-your-officers: nobody of the report's officers wrote it.
 */
export type ItemState =
  "opened" | "sent" | "cannot-be-opened" | "withheld" | "removed" | "missing-before" | "forked" | "not-from-your-officers";

export interface OpenedItem {
  readonly kind: ObjectKind;
  readonly by: "reporter" | "officer" | "channel";
  /** The officer as the directory of that object lists them; null for the others and for strangers. */
  readonly officer: StatedOfficer | null;
  /** The server's civil day of storing; the statutory clock runs on it. */
  readonly putDay: number;
  readonly objectHash: Bytes;
  readonly header: ObjectHeader;
  readonly state: ItemState;
  /** Why it was not accepted; null where nothing failed. */
  readonly failure: FailureClass | null;
  /** Null unless this reader could open it and its author is one who may write. */
  readonly content: Content | null;
  /** The files of an opened object, in the order of its writer; empty for none. Their container is fetched part by part (`openFile`). */
  readonly files: readonly FileEntry[];
}

export interface ReadingInput {
  readonly report: ObjectEntry;
  readonly entries: readonly ObjectEntry[];
  readonly history: DirectoryHistory;
  /** The seed for a wrap's key_id; null when the reader holds none. */
  readonly seedFor: (keyId: Bytes) => Bytes | null;
  /** What the reader remembers of the chains. */
  readonly memory: readonly ChainHead[];
  /** Who must not receive, from the opened kind 1; null for a reader who cannot know. */
  readonly excludedFrom: (report: Content | null) => readonly Bytes[] | null;
  /** The server's civil day. */
  readonly today: number;
  /** The state of the reader's own objects without wrap. */
  readonly ownStub: "sent" | "withheld";
}

export interface Reading {
  readonly items: readonly OpenedItem[];
  /** Ids of the officers of this report. */
  readonly recipients: readonly Bytes[];
  /** Ids of officers who received and no longer do, by a colleague's removal. */
  readonly removed: readonly Bytes[];
  readonly chains: ChainReport;
  readonly excluded: readonly Bytes[] | null;
}

interface Draft {
  readonly entry: ObjectEntry;
  readonly officer: StatedOfficer | null;
  readonly opened: OpenedContent | null;
  readonly failure: FailureClass | null;
  readonly authorFailure: FailureClass | null;
}

export async function readObjects(input: ReadingInput): Promise<Reading> {
  const drafts: Draft[] = [];
  for (const entry of input.entries) drafts.push(await readOne(entry, input));
  const authentic = drafts.filter((draft) => draft.authorFailure === null);
  const ordered = byCause(authentic);
  const report = drafts.find((draft) => draft.entry === input.report);
  const excluded = input.excludedFrom(report?.opened?.content ?? null);
  const set = recipientSet(input.report.header, excluded, ordered.flatMap(({ entry, opened }) => actOf(entry.header, opened?.content ?? null)), input.history);
  const accepted = ordered.filter(({ entry }) => byOf(entry.header) !== "officer" || mayWrite(entry.header, set, ordered));
  const chains = judgeChains(accepted.map((draft) => draft.entry), input.memory);
  const taken = new TakenAway(accepted.map(({ entry, opened }) => ({ ...entry, content: opened?.content ?? null })), input.ownStub === "sent", input.today);
  const items = accepted.map((draft, index) => finish(draft, chains.states[index]!, input.ownStub, taken));
  const strangers = drafts.filter((draft) => !accepted.includes(draft)).map(stranger);
  return { items: [...items, ...strangers], recipients: set.ids, removed: set.removed, chains, excluded };
}

function mayWrite(header: ObjectHeader, set: RecipientSet, drafts: readonly Draft[]): boolean {
  const first = drafts.find(({ entry }) => entry.header.seq === 0 && sameChain(entry.header, header));
  return set.mayWrite(header, first?.entry.header);
}

async function readOne(entry: ObjectEntry, input: ReadingInput): Promise<Draft> {
  const { header } = entry;
  let officer: StatedOfficer | null = null;
  try {
    requireSameReport(header, input);
    const author = authorOf(entry, input);
    officer = author.officer;
    verifyObject(entry, author.key);
  } catch (error) {
    return { entry, officer: null, opened: null, failure: null, authorFailure: failureOf(error) };
  }
  try {
    return { entry, officer, opened: await open(entry, input.seedFor), failure: null, authorFailure: null };
  } catch (error) {
    return { entry, officer, opened: null, failure: failureOf(error), authorFailure: null };
  }
}

function requireSameReport(header: ObjectHeader, { report, history }: ReadingInput): void {
  if (!equal(header.orgId, history.orgId)) throw new SicError("wrong-organisation");
  if (!equal(header.reportId, report.header.reportId)) throw new SicError("wrong-chain");
}

function byOf(header: ObjectHeader): OpenedItem["by"] {
  if (isWrittenByReporter(header.kind)) return "reporter";
  return equal(header.author, allOnesId) ? "channel" : "officer";
}

interface Author { readonly key: Bytes; readonly officer: StatedOfficer | null }

/** The key that must have signed, from the directory the object names. */
function authorOf(entry: ObjectEntry, { report, history }: ReadingInput): Author {
  const { header, putDay } = entry;
  const directory = findDirectory(history, header.dirSeq, header.directoryHash);
  if (directory === null || !isAcceptable(history, header.dirSeq, header.day)) throw new SicError("wrong-directory");
  // The server's day may turn between writing and storing; more than that and one of the two days is not true.
  if (Math.abs(putDay - header.day) > 1) throw new SicError("wrong-directory");
  if (equal(header.author, reporterId)) return { key: report.header.reporter!.authPublicKey, officer: null };
  if (byOf(header) === "channel") {
    const notice = entry.body === null ? null : readContent(header.kind, entry.body);
    const channel = directory.channel.find((key) => notice?.kind === ObjectKind.channelNotice
      && equal(key.keyId, notice.channelKeyId) && (key.uses & ChannelUse.notices) !== 0
      && key.from <= header.day && header.day <= key.to);
    if (channel === undefined) throw new SicError("wrong-key");
    return { key: channel.publicKey, officer: null };
  }
  const officer = directory.officers.find((listed) => equal(listed.id, header.author));
  if (officer === undefined || header.day < officer.from || header.day > officer.to) throw new SicError("not-an-officer");
  if (isForDeciders(entry) && officer.role !== Role.responsible && officer.role !== Role.deputy) {
    throw new SicError("not-an-officer");
  }
  return { key: officer.signingKey, officer };
}

function isForDeciders({ header, body }: ObjectEntry): boolean {
  if (header.kind !== ObjectKind.control || body === null) return header.kind === ObjectKind.decision;
  const order = readContent(header.kind, body);
  return order.kind === ObjectKind.control && (order.action === Action.release || order.action === Action.erase);
}

async function open(entry: ObjectEntry, seedFor: ReadingInput["seedFor"]): Promise<OpenedContent | null> {
  const { header, wrap, body } = entry;
  if (body === null) return null;
  if (wrap === null) return { content: readContent(header.kind, body), files: [] };
  const seed = seedFor(wrap.slice(0, 16));
  if (seed === null) throw new SicError("wrong-key");
  return openSealed(entry, wrap, body, seed);
}

/** By day of storing; within a day in the order in which things were written, as far as they name each other. */
function byCause(drafts: readonly Draft[]): Draft[] {
  const { depths } = judgeChains(drafts.map((draft) => draft.entry));
  return drafts.map((draft, index) => ({ draft, depth: depths[index]! }))
    .sort((left, right) => left.draft.entry.putDay - right.draft.entry.putDay || left.depth - right.depth)
    .map(({ draft }) => draft);
}

function describe({ entry, officer, opened, failure, authorFailure }: Draft, state: ItemState): OpenedItem {
  const { header, objectHash, putDay } = entry;
  const { content, files } = opened ?? { content: null, files: [] };
  return { kind: header.kind, by: byOf(header), officer, putDay, objectHash, header, state, failure: authorFailure ?? failure, content, files };
}

function finish(draft: Draft, chain: ChainReport["states"][number], ownStub: "sent" | "withheld", taken: TakenAway): OpenedItem {
  if (chain === "forked") return describe(draft, "forked");
  if (draft.failure !== null) return describe(draft, "cannot-be-opened");
  if (draft.opened === null) return describe(draft, without(draft.entry.header, ownStub, taken));
  return describe(draft, chain === "missing-before" ? chain : "opened");
}

function without(header: ObjectHeader, ownStub: "sent" | "withheld", taken: TakenAway): ItemState {
  if (byOf(header) === "reporter" && ownStub === "sent") return "sent";
  return taken.holds(header) ? "removed" : "withheld";
}

function stranger(draft: Draft): OpenedItem {
  return describe({ ...draft, opened: null, authorFailure: draft.authorFailure ?? "not-an-officer" }, "not-from-your-officers");
}
