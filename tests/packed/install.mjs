// The package as its users get it: packed, and installed into an empty folder outside the repository.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @param {string[]} command @param {{ cwd?: string, env?: NodeJS.ProcessEnv, input?: string }} [options]
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
export function run([program, ...args], { cwd, env, input = "" } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, shell: process.platform === "win32" });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** The same, for what must not fail. @param {string[]} command @param {Parameters<typeof run>[1]} [options] */
export async function must(command, options) {
  const result = await run(command, options);
  if (result.code !== 0)
    throw new Error(`${command.join(" ")}: exit code ${result.code}\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

/** An empty folder and the tarball beside it. @returns {Promise<{ folder: string, tarball: string, remove: () => void }>} */
export async function packed() {
  const folder = mkdtempSync(join(tmpdir(), "bodycopy-packed-"));
  await must(["npm", "pack", "--silent", "--pack-destination", folder], { cwd: repository });
  const name = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (name === undefined) throw new Error("npm pack made no tarball");
  return {
    folder,
    tarball: join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** What is in npm's cache is not asked for again. */
const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/** Installs the tarball into a new, empty project. @param {string} tarball @param {string} project @param {string[]} [others] */
export async function installed(tarball, project, others = []) {
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  await must(["npm", "install", ...quiet, tarball, ...others], { cwd: project });
}

/** The recipes, with the tarball for the package, and what else they need. @param {string} tarball @param {string} folder */
export async function installedRecipes(tarball, folder) {
  cpSync(join(repository, "examples"), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist)$|\.rs$/.test(path),
  });
  const { workspaces } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const name of workspaces) {
    const path = join(folder, name, "package.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    manifest.dependencies.bodycopy = `file:${tarball}`;
    writeFileSync(path, JSON.stringify(manifest));
  }
  await must(["npm", "install", ...quiet, "--ignore-scripts"], { cwd: folder });
  // All but Bun's do without their install scripts; this one only puts its binary in place.
  await must(["node", "install.js"], { cwd: join(folder, "node_modules/bun") });
  return /** @type {string[]} */ (workspaces);
}
