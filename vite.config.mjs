// The playground: `www/site` becomes the static folder `dist/site`, whose paths are relative so that it runs anywhere.

import { defineConfig } from "vite";

export default defineConfig({
  root: "www/site",
  base: "./",
  build: { outDir: "../../dist/site", emptyOutDir: true, target: "es2023", assetsInlineLimit: 0 },
});
