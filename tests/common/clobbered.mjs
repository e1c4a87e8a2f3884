// Names by which a page's controls and forms can come before the properties that we read.

export const clobbered = {
  ofForms:
    "parentNode parentElement nextElementSibling firstElementChild lastChild previousSibling getAttribute hasAttribute localName className id style textContent attributes nodeType shadowRoot outerHTML".split(
      " ",
    ),
  ofDocuments:
    "documentElement doctype title URL documentURI defaultView nodeType getElementsByTagName querySelectorAll createElement createTextNode createDocumentFragment".split(
      " ",
    ),
};
