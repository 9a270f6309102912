/*
 * Who may receive and write: the officers named in the header of kind 1, which the reporter signed, without anybody left
 * out. Never taken from the server, never "the directory". Grants and removals come with kinds 8 and 9, which this version
 * does not know.
 */
import { includes, type Bytes } from "./bytes.ts";
import { isOfficerId } from "./directorystatement.ts";
import { type ObjectHeader } from "./objectheader.ts";

/** `excluded` is null where the reader cannot know it: the reporter, or an officer who cannot open the report. */
export function recipientSet(report: ObjectHeader, excluded: readonly Bytes[] | null): Bytes[] {
  return report.recipients.map(({ who }) => who).filter((who) => isOfficerId(who) && !includes(excluded ?? [], who));
}
