// The bar of tools, and the panels that some of them open.

import { byId, element, icon } from "../shared/dom.js";
import { t } from "../shared/i18n.js";

/**
 * @typedef {object} Tool
 * @property {string} id
 * @property {string} label the name of a message
 * @property {string} path of its icon
 * @property {string} [key] pressed alone, anywhere but in a field
 * @property {() => void} [run]
 * @property {HTMLElement} [panel] that it opens and closes
 */

/** @type {Map<string, HTMLButtonElement>} */
const keys = new Map();

/** @param {Tool} tool @returns {HTMLButtonElement} */
export function addTool({ id, label, path, key, run, panel }) {
  const name = t(label);
  const button = element(
    "button",
    { type: "button", id: `tool-${id}`, title: key ? `${name} (${key})` : name },
    icon(path),
  );
  button.setAttribute("aria-label", name);
  if (key) {
    button.setAttribute("aria-keyshortcuts", key);
    keys.set(key, button);
  }
  if (run) button.addEventListener("click", run);
  if (panel) {
    panel.id = `panel-${id}`;
    panel.popover = "auto";
    panel.classList.add("panel");
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", name);
    button.popoverTargetElement = panel;
    button.setAttribute("aria-expanded", "false");
    panel.addEventListener("toggle", (event) => {
      const isOpen = /** @type {ToggleEvent} */ (event).newState === "open";
      button.setAttribute("aria-expanded", String(isOpen));
      if (isOpen) /** @type {HTMLElement | null} */ (panel.querySelector("a, button, input, select"))?.focus();
    });
    byId("bar", HTMLElement).after(panel);
  }
  byId("bar", HTMLElement).append(button);
  return button;
}

/** The arrow keys go from tool to tool, as in other bars of tools. @param {KeyboardEvent} event */
export function arrows(event) {
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (way === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const tools = /** @type {HTMLButtonElement[]} */ ([
    ...byId("bar", HTMLElement).querySelectorAll("button:not([hidden])"),
  ]);
  tools.at((tools.indexOf(event.target) + way) % tools.length)?.focus();
  event.preventDefault();
}

/** What keys press without a modifier do. @param {KeyboardEvent} event */
export function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("input:not([type=range], [type=radio], [type=checkbox]), select, textarea, [contenteditable]"))
    return;
  const button = keys.get(event.key);
  if (!button) return;
  event.preventDefault();
  button.click();
}
