// The same for `require`.

import bodycopy = require("bodycopy");
import element = require("bodycopy/element");
import inline = require("bodycopy/inline");
import slim = require("bodycopy/slim");
import worker = require("bodycopy/worker");

export async function use(html: string): Promise<string[]> {
  await bodycopy.init();
  const article: bodycopy.Article = bodycopy.extract(html);
  const other = await worker.extract(html);
  const reader: element.BodyCopyElement | null = document.querySelector("body-copy");
  slim.initSync(new Uint8Array());
  return [inline.render(article, "text"), bodycopy.render(other, "markdown"), reader?.src ?? ""];
}
