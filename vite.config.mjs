// The site: `www/site` becomes the static folder `dist/site`, whose paths are relative so that it runs anywhere.

import { defineConfig } from "vite";
import { site } from "./tools/site/plugin.mjs";

export default defineConfig({
  root: "www/site",
  base: "./",
  plugins: [site()],
  build: {
    outDir: "../../dist/site",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { main: "www/site/index.html", docs: "www/site/docs.js", "service-worker": "www/site/service-worker.js" },
      output: {
        // It must lie above all that it answers for, under a name that stays.
        entryFileNames: ({ name }) => (name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
