// `bodycopy/element`: registers `<body-copy>`. Where there is no DOM, on a server, it does nothing.

import { BodyCopyElement } from "./class.js";

export * from "./class.js";

if (typeof customElements !== "undefined" && customElements.get("body-copy") === undefined) {
  customElements.define("body-copy", BodyCopyElement);
}
