// The offline sealer: what stands in the file, the list of keys it believes, and the file that it makes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createSecret, encodeSealedReport, failureOf, readSealedReport, sealReport, wipeSealed } from "@integrity-channel/crypto";
import { bakedKeys } from "../../src/Intake/Web/sealer/baked.ts";
import { concat } from "../../src/Crypto/Web/bytes.ts";
import { SicWriter } from "../../src/Crypto/Web/sicwriter.ts";
import { signStatement } from "../../src/Crypto/Web/statement.ts";
import { hashOfDirectory, Organisation, today } from "../Crypto.Web/organisation.ts";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(os.tmpdir(), "sealer-"));
execFileSync(process.execPath, [path.join(root, "eng/web.mjs"), "intake", "--out", folder], { cwd: root });
const name = readdirSync(path.join(folder, "intake/assets")).find((file) => /^sealer\..*\.html$/.test(file))!;
const file = readFileSync(path.join(folder, "intake/assets", name), "utf8");
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const hashOf = (element: string, html: string): string =>
  `sha256-${createHash("sha256").update(new RegExp(`<${element}>([^]*?)</${element}>`).exec(html)![1]!).digest("base64")}`;
const policyOf = (html: string): string => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;

afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** Whether the browser would run exactly the script and the style that stand in the file. */
function runsOnlyItsOwn(html: string): boolean {
  const policy = policyOf(html);
  return policy.startsWith("default-src 'none';") && policy.includes(`script-src '${hashOf("script", html)}';`) && policy.includes(`style-src '${hashOf("style", html)}';`);
}

describe("the file of the sealer", () => {
  it("runs_its_own_script_and_style_and_may_fetch_nothing", () => {
    expect(runsOnlyItsOwn(file)).toBe(true);
    expect(policyOf(file)).not.toMatch(/connect-src|img-src|'unsafe|'self'|https?:/);
    expect(file).not.toMatch(/<(?:link|img|iframe|object|embed)\b|\b(?:src|href)="/);
  });

  it("with_another_script_under_its_policy_would_run_nothing", () => {
    expect(runsOnlyItsOwn(file.replace("<script>", "<script>;"))).toBe(false);
  });

  it("holds_every_language_and_a_neutral_title_and_weighs_less_than_half_a_mebibyte", () => {
    const texts = JSON.parse(/data-texts="([^"]*)"/.exec(file)![1]!.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&")) as Record<string, Record<string, unknown>>;
    expect(Object.keys(texts)).toEqual(readdirSync(path.join(root, "src/Intake/Web/texts")).map((own) => path.basename(own, ".json")).sort());
    expect(texts["nl"]).toHaveProperty(["sealer.title"]);
    expect(file).toMatch(/<title>Info<\/title>/);
    expect(file.length).toBeLessThan(512 * 1024);
  });
});

describe("the list of keys in the file", () => {
  const organisation = new Organisation("sealer");
  const standing = base64(organisation.document({ freshness: [] }));

  it("serves_without_confirmations_and_seals_for_the_day_of_the_device", () => {
    expect(bakedKeys(standing, today + 40)).toMatchObject({ state: "accepted", warnings: [], day: today + 40 });
  });

  it.each([["changed", `A${standing.slice(1)}`, today], ["no base64", "*", today], ["empty", "", today], ["older than hosts take", standing, today + 356 + 61]])("is_refused_when_%s", (_, list, day) => {
    expect(bakedKeys(list, day)).toEqual({ state: "refused" });
  });

  it("warns_when_it_expired_a_while_ago", () => {
    expect(bakedKeys(standing, today + 360)).toMatchObject({ state: "accepted", warnings: expect.arrayContaining(["directory-expired"]) as unknown });
  });

  it("leads_from_the_first_root_to_another_one_that_both_named_and_to_no_other", () => {
    const { root: successor } = new Organisation("successor of the sealer");
    const first = organisation.directoryBytes();
    const second = Object.assign(new Organisation("sealer"), { root: successor }).directoryBytes({ seq: 2, previousHash: hashOfDirectory(first) });
    const signed = (seed: Uint8Array<ArrayBuffer>) => signStatement(seed, "sicT", "sic1/sig/root", organisation.orgId, (writer) =>
      writer.u32(2).bytes(organisation.root.publicKey).bytes(successor.publicKey).u32(today));
    const chainOf = (old: Uint8Array<ArrayBuffer>) => base64(new SicWriter().magic("sicH").u16(3).u8(1).block(first)
      .u8(2).block(concat(signed(old), signed(successor.seed).slice(-64))).u8(1).block(second).toBytes());
    const list = base64(organisation.document({ directory: second, freshness: [] }));

    const keys = bakedKeys(`${list}.${chainOf(organisation.root.seed)}`, today);
    expect(keys).toMatchObject({ state: "accepted", earlier: [organisation.directory().fingerprint] });
    expect(bakedKeys(list, today)).toEqual({ state: "refused" });
    expect(bakedKeys(`${list}.${chainOf(successor.seed)}`, today)).toEqual({ state: "refused" });
  });

  it("is_closed_where_nobody_in_it_receives", () => {
    expect(bakedKeys(base64(organisation.document({ certificates: [], freshness: [] })), today)).toEqual({ state: "closed" });
  });
});

describe("a sealed report as a file", async () => {
  const organisation = new Organisation("sealed file");
  const directory = organisation.directory();
  const sealed = await sealReport({
    directory, day: today, recipients: [directory.officers[0]!.id], secret: createSecret(organisation.entropy), excluded: [], recovery: true,
    answers: [{ question: 1, text: "zilver" }], locale: "nl", entropy: organisation.entropy,
  });

  const file = encodeSealedReport(sealed);

  it("is_read_by_whoever_hands_it_in_without_any_key", () => {
    const read = readSealedReport(file);
    expect(read).toMatchObject({ bytes: sealed.bytes, objectHash: sealed.objectHash, objectId: sealed.objectId, reportId: sealed.reportId, orgId: directory.orgId, day: today });
    wipeSealed(read);
  });

  it("is_refused_with_one_byte_changed_anywhere_or_cut", () => {
    for (let place = 0; place < file.length; place += 97) {
      const changed = file.slice();
      changed[place]! ^= 1;
      expect(() => readSealedReport(changed), `byte ${place}`).toThrow();
    }
    for (const length of [0, 31, 32, 33, file.length - 33, file.length - 1]) {
      expect(() => readSealedReport(file.slice(0, length)), `${length} bytes`).toThrow();
    }
  });

  it("of_somebody_elses_making_would_be_noticed_by_its_signature", () => {
    const changed = sealed.bytes.slice();
    changed[changed.length - 100]! ^= 1;
    let failure = "";
    try { readSealedReport(encodeSealedReport({ bytes: changed })); } catch (problem) { failure = failureOf(problem); }
    expect(failure).toBe("wrong-signature");
  });
});
