/*
 * Who may receive and write: the officers named in the header of kind 1, which the reporter signed, and the newcomers of
 * verified grants of scope 1 and of valid recovery statements, without anybody left out and without those whom a colleague removed. Never taken from the
 * server, never "the directory".
 */
import { equal, includes, type Bytes } from "./bytes.ts";
import { type Content } from "./content.ts";
import { Action } from "./controlcontent.ts";
import { GrantScope, type GrantContent } from "./grantcontent.ts";
import { isOfficerId } from "./directorystatement.ts";
import { type DirectoryHistory, findDirectory } from "./history.ts";
import { type ObjectHeader, ObjectKind } from "./objectheader.ts";
import { type OpenedRecovery } from "./recovery.ts";

/** A kind-8 object whose author signed it and that this reader could open. */
export interface OpenedGrant { readonly header: ObjectHeader; readonly content: GrantContent }

/** A verified kind-9 object of action 4. */
interface Removal { readonly header: ObjectHeader; readonly officer: Bytes }

/** What changes who belongs to a case. */
export type CaseAct = { readonly joins: OpenedGrant } | { readonly leaves: Removal };

/** Nothing for what changes no set. */
export function actOf(header: ObjectHeader, content: Content | null): CaseAct[] {
  if (content?.kind === ObjectKind.grant) return [{ joins: { header, content } }];
  return content?.kind === ObjectKind.control && content.action === Action.removeRecipient ? [{ leaves: { header, officer: content.subject } }] : [];
}

/** The officers of a report, and what made newcomers of those who came later. */
export class RecipientSet {
  readonly ids: Bytes[];
  readonly #joined: OpenedGrant[] = [];
  readonly #left: Removal[] = [];
  readonly #recovered: OpenedRecovery[] = [];

  /** `acts` in the order of their causes; `recoveries` by day that count, each before everything of its day. */
  constructor(report: ObjectHeader, leftOut: readonly Bytes[], acts: readonly CaseAct[], recoveries: readonly OpenedRecovery[], history: DirectoryHistory) {
    this.ids = report.recipients.map(({ who }) => who).filter((who) => isOfficerId(who) && !includes(leftOut, who));
    acts.forEach((act, index) => {
      const { header } = "leaves" in act ? act.leaves : act.joins;
      this.#recover(recoveries.filter(({ day }) => day <= header.day));
      if ("leaves" in act) this.#remove(act.leaves);
      else this.#letIn(acts.slice(0, index + 1).flatMap((earlier) => "joins" in earlier ? [earlier.joins] : []), leftOut, history);
    });
    this.#recover(recoveries);
  }

  /** Who was removed, in the order of their removals. */
  get removed(): Bytes[] {
    return this.#left.map(({ officer }) => officer);
  }

  /**
   * An officer of the set, or one who was while they wrote this, whose chain begins as it may: a newcomer's `first` object must have the
   * granter in `seen` at the grant or later, or the day of the recovery or a later one, so that nobody writes before being let in. Officers of the
   * report itself owe nothing.
   */
  mayWrite(header: ObjectHeader, first: ObjectHeader | undefined): boolean {
    return (includes(this.ids, header.author) || includes(this.removed, header.author))
      && !this.isPastTheEnd(header) && (first === undefined || this.#mayBegin(first));
  }

  /** A removal ends stream 0 at the head that it has seen, and stream 1 on its day. */
  isPastTheEnd({ author, stream, seq, day }: ObjectHeader): boolean {
    return this.#left.some((removal) => equal(removal.officer, author) && (stream === 0 ? seq > highestOf(removal) : day > removal.header.day));
  }

  #mayBegin({ author, seen, day }: ObjectHeader): boolean {
    const recovery = this.#recovered.find(({ newcomer }) => equal(newcomer, author));
    if (recovery !== undefined) return day >= recovery.day;
    const letIn = this.#joined.filter(({ content }) => equal(content.newcomer, author));
    const knows = ({ header }: OpenedGrant) => seen.some((head) => equal(head.author, header.author) && head.stream === 0 && head.seq >= header.seq);
    return letIn.length === 0 || letIn.some(knows);
  }

  /** By a member, of a member, and never of the last one: somebody has to be left who reads. */
  #remove(removal: Removal): void {
    const at = this.ids.findIndex((id) => equal(id, removal.officer));
    if (at < 0 || this.ids.length === 1 || !includes(this.ids, removal.header.author)) return;
    this.ids.splice(at, 1);
    this.#left.push(removal);
  }

  #recover(recoveries: readonly OpenedRecovery[]): void {
    for (const recovery of recoveries) {
      if (includes(this.ids, recovery.newcomer) || includes(this.removed, recovery.newcomer)) continue;
      this.ids.push(recovery.newcomer);
      this.#recovered.push(recovery);
    }
  }

  /** A newcomer may let in another: as long as somebody new joins, who was refused before is looked at again. */
  #letIn(grants: readonly OpenedGrant[], leftOut: readonly Bytes[], history: DirectoryHistory): void {
    for (let before = -1; before < this.ids.length;) {
      before = this.ids.length;
      for (const grant of grants) {
        const { newcomer } = grant.content;
        // Whoever was removed stays so: the end of a chain is not undone.
        const known = includes(this.ids, newcomer) || includes(this.removed, newcomer) || includes(leftOut, newcomer);
        if (known || !includes(this.ids, grant.header.author) || !names(grant, history)) continue;
        this.ids.push(newcomer);
        this.#joined.push(grant);
      }
    }
  }
}

/**
 * `excluded` is null where the reader cannot know it: the reporter, or an officer who cannot open the report. What somebody did past the end
 * of their chain counts for nothing, so the rest is judged again without it.
 */
export function recipientSet(
  report: ObjectHeader, excluded: readonly Bytes[] | null, acts: readonly CaseAct[], recoveries: readonly OpenedRecovery[], history: DirectoryHistory): RecipientSet {
  for (let counting = acts; ;) {
    const set = new RecipientSet(report, excluded ?? [], counting, recoveries, history);
    const kept = counting.filter((act) => !set.isPastTheEnd("joins" in act ? act.joins.header : act.leaves.header));
    if (kept.length === counting.length) return set;
    counting = kept;
  }
}

/** The highest place of stream 0 that still counts; −1 for none. Whoever leaves by their own hand ends with that very object. */
function highestOf({ header, officer }: Removal): number {
  if (equal(header.author, officer)) return header.seq;
  return header.seen.find((head) => equal(head.author, officer) && head.stream === 0)?.seq ?? -1;
}

/** Scope 1, sealed to the newcomer it names, who stands in the directory it names. Anything else lets nobody in. */
function names({ header, content }: OpenedGrant, history: DirectoryHistory): boolean {
  const listed = findDirectory(history, header.dirSeq, header.directoryHash)?.officers.find(({ id }) => equal(id, content.newcomer));
  return content.scope === GrantScope.joins
    && listed !== undefined && listed.from <= header.day && header.day <= listed.to
    && header.recipients.some(({ who, keyId }) => equal(who, content.newcomer) && equal(keyId, content.keyId));
}
