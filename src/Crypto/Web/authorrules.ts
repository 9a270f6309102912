/** Whose signature an object must bear, by the directory that it names (docs/protocol.md section 9). */
import { allOnesId, equal, reporterId, type Bytes } from "./bytes.ts";
import { readContent } from "./content.ts";
import { Action } from "./controlcontent.ts";
import { ChannelUse, Role, type StatedOfficer } from "./directorystatement.ts";
import { demand } from "./failure.ts";
import { type DirectoryHistory, findDirectory, isAcceptable } from "./history.ts";
import { isWrittenByReporter, type ObjectHeader, ObjectKind } from "./objectheader.ts";
import { type ObjectEntry } from "./objectlist.ts";

export function byOf(header: ObjectHeader): "reporter" | "officer" | "channel" {
  if (isWrittenByReporter(header.kind)) return "reporter";
  return equal(header.author, allOnesId) ? "channel" : "officer";
}

interface Author { readonly key: Bytes; readonly officer: StatedOfficer | null }

/** The key that must have signed, from the directory the object names. */
export function authorOf(entry: ObjectEntry, report: ObjectEntry, history: DirectoryHistory): Author {
  const { header, putDay } = entry;
  const directory = findDirectory(history, header.dirSeq, header.directoryHash);
  demand(directory !== null && isAcceptable(history, header.dirSeq, header.day), "wrong-directory");
  // The server's day may turn between writing and storing; more than that and one of the two days is not true.
  demand(Math.abs(putDay - header.day) <= 1, "wrong-directory");
  if (equal(header.author, reporterId)) return { key: report.header.reporter!.authPublicKey, officer: null };
  if (byOf(header) === "channel") {
    const notice = entry.body === null ? null : readContent(header.kind, entry.body);
    const channel = directory.channel.find((key) => notice?.kind === ObjectKind.channelNotice
      && equal(key.keyId, notice.channelKeyId) && (key.uses & ChannelUse.notices) !== 0
      && key.from <= header.day && header.day <= key.to);
    demand(channel !== undefined, "wrong-key");
    return { key: channel.publicKey, officer: null };
  }
  const officer = directory.officers.find((listed) => equal(listed.id, header.author));
  demand(officer !== undefined && header.day >= officer.from && header.day <= officer.to, "not-an-officer");
  demand(!isForDeciders(entry) || officer.role === Role.responsible || officer.role === Role.deputy, "not-an-officer");
  return { key: officer.signingKey, officer };
}

function isForDeciders({ header, body }: ObjectEntry): boolean {
  if (header.kind !== ObjectKind.control || body === null) return header.kind === ObjectKind.decision;
  const order = readContent(header.kind, body);
  return order.kind === ObjectKind.control && (order.action === Action.release || order.action === Action.erase);
}
