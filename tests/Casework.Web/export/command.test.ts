// The command line reads what the page sealed: an export under either way of sealing, the archive inside it, and what somebody bent.

import { AgeSealing, fingerprintOf } from "@integrity-channel/crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportCase } from "../../../src/Casework/Web/export/exportcase.ts";
import { Organisation } from "../../Crypto.Web/organisation.ts";
import { identity, make, organisation, source } from "./exportedcase.ts";

const program = "artifacts/bin/Crypto.Cli/release/IntegrityChannel.Crypto.Cli";
const words = "babe dodi fufu gago hihi jaju";
const folder = mkdtempSync(join(tmpdir(), "integrity-export-"));
const put = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

afterAll(() => rmSync(folder, { recursive: true }));

// Where CI is set the programs are built before the pages are tested.
describe.skipIf(process.env["CI"] === undefined && !existsSync(program))("An exported case at the command line", () => {
  let sealed: Uint8Array;
  let keyFile: string;
  let chain: string;
  const verify = (file: string, more: readonly string[] = ["--identity", keyFile], known = organisation) => {
    const fingerprint = fingerprintOf(known.root.publicKey);
    const answer = spawnSync(program, ["export", "verify", file, "--fingerprint", fingerprint, "--directory", chain, "--json", ...more], { encoding: "utf8" });
    return { code: answer.status, json: answer.stdout === "" ? null : (JSON.parse(answer.stdout) as { case: string; officer: string; files: string[] }), error: answer.stderr };
  };

  beforeAll(async () => {
    sealed = new Uint8Array(await (await make()).content.arrayBuffer());
    keyFile = put("key.txt", `# made by age-keygen\n${identity}\n`);
    chain = put("chain", organisation.chain());
  });

  it("opens_with_the_key_it_was_sealed_to_and_verifies", () => {
    const { code, json, error } = verify(put("case.age", sealed));
    expect(error).toBe("");
    expect(code).toBe(0);
    expect(json).toMatchObject({ case: "7K2M", officer: "Officer 1", files: ["files/7K2M-1.txt", "files/7K2M-2.txt", "files/7K2M-3.png", "case.html", "case.json"] });
  });

  it("opens_with_the_passphrase_and_with_no_other", async () => {
    const { content } = await exportCase(source(), await AgeSealing.toPassphrase(new TextEncoder().encode(words), organisation.entropy), () => undefined, new AbortController().signal);
    const file = put("phrase.age", new Uint8Array(await content.arrayBuffer()));
    expect(verify(file, ["--passphrase-file", put("words", `${words.toUpperCase()}\n`)]).code).toBe(0);
    expect(verify(file, ["--passphrase-file", put("others", "babe dodi fufu gago hihi jajo\n")]).code).toBe(3);
    expect(verify(file).code).toBe(2);
  });

  it("verifies_as_the_archive_that_age_made_of_it", async () => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const zip = await decrypter.decrypt(sealed);
    expect(verify(put("case.zip", zip), []).code).toBe(0);
    const at = Buffer.from(zip).indexOf("De kas klopt niet");
    const changed = zip.slice();
    changed[at]! ^= 1;
    const bent = verify(put("bent.zip", changed), []);
    expect([bent.code, bent.json]).toEqual([4, null]);
  });

  it("would_be_refused_wherever_one_bit_was_changed", () => {
    for (const at of [30, 200, 1700, 1800, Math.floor(sealed.length / 2), sealed.length - 1]) {
      const changed = sealed.slice();
      changed[at]! ^= 1;
      const { code, json } = verify(put("changed.age", changed));
      expect([2, 3, 4], String(at)).toContain(code);
      expect(json).toBeNull();
    }
    expect(verify(put("cut.age", sealed.slice(0, sealed.length - 65_552 - 100))).code).toBe(4);
  });

  it("is_refused_under_the_fingerprint_of_another_organisation", () => {
    expect(verify(put("case.age", sealed), ["--identity", keyFile], new Organisation("another")).code).toBe(4);
  });

  it("is_a_mistake_of_usage_without_a_key_or_with_a_mistyped_one", () => {
    const file = put("case.age", sealed);
    expect(verify(file, []).code).toBe(2);
    expect(verify(file, ["--identity", put("typo", identity.slice(0, -1) + (identity.endsWith("Q") ? "P" : "Q"))]).code).toBe(2);
    expect(verify(put("letter.age", "Beste, hierbij de zaak."), ["--identity", keyFile]).code).toBe(2);
  });
});
