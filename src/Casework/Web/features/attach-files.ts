// Files with a reply: sealed and uploaded part by part before the reply itself is put. Whatever fails, the words, the choice and what the
// host already holds stay, and sending again goes on from there.

import type { SealedContainer } from "@integrity-channel/crypto";
import { PutRefusal, sealContainer, systemEntropy, uploadIdLength } from "@integrity-channel/crypto";
import { requestFault } from "../faults.ts";
import { ChosenFiles } from "../files/chosenfiles.ts";
import { Cancelled } from "../files/containerparts.ts";
import { sendFilesFirst } from "../files/filesfirst.ts";
import { Upload, type UploadOutcome } from "../files/upload.ts";
import { RequestFailed } from "../http.ts";
import { attachBox, type AttachBox } from "../views/attach.ts";
import type { NotSent, SendOutcome } from "../views/dialog.ts";
import type { CaseWork } from "./show-case.ts";

export interface Attaching {
  readonly box: AttachBox;
  /** Runs `send` with the container of the chosen files, uploaded first; with none when nothing is chosen. */
  readonly sendWith: (send: (container?: SealedContainer) => Promise<SendOutcome>) => Promise<SendOutcome>;
}

/** What a host that names no limit takes, in MiB. */
const usualLimit = 100;

const limitOf = () => Number(document.documentElement.dataset["attachmentMib"]) || usualLimit;

export function attaching(work: CaseWork): Attaching {
  const { desk, found } = work;
  const chosen = desk.chosen.get(found.reportId) ?? new ChosenFiles();
  desk.chosen.set(found.reportId, chosen);
  let running: AbortController | null = null;
  const choose = (files: readonly File[]) => {
    desk.outbox.filesAgain(found.reportId);
    chosen.choose(files);
  };
  const facts = { files: () => chosen.files, choose, forgotten: desk.outbox.filesForgotten(found.reportId), stop: () => running?.abort(), limitMib: limitOf() };
  const box = attachBox(facts, work.texts);
  const frozen = () => desk.outbox.get(found.reportId, "reply") !== null;
  box.freeze(frozen());
  const sendWith: Attaching["sendWith"] = async (send) => {
    // Bytes that wait may name files that the host lost meanwhile; then these go anew, as long as they are still chosen.
    const waiting = frozen() ? await send() : null;
    if (waiting !== null && (waiting.sent || waiting.filesLost !== true || chosen.files.length === 0)) {
      return finish(waiting);
    }
    if (waiting !== null) {
      chosen.drop();
    }
    return finish(chosen.files.length === 0 ? await send() : await sendFilesFirst({ upload: bring, send, drop: () => chosen.drop() }));
  };
  const bring = async () => {
    running = desk.stopper();
    box.freeze(true);
    const uploaded = await upload(work, chosen, box, running.signal);
    running = null;
    box.quiet();
    return uploaded;
  };
  const finish = (outcome: SendOutcome): SendOutcome => {
    box.freeze(!outcome.sent && outcome.frozen);
    if (outcome.sent) {
      choose([]);
    }
    return outcome;
  };
  return { box, sendWith };
}

/** The container, or why there is none yet. */
async function upload(work: CaseWork, chosen: ChosenFiles, box: AttachBox, signal: AbortSignal): Promise<SealedContainer | NotSent> {
  const { desk, texts } = work;
  if (chosen.upload === null) {
    const sealing = sealContainer({ files: chosen.sources, orgId: desk.directory.orgId, entropy: systemEntropy });
    chosen.begin(new Upload(sealing, systemEntropy.fill(uploadIdLength)));
  }
  try {
    const outcome = await (chosen.upload as Upload).run((uploadId, part) => desk.host.putPart(uploadId, part), box.progress, signal);
    return outcome.outcome === "complete" ? outcome.container : refused(work, chosen, outcome);
  } catch (error) {
    return stopped(chosen, error, texts);
  }
}

function refused({ texts }: CaseWork, chosen: ChosenFiles, { code }: Exclude<UploadOutcome, { outcome: "complete" }>): NotSent {
  // What is full or busy may pass; any other refusal will be the same for the same bytes.
  if (code < 30) {
    chosen.drop();
  }
  const words = texts.pick("put.code", code, { code: `E-${String(code).padStart(2, "0")}` });
  const kept = { sent: false, head: texts.say("put.refused"), lines: [words, texts.say("attach.kept")], frozen: false } as const;
  return code === PutRefusal.partRefused ? { ...kept, filesLost: true } : kept;
}

function stopped(chosen: ChosenFiles, error: unknown, texts: CaseWork["texts"]): NotSent {
  if (error instanceof Cancelled) {
    return { sent: false, head: texts.say("attach.stopped"), lines: [texts.say("attach.kept")], frozen: false };
  }
  if (error instanceof RequestFailed) {
    const { head, lines } = requestFault(error, texts);
    return { sent: false, head, lines: [...lines, texts.say("attach.resume")], frozen: false };
  }
  // A chosen file that changed or went away on the officer's disk: nothing of it may be half sent.
  chosen.drop();
  return { sent: false, head: texts.say("attach.changed"), lines: [texts.say("attach.changed-do")], frozen: false };
}
