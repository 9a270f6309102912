/** What stands inside the bodies: one shape for each kind. */
import { compare, utf8Text, type Bytes } from "./bytes.ts";
import { readControl, readRemoval, type ControlContent, type RemovalContent } from "./controlcontent.ts";
import { demand, SicError } from "./failure.ts";
import { type GrantContent, readGrant, sortedIds } from "./grantcontent.ts";
import { type ManifestRow, readManifest, writeManifest } from "./manifest.ts";
import { ObjectKind } from "./objectheader.ts";
import { SicReader } from "./sicreader.ts";
import { SicWriter } from "./sicwriter.ts";

export interface Answer { readonly question: number; readonly text: string }

// The two that this package itself compares stand alone: a page then holds no list that it does not use.
export const message = 0;
export const archiveRecord = 7;

/** What a reporter's message asks for. */
export const ReporterAct = {
  message, question: 1, meeting: 2, comiteP: 3, retaliation: 4, agree: 5, rectify: 6, refuse: 7, consent: 8, withdraw: 9,
} as const;
export const Decision = { admissible: 1, notAdmissible: 2, handedOver: 3, closed: 4 } as const;
export const NoteType = { note: 1, finding: 2, category: 3, measure: 4, time: 5, identityOpened: 6, archiveRecord } as const;
export const NoticeTemplate = { automaticAcknowledgement: 1 } as const;

export interface ReportContent {
  readonly kind: 1;
  readonly kemPublicKey: Bytes;
  readonly authPublicKey: Bytes;
  readonly lookup: Bytes;
  readonly recoveryRefused: boolean;
  readonly locale: string;
  readonly excluded: readonly Bytes[];
  readonly answers: readonly Answer[];
}
export interface ReporterMessageContent {
  readonly kind: 2;
  readonly kemPublicKey: Bytes;
  readonly act: number;
  readonly refers: Bytes;
  readonly text: string;
}
export interface ReplyContent { readonly kind: 3; readonly text: string }
export interface AcknowledgementContent { readonly kind: 4; readonly text: string }
export interface FeedbackContent { readonly kind: 5; readonly action: string; readonly grounds: string }
export interface DecisionContent { readonly kind: 6; readonly decision: number; readonly text: string }
export interface NoteContent {
  readonly kind: 7;
  readonly type: number;
  readonly text: string;
  /** Of an archive record only: what the originals held for writing to the reporter. */
  readonly archive: { readonly kemPublicKey: Bytes; readonly excluded: readonly Bytes[] } | null;
}
export interface ChannelNoticeContent {
  readonly kind: 11;
  readonly channelKeyId: Bytes;
  readonly template: number;
  readonly received: number;
  readonly acknowledgeBy: number;
  readonly feedbackBy: number;
}

export type Content =
  | ReportContent | ReporterMessageContent | ReplyContent | AcknowledgementContent | FeedbackContent | DecisionContent
  | NoteContent | GrantContent | ControlContent | RemovalContent | ChannelNoticeContent;

export type OfficerContent = ReplyContent | AcknowledgementContent | FeedbackContent | DecisionContent | NoteContent;

function within(value: number, first: number, last: number): number {
  demand(value >= first && value <= last);
  return value;
}

function filled(text: string): string {
  demand(/[^ \t\r\n]/.test(text));
  return text;
}

/** A content with the files it brings; kinds without files have an empty manifest. */
export interface ContentWithFiles { readonly content: Content; readonly manifest: readonly ManifestRow[] }

/** Reads the content of a body that was opened (or stood in clear); throws unknown-kind, malformed or not-canonical. */
export function readContentWithFiles(kind: ObjectKind, bytes: Bytes): ContentWithFiles {
  const read = readers[kind];
  if (read === undefined) throw new SicError("unknown-kind");
  const reader = new SicReader(bytes);
  const manifest: ManifestRow[] = [];
  const content = read(reader, (files) => manifest.push(...files));
  reader.end();
  return { content, manifest };
}

/** The content alone, for kinds that bring no files or where they do not matter. */
export function readContent(kind: ObjectKind, bytes: Bytes): Content {
  return readContentWithFiles(kind, bytes).content;
}

/** Takes the manifest where it stands in a content. */
type Files = (rows: ManifestRow[]) => void;

/** Identity (12) is reserved: this version opens none. */
const readers: { readonly [kind in ObjectKind]?: (reader: SicReader, files: Files) => Content } = {
  [ObjectKind.report]: readReport,
  [ObjectKind.reporterMessage]: (reader, files) => {
    const content: ReporterMessageContent = {
      kind: 2, kemPublicKey: reader.bytes(1216), act: within(reader.u8(), 0, 9), refers: reader.bytes(32), text: reader.text(),
    };
    files(readManifest(reader));
    return content;
  },
  [ObjectKind.reply]: (reader, files) => {
    const content: ReplyContent = { kind: 3, text: reader.text() };
    files(readManifest(reader));
    return content;
  },
  [ObjectKind.acknowledgement]: (reader) => ({ kind: 4, text: reader.text() }),
  [ObjectKind.feedback]: (reader) => ({ kind: 5, action: filled(reader.text()), grounds: filled(reader.text()) }),
  [ObjectKind.decision]: (reader) => ({ kind: 6, decision: within(reader.u8(), 1, 4), text: reader.text() }),
  [ObjectKind.note]: readNote,
  [ObjectKind.grant]: readGrant,
  [ObjectKind.control]: readControl,
  [ObjectKind.removal]: readRemoval,
  [ObjectKind.channelNotice]: (reader) => ({
    kind: 11, channelKeyId: reader.bytes(16), template: within(reader.u16(), 1, 1), received: reader.u32(),
    acknowledgeBy: reader.u32(), feedbackBy: reader.u32(),
  }),
};

function readReport(reader: SicReader, files: Files): ReportContent {
  const content: ReportContent = {
    kind: 1, kemPublicKey: reader.bytes(1216), authPublicKey: reader.bytes(32), lookup: reader.bytes(32),
    recoveryRefused: within(reader.u8(), 0, 1) === 1, locale: utf8Text(reader.vector(35)), excluded: readExcluded(reader),
    answers: readAnswers(reader),
  };
  files(readManifest(reader));
  return content;
}

function readNote(reader: SicReader, files: Files): NoteContent {
  const type = within(reader.u8(), 1, 7);
  const text = reader.text();
  files(readManifest(reader));
  const archive = type === archiveRecord ? { kemPublicKey: reader.bytes(1216), excluded: readExcluded(reader) } : null;
  return { kind: 7, type, text, archive };
}

function readAnswers(reader: SicReader): Answer[] {
  return reader.list(reader.u16(), () => ({ question: reader.u16(), text: reader.text() }));
}

function readExcluded(reader: SicReader): Bytes[] {
  return sortedIds(reader.list(reader.u8(), () => reader.bytes(16)));
}

export function encodeReport(content: ReportContent, files: readonly ManifestRow[] = []): Bytes {
  const writer = new SicWriter().bytes(content.kemPublicKey, 1216).bytes(content.authPublicKey, 32).bytes(content.lookup, 32)
    .u8(content.recoveryRefused ? 1 : 0).name(content.locale).u8(content.excluded.length);
  for (const id of content.excluded.toSorted(compare)) writer.bytes(id, 16);
  writer.u16(content.answers.length);
  for (const { question, text } of content.answers) writer.u16(question).text(text);
  return writeManifest(writer, files).toBytes();
}

export function encodeReporterMessage(content: ReporterMessageContent, files: readonly ManifestRow[] = []): Bytes {
  const writer = new SicWriter().bytes(content.kemPublicKey, 1216).u8(within(content.act, 0, 9)).bytes(content.refers, 32)
    .text(content.text);
  return writeManifest(writer, files).toBytes();
}

/** Throws malformed for files with a kind that has none. */
export function encodeOfficerContent(content: OfficerContent, files: readonly ManifestRow[] = []): Bytes {
  const writer = new SicWriter();
  demand(files.length === 0 || content.kind === 3 || content.kind === 7);
  switch (content.kind) {
    case 3: return writeManifest(writer.text(content.text), files).toBytes();
    case 4: return writer.text(content.text).toBytes();
    case 5: return writer.text(filled(content.action)).text(filled(content.grounds)).toBytes();
    case 6: return writer.u8(within(content.decision, 1, 4)).text(content.text).toBytes();
    case 7: return encodeNote(writer, content, files);
  }
}

function encodeNote(writer: SicWriter, { type, text, archive }: NoteContent, files: readonly ManifestRow[]): Bytes {
  demand((type === archiveRecord) === (archive !== null));
  writeManifest(writer.u8(within(type, 1, 7)).text(text), files);
  if (archive === null) return writer.toBytes();
  writer.bytes(archive.kemPublicKey, 1216).u8(archive.excluded.length);
  for (const id of archive.excluded.toSorted(compare)) writer.bytes(id, 16);
  return writer.toBytes();
}
