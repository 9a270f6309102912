/*
 * Who may receive and write: the officers named in the header of kind 1 (signed by the reporter), plus newcomers of
 * verified grants, minus removals. Never taken from the server, never "the directory"; nobody excluded ever joins.
 */
import { allOnesId, equal, includes, reporterId, type Bytes } from "./bytes.ts";
import { ControlAction, type Content } from "./content.ts";
import { type ObjectHeader, ObjectKind } from "./objectheader.ts";

export interface SetMember {
  readonly id: Bytes;
  /** False for someone who was shown single objects: may write notes only. */
  readonly joins: boolean;
  /** The grant that let this officer in; null for the officers the reporter chose. */
  readonly grant: { readonly granter: Bytes; readonly seq: number } | null;
  /** Last seq of stream 0 that still counts after a removal (-1: none); null while a member. */
  readonly endsAfter: number | null;
}

interface Read { readonly header: ObjectHeader; readonly content: Content | null }

/** `excluded` is null where the reader does not know it (the reporter, or an officer who cannot open the report). */
export function recipientSet(report: ObjectHeader, excluded: readonly Bytes[] | null, items: readonly Read[]): SetMember[] {
  const members: SetMember[] = report.recipients
    .filter(({ who }) => !equal(who, reporterId) && !equal(who, allOnesId) && !includes(excluded ?? [], who))
    .map(({ who }) => ({ id: who, joins: true, grant: null, endsAfter: null }));
  for (const { header, content } of items) {
    const author = members.find(({ id }) => equal(id, header.author));
    if (author === undefined || !author.joins || hasEnded(author, header)) continue;
    if (content?.kind === ObjectKind.grant) addNewcomer(members, header, content.newcomer, content.scope === 1, excluded);
    if (content?.kind === ObjectKind.control && content.action === ControlAction.removeRecipient) {
      endMember(members, header, content.subject);
    }
  }
  return members;
}

function addNewcomer(
  members: SetMember[], header: ObjectHeader, id: Bytes, joins: boolean, excluded: readonly Bytes[] | null): void {
  if (includes(excluded ?? [], id) || members.some((member) => equal(member.id, id) && member.joins)) return;
  const place = members.findIndex((member) => equal(member.id, id));
  members.splice(place < 0 ? members.length : place, place < 0 ? 0 : 1, {
    id, joins, grant: { granter: header.author, seq: header.seq }, endsAfter: null,
  });
}

/** A removal ends the subject's stream 0 at the head its `seen` names; never the last recipient. */
function endMember(members: SetMember[], header: ObjectHeader, subject: Bytes): void {
  const place = members.findIndex((member) => equal(member.id, subject) && member.endsAfter === null);
  if (place < 0 || members.filter((member) => member.joins && member.endsAfter === null).length < 2) return;
  const head = header.seen.find((seen) => equal(seen.author, subject) && seen.stream === 0);
  members[place] = { ...members[place]!, endsAfter: head?.seq ?? -1 };
}

function hasEnded(member: SetMember, header: ObjectHeader): boolean {
  if (member.endsAfter === null) return false;
  return header.stream === 1 || header.seq > member.endsAfter;
}

/** Whether this officer's object counts: a member, still one, within the scope, and aware of the grant that let them in. */
export function mayHaveWritten(members: readonly SetMember[], header: ObjectHeader): boolean {
  const member = members.find(({ id }) => equal(id, header.author));
  if (member === undefined || (!member.joins && header.kind !== ObjectKind.note)) return false;
  if (member.endsAfter !== null && header.stream === 0 && header.seq > member.endsAfter) return false;
  const grant = member.grant;
  if (grant === null || header.seq > 0) return true;
  return header.seen.some((seen) => equal(seen.author, grant.granter) && seen.stream === 0 && seen.seq >= grant.seq);
}

/** Those who receive new objects. */
export function currentMembers(members: readonly SetMember[]): Bytes[] {
  return members.filter((member) => member.joins && member.endsAfter === null).map((member) => member.id);
}
