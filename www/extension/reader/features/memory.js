// What the person puts back or hides counts for the site's other pages too.

import { t } from "../../shared/i18n.js";
import { learn, unlearn } from "../../shared/sites.js";
import { selectorFor } from "../selector.js";
import { textOf } from "../view.js";

/** @param {import("../reader.js").Reader} reader */
export default function memory(reader) {
  reader.onChoice.push(async (change, block) => {
    const { url } = reader.source;
    const html = await reader.source.html;
    if (!reader.settings.siteMemory || !html || !URL.canParse(url)) return;
    const selector = selectorFor(html, textOf(block));
    if (!selector) return;
    const { host } = new URL(url);
    if (change === "undo") {
      await unlearn(host, selector);
      return;
    }
    await learn(host, change === "restore" ? "keep" : "remove", selector);
    reader.say(t(change === "restore" ? "rememberedKeep" : "rememberedRemove", host));
  });
}
