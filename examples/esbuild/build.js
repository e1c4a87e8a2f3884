import { build } from "esbuild";

await build({
  entryPoints: { main: "main.js", thread: "bodycopy/worker/thread" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "esm",
  conditions: ["browser"],
  loader: { ".wasm": "file" },
});
