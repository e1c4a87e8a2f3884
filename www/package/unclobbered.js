// A node and the name of a property go in; what the platform defines by that name comes out.
//
// A page can put something else in its place: the controls of a form and the named forms, pictures and frames of a
// document come before its own properties (`<form><input name=parentNode>`, `<form name=documentElement>`). The getters
// and methods on the prototypes are out of its reach. Small DOMs that keep properties on the nodes have no such names.

/**
 * @template {object} T
 * @template {keyof T & string} K
 * @param {T} node
 * @param {K} name
 * @returns {T[K]}
 */
export function read(node, name) {
  for (let at = Object.getPrototypeOf(node); at; at = Object.getPrototypeOf(at)) {
    const { get, value } = Object.getOwnPropertyDescriptor(at, name) ?? {};
    if (get) return get.call(node);
    if (typeof value === "function") return value;
  }
  return node[name];
}

/** @param {any} element @param {string} name @returns {string | null} */
export const attribute = (element, name) => read(element, "getAttribute").call(element, name);

/** @param {any} scope a document or an element @param {string} name @returns {Iterable<Element> & { length: number }} */
export const elementsNamed = (scope, name) => read(scope, "getElementsByTagName").call(scope, name);

/** @param {any} scope @param {string} selector @returns {Iterable<Element>} */
export const elementsLike = (scope, selector) => read(scope, "querySelectorAll")?.call(scope, selector) ?? [];
