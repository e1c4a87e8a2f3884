import { copyFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

// A classic script: not every browser takes modules as service workers.
await build({
  entryPoints: ["service-worker.js"],
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "iife",
  conditions: ["browser"],
});
for (const name of ["index.html", "main.js"]) await copyFile(name, `dist/${name}`);
await copyFile(fileURLToPath(import.meta.resolve("bodycopy/bodycopy.wasm")), "dist/bodycopy.wasm");
