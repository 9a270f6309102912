// Files with a reply: sealed and uploaded part by part before the reply itself is put. Whatever fails, the words, the choice and what the
// host already holds stay, and sending again goes on from there.

import type { SealedContainer } from "@integrity-channel/crypto";
import { sealContainer, systemEntropy, uploadIdLength } from "@integrity-channel/crypto";
import { requestFault } from "../faults.ts";
import { ChosenFiles } from "../files/chosenfiles.ts";
import { Cancelled } from "../files/containerparts.ts";
import { Upload, type UploadOutcome } from "../files/upload.ts";
import { RequestFailed } from "../http.ts";
import { attachBox, type AttachBox } from "../views/attach.ts";
import type { SendOutcome } from "../views/dialog.ts";
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
  const box = attachBox({ files: () => chosen.files, choose: (files) => chosen.choose(files), stop: () => running?.abort(), limitMib: limitOf() }, work.texts);
  const frozen = () => desk.outbox.get(found.reportId, "reply") !== null;
  box.freeze(frozen());
  const sendWith: Attaching["sendWith"] = async (send) => {
    if (frozen() || chosen.files.length === 0) {
      return finish(await send());
    }
    running = desk.stopper();
    box.freeze(true);
    const uploaded = await upload(work, chosen, box, running.signal);
    running = null;
    box.quiet();
    return finish("sent" in uploaded ? uploaded : await sendUploaded(chosen, uploaded, send));
  };
  const finish = (outcome: SendOutcome): SendOutcome => {
    box.freeze(!outcome.sent && outcome.frozen);
    if (outcome.sent) {
      chosen.choose([]);
    }
    return outcome;
  };
  return { box, sendWith };
}

/** The container, or why there is none yet. */
async function upload(work: CaseWork, chosen: ChosenFiles, box: AttachBox, signal: AbortSignal): Promise<SealedContainer | SendOutcome> {
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

function refused({ texts }: CaseWork, chosen: ChosenFiles, { code }: Exclude<UploadOutcome, { outcome: "complete" }>): SendOutcome {
  // What is full or busy may pass; any other refusal will be the same for the same bytes.
  if (code < 30) {
    chosen.drop();
  }
  const words = texts.pick("put.code", code, { code: `E-${String(code).padStart(2, "0")}` });
  return { sent: false, head: texts.say("put.refused"), lines: [words, texts.say("attach.kept")], frozen: false };
}

function stopped(chosen: ChosenFiles, error: unknown, texts: CaseWork["texts"]): SendOutcome {
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

/** Puts the reply that names the container. A host that no longer holds it gets it anew with the next try. */
async function sendUploaded(chosen: ChosenFiles, container: SealedContainer, send: (container?: SealedContainer) => Promise<SendOutcome>): Promise<SendOutcome> {
  const outcome = await send(container);
  if (!outcome.sent && !outcome.frozen) {
    chosen.drop();
  }
  return outcome;
}
