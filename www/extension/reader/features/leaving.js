// Escape, and the first tool of the bar, lead back to the page.

import { byId } from "../../shared/dom.js";
import { addTool, arrows, pressed } from "../bar.js";
import { leave } from "../leave.js";

/** @param {import("../reader.js").Reader} reader */
export default function leaving(reader) {
  const back = () => leave(reader.source);
  addTool({ id: "leave", label: "leave", path: "M15 5 8 12l7 7", run: back });
  byId("bar", HTMLElement).addEventListener("keydown", arrows);
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return pressed(event);
    // What is open closes first.
    if (event.defaultPrevented || document.querySelector(":popover-open, dialog[open]")) return;
    event.preventDefault();
    back();
  });
}
