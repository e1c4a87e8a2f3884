// The settings: what cannot be chosen in the reader itself.

import { EVERYWHERE, isOn, switchBadge } from "../shared/badge.js";
import { browser } from "../shared/browser.js";
import { byId, element } from "../shared/dom.js";
import { t, translatePage } from "../shared/i18n.js";
import { change, dress, load, loadNow, onChange } from "../shared/settings.js";
import { forget, forgetAll, sites } from "../shared/sites.js";

dress(loadNow());
translatePage();
document.title = `${t("settings")} · bodycopy`;

const CHECKS = /** @type {const} */ (["newTab", "keepPictures", "siteMemory"]);
const badge = byId("badge", HTMLInputElement);

for (const name of CHECKS) {
  const box = byId(name, HTMLInputElement);
  box.addEventListener("change", () => change({ [name]: box.checked }));
}
badge.addEventListener("change", async () => {
  // The question must follow the click at once.
  const isAllowed = !badge.checked || (await browser.permissions.request({ origins: EVERYWHERE }));
  await switchBadge(badge.checked && isAllowed);
  await show();
});
byId("forget-all", HTMLButtonElement).addEventListener("click", async () => {
  await forgetAll();
  await show();
});

async function show() {
  const settings = await load();
  dress(settings);
  for (const name of CHECKS) byId(name, HTMLInputElement).checked = settings[name];
  badge.checked = await isOn();
  await Promise.all([showSites(), showPermissions()]);
}

async function showSites() {
  const all = Object.entries(await sites()).sort(([a], [b]) => a.localeCompare(b));
  const places = (/** @type {string[]} */ selectors, /** @type {string} */ label) =>
    selectors.map((selector) => element("li", {}, element("code", {}, selector), ` ${t(label)}`));
  byId("sites", HTMLElement).replaceChildren(
    ...all.map(([host, { keep, remove }]) => {
      const away = element("button", { type: "button", "aria-label": t("forgetSite", host) }, t("forget"));
      away.addEventListener("click", () => forget(host).then(show));
      const list = element("ul", { className: "quiet" }, ...places(keep, "always"), ...places(remove, "never"));
      return element("li", {}, element("p", { className: "row" }, element("strong", {}, host), away), list);
    }),
  );
  byId("forget-all", HTMLButtonElement).hidden = all.length === 0;
  if (all.length === 0) byId("sites", HTMLElement).append(element("li", { className: "quiet" }, t("noSites")));
}

async function showPermissions() {
  const { origins = [] } = await browser.permissions.getAll();
  byId("permissions", HTMLElement).replaceChildren(
    ...origins.map((origin) => {
      const name = EVERYWHERE.includes(origin) ? `${t("all")} (${origin})` : origin;
      const away = element("button", { type: "button", "aria-label": t("revokeThis", name) }, t("revoke"));
      away.addEventListener("click", () => browser.permissions.remove({ origins: [origin] }).then(show));
      return element("li", {}, element("p", { className: "row" }, element("code", {}, name), away));
    }),
  );
  if (origins.length === 0)
    byId("permissions", HTMLElement).append(element("li", { className: "quiet" }, t("noPermissions")));
}

onChange(show);
browser.permissions.onAdded.addListener(show);
browser.permissions.onRemoved.addListener(show);
browser.storage.onChanged.addListener(showSites);
await show();
document.documentElement.dataset.state = "ready";
