import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Organisation } from "../Crypto.Web/organisation.ts";

interface Manifest { files: { path: string; gzip: number; sha256: string }[] }

const root = path.resolve(import.meta.dirname, "../..");
const folders = [0, 1].map(() => mkdtempSync(path.join(os.tmpdir(), "web-")));
const [first, second] = folders.map((folder) => {
  execFileSync(process.execPath, [path.join(root, "eng/web.mjs"), "intake", "--out", folder], { cwd: root });
  return readFileSync(path.join(folder, "intake/manifest.json"), "utf8");
});
const manifest = JSON.parse(first!) as Manifest;
const page = readFileSync(path.join(folders[0]!, "intake/index.html"), "utf8");

/** Tags of scripts and styles, in a template too, whose hash is not that of their file. */
function tagsWithoutTheirHash(html: string): string[] {
  return [...html.matchAll(/<(?:script|link rel="stylesheet")[^>]*>/g)].map(([tag]) => tag).filter((tag) => {
    const [, address, hash = ""] = /(?:src|href)="\/(assets\/[^"]+)" integrity="sha256-([^"]+)"/.exec(tag) ?? [];
    return manifest.files.find((file) => file.path === address)?.sha256 !== Buffer.from(hash, "base64").toString("hex");
  });
}

afterAll(() => { folders.forEach((folder) => { rmSync(folder, { recursive: true, force: true }); }); });

describe("the built reporter page", () => {
  it("is_the_same_bytes_every_time", () => {
    expect(second).toBe(first);
  });

  it("weighs_at_most_seventy_kibibytes_and_takes_six_requests_on_a_first_visit", () => {
    const visit = manifest.files.filter((file) => !/-later\.|\/part-|\/sealer\./.test(file.path) && !/assets\/(?!nl)[a-z]{2}\./.test(file.path));
    const directory = new Organisation("size").document().length;
    expect(visit).toHaveLength(5); // page, style, script, icon, texts; the directory is the sixth request
    expect(visit.reduce((sum, file) => sum + file.gzip, directory)).toBeLessThanOrEqual(70 * 1024);
  });

  it("leads_a_browser_without_script_to_the_forms_of_every_language", () => {
    const without = /<noscript>(.*?)<\/noscript>/s.exec(page)?.[1] ?? "";
    expect([...without.matchAll(/lang="(\w+)">[^<]+<a href="\/form\/(\w+)">/g)].map((match) => [match[1], match[2]])).toEqual([["en", "en"], ["nl", "nl"]]);
    expect(page.replace(/<noscript>.*?<\/noscript>/s, "")).not.toContain("/form/");
  });

  it("has_no_inline_script_or_style_and_names_nothing_from_elsewhere", () => {
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|style="/);
    expect(page).not.toMatch(/(?:src|href)="(?!\/assets\/|\/form\/[a-z]{2}")/);
  });

  it("keeps_its_later_parts_at_rest_and_lets_them_import_from_the_main_script_only", () => {
    const main = manifest.files.find((file) => file.path.startsWith("assets/main."))!.path;
    const parts = manifest.files.filter((file) => file.path.startsWith("assets/part-")).map((file) => file.path);
    const atRest = /<template id="parts">(.*?)<\/template>/.exec(page)![1]!;
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) {
      expect(atRest).toContain(`src="/${part}"`);
      expect(page.replace(atRest, "")).not.toContain(part);
      const script = readFileSync(path.join(folders[0]!, "intake", part), "utf8");
      expect([...script.matchAll(/\bimport\b[^"]*"([^"]*)"/g)].every(([, from]) => from === `/${main}`)).toBe(true);
      expect(script).not.toMatch(/\bimport\s*\(/);
    }
  });

  it("carries_the_hash_of_every_script_and_style_and_a_neutral_title", () => {
    expect(tagsWithoutTheirHash(page)).toEqual([]);
    expect(page).toMatch(/<title>Info<\/title>/);
  });

  it("a_part_without_a_hash_or_with_another_would_be_noticed", () => {
    expect(tagsWithoutTheirHash(page.replace(/(part-files[^>]*?) integrity="[^"]*"/, "$1"))).toHaveLength(1);
    expect(tagsWithoutTheirHash(page.replace(/(part-later[^>]*? integrity="sha256-)[^"]*/, "$1AAAA"))).toHaveLength(1);
  });
});
