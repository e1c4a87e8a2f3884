// The page is read in a worker while it arrives; here its blocks are only put in their places. `toDOM` needs no wasm.

import { toDOM } from "bodycopy";
import { articleEvents } from "bodycopy/worker";

const main = document.querySelector("main");
const heading = document.createElement("h1");
main.append(heading);

/** Where each block stands. */
const places = new Map();

for await (const event of articleEvents(await fetch("/public/page.html"))) {
  if (event.type === "metadata") heading.textContent = event.metadata.title ?? "";
  if (event.type === "retract") {
    places.get(event.id)?.remove();
    places.delete(event.id);
  }
  if (event.type === "block") {
    const place = document.createElement("div");
    place.append(toDOM({ blocks: [event.block] }, document));
    places.set(event.id, place);
    (places.get(event.after) ?? heading).after(place);
  }
}
