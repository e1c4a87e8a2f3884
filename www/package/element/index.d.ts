/**
 * Registers `<body-copy>`, which shows the article of a page. On a server it does nothing.
 *
 * ```html
 * <script type="module" src="/node_modules/bodycopy/www/package/element/index.js"></script>
 * <body-copy src="/news/rain.html"></body-copy>
 * ```
 *
 * @module
 */

import type { BodyCopyElement } from "./class.js";

export * from "./class.js";

declare global {
  interface HTMLElementTagNameMap {
    "body-copy": BodyCopyElement;
  }
}
