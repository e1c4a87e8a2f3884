// Small helpers for the pages of the extension. No markup is ever parsed: elements are made one by one.

/**
 * The element with an id, checked to be what the caller takes it for.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {{ new (): T }} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no ${type.name} has the id ${id}`);
  return element;
}

/**
 * A new element: `element("p", { className: "lead" }, "text", child)`. What is `null` or `false` among the children is
 * left out; a property with a hyphen becomes an attribute.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]> & Record<`${string}-${string}`, string>} [properties]
 * @param {(Node | string | null | false | undefined)[]} children
 */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-")) node.setAttribute(key, String(value));
    else Reflect.set(node, key, value);
  }
  node.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")));
  return node;
}

/**
 * Words of maybe several directions in one line, each of which keeps its own.
 *
 * @param {(string | null | undefined | false)[]} parts those that are empty are left out
 * @returns {Node[]}
 */
export const listed = (...parts) =>
  parts.filter((part) => part).flatMap((part, at) => [...(at > 0 ? [new Text(" · ")] : []), element("bdi", {}, part)]);

const SVG = "http://www.w3.org/2000/svg";

/** A picture of lines on a grid of 24, in the colour of the text. @param {string} path of an SVG */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
