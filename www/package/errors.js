// The one kind of error that this package throws.

/** @typedef {import("./index.js").ErrorCode} ErrorCode */

/** Why something could not be done; `code` is for programs, `message` for people. */
export class BodycopyError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = "BodycopyError";
    this.code = code;
  }
}
