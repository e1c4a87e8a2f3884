// Servers that the tests start, and servers that are recipes.

import { spawn } from "node:child_process";
import { createServer } from "node:http";

/**
 * A server of the test's own on this machine.
 *
 * @template T
 * @param {import("node:http").RequestListener} answer
 * @param {(origin: string) => Promise<T>} work the server is gone after it
 * @returns {Promise<T>}
 */
export async function withServer(answer, work) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  try {
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/**
 * A program that serves at `origin` until `work` has ended. Its port is free when the program starts.
 *
 * @template T
 * @param {(port: number) => string[]} command @param {import("node:child_process").SpawnOptions} options
 * @param {(origin: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgram(command, options, work) {
  const port = await withServer(
    () => {},
    async (origin) => Number(new URL(origin).port),
  );
  const [program, ...args] = command(port);
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      said += chunk;
    });
  }
  const origin = `http://127.0.0.1:${port}`;
  try {
    await answering(origin, () => said);
    return await work(origin);
  } finally {
    child.kill();
  }
}

/** Asks until there is an answer. @param {string} origin @param {() => string} said by the program meanwhile */
async function answering(origin, said) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fetch(origin);
    } catch (error) {
      if (attempt === 300) throw new Error(`no answer: ${said()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** `localhost` is 127.0.0.1 on some machines and ::1 on others. @param {string} address */
export async function withHost(address) {
  for (const host of ["127.0.0.1", "[::1]"]) {
    const there = address.replace("localhost", host);
    const isThere = await fetch(there).then(
      () => true,
      () => false,
    );
    if (isThere) return there;
  }
  return address;
}
