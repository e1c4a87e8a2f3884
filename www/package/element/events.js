// What `<body-copy>` tells the page, with types that editors know.

const Base = globalThis.Event ?? class {};

/** The article is complete; told once for each page. */
export class BodyCopyArticleEvent extends Base {
  /** @param {import("../index.js").Article} article */
  constructor(article) {
    super("article", { bubbles: true, composed: true });
    this.article = article;
  }
}

/** A block has been put into the article. */
export class BodyCopyBlockEvent extends Base {
  /** @param {import("../index.js").Block} block @param {HTMLElement} element */
  constructor(block, element) {
    super("block", { bubbles: true, composed: true });
    this.block = block;
    this.element = element;
  }
}

/** A block that was left out has been put back, or is left out again. */
export class BodyCopyRestoreEvent extends Base {
  /** @param {import("../index.js").Removed} removed @param {boolean} isRestored */
  constructor(removed, isRestored) {
    super("restore", { bubbles: true, composed: true });
    this.removed = removed;
    this.restored = isRestored;
  }
}

/** There is no article: the page could not be had, or not be read. It does not bubble, like the errors of pictures. */
export class BodyCopyErrorEvent extends Base {
  /** @param {unknown} error */
  constructor(error) {
    super("error");
    this.error = error;
  }
}
