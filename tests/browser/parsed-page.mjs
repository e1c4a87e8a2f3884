// Parses a page in a file of its own: what the browser then reports of the page names this file.

/** @param {string} html */
export const parsedPage = (html) => new DOMParser().parseFromString(html, "text/html");
