// Full-text search in the library: words by their beginning, with a slip of the finger allowed; accents do not matter.

import MiniSearch from "minisearch";
import { plain } from "../shared/fold.js";

export class Search {
  #index = index();

  /** @param {import("../shared/library.js").Kept[]} all */
  fill(all) {
    this.#index = index();
    this.#index.addAll(
      all.map(({ id, article, tags }) => ({
        id,
        title: article.title,
        about: [article.byline, article.siteName, article.excerpt, ...article.section].filter(Boolean).join(" "),
        tags: tags.join(" "),
        text: article.text,
      })),
    );
  }

  /** @param {string} words @returns {string[]} ids, the best first */
  find(words) {
    return this.#index.search(words).map(({ id }) => id);
  }
}

const index = () =>
  new MiniSearch({
    fields: ["title", "about", "tags", "text"],
    processTerm: plain,
    searchOptions: {
      boost: { title: 4, tags: 3, about: 2 },
      combineWith: "AND",
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
