// The files of a case: looked at in the viewer frame, or checked as a whole and saved under a neutral name.

import type { FileEntry, OpenedItem } from "@integrity-channel/crypto";
import { SicError } from "@integrity-channel/crypto";
import { button, notice, type Child } from "../dom.ts";
import { requestFault } from "../faults.ts";
import { Cancelled, ContainerParts } from "../files/containerparts.ts";
import { decodeText, type Judgement } from "../files/filekind.ts";
import { judgeHead, readChecked, readWhole } from "../files/filereading.ts";
import { sizeWords } from "../files/filesize.ts";
import { fitsImage, largestImage } from "../files/imagesize.ts";
import { neutralName, visibleName, visibleText } from "../files/visibletext.ts";
import type { Texts } from "../texts.ts";
import { download, fileList, fileRow, type FileRow } from "../views/files.ts";
import { openViewer, type Showable } from "../views/viewer.ts";
import type { CaseWork } from "./show-case.ts";

/** A longer text is saved instead, in bytes: a page of that size is no longer read, it is searched. */
const longestText = 2 * 1024 * 1024;

/** For each entry of the thread the list of its files; the turns of the files count through the whole case. */
export function caseFiles(work: CaseWork, items: readonly OpenedItem[]): (item: OpenedItem) => Child {
  const { desk, texts } = work;
  const lists = new Map<OpenedItem, HTMLElement>();
  let turn = 0;
  for (const item of items.filter(({ files }) => files.length > 0)) {
    const [first] = item.files;
    const parts = first === undefined ? null : new ContainerParts(first.container, (reportId, objectId, index) => desk.host.readPart(reportId, objectId, index));
    lists.set(item, fileList(parts === null ? [] : item.files.map((file) => new CaseFile(work, file, ++turn, parts).row), texts));
  }
  return (item) => lists.get(item) ?? null;
}

class CaseFile {
  readonly row: FileRow;
  readonly #work: CaseWork;
  readonly #file: FileEntry;
  readonly #turn: number;
  readonly #parts: ContainerParts;
  readonly #name: string;
  #running: AbortController | null = null;

  constructor(work: CaseWork, file: FileEntry, turn: number, parts: ContainerParts) {
    this.#work = work;
    this.#file = file;
    this.#turn = turn;
    this.#parts = parts;
    this.#name = visibleName(file.name) || work.texts.say("file.unnamed", { n: turn });
    const acts = { look: () => void this.#run((signal) => this.#look(signal)), save: () => void this.#run((signal) => this.#warn(signal)), stop: () => this.#running?.abort() };
    this.row = fileRow(this.#name, file.length, acts, work.texts);
  }

  /** One act at a time; whatever goes wrong stands under the row in words. */
  async #run(act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#running !== null) {
      return;
    }
    const { texts, desk } = this.#work;
    this.#running = desk.stopper();
    try {
      await act(this.#running.signal);
    } catch (error) {
      this.row.tell(this.#fault(error, texts));
    } finally {
      this.#running = null;
    }
  }

  #fault(error: unknown, texts: Texts): HTMLElement {
    if (error instanceof Cancelled) {
      return notice("plain", texts.say("file.stopped"), []);
    }
    if (error instanceof SicError) {
      this.#parts.forget();
      return notice("late", texts.say("file.wrong"), [texts.say("file.wrong-do")]);
    }
    const { head, lines } = requestFault(error, texts);
    return notice("late", head, lines);
  }

  #reader(signal: AbortSignal) {
    this.row.progress(0, this.#file.container.header.containerLength);
    return this.#parts.reader((done, total) => this.row.progress(done, total), signal);
  }

  #judged(judgement: Judgement): void {
    this.row.kind(this.#work.texts.pick("file.kind", judgement.kind));
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { texts } = this.#work;
    const reader = this.#reader(signal);
    const judgement = await judgeHead(this.#file, reader);
    this.#judged(judgement);
    const content = await this.#showable(judgement, reader);
    if (typeof content === "string") {
      this.row.tell(notice("near", texts.say("file.not-shown"), [content, texts.say("file.not-shown-do")]));
      return;
    }
    this.row.tell(judgement.mixed && notice("near", texts.say("file.mixed"), [texts.say("file.mixed-do")]));
    if (!signal.aborted) {
      openViewer(this.#name, content, texts);
    }
  }

  /** What the viewer gets, or the sentence why it gets nothing. */
  async #showable({ kind, shown }: Judgement, reader: ReturnType<ContainerParts["reader"]>): Promise<Showable | string> {
    const { texts } = this.#work;
    const most = shown === "image" ? largestImage.bytes : longestText;
    if (shown === null) {
      return texts.say("file.only-save");
    }
    if (this.#file.length > most) {
      return texts.say("file.too-large", { size: sizeWords(most, texts.locale) });
    }
    const bytes = await readWhole(this.#file, reader);
    if (shown === "image") {
      return fitsImage(kind, bytes) ? { kind: "image", bytes: bytes.buffer, type: `image/${kind}` } : texts.say("file.too-many-pixels");
    }
    const text = decodeText(bytes);
    return text === null ? texts.say("file.only-save") : { kind: "text", text: visibleText(text) };
  }

  /** Says what saving does before anything is saved. */
  async #warn(signal: AbortSignal): Promise<void> {
    const { texts } = this.#work;
    const judgement = await judgeHead(this.#file, this.#reader(signal));
    this.#judged(judgement);
    const go = button(texts.say("file.save-as", { name: this.#saved(judgement) }), () => void this.#run((next) => this.#save(next)), { kind: "primary" });
    this.row.tell(notice("near", texts.say("file.warn-head"), this.#warnings(judgement), go));
    go.focus();
  }

  #warnings({ kind, mixed }: Judgement): string[] {
    const { texts } = this.#work;
    return [texts.pick("file.warn", kind), ...(mixed ? [texts.say("file.mixed")] : []), texts.say("file.warn-open")];
  }

  #saved({ extension }: Judgement): string {
    return neutralName(this.#work.found.caseNumber, this.#turn, extension);
  }

  async #save(signal: AbortSignal): Promise<void> {
    const { texts } = this.#work;
    const reader = this.#reader(signal);
    const { content, judgement } = await readChecked(this.#file, reader, this.#parts.releasing(reader));
    this.#judged(judgement);
    if (signal.aborted) {
      throw new Cancelled();
    }
    const name = this.#saved(judgement);
    download(content, name);
    this.row.tell(notice("good", texts.say("file.saved", { name }), [texts.say("file.saved-checked"), ...(judgement.mixed ? [texts.say("file.mixed-do")] : [])]));
  }
}
