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

afterAll(() => { folders.forEach((folder) => { rmSync(folder, { recursive: true, force: true }); }); });

describe("the built reporter page", () => {
  it("is_the_same_bytes_every_time", () => {
    expect(second).toBe(first);
  });

  it("weighs_at_most_seventy_kibibytes_and_takes_six_requests_on_a_first_visit", () => {
    const visit = manifest.files.filter((file) => !file.path.includes("-later.") && !/assets\/(?!nl)[a-z]{2}\./.test(file.path));
    const directory = new Organisation("size").document().length;
    expect(visit).toHaveLength(5); // page, style, script, icon, texts; the directory is the sixth request
    expect(visit.reduce((sum, file) => sum + file.gzip, directory)).toBeLessThanOrEqual(70 * 1024);
  });

  it("has_no_inline_script_or_style_and_names_nothing_from_elsewhere", () => {
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|style="/);
    expect(page).not.toMatch(/(?:src|href)="(?!\/assets\/)/);
  });

  it("carries_the_hash_of_every_script_and_style_and_a_neutral_title", () => {
    for (const [tag] of page.matchAll(/<(?:script|link rel="stylesheet")[^>]*>/g)) {
      expect(tag).toMatch(/integrity="sha256-/);
    }
    expect(page).toMatch(/<title>Info<\/title>/);
  });
});
