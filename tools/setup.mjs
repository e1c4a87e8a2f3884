// Brings a fresh machine to where a task can run. Each function makes sure of one thing, does nothing when it already
// holds, says what it does when it takes long, and throws an `Obstacle` with the cure when it cannot.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { duration, findProgram, Obstacle, root, run } from "./command.mjs";

const oldestNode = [20, 19];

/** @param {string} title @param {() => Promise<void>} work */
async function step(title, work) {
  console.log(`\n• ${title} …`);
  const start = performance.now();
  await work();
  console.log(`  done in ${duration(performance.now() - start)}`);
}

/** Node and Rust are what a person brings; everything else is installed from here. */
export function ensureToolchains() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new Obstacle(`Node ${oldestNode.join(".")} or later is needed; this is ${process.versions.node}.`);
  }
  if (!findProgram("cargo", "cargo.exe")) {
    throw new Obstacle("Rust is needed and `cargo` was not found. Install it from https://rustup.rs and try again.");
  }
}

/** The packages of `package-lock.json`, installed anew whenever that file has changed. */
export async function ensureDependencies() {
  const modules = join(root, "node_modules");
  const stamp = join(modules, ".lock-digest");
  const digest = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  await step("Installing the development tools (npm ci)", async () => {
    await run([npm, "ci", "--no-audit", "--no-fund"]);
    mkdirSync(modules, { recursive: true });
    writeFileSync(stamp, digest);
  });
}

const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** The wasm and the package in `dist/`. The build tool itself knows whether anything has changed. */
export async function ensurePackage() {
  await step("Building the package (the first time takes some minutes)", () => run([npm, "run", "--silent", "build"]));
}

/** The same with the names of functions in the wasm, for whoever looks into it. */
export async function buildNamed() {
  await step("Building the package with names", () => run([npm, "run", "--silent", "build", "--", "--names"]));
}

/** What the benchmarks hold the package against: bare lol_html, in `dist/baseline.wasm`. */
export async function ensureBaseline() {
  await step("Building the benchmarks' baseline", () => run([npm, "run", "--silent", "build", "--", "--baseline"]));
}

/** The playground in `dist/site`. */
export async function ensureSite() {
  await step("Building the playground", () => run([npm, "run", "--silent", "build:site", "--", "--logLevel", "warn"]));
}

/** The extension in `dist/extension`. */
export async function ensureExtension() {
  await step("Building the extension", () => run([npm, "run", "--silent", "extension"]));
}

/** Where each browser may lie; an environment variable has the first word. */
const browserNames = {
  chromium: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
  firefox: ["firefox-esr", "firefox"],
};

/**
 * The program of a browser, from `CHROMIUM_PATH` or `FIREFOX_PATH`, else from `PATH`.
 *
 * @param {keyof typeof browserNames} browser
 * @returns {string | undefined}
 */
export function findBrowser(browser) {
  return process.env[`${browser.toUpperCase()}_PATH`] || findProgram(...browserNames[browser]);
}

/** Chromium and Firefox for the browser tests, from Debian's packages where they are missing. */
export async function ensureBrowsers() {
  const missing = /** @type {(keyof typeof browserNames)[]} */ (Object.keys(browserNames)).filter(
    (b) => !findBrowser(b),
  );
  if (missing.length === 0) return;
  if (!findProgram("apt-get")) {
    throw new Obstacle(
      `The browser tests need ${missing.join(" and ")}. Install it, or set ${missing.map((b) => `${b.toUpperCase()}_PATH`).join(" and ")}.`,
    );
  }
  const packages = missing.map((browser) => (browser === "firefox" ? "firefox-esr" : browser));
  await step(`Installing ${packages.join(" and ")} (apt-get)`, async () => {
    const asRoot = process.getuid?.() === 0 ? [] : ["sudo"];
    const apt = [...asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"];
    await run([...apt, "update"]);
    await run([...apt, "install", "--yes", "--no-install-recommends", ...packages]);
  });
  const still = missing.filter((browser) => !findBrowser(browser));
  if (still.length > 0) throw new Obstacle(`apt-get installed no ${still.join(" and no ")}.`);
}
