/*
 * Which objects verified orders took away from a reader: answers that the reporter removed, and what officers erased. A host that gives no
 * wrap of them hides nothing (docs/protocol.md section 22).
 */
import { equal, includes, type Bytes } from "./bytes.ts";
import { type Content } from "./content.ts";
import { Action, type ControlContent } from "./controlcontent.ts";
import { mayBeErased, type ObjectHeader, ObjectKind } from "./objectheader.ts";

/** Days after which an order takes effect without a colleague's word. */
export const quietDays = 30;

/** An accepted object as far as orders are concerned. */
export interface AcceptedObject {
  readonly header: ObjectHeader;
  readonly putDay: number;
  readonly objectHash: Bytes;
  readonly content: Content | null;
}

interface Order extends AcceptedObject { readonly content: ControlContent }

export class TakenAway {
  readonly #objects: readonly Bytes[];

  /** `forReporter`: whether the reporter reads; officers keep what the reporter removed. `today`: the server's civil day. */
  constructor(accepted: readonly AcceptedObject[], forReporter: boolean, today: number) {
    const controls = accepted.filter(isControl);
    const removed = forReporter ? accepted.flatMap(({ content }) => content?.kind === ObjectKind.removal ? content.objectIds : []) : [];
    const erased = controls.filter((item) => item.content.action === Action.erase && tookEffect(item, controls, today)).flatMap(({ content }) => content.objects);
    this.#objects = [...removed, ...erased];
  }

  holds({ objectId, kind }: ObjectHeader): boolean {
    return includes(this.#objects, objectId) && mayBeErased(kind);
  }
}

function isControl(item: AcceptedObject): item is Order {
  return item.content?.kind === ObjectKind.control;
}

function tookEffect(item: Order, controls: readonly Order[], today: number): boolean {
  const says = (action: Action) => controls.some(({ header, content }) => content.action === action && equal(content.target, item.objectHash) && !equal(header.author, item.header.author));
  return says(Action.confirm) || (item.putDay + quietDays <= today && !says(Action.objectTo));
}
