/** What may stand in this room: noble and WebCrypto behind one door, libsodium behind another, no page, network or storage. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const room = join(import.meta.dirname, "../../src/Crypto/Web");
const files = readdirSync(room).filter((name) => name.endsWith(".ts"));
const source = (name: string): string => readFileSync(join(room, name), "utf8");

describe("the room", () => {
  it("names_noble_and_webcrypto_in_primitives_only_and_libsodium_in_passphrase_only", () => {
    for (const name of files) {
      const imports = [...source(name).matchAll(/from "([^"]+)"/g)].map((match) => match[1]!);
      const outside = imports.filter((path) => !path.startsWith("./"));
      if (name === "primitives.ts") expect(outside.every((path) => path.startsWith("@noble/"))).toBe(true);
      else if (name === "passphrase.ts") expect(outside).toEqual(["libsodium-wrappers-sumo"]);
      else expect(outside, name).toEqual([]);
      if (name !== "primitives.ts") expect(source(name), name).not.toMatch(/\bcrypto\.(subtle|getRandomValues|randomUUID)/);
    }
  });

  it("touches_no_page_network_storage_clock_or_hidden_randomness", () => {
    for (const name of files) {
      expect(source(name), name).not.toMatch(/\b(window|navigator|localStorage|sessionStorage|indexedDB|console)\.|\b(fetch|XMLHttpRequest|WebSocket)\(|\bdocument\.(create|query|get|body|cookie|title|add|location)/);
      expect(source(name), name).not.toMatch(/Math\.random|Date\.now|new Date\(\)/);
    }
  });

  it("keeps_files_short", () => {
    for (const name of files) expect(source(name).split("\n").length, name).toBeLessThanOrEqual(200);
  });

  it("has_no_circle_of_imports", () => {
    const graph = new Map(files.map((name) => [name, [...source(name).matchAll(/^(?:import|export) (?!type)[^;]*?from "\.\/([^"]+)"/gms)].map((match) => match[1]!)]));
    const done = new Set<string>();
    const visit = (name: string, path: readonly string[]): void => {
      if (path.includes(name)) throw new Error([...path, name].join(" -> "));
      if (done.has(name)) return;
      for (const next of graph.get(name) ?? []) visit(next, [...path, name]);
      done.add(name);
    };
    for (const name of files) visit(name, []);
  });

  it("leaves_the_reporters_page_room_for_everything_else", async () => {
    const reporter = "createSecret, formatCode, readCode, verifyDirectoryDocument, parseChain, sealReport, sealReporterMessage, openMailbox,"
      + "signReporterLogin, verifyReceipt, readPutAnswer, acknowledgeBy, feedbackBy, civilDayIn, systemEntropy, wipe";
    const { outputFiles } = await build({
      stdin: { contents: `import { ${reporter} } from "@integrity-channel/crypto"; globalThis.all = [${reporter}];`, resolveDir: room },
      bundle: true, minify: true, format: "esm", target: "es2022", write: false,
    });
    const bundle = outputFiles[0]!.contents;
    // The mailbox comes as a part of its own; what the first visit loads is held to its limit by FirstVisitTests. 38 KiB without orders and removals.
    expect(gzipSync(bundle, { level: 9 }).length).toBeLessThan(39 * 1024);
    expect(new TextDecoder().decode(bundle)).not.toMatch(/WebAssembly|libsodium/);
  });
});
