// A case with files of both sides, sealed and opened for real, its export, and the means to open that export: npm age-encryption for the
// sealing, and a reader of zip archives written for this test from the list of entries at their end.

import { AgeSealing, openCase, parseAgeRecipient, sealContainer, sealOfficerObject, sealReport, type Bytes, type OfficerContent, type OpenedCase } from "@integrity-channel/crypto";
import { Decrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";
import { crc32 } from "node:zlib";
import { exportCase } from "../../../src/Casework/Web/export/exportcase.ts";
import type { ExportSource } from "../../../src/Casework/Web/export/source.ts";
import { makeTexts } from "../../../src/Casework/Web/texts.ts";
import dutch from "../../../src/Casework/Web/texts/nl.json";
import type { WireCase } from "../../../src/Casework/Web/wire.ts";
import { Host, Organisation, today } from "../../Crypto.Web/organisation.ts";
import { filled, oneAndAHalfParts } from "../files/sealedfiles.ts";
import { png, utf8 } from "../files/hostile.ts";

export const organisation = new Organisation("export");
const { entropy, orgId } = organisation;
export const officer = organisation.officers[0]!;
export const texts = makeTexts("nl", dutch);

export const words = "De kas klopt niet <script>alert(1)</script> & \u202Egnp.exe";
export const telling = "foto-van-mijn-bureau.html";
export const note = "Dit is een nota.";
export const attachments: readonly Bytes[] = [utf8("<script>alert(1)</script>"), filled(oneAndAHalfParts, 65), png(4, 4)];

const parts = new Map<string, Bytes[]>();

async function sealed(name: string, files: readonly Bytes[]) {
  const begun = sealContainer({ files: files.map((bytes, at) => ({ name: at === 0 ? name : `${at}-${name}`, type: "", length: bytes.length, read: async (from, to) => bytes.slice(from, to) })), orgId, entropy });
  const made: Bytes[] = [];
  for await (const part of begun.parts()) {
    made.push(part.bytes);
  }
  return { container: begun.container, made };
}

const directory = organisation.directory();
export const history = organisation.history();
export const vault = organisation.vault(officer);
const host = new Host();

async function putReport(): Promise<void> {
  const { container, made } = await sealed(telling, attachments.slice(0, 2));
  const report = await sealReport({
    directory, day: today, secret: entropy.fill(16), recipients: organisation.officers.slice(0, 2).map(({ id }) => id), excluded: [organisation.officers[2]!.id], recovery: false,
    answers: [{ question: 1, text: words }, { question: 6, text: "yes" }], locale: "nl", entropy, container,
  });
  host.put(report.bytes);
  const opened = await openCase(host.list(officer.id), vault, history);
  parts.set(Buffer.from(opened.items[0]!.header.objectId).toString("hex"), made);
}

async function put(content: OfficerContent, files: readonly Bytes[] = []): Promise<void> {
  const caseFile = await openCase(host.list(officer.id), vault, history);
  const carried = files.length === 0 ? null : await sealed("antwoord.png", files);
  host.put((await sealOfficerObject({ vault, caseFile, directory, content, day: today, entropy, ...(carried === null ? {} : { container: carried.container }) })).bytes);
  const { items } = await openCase(host.list(officer.id), vault, history);
  items.filter(({ files: own }) => own.length > 0).forEach(({ header }) => carried !== null && !parts.has(hexOf(header.objectId)) && parts.set(hexOf(header.objectId), carried.made));
}

const hexOf = (bytes: Bytes) => Buffer.from(bytes).toString("hex");

await putReport();
await put({ kind: 4, text: "Wij ontvingen uw melding." });
await put({ kind: 3, text: "Zie de bijlage." }, attachments.slice(2));
await put({ kind: 7, type: 1, text: note, archive: null });
export const opened: OpenedCase = await openCase(host.list(officer.id), vault, history);

const found = {
  caseNumber: "7K2M", received: today, acknowledgeBy: today + 7, acknowledgeWorkTarget: today + 6, acknowledged: today, acknowledgedByChannel: false,
  feedbackBy: today + 92, feedbackWorkTarget: today + 90, feedback: null, articleAcknowledge: "art. 12, 2°", articleFeedback: "art. 12, 5°",
  next: { what: "feedback", by: today + 92, daysLeft: 92, state: "future" },
} as unknown as WireCase;

/** `change` alters the parts as the host hands them out. */
export function source(change: (part: Bytes, objectId: string, index: number) => Bytes = (part) => part): ExportSource {
  return {
    found, opened, today, officerId: officer.id, signingSeed: vault.signingSeed, directory, organisation: "Politiezone Voorbeeld",
    facts: [{ what: texts.say("facts.staff"), value: "personeelslid" }],
    nameOf: (id) => directory.officers.find((each) => hexOf(each.id) === hexOf(id))?.display ?? null, texts,
    fetch: async (_reportId, objectId, index) => change(parts.get(hexOf(objectId))![index]!, hexOf(objectId), index),
  };
}

export const identity = await generateHybridIdentity();
const recipient = parseAgeRecipient(await identityToRecipient(identity));

export const sealing = (): AgeSealing => {
  if (recipient.fault !== null) {
    throw new Error(recipient.fault);
  }
  return AgeSealing.toRecipient(recipient.publicKey, entropy);
};

export const make = (from = source(), stop = new AbortController(), progress: (done: number, total: number) => void = () => undefined) => exportCase(from, sealing(), progress, stop.signal);

/** The files of an export, by name. */
export async function openExport(content: Blob): Promise<Map<string, Bytes>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return readZip(Buffer.from(await decrypter.decrypt(new Uint8Array(await content.arrayBuffer()))));
}

/** From the end record to the list of entries to each entry; only what is stored as it is, with its checksum right. */
export function readZip(zip: Buffer): Map<string, Bytes> {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const files = new Map<string, Bytes>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, crc, length, nameLength, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = new Uint8Array(zip.subarray(start, start + length));
    if (zip.toString("latin1", at, at + 4) !== "PK\x01\x02" || method !== 0 || crc32(bytes) !== crc || files.has(name)) {
      throw new Error(`entry ${name} of the archive`);
    }
    files.set(name, bytes);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}
