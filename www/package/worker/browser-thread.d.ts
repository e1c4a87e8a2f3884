/**
 * The script of the thread, for bundlers that do not understand `new Worker(new URL(…))`: bundle it into a file of its
 * own, and give that to `new BodycopyWorker({ start })`. It exports nothing.
 *
 * @module
 */
export {};
