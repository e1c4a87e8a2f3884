import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: "../public",
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "body-copy" } } })],
  // Pre-bundling would move the JavaScript away from its wasm (https://github.com/vitejs/vite/issues/8427).
  optimizeDeps: { exclude: ["bodycopy"] },
});
