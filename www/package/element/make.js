// Makes elements, by name and property: nothing is parsed, so that Trusted Types and a strict policy have no objection.

/**
 * `make("p", { className: "kicker", part: "kicker" }, "text", child)`; `part` and `aria-…` are set as attributes.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} [properties]
 * @param {(Node | string | null | undefined | false)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "part" || key.includes("-")) element.setAttribute(key, String(value));
    else Reflect.set(element, key, value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}
