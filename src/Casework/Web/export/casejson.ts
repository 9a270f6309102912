// case.json: the same case for programs. Words stand as they were written; keys of the reporter and whatever proves the code stay behind.

import type { Bytes, Content, OpenedItem } from "@integrity-channel/crypto";
import { hex } from "@integrity-channel/crypto";
import { fieldDay } from "../days.ts";
import type { ExportedFile, ExportSource } from "./source.ts";

const format = "integrity-channel-case/1";

export function caseJson(source: ExportSource, files: readonly ExportedFile[]): string {
  const { found, opened, nameOf } = source;
  const day = (value: number | null) => (value === null ? null : fieldDay(value));
  const person = (id: Bytes) => ({ id: hex(id), name: nameOf(id) });
  const plain = {
    format,
    case: found.caseNumber,
    organisation: hex(opened.orgId),
    report: hex(opened.reportId),
    received: day(found.received),
    acknowledgeBy: day(found.acknowledgeBy),
    acknowledged: day(found.acknowledged),
    acknowledgedByChannel: found.acknowledgedByChannel,
    feedbackBy: day(found.feedbackBy),
    feedback: day(found.feedback),
    readers: opened.recipients.map(person),
    leftOut: opened.excluded?.map(person) ?? null,
    missing: opened.missing.map(({ author, stream, seq }) => ({ author: hex(author), stream, seq })),
    objects: opened.items.map((item) => objectOf(item, files.filter((file) => file.item === item), person)),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function objectOf(item: OpenedItem, files: readonly ExportedFile[], person: (id: Bytes) => object): object {
  const { header } = item;
  return {
    hash: hex(item.objectHash),
    kind: item.kind,
    by: item.by,
    author: item.by === "officer" ? { ...person(header.author), ...(item.officer === null ? {} : { name: item.officer.display, role: item.officer.role }) } : null,
    stored: fieldDay(item.putDay),
    written: fieldDay(header.day),
    directory: header.dirSeq,
    stream: header.stream,
    seq: header.seq,
    state: item.state,
    failure: item.failure,
    content: item.content === null ? null : contentOf(item.content, person),
    files: files.map(({ file, path }) => ({ path, name: file.name, type: file.type, length: file.length, sha256: hex(file.digest) })),
  };
}

function contentOf(content: Content, person: (id: Bytes) => object): object {
  switch (content.kind) {
    case 1:
      return { locale: content.locale, recoveryRefused: content.recoveryRefused, leftOut: content.excluded.map(person), answers: content.answers };
    case 2:
      return { act: content.act, refers: hex(content.refers), text: content.text };
    case 3:
    case 4:
      return { text: content.text };
    case 5:
      return { action: content.action, grounds: content.grounds };
    case 6:
      return { decision: content.decision, text: content.text };
    case 7:
      return { type: content.type, text: content.text };
    case 8:
      return { newcomer: person(content.newcomer), scope: content.scope, reason: content.reason };
    case 9: {
      const { action, day, reason, subject, objects, target } = content;
      const nobody = subject.every((byte) => byte === 0);
      return { action, day: day === 0 ? null : fieldDay(day), reason, subject: nobody ? null : person(subject), objects: objects.map(hex), target: hex(target) };
    }
    case 10:
      return { removed: content.objectIds.map(hex) };
    case 11:
      return { template: content.template, received: fieldDay(content.received), acknowledgeBy: fieldDay(content.acknowledgeBy), feedbackBy: fieldDay(content.feedbackBy) };
  }
}
