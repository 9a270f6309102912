/** What the reporter's mailbox and the officer's case file share: verify authors, open, judge chains, order. */
import { authorOf, byOf } from "./authorrules.ts";
import { equal, type Bytes } from "./bytes.ts";
import { judgeChains, type ChainReport } from "./chains.ts";
import { readContent, type Content } from "./content.ts";
import { type StatedOfficer } from "./directorystatement.ts";
import { demand, failureOf, type FailureClass } from "./failure.ts";
import type { FileEntry } from "./fileopening.ts";
import { type DirectoryHistory } from "./history.ts";
import { type ChainHead, type ObjectHeader, ObjectKind, sameChain } from "./objectheader.ts";
import { type ObjectEntry } from "./objectlist.ts";
import { actOf, recipientSet, type RecipientSet } from "./recipientset.ts";
import { judgeRecoveries, type OpenedRecovery, type RecoveryStatement } from "./recovery.ts";
import { openSealed, type OpenedContent, verifyObject } from "./sealedobject.ts";
import { type UntrustedStatement } from "./statement.ts";
import { TakenAway } from "./takenaway.ts";

/**
 * opened: content is there. sent: the reporter's own message; the code cannot open it again. cannot-be-opened: the wrap or
 * body does not open. withheld: the host gave no wrap, and no order says why. removed: the host gave no wrap, as an order of
 * reporter or officers says. not-recovered: a note from before the recovery that let this reader in. missing-before: something it
 * builds on is not there. forked: two versions exist. not-from-your-officers: nobody of the report's officers wrote it.
 */
export type ItemState =
  "opened" | "sent" | "cannot-be-opened" | "withheld" | "removed" | "not-recovered" | "missing-before" | "forked" | "not-from-your-officers";

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
  /** As the host hands them out. */
  readonly recoveries: readonly UntrustedStatement<RecoveryStatement>[];
  readonly history: DirectoryHistory;
  /** The seed for a wrap's key_id; null when the reader holds none. */
  readonly seedFor: (keyId: Bytes) => Bytes | null;
  /** The officer who reads; null for the reporter. */
  readonly reader: Bytes | null;
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
  /** Every recovery statement, whether it counts or not. */
  readonly recoveries: readonly OpenedRecovery[];
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
  const recoveries = judgeRecoveries(input.recoveries, input.report.header, excluded ?? [], input.history);
  const counting = recoveries.filter(({ counts }) => counts).sort((left, right) => left.day - right.day);
  const set = recipientSet(input.report.header, excluded, ordered.flatMap(({ entry, opened }) => actOf(entry.header, opened?.content ?? null)), counting, input.history);
  const accepted = ordered.filter(({ entry }) => byOf(entry.header) !== "officer" || mayWrite(entry.header, set, ordered));
  const chains = judgeChains(accepted.map((draft) => draft.entry), input.memory);
  const taken = new TakenAway(accepted.map(({ entry, opened }) => ({ ...entry, content: opened?.content ?? null })), input.ownStub === "sent", input.today);
  const letIn = counting.find(({ newcomer }) => input.reader !== null && equal(newcomer, input.reader))?.day ?? null;
  const without = (header: ObjectHeader) => stateWithout(header, input.ownStub, taken, letIn);
  const items = accepted.map((draft, index) => finish(draft, chains.states[index]!, without));
  const strangers = drafts.filter((draft) => !accepted.includes(draft)).map(stranger);
  return { items: [...items, ...strangers], recipients: set.ids, removed: set.removed, recoveries, chains, excluded };
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
    const author = authorOf(entry, input.report, input.history);
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
  demand(equal(header.orgId, history.orgId), "wrong-organisation");
  demand(equal(header.reportId, report.header.reportId), "wrong-chain");
}

async function open(entry: ObjectEntry, seedFor: ReadingInput["seedFor"]): Promise<OpenedContent | null> {
  const { header, wrap, body } = entry;
  if (body === null) return null;
  if (wrap === null) return { content: readContent(header.kind, body), files: [] };
  const seed = seedFor(wrap.slice(0, 16));
  demand(seed !== null, "wrong-key");
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

function finish(draft: Draft, chain: ChainReport["states"][number], without: (header: ObjectHeader) => ItemState): OpenedItem {
  if (chain === "forked") return describe(draft, "forked");
  if (draft.failure !== null) return describe(draft, "cannot-be-opened");
  if (draft.opened === null) return describe(draft, without(draft.entry.header));
  return describe(draft, chain === "missing-before" ? chain : "opened");
}

/** `letIn` is the day of the recovery that let the reader in: notes are sealed to no recovery key. */
function stateWithout(header: ObjectHeader, ownStub: "sent" | "withheld", taken: TakenAway, letIn: number | null): ItemState {
  if (byOf(header) === "reporter" && ownStub === "sent") return "sent";
  if (taken.holds(header)) return "removed";
  return header.kind === ObjectKind.note && letIn !== null && header.day <= letIn ? "not-recovered" : "withheld";
}

function stranger(draft: Draft): OpenedItem {
  return describe({ ...draft, opened: null, authorFailure: draft.authorFailure ?? "not-an-officer" }, "not-from-your-officers");
}
