// The same for `require`.

import bodycopy = require("bodycopy");
import wasm = require("bodycopy/bodycopy.wasm");
import element = require("bodycopy/element");
import elementClass = require("bodycopy/element/class");
import inline = require("bodycopy/inline");
import readability = require("bodycopy/readability");
import slim = require("bodycopy/slim");
import worker = require("bodycopy/worker");

export async function use(html: string): Promise<string[]> {
  await bodycopy.init();
  const article: bodycopy.Article = bodycopy.extract(html);
  const other = await worker.extract(html);
  const reader: element.BodyCopyElement | null = document.querySelector("body-copy");
  slim.initSync({ module: wasm });
  const sameClass: boolean = elementClass.BodyCopyElement === element.BodyCopyElement;
  if (sameClass && readability.isProbablyReaderable(document)) new readability.Readability(document).parse()?.content;
  return [inline.render(article, "text"), bodycopy.render(other, "markdown"), reader?.src ?? ""];
}
