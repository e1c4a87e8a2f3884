// What goes between the two sides of a worker (client.js, thread.js). Not part of the public contract.

import type { ArticleEvent, ErrorCode } from "../index.js";

/** What can be asked for. */
export type Name = "ready" | "extract" | "assess" | "render" | "restrict" | "stream";

export type Request =
  /** Where the WebAssembly comes from; first, if at all. */
  | { wasm: unknown }
  | { id: number; name: Name; args: unknown[] }
  /** The next piece of a stream, null at its end. */
  | { id: number; piece: unknown }
  | { id: number; gaveUp: true };

export type Answer =
  | { id: number; result: unknown }
  | { id: number; error: { code: ErrorCode; message: string } }
  /** The thread has read all pieces, and wants one more. */
  | { id: number; more: true }
  | { id: number; event: Exclude<ArticleEvent, { type: "article" }> };
