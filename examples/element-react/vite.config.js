import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: "../public",
  plugins: [react()],
  // Pre-bundling would move the JavaScript away from its wasm (https://github.com/vitejs/vite/issues/8427).
  optimizeDeps: { exclude: ["bodycopy"] },
});
