// A page's script and its parts: modules that a first visit does not need, loaded when they are first asked for.
//
// A part never brings a second copy of what the main script holds (a second copy of a module would also be a second state):
// each module that both would contain is left out of the part, and the part imports its names from the main script, which is
// loaded by then. So nothing is fetched by an import. The part itself is fetched by a script tag that carries its hash
// (docs/decisions/0007-first-visit.md).

import path from "node:path";
import { build, transform } from "esbuild";

const settings = {
  bundle: true,
  write: false,
  charset: "utf8",
  legalComments: "eof",
  logLevel: "warning",
  format: "esm",
  platform: "browser",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' },
};

const mark = "shared:";
const namespaceOfShared = new RegExp(`import\\s*\\*\\s*as\\s+(\\w+)\\s+from\\s*"${mark}([^"]+)";`, "g");
const importOfShared = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*"${mark}([^"]+)";`, "g");

/**
 * Bundles `entry` and its parts ({ name: entry file }). Every path is relative to `root`.
 * `address` gives the address under which the main script's bytes will be served.
 * Returns { main: bytes, parts: { name: bytes } }.
 */
export async function bundleScripts(root, entry, parts, address) {
  const alone = await modulesOf(root, entry);
  const drafts = {};
  for (const [name, file] of Object.entries(parts)) {
    drafts[name] = await draftOf(root, file, alone);
  }
  const names = exportsFor(Object.values(drafts));
  const main = await bundleMain(root, entry, names);
  const finished = {};
  for (const [name, draft] of Object.entries(drafts)) {
    finished[name] = await finish(draft, names, address(main));
  }
  return { main, parts: finished };
}

/** The modules of which a bundle of `entry` holds anything. */
async function modulesOf(root, entry) {
  const result = await build({ ...settings, entryPoints: [entry], absWorkingDir: root, metafile: true, outfile: "main.js", minify: true });
  const [output] = Object.values(result.metafile.outputs);
  return new Set(Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file));
}

/** A part with the imports of the main script's modules left in, as `shared:<module>`. */
async function draftOf(root, file, alone) {
  const leaveOut = {
    name: "leave-out",
    setup(given) {
      given.onResolve({ filter: /.*/ }, async (args) => {
        if (args.kind === "entry-point" || args.pluginData === leaveOut) {
          return undefined;
        }
        const found = await given.resolve(args.path, { importer: args.importer, resolveDir: args.resolveDir, kind: args.kind, pluginData: leaveOut });
        const module = path.relative(root, found.path).split(path.sep).join("/");
        return alone.has(module) ? { path: mark + module, external: true, sideEffects: false } : found;
      });
    },
  };
  const result = await build({ ...settings, entryPoints: [file], absWorkingDir: root, plugins: [leaveOut] });
  return withoutNamespaces(result.outputFiles[0].text);
}

/** Of a module that is imported as a whole the main script exports only the names that the part uses. */
function withoutNamespaces(text) {
  return [...text.matchAll(namespaceOfShared)].reduce((draft, [whole, space, module]) => {
    const member = new RegExp(`\\b${space}\\.(\\w+)`, "g");
    const used = [...new Set([...draft.matchAll(member)].map(([, name]) => name))];
    return draft.replace(whole, `import { ${used.map((name) => `${name} as ${space}_${name}`).join(", ")} } from "${mark}${module}";`).replace(member, `${space}_$1`);
  }, text);
}

/** For each module the names that parts need, each with the short name under which the main script exports it. */
function exportsFor(drafts) {
  const wanted = new Set();
  for (const draft of drafts) {
    for (const [, list, module] of draft.matchAll(importOfShared)) {
      imported(list).forEach(([name]) => wanted.add(`${module} ${name}`));
    }
  }
  return new Map([...wanted].sort().map((key, index) => [key, `s${index}`]));
}

const imported = (list) => list.split(",").map((item) => item.trim().split(/\s+as\s+/)).filter(([name]) => name !== "").map(([name, local]) => [name, local ?? name]);

async function bundleMain(root, entry, names) {
  const lines = [...names].map(([key, short]) => {
    const [module, name] = key.split(" ");
    return `export { ${name} as ${short} } from "./${module}";`;
  });
  const stdin = { contents: [`import "./${entry}";`, ...lines].join("\n"), resolveDir: root, loader: "js" };
  const result = await build({ ...settings, stdin, absWorkingDir: root, minify: true });
  return Buffer.from(result.outputFiles[0].contents);
}

async function finish(draft, names, address) {
  const text = draft.replace(importOfShared, (whole, list, module) => {
    const renamed = imported(list).map(([name, local]) => `${names.get(`${module} ${name}`)} as ${local}`);
    return `import { ${renamed.join(", ")} } from "${address}";`;
  });
  if (text.includes(`"${mark}`)) {
    throw new Error("a part imports from the main script in a form that eng/parts.mjs does not know");
  }
  const { code } = await transform(text, { minify: true, format: "esm", target: settings.target, charset: "utf8", legalComments: "eof" });
  return Buffer.from(code);
}
