/*
 * Who may receive and write: the officers named in the header of kind 1, which the reporter signed, and the newcomers of
 * verified grants of scope 1, without anybody left out. Never taken from the server, never "the directory". Removals come
 * with kind 9, which this version does not know.
 */
import { equal, includes, type Bytes } from "./bytes.ts";
import { GrantScope, type GrantContent } from "./grantcontent.ts";
import { isOfficerId } from "./directorystatement.ts";
import { type DirectoryHistory, findDirectory } from "./history.ts";
import { type ObjectHeader } from "./objectheader.ts";

/** A kind-8 object whose author signed it and that this reader could open. */
export interface OpenedGrant { readonly header: ObjectHeader; readonly content: GrantContent }

/** The officers of a report, and what made newcomers of those who came later. */
export class RecipientSet {
  readonly ids: readonly Bytes[];
  readonly #grants: readonly OpenedGrant[];

  constructor(ids: readonly Bytes[], grants: readonly OpenedGrant[]) {
    this.ids = ids;
    this.#grants = grants;
  }

  holds(officer: Bytes): boolean {
    return includes(this.ids, officer);
  }

  /**
   * Whether the first object of a chain may stand: a newcomer's must have the granter in `seen` at the grant or later, so that
   * nobody writes before being let in. Officers of the report itself owe nothing.
   */
  mayBegin({ author, seen }: ObjectHeader): boolean {
    const letIn = this.#grants.filter(({ content }) => equal(content.newcomer, author));
    const knows = ({ header }: OpenedGrant) => seen.some((head) => equal(head.author, header.author) && head.stream === 0 && head.seq >= header.seq);
    return letIn.length === 0 || letIn.some(knows);
  }
}

/** `excluded` is null where the reader cannot know it: the reporter, or an officer who cannot open the report. `grants` oldest first. */
export function recipientSet(report: ObjectHeader, excluded: readonly Bytes[] | null, grants: readonly OpenedGrant[], history: DirectoryHistory): RecipientSet {
  const leftOut = excluded ?? [];
  const ids = report.recipients.map(({ who }) => who).filter((who) => isOfficerId(who) && !includes(leftOut, who));
  const joined: OpenedGrant[] = [];
  // A newcomer may let in another: as long as somebody new joins, who was refused before is looked at again.
  for (let before = -1; before < ids.length;) {
    before = ids.length;
    for (const grant of grants) {
      const { newcomer } = grant.content;
      if (includes(ids, newcomer) || includes(leftOut, newcomer) || !includes(ids, grant.header.author) || !names(grant, history)) continue;
      ids.push(newcomer);
      joined.push(grant);
    }
  }
  return new RecipientSet(ids, joined);
}

/** Scope 1, sealed to the newcomer it names, who stands in the directory it names. Anything else lets nobody in. */
function names({ header, content }: OpenedGrant, history: DirectoryHistory): boolean {
  const listed = findDirectory(history, header.dirSeq, header.directoryHash)?.officers.find(({ id }) => equal(id, content.newcomer));
  return content.scope === GrantScope.joins
    && listed !== undefined && listed.from <= header.day && header.day <= listed.to
    && header.recipients.some(({ who, keyId }) => equal(who, content.newcomer) && equal(keyId, content.keyId));
}
