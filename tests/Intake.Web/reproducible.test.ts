import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const made: string[] = [];
const folder = () => made[made.push(mkdtempSync(path.join(os.tmpdir(), "web-"))) - 1]!;

/** The sources of both pages in a folder of another name and depth, as somebody else checks them out. */
function copyOfTheSources(): string {
  const copy = path.join(folder(), "somewhere", "else entirely");
  for (const part of ["src", "eng", "package.json", "tsconfig.json"]) {
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true, filter: (file) => !/[\\/](bin|obj|node_modules)$/.test(file) });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  return copy;
}

/** Every file of a build by its path, with its bytes. */
function build(from: string, environment: NodeJS.ProcessEnv = {}): Map<string, string> {
  const out = folder();
  execFileSync(process.execPath, [path.join(from, "eng/web.mjs"), "--out", out], { cwd: from, env: { ...process.env, ...environment } });
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => path.join(entry.parentPath, entry.name)).sort().map((file) => [path.relative(out, file), readFileSync(file).toString("base64")]));
}

afterAll(() => { made.forEach((each) => { rmSync(each, { recursive: true, force: true }); }); });

describe("the build of both pages", () => {
  const here = build(root);

  it("gives_the_same_bytes_in_another_folder_time_zone_and_language", () => {
    const there = build(copyOfTheSources(), { TZ: "Pacific/Auckland", LANG: "tr_TR.UTF-8", LC_ALL: "C", NODE_ENV: "test" });
    expect([...there.keys()]).toEqual([...here.keys()]);
    expect([...there].filter(([file, bytes]) => here.get(file) !== bytes).map(([file]) => file)).toEqual([]);
  });

  it("names_every_file_that_is_served_in_its_manifest_and_no_other", () => {
    for (const page of ["intake", "casework"]) {
      const manifest = JSON.parse(Buffer.from(here.get(`${page}/manifest.json`)!, "base64").toString("utf8")) as { files: { path: string }[] };
      const served = [...here.keys()].filter((file) => file.startsWith(`${page}/`) && !file.endsWith(".gz") && !file.endsWith("manifest.json"));
      expect(manifest.files.map((file) => `${page}/${file.path}`).sort()).toEqual(served);
    }
  });

  it("would_be_noticed_where_one_source_differs_by_a_letter", () => {
    const copy = copyOfTheSources();
    const styles = path.join(copy, "src/Intake/Web/look.css");
    writeFileSync(styles, readFileSync(styles, "utf8").replace("body {", "body { outline-offset: 9px;"));
    const other = build(copy);
    expect([...other.keys()]).not.toEqual([...here.keys()]);
  });
}, 120_000);
