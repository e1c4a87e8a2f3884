// What `wrangler` does by itself: one module, and the wasm beside it.

import { build } from "esbuild";

await build({
  entryPoints: ["src/index.js"],
  outdir: "dist",
  bundle: true,
  format: "esm",
  conditions: ["workerd", "worker"],
  loader: { ".wasm": "copy" },
  assetNames: "[name]",
});
