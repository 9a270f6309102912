// The poster, one A4 page: where to report, the fingerprint to compare, the address as a QR code; every language of the organisation.

import { el, button } from "../dom.ts";
import { qrCode } from "../qr.ts";
import type { Library, Texts } from "../texts.ts";
import type { View } from "./view.ts";

export interface PosterFacts {
  /** Intake's addresses, as the signed directory says them: the first large and as QR code, all others below it. */
  readonly addresses: readonly string[];
  readonly fingerprint: string;
  /** SHA-256 of the offline sealer, 64 hexadecimal digits; null where intake gives out none. */
  readonly sealer: string | null;
  /** Of earlier roots: who holds an older poster beside this one must know that both are right. */
  readonly earlier: readonly string[];
  /** The organisation's name by language, the default first. */
  readonly names: Readonly<Record<string, string>>;
  readonly library: Library;
  readonly back: () => void;
}

const svg = "http://www.w3.org/2000/svg";

/** Dark modules as one path, with the quiet zone of four that readers need. */
export function qrPicture(text: string, label: string): SVGSVGElement {
  const grid = qrCode(text);
  const size = grid.length + 8;
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", label);
  picture.setAttribute("class", "qr");
  const path = document.createElementNS(svg, "path");
  path.setAttribute("d", grid.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join(""));
  picture.append(path);
  return picture;
}

export function posterView({ addresses, fingerprint, earlier, sealer, names, library, back }: PosterFacts, texts: Texts): View {
  const [address = "", ...others] = addresses;
  const parts = Object.entries(names).map(([language, name]) => {
    const own = library.texts(language);
    return el(
      "section", { lang: own.language }, el("p", { class: "poster-name" }, name), el("h2", {}, own.say("poster.head")), el("p", { class: "poster-lead" }, own.say("poster.why")), el("p", {}, own.say("poster.compare")),
      ...earlier.map((older) => el("p", { class: "poster-earlier" }, own.say("poster.earlier", { fingerprint: older }))),
      ...(sealer === null ? [] : [el("p", {}, own.say("poster.sealer"))]),
    );
  });
  const sheet = el(
    "article",
    { class: "poster", "aria-label": texts.say("poster.title") },
    ...parts,
    el("div", { class: "poster-where" }, qrPicture(address, texts.say("poster.qr", { address })), el("div", {}, el("p", { class: "poster-address", id: "poster-address" }, address), ...others.map((other) => el("p", { class: "poster-other" }, other)), el("p", { class: "poster-fingerprint", id: "poster-fingerprint" }, ...fingerprint.split("-").map((group) => el("span", {}, group))))),
    ...(sealer === null ? [] : [el("p", { class: "poster-sealer", id: "poster-sealer" }, el("span", {}, "SHA-256"), ...(sealer.match(/.{8}/g) ?? []).map((group) => el("span", {}, group)))]),
  );
  return {
    title: texts.say("poster.title"),
    main: [
      el("div", { class: "page-head screen-only" }, el("h1", {}, texts.say("poster.title")), button(texts.say("poster.back"), back, { kind: "text" }), button(texts.say("poster.print"), () => print(), { kind: "primary" })),
      el("p", { class: "screen-only" }, texts.say("poster.check")),
      sheet,
    ],
    keys: new Map(),
  };
}
