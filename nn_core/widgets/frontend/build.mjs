// Builds ../static/explorables.js and .css from these sources. The same sources always give the
// same bytes: versions are pinned by package-lock.json and nothing here reads a clock or a path.
//
//   node build.mjs            write the bundle
//   node build.mjs --check    build in memory; exit 1 if the committed bundle differs
//   node build.mjs --watch    rebuild on every change
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { paletteStyles } from "./palette.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const bundle = join(here, "../static/explorables.js");

/** Turns `import "./styles.css"` plus the book's palette into one style sheet. */
const palette = {
  name: "palette",
  /** @param {import("esbuild").PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /view[\\/]colours\.css$/ }, async (file) => ({
      contents: paletteStyles(JSON.parse(await readFile(join(here, "../../plots/palette.json"), "utf8")))
        + (await readFile(file.path, "utf8")),
      loader: "css",
      watchFiles: [join(here, "../../plots/palette.json")],
    }));
  },
};

/** @type {import("esbuild").BuildOptions} */
const options = {
  absWorkingDir: here,
  entryPoints: ["index.js"],
  outfile: bundle,
  bundle: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* Built from nn_core/widgets/frontend; licences: BSD-3-Clause, d3: ISC. */" },
  plugins: [palette],
  logLevel: "warning",
};

if (process.argv.includes("--watch")) {
  const context = await esbuild.context({ ...options, logLevel: "info" });
  await context.watch();
} else {
  const { outputFiles } = await esbuild.build({ ...options, write: false });
  let stale = false;
  for (const file of outputFiles) {
    const committed = await readFile(file.path).catch(() => Buffer.alloc(0));
    stale ||= !committed.equals(file.contents);
    const kib = (/** @type {number} */ n) => `${(n / 1024).toFixed(1)} KiB`;
    const name = file.path.slice(dirname(bundle).length + 1);
    console.log(`${name}: ${kib(file.contents.length)}, ${kib(gzipSync(file.contents).length)} gzipped`);
  }
  if (process.argv.includes("--check")) {
    if (stale) console.error("the committed bundle is not what the sources build; next step: npm run build");
    process.exitCode = stale ? 1 : 0;
  } else if (stale) {
    await esbuild.build(options);
  }
}
