// What listens to the browser: the toolbar button, the shortcuts, the menus, and the reader's own questions.

import { defineBackground } from "wxt/utils/define-background";
import { judge, watchPermission } from "../background/badge.js";
import { openLibrary, registerMenus } from "../background/menus.js";
import { readTab } from "../background/open.js";
import { articleOf, pageOf } from "../background/readings.js";
import { browser } from "../shared/browser.js";

export default defineBackground(() => {
  browser.action.onClicked.addListener(readTab);
  browser.commands.onCommand.addListener((command) => {
    if (command === "library") openLibrary();
  });
  registerMenus();
  watchPermission();
  browser.runtime.onMessage.addListener((message, sender, answer) => {
    if (message?.type === "sample") judge(message, sender.tab?.id);
    // Of what scripts in pages may ask for, that is all; the pages of the extension have its own address.
    if (!sender.url?.startsWith(browser.runtime.getURL("/"))) return;
    if (message?.type === "page") answer(pageOf(message.token));
    if (message?.type === "article") {
      Promise.resolve(articleOf(message.token)).then(answer);
      // The answer comes later.
      return true;
    }
  });
});
