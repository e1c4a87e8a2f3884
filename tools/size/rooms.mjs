// Where the bytes of the wasm are: a build with names goes in, sizes by room of the source and the largest functions come out.
//
// Brotli finds in one function what it has seen in another, so sizes by brotli are of a room's functions by themselves and add up
// to more than the whole.

import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { root } from "../command.mjs";

/** @typedef {{ name: string, body: Uint8Array }} Func */

const SECTION = { custom: 0, import: 2, code: 10, data: 11 };
const LARGEST_SHOWN = 40;

/** Prints them. */
export function printRooms() {
  const { functions, data } = readWasm(readFileSync(`${root}/dist/bodycopy.wasm`));
  /** @type {Map<string, Func[]>} */
  const rooms = new Map();
  for (const one of functions) rooms.set(roomOf(one.name), [...(rooms.get(roomOf(one.name)) ?? []), one]);
  const rows = [...rooms].map(([room, list]) => ({ room, ...sizeOf(list.map(({ body }) => body)) }));
  rows.push({ room: "(data: tables, texts)", ...sizeOf([data]) });
  rows.sort((a, b) => b.brotli - a.brotli);
  console.log(`\n${"kB".padEnd(34)}      raw   brotli`);
  print("(all code)", sizeOf(functions.map(({ body }) => body)));
  for (const { room, ...size } of rows) if (size.brotli >= 0.5) print(room, size);
  console.log("\nThe largest functions, with what is inlined in them");
  const largest = functions.toSorted((a, b) => b.body.length - a.body.length).slice(0, LARGEST_SHOWN);
  for (const { name, body } of largest) print(name.replace(/::h[0-9a-f]{16}$/, ""), sizeOf([body]));
}

/** @param {string} name @param {{ raw: number, brotli: number }} size in kB */
function print(name, { raw, brotli }) {
  console.log(`${name.padEnd(34)}${raw.toFixed(1).padStart(9)}${brotli.toFixed(1).padStart(9)}`);
}

/** @param {Uint8Array[]} pieces */
function sizeOf(pieces) {
  const all = Buffer.concat(pieces);
  return { raw: all.length / 1000, brotli: brotliCompressSync(all).length / 1000 };
}

/** `bodycopy::metadata` for what stands there, else the crate. @param {string} name */
function roomOf(name) {
  const [, own] = name.match(/(bodycopy::\w+)/) ?? [];
  if (own) return own;
  const [, crate] = name.match(/^<*&?(?:mut )?(?:dyn )?([a-z]\w*)(?=::|\[)/) ?? [];
  return crate ?? "(exports)";
}

/**
 * The functions of a module with their names, and its data (WebAssembly 2.0, 5.5).
 *
 * @param {Uint8Array} bytes @returns {{ functions: Func[], data: Uint8Array }}
 */
function readWasm(bytes) {
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  const skip = () => {
    const length = number();
    at += length;
    return bytes.subarray(at - length, at);
  };
  const text = () => new TextDecoder().decode(skip());

  /** @type {Uint8Array[]} */
  const bodies = [];
  /** @type {Map<number, string>} */
  const names = new Map();
  let imported = 0;
  let data = new Uint8Array();
  while (at < bytes.length) {
    const id = bytes[at++];
    const size = number();
    const end = at + size;
    if (id === SECTION.import) {
      for (let left = number(); left > 0; left--) {
        skip();
        skip();
        if (bytes[at++] !== 0) throw new Error("the bindings import nothing but functions");
        number();
        imported += 1;
      }
    } else if (id === SECTION.code) {
      for (let left = number(); left > 0; left--) bodies.push(skip());
    } else if (id === SECTION.data) {
      data = bytes.slice(at, end);
    } else if (id === SECTION.custom && text() === "name") {
      while (at < end) {
        const isOfFunctions = bytes[at++] === 1;
        const stop = number() + at;
        for (let left = isOfFunctions ? number() : 0; left > 0; left--) names.set(number(), text());
        at = stop;
      }
    }
    at = end;
  }
  const functions = bodies.map((body, index) => ({ name: names.get(index + imported) ?? "?", body }));
  return { functions, data };
}
