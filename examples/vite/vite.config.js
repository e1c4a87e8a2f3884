import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: "../public",
  build: { target: "es2022" },
  worker: { format: "es" },
  // Pre-bundling would move the JavaScript away from its wasm (https://github.com/vitejs/vite/issues/8427).
  optimizeDeps: { exclude: ["bodycopy"] },
});
