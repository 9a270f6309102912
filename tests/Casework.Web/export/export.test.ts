import { failureOf, SicError, verifyExport, type Bytes } from "@integrity-channel/crypto";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import { Cancelled } from "../../../src/Casework/Web/files/containerparts.ts";
import { labelledHash } from "../../../src/Crypto/Web/hash.ts";
import { ed25519Sign } from "../../../src/Crypto/Web/primitives.ts";
import { Organisation } from "../../Crypto.Web/organisation.ts";
import { attachments, history, make, note, officer, opened, openExport, organisation, source, telling, texts, vault, words } from "./exportedcase.ts";

const { content, name, files: listed } = await make();
const files = await openExport(content);
const text = (file: string) => new TextDecoder().decode(files.get(file));
const json = (file: string) => JSON.parse(text(file)) as Record<string, unknown>;
const page = text("case.html");

describe("An exported case, opened by an implementation that is not ours", () => {
  test("holds_the_attachments_byte_for_byte_under_neutral_names", () => {
    expect([...files.keys()]).toEqual(["files/7K2M-1.txt", "files/7K2M-2.txt", "files/7K2M-3.png", "case.html", "case.json", "manifest.json", "manifest.sig"]);
    attachments.forEach((bytes, at) => expect(Buffer.compare(files.get(listed[at]!.path!)!, bytes)).toBe(0));
    expect(name).toBe("7K2M.age");
  });

  test("holds_the_whole_dialogue_with_days_writers_and_notes_to_read", () => {
    for (const part of ["De kas klopt niet", "Wij ontvingen uw melding.", "Zie de bijlage.", note, "Officer 1", texts.say("thread.reporter"), "4 oktober 2024", "personeelslid", telling, "Politiezone Voorbeeld"]) {
      expect(page).toContain(part);
    }
    expect(page).toContain('<html lang="nl">');
  });

  test("holds_no_script_no_link_and_no_address_to_fetch_and_shows_what_has_no_shape", () => {
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ‹U+202E›gnp.exe");
    expect(page).not.toMatch(/<script|<a |<img|<iframe|<form|javascript:|https?:|\son\w+=|url\(|@import/iu);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test("holds_the_facts_for_programs_with_the_words_as_written_and_no_key_of_the_reporter", () => {
    const facts = json("case.json") as { objects: { hash: string; by: string; content: { answers?: unknown } }[] };
    expect(facts.objects.map(({ hash }) => hash)).toEqual(opened.items.map(({ objectHash }) => Buffer.from(objectHash).toString("hex")));
    expect(facts.objects[0]!.content.answers).toEqual([{ question: 1, text: words }, { question: 6, text: "yes" }]);
    const report = opened.items[0]!.content;
    const keys = report?.kind === 1 ? [report.kemPublicKey, report.authPublicKey, report.lookup] : [];
    expect(keys).toHaveLength(3);
    for (const key of [...keys, vault.signingSeed, vault.vaultKey]) {
      expect(text("case.json") + text("manifest.json") + page).not.toContain(Buffer.from(key).toString("hex"));
    }
  });

  test("tells_nothing_of_the_case_outside_the_seal", async () => {
    const sealed = Buffer.from(await content.arrayBuffer());
    for (const secret of [words.slice(0, 10), "7K2M", telling, note, "case.html", "manifest"]) {
      expect(sealed.includes(secret)).toBe(false);
    }
  });

  it("would_be_found_by_the_same_look_if_it_were_not_sealed", () => {
    const plain = Buffer.concat([...files.values()]);
    expect([words.slice(0, 10), "7K2M", telling, note].every((secret) => plain.includes(secret))).toBe(true);
  });
});

describe("The manifest", () => {
  const verify = (change: (changed: Map<string, Bytes>) => void, known = history) => {
    const changed = new Map(files);
    change(changed);
    return () => verifyExport(changed, known);
  };
  const failure = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return failureOf(error);
    }
    return null;
  };
  const altered = (file: string, at: number) => (changed: Map<string, Bytes>) => changed.set(file, changed.get(file)!.map((byte, place) => (place === at ? byte ^ 1 : byte)));
  const resigned = (rewrite: (plain: string) => string, seed = vault.signingSeed) => (changed: Map<string, Bytes>) => {
    const bytes = new Uint8Array(Buffer.from(rewrite(text("manifest.json"))));
    changed.set("manifest.json", bytes).set("manifest.sig", ed25519Sign(seed, labelledHash("sic1/sig/export", bytes)));
  };

  test("names_the_case_who_exported_it_under_which_keys_and_every_file", () => {
    const { manifest, display } = verifyExport(files, history);
    expect(display).toBe("Officer 1");
    expect(manifest).toMatchObject({ caseNumber: "7K2M", orgId: organisation.orgId, officerId: officer.id, dirSeq: 1, reportId: opened.reportId });
    expect(manifest.objects).toEqual(opened.items.map(({ objectHash }) => objectHash));
    expect(manifest.files.map((file) => [file.name, file.length, Buffer.from(file.digest).toString("hex")])).toEqual(
      [...files].slice(0, -2).map(([file, bytes]) => [file, bytes.length, createHash("sha256").update(bytes).digest("hex")]),
    );
  });

  test.each([...files.keys()])("is_refused_after_one_changed_bit_in_%s", (file) => {
    const last = files.get(file)!.length - 1;
    for (const at of [0, Math.floor(last / 2), last]) {
      expect(verify(altered(file, at)), `byte ${at}`).toThrow();
    }
  });

  test("is_refused_when_a_file_is_added_missing_or_under_another_name", () => {
    expect(failure(verify((changed) => changed.set("files/more.txt", new Uint8Array(1))))).toBe("wrong-body");
    expect(failure(verify((changed) => changed.delete("case.json")))).toBe("wrong-body");
    expect(failure(verify((changed) => (changed.set("case.htm", changed.get("case.html")!), changed.delete("case.html"))))).toBe("wrong-body");
    expect(failure(verify((changed) => changed.delete("manifest.sig")))).toBe("malformed");
  });

  test("is_refused_by_another_hand_another_organisation_another_directory_and_in_another_form", () => {
    expect(failure(verify(resigned((plain) => plain, organisation.officers[1]!.isk.seed)))).toBe("wrong-signature");
    expect(failure(verify(() => undefined, new Organisation("export-elsewhere").history()))).toBe("wrong-organisation");
    expect(failure(verify(resigned((plain) => plain.replace('"seq": 1', '"seq": 2'))))).toBe("wrong-directory");
    expect(failure(verify(resigned((plain) => plain.replace('"day": 20000', '"day": 19000'))))).toBe("wrong-directory");
    expect(failure(verify(resigned((plain) => plain.replace(Buffer.from(officer.id).toString("hex"), "ab".repeat(16)))))).toBe("not-an-officer");
    expect(failure(verify(resigned((plain) => plain.replace('"case"', '"case" ')))) ).toBe("not-canonical");
    expect(failure(verify(resigned((plain) => plain.replace('"files": [', '"files": 7, "f": ['))))).toBe("malformed");
  });

  test("ends_in_a_failure_class_whatever_was_done_to_it", () => {
    const plain = text("manifest.json");
    const damaged = fc.tuple(fc.nat(plain.length), fc.nat(40), fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom("null", "[]", "{}", "1e99", '"\\ud800"', '"__proto__":{},')));
    fc.assert(fc.property(damaged, ([at, cut, put]) => {
      const changed = plain.slice(0, at) + put + plain.slice(at + cut);
      fc.pre(changed !== plain);
      expect(verify((all) => all.set("manifest.json", new Uint8Array(Buffer.from(changed))))).toThrow(SicError);
    }), { numRuns: 1000 });
  });

  it("of_a_changed_file_would_be_accepted_if_the_changer_could_sign", () => {
    // The control: it is the signature that refuses, for the same change under the officer's own hand is a manifest.
    const html = new Uint8Array(Buffer.from(page.replace("De kas", "De pot")));
    const sum = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    const honest = sum(files.get("case.html")!);
    const rewrite = (plain: string) => plain.replace(honest, sum(html));
    expect(page.length).toBe(page.replace("De kas", "De pot").length);
    const forged = (seed: Bytes) => verify((changed) => (resigned(rewrite, seed)(changed), changed.set("case.html", html)));
    expect(failure(forged(vault.signingSeed))).toBeNull();
    expect(failure(forged(organisation.officers[1]!.isk.seed))).toBe("wrong-signature");
  });
});

describe("An export that does not go well", () => {
  const firstObject = Buffer.from(opened.items[0]!.header.objectId).toString("hex");
  const flip = (part: Bytes) => part.map((byte, at) => (at === part.length - 40 ? byte ^ 1 : byte));

  test("leaves_out_files_that_do_not_fit_what_was_signed_and_says_which", async () => {
    // The flaw is in the last part; the first file lies in part 0 alone, and is left out all the same.
    const made = await make(source((part, object, index) => (object === firstObject && index === 1 ? flip(part) : part)));
    expect(made.files.map(({ path }) => path)).toEqual([null, null, "files/7K2M-3.png"]);
    const held = await openExport(made.content);
    expect([...held.keys()]).not.toContain("files/7K2M-1.txt");
    expect(new TextDecoder().decode(held.get("case.html"))).toContain(`${texts.say("export.doc-broken")}: <bdi>${telling}`);
    expect(verifyExport(held, history).manifest.files).toHaveLength(3);
  });

  test("stops_between_two_parts_and_hands_out_nothing", async () => {
    const stop = new AbortController();
    await expect(make(source((part) => (stop.abort(), part)), stop)).rejects.toThrow(Cancelled);
  });

  test("passes_on_that_the_host_could_not_be_reached", async () => {
    await expect(make(source(() => { throw new TypeError("no connection"); }))).rejects.toThrow(TypeError);
  });

  test("counts_what_was_fetched_up_to_all_of_it", async () => {
    const seen: number[][] = [];
    await make(source(), new AbortController(), (done, total) => seen.push([done, total]));
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((left, right) => left! - right!));
    expect(seen.at(-1)![0]).toBe(seen.at(-1)![1]);
  });
});
