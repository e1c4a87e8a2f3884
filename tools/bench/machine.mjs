// What a figure was measured on, in a line: figures without it say little.

import { arch, cpus, loadavg, platform, release } from "node:os";

/** @returns {string} */
export function machine() {
  const model = cpus()[0]?.model.trim();
  const load = loadavg()[0].toFixed(1);
  return `Node ${process.versions.node}, ${platform()} ${release()} ${arch()}, ${cpus().length} × ${model}, load ${load}`;
}
