// Values of an article that may come from anywhere go in; what may stand in a document comes out, or nothing.
//
// The same rules as src/links/check.rs and src/output/escape.rs, and held to them by the same tables of cases.

const MAX_ANCHOR_CHARS = 128;

const rasterData =
  /^data:image\/(?:png|jpeg|jpg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)(?:;base64)?,[\w+/=%.~-]*$/i;

/**
 * A field of its own; what the prototype chain holds is not the article's.
 *
 * @param {unknown} object @param {string} name @returns {unknown}
 */
export function field(object, name) {
  return typeof object === "object" && object !== null && Object.hasOwn(object, name)
    ? /** @type {Record<string, unknown>} */ (object)[name]
    : undefined;
}

/** @param {unknown} value @returns {string | undefined} well-formed, as the wasm would receive it */
export function string(value) {
  return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : undefined;
}

/** @param {unknown} value @param {number} least @param {number} most @returns {number | undefined} */
export function integer(value, least, most) {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

/**
 * Text and attribute values as an HTML parser would give them back: its line ends, and no controls.
 *
 * @param {unknown} value @returns {string} empty for what is no string
 */
export function text(value) {
  return (string(value) ?? "").replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t\x7f-\x9f]/gu, "");
}

/** @param {unknown} value @returns {string | undefined} */
export function checkedLink(value) {
  const url = encoded(value);
  if (url === undefined) return undefined;
  const { kind, scheme } = headOf(url);
  if (kind === "web" || kind === "relative") return url;
  return kind === "other" && /^(?:mailto|tel)$/i.test(scheme) && url.length > scheme.length + 1 ? url : undefined;
}

/** @param {unknown} value @returns {string | undefined} */
export function checkedImage(value) {
  if (typeof value === "string" && /^[\0- ]*data:/i.test(value) && /["<>`\\]/.test(value)) return undefined;
  const url = encoded(value);
  if (url === undefined) return undefined;
  const { kind } = headOf(url);
  if (kind === "web" || (kind === "relative" && !url.startsWith("#"))) return url;
  return kind === "other" && rasterData.test(url) ? url : undefined;
}

/** @param {unknown} value @returns {string | undefined} */
export function checkedMedia(value) {
  const url = checkedImage(value);
  return url === undefined || /^data:/i.test(url) ? undefined : url;
}

/** @param {unknown} value @returns {string | undefined} the name of a place as it may stand in an `id` */
export function checkedAnchor(value) {
  const anchor = trimmed(string(value) ?? "");
  if (anchor === "") return undefined;
  return [...anchor.slice(0, 2 * MAX_ANCHOR_CHARS)]
    .slice(0, MAX_ANCHOR_CHARS)
    .join("")
    .replace(/[\0- \x7f"'<>&`%#\\]/g, "-");
}

/** @param {string} value without C0 controls and spaces at its ends */
export function trimmed(value) {
  return value.replace(/^[\0- ]+/, "").replace(/[\0- ]+$/, "");
}

/** @param {string} url @returns {{ kind: "web" | "relative" | "other" | "misleading", scheme: string }} */
function headOf(url) {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  if (scheme === undefined) {
    const firstSegment = /^[^/?#]*/.exec(url)?.[0] ?? "";
    return { kind: url === "" || firstSegment.includes(":") ? "misleading" : "relative", scheme: "" };
  }
  if (!/^https?$/i.test(scheme)) return { kind: "other", scheme };
  return { kind: /^\/\/[^/?#]/.test(url.slice(scheme.length + 1)) ? "web" : "misleading", scheme };
}

/**
 * Trimmed, without tabs and line ends, percent-encoded where a character must not stand bare.
 *
 * @param {unknown} value @returns {string | undefined}
 */
function encoded(value) {
  const url = string(value);
  if (url === undefined) return undefined;
  return trimmed(url)
    .replace(/[\t\n\r]/g, "")
    .replace(/[\0- \x7f"<>`\\]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
