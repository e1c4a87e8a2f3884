// Other articles that the page points to, once each, in a quiet list below the article.

import { element, listed } from "../../shared/dom.js";
import { t } from "../../shared/i18n.js";
import { isWeb } from "../head.js";

/** @param {import("../reader.js").Reader} reader */
export default function related(reader) {
  const box = element("section", { id: "related", "aria-label": t("related") });
  reader.after.prepend(box);

  const fill = () => {
    const items = (reader.article?.related ?? []).filter(({ url }) => isWeb(url));
    const once = [...new Map(items.map((item) => [item.url, item])).values()];
    const { lang, dir } = reader.place;
    box.hidden = once.length === 0;
    const list = once.map(({ title, url, section, date, teaser }) => {
      const about = listed(section, date);
      const inReader = `reader.html?${new URLSearchParams({ link: "1", url })}`;
      return element(
        "li",
        {},
        about.length > 0 && element("p", { className: "about" }, ...about),
        element("p", { lang, dir }, element("a", { href: url, rel: "noopener noreferrer" }, title)),
        teaser && element("p", { className: "words", lang, dir }, teaser),
        element(
          "p",
          { className: "about" },
          element("a", { href: inReader, target: "_blank", "aria-label": `${t("readLink")}: ${title}` }, t("readLink")),
        ),
      );
    });
    box.replaceChildren(element("h2", {}, t("related")), element("ul", {}, ...list));
  };
  reader.addEventListener("view", fill);
  fill();
}
