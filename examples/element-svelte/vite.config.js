import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: "../public",
  plugins: [svelte()],
  // Pre-bundling would move the JavaScript away from its wasm (https://github.com/vitejs/vite/issues/8427).
  optimizeDeps: { exclude: ["bodycopy"] },
});
