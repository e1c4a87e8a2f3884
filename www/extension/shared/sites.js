// How a site's pages are to be read: what the person put back or hid on others of its pages.

/** @param {string} _url @param {import("./settings.js").Settings} settings @returns {Promise<import("bodycopy").Options>} */
export async function optionsFor(_url, { strictness }) {
  return { strictness };
}
