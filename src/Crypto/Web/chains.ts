/*
 * Chains: seq and prev run per (author, stream) of a report; `seen` names the newest object known of each other chain.
 * Whoever reads must hold every object that a predecessor, a `seen` or the own memory names, with that very hash; otherwise
 * something is missing or two versions exist.
 */
import { equal, hex, type Bytes } from "./bytes.ts";
import { type ChainHead, sameChain } from "./objectheader.ts";
import { type SignedHeader } from "./sealedobject.ts";

export type ChainState = "whole" | "missing-before" | "forked";

export interface ChainReport {
  /** For each object, by its place in the input. */
  readonly states: readonly ChainState[];
  /** The highest object of each chain. */
  readonly heads: readonly ChainHead[];
  /** Named by someone and not held. */
  readonly missing: readonly ChainHead[];
  /** Steps from the first object of the report, by place in the input: the order in which things were written. */
  readonly depths: readonly number[];
}

function position(chain: { author: Bytes; stream: number }, seq: number): string {
  return `${hex(chain.author)}/${chain.stream}/${seq}`;
}

/** What an object builds on: its predecessor and everything it has seen. */
function namedBy({ header }: SignedHeader): ChainHead[] {
  const { author, stream, seq, prev, seen } = header;
  return seq === 0 ? [...seen] : [{ author, stream, seq: seq - 1, hash: prev }, ...seen];
}

/** Judges objects whose signatures were verified against each other and against what the reader remembers. */
export function judgeChains(objects: readonly SignedHeader[], memory: readonly ChainHead[] = []): ChainReport {
  const held = new Map<string, number[]>();
  objects.forEach(({ header }, index) => {
    const key = position(header, header.seq);
    held.set(key, [...held.get(key) ?? [], index]);
  });
  const missing = new Map<string, ChainHead>();
  const forked = new Set<number>();
  const judge = (head: ChainHead): ChainState => {
    const places = held.get(position(head, head.seq)) ?? [];
    if (places.some((place) => equal(objects[place]!.objectHash, head.hash))) return "whole";
    if (places.length === 0) missing.set(position(head, head.seq), head);
    for (const place of places) forked.add(place);
    return places.length === 0 ? "missing-before" : "forked";
  };
  const states = objects.map((object) => worst(namedBy(object).map(judge)));
  memory.forEach(judge);
  for (const places of held.values()) if (places.length > 1) places.forEach((place) => forked.add(place));
  return {
    states: states.map((state, index) => forked.has(index) ? "forked" : state),
    heads: headsOf(objects), missing: [...missing.values()], depths: depthsOf(objects, held),
  };
}

function worst(states: readonly ChainState[]): ChainState {
  return states.includes("forked") ? "forked" : states.includes("missing-before") ? "missing-before" : "whole";
}

function headsOf(objects: readonly SignedHeader[]): ChainHead[] {
  return higherHeads([], objects.map(({ header, objectHash }) =>
    ({ author: header.author, stream: header.stream, seq: header.seq, hash: objectHash })));
}

/** Of each chain the higher head; where both name the same seq the first list's stays. */
export function higherHeads(first: readonly ChainHead[], second: readonly ChainHead[]): ChainHead[] {
  const heads = [...first];
  for (const head of second) {
    const place = heads.findIndex((other) => sameChain(other, head));
    if (place < 0) heads.push(head);
    else if (head.seq > heads[place]!.seq) heads[place] = head;
  }
  return heads;
}

/** Longest path back to an object that names nothing held. Hashes make cycles impossible; the guard bounds hostile input. */
function depthsOf(objects: readonly SignedHeader[], held: ReadonlyMap<string, readonly number[]>): number[] {
  const depths = objects.map(() => 0);
  for (let changed = true, round = 0; changed && round <= objects.length; round++) {
    changed = false;
    objects.forEach((object, index) => {
      for (const head of namedBy(object)) {
        for (const place of held.get(position(head, head.seq)) ?? []) {
          if (place === index || depths[place]! < depths[index]!) continue;
          depths[index] = Math.min(depths[place]! + 1, objects.length);
          changed = depths[index] <= objects.length;
        }
      }
    });
  }
  return depths;
}
