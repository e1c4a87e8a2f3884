// How an article looks: one measure, calm colours, and what each script needs to be read with ease.
//
// A constructed style sheet, since a strict content security policy allows it; made when the first element is.
//
// In this order: headline and facts, blocks, what each script needs, what is not of the article.
// So that nothing moves while a page arrives, the article keeps its margins to itself (`flow-root`), the kicker has its line
// before it is known, and on narrow screens the facts have two.

const css = /* css */ `
:host {
  --_ink: var(--body-copy-ink, light-dark(#1f1d1a, #e9e4da));
  --_paper: var(--body-copy-paper, light-dark(#fdfcfa, #181715));
  --_quiet: var(--body-copy-quiet, light-dark(#655f56, #aba395));
  --_line: var(--body-copy-line, light-dark(#e2dcd2, #3a362f));
  --_accent: var(--body-copy-accent, light-dark(#8f3414, #f0a680));
  --_tint: var(--body-copy-tint, light-dark(#f5eee6, #262320));
  --_font: var(--body-copy-font, "Iowan Old Style", "Palatino Linotype", "Source Serif 4", Charter, "Noto Serif", "Liberation Serif", Georgia, serif);
  --_sans: var(--body-copy-ui-font, system-ui, "Segoe UI", "Noto Sans", "Helvetica Neue", sans-serif);
  --_mono: var(--body-copy-code-font, ui-monospace, "SF Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace);
  --_size: var(--body-copy-font-size, 1.1875rem);
  --_leading: var(--body-copy-line-height, 1.6);
  --_measure: var(--body-copy-measure, 34em);

  color-scheme: light dark;
  display: block;
  box-sizing: border-box;
  padding: var(--body-copy-padding, clamp(1.25rem, 5vw, 3.5rem) clamp(1.125rem, 5vw, 3rem));
  background: var(--_paper);
  color: var(--_ink);
}

:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }

* { box-sizing: border-box; }
[hidden] { display: none !important; }

article {
  display: flow-root;
  max-inline-size: var(--_measure);
  margin-inline: auto;
  font: var(--_size) / var(--_leading) var(--_font);
  font-kerning: normal;
  font-optical-sizing: auto;
  text-align: start;
  text-size-adjust: none;
  -webkit-text-size-adjust: none;
  overflow-wrap: break-word;
  hanging-punctuation: first;
}

.kicker {
  min-block-size: 1.4em;
  margin: 0 0 0.7em;
  color: var(--_accent);
  font: 600 0.8125rem / 1.4 var(--_sans);
  letter-spacing: 0.01em;
}

.title {
  margin: 0;
  font-size: clamp(1.625em, 1.2em + 1.6vw, 2.125em);
  font-weight: 700;
  line-height: 1.18;
  letter-spacing: -0.012em;
  text-wrap: balance;
  hyphens: manual;
}

.facts {
  margin: 0.9em 0 0;
  color: var(--_quiet);
  font: 0.875rem / 1.5 var(--_sans);
}

@media (width < 40rem) { .facts { min-block-size: 3em; } }

.growing [part="minutes"] { visibility: hidden; }

header:not(:empty) { margin-block-end: 1.9em; }

.block > * { margin-block: 0 1.05em; }
.block:last-child > :last-child { margin-block-end: 0; }

p, li, dd, figcaption, blockquote {
  text-wrap: pretty;
  hyphens: auto;
  hyphenate-limit-chars: 7 3 4;
}

h1, h2, h3, h4, h5, h6 {
  line-height: 1.28;
  text-wrap: balance;
  hyphens: manual;
  break-after: avoid;
}

.block > :is(h1, h2, h3, h4, h5, h6) { margin-block: 1.7em 0.55em; }
.block:first-child > :is(h1, h2, h3, h4, h5, h6) { margin-block-start: 0; }
.block > :is(h1, h2) { font-size: 1.3em; }
.block > h3 { font-size: 1.14em; }
.block > :is(h4, h5, h6) { font-size: 1em; }

a {
  color: var(--_accent);
  text-decoration-thickness: 0.06em;
  text-underline-offset: 0.16em;
}
a:hover { text-decoration-thickness: 0.12em; }

figure { margin-inline: 0; }
.block > figure { margin-block: 1.6em; }
.block:first-child > figure { margin-block-start: 0; }

img, video {
  display: block;
  max-inline-size: 100%;
  block-size: auto;
  border-radius: 4px;
  background: var(--_tint);
}
p img, li img, td img, a img { display: inline-block; vertical-align: middle; border-radius: 2px; background: none; }
audio { inline-size: 100%; }
figure > figure, figure img + img { margin-block-start: 0.8em; }

figcaption {
  margin-block-start: 0.65em;
  color: var(--_quiet);
  font: 0.875rem / 1.5 var(--_sans);
}
small { font-size: 0.875em; }

blockquote {
  margin-inline: 0;
  padding-inline-start: 1.15em;
  border-inline-start: 3px solid var(--_line);
  font-style: italic;
}
blockquote :is(em, cite) { font-style: normal; }
blockquote > * { margin-block: 0 0.7em; }
blockquote > :last-child { margin-block-end: 0; }

ul, ol { padding-inline-start: 1.4em; }
li + li { margin-block-start: 0.35em; }
li > :is(ul, ol) { margin-block-start: 0.35em; }
li > p { margin-block: 0 0.5em; }
li::marker { color: var(--_quiet); font-variant-numeric: tabular-nums; }
dt { font-weight: 700; }
dd { margin-inline-start: 1.4em; }

code, pre { font-family: var(--_mono); font-size: 0.84em; hyphens: manual; direction: ltr; unicode-bidi: isolate; }
:not(pre) > code { padding: 0.1em 0.3em; border-radius: 3px; background: var(--_tint); }
pre {
  padding: 1em 1.15em;
  border-radius: 6px;
  background: var(--_tint);
  line-height: 1.55;
  overflow-x: auto;
  text-align: left;
  tab-size: 2;
}
pre code { font-size: inherit; }

.scroller { overflow-x: auto; }
table {
  min-inline-size: 60%;
  border-collapse: collapse;
  font: 0.9375rem / 1.45 var(--_sans);
  font-variant-numeric: lining-nums tabular-nums;
}
caption { padding-block-end: 0.5em; color: var(--_quiet); text-align: start; }
th, td {
  padding: 0.45em 0.9em 0.45em 0;
  border-block-end: 1px solid var(--_line);
  text-align: start;
  vertical-align: top;
}
th { font-weight: 650; }
td > p, th > p { margin: 0; }

[role="note"] {
  padding: 0.95em 1.15em;
  border-inline-start: 3px solid var(--_accent);
  border-radius: 0 6px 6px 0;
  background: var(--_tint);
}
[role="note"] > * { margin-block: 0 0.6em; }
[role="note"] > :last-child { margin-block-end: 0; }

hr { inline-size: 4em; margin: 2em auto; border: 0; border-block-start: 1px solid var(--_line); }
sub, sup { line-height: 0; font-size: 0.72em; }
mark { background: light-dark(#fdeea7, #5c4d12); color: inherit; }
[role="doc-endnotes"] { padding-block-start: 1em; border-block-start: 1px solid var(--_line); font-size: 0.875em; }
summary { cursor: pointer; font-weight: 600; }

article:lang(vi) { --_leading: var(--body-copy-line-height, 1.68); hyphens: manual; }
article:lang(vi) :is(p, li, dd, figcaption, blockquote) { hyphens: manual; }
article:lang(vi) .title { line-height: 1.26; letter-spacing: 0; }

article:is(:lang(ja), :lang(zh), :lang(ko)) {
  --_leading: var(--body-copy-line-height, 1.85);
  --_measure: var(--body-copy-measure, 36em);
  line-break: strict;
  text-spacing-trim: trim-start;
  text-autospace: normal;
  letter-spacing: 0;
}
article:lang(ja) { font-family: var(--body-copy-font, "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP", "Noto Serif JP", serif); }
article:lang(zh) { font-family: var(--body-copy-font, "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", SimSun, serif); }
article:lang(ko) { font-family: var(--body-copy-font, "Noto Serif CJK KR", "Noto Serif KR", Batang, serif); word-break: keep-all; }
article:is(:lang(ja), :lang(zh), :lang(ko)) :is(.title, h1, h2, h3, h4) { line-height: 1.4; letter-spacing: 0; word-break: auto-phrase; }
article:is(:lang(ja), :lang(zh), :lang(ko)) :is(em, blockquote, cite) { font-style: normal; }

article:is(:lang(ar), :lang(fa), :lang(ur), :lang(ps)) {
  --_size: var(--body-copy-font-size, 1.3125rem);
  --_leading: var(--body-copy-line-height, 1.85);
  font-family: var(--body-copy-font, "Noto Naskh Arabic", "Geeza Pro", "Traditional Arabic", "Amiri", "Noto Sans Arabic", serif);
}
article:is(:lang(ar), :lang(fa), :lang(ur), :lang(ps), :lang(he)) :is(.title, .kicker, h1, h2, h3, h4) { letter-spacing: 0; line-height: 1.5; }
article:is(:lang(ar), :lang(fa), :lang(ur), :lang(ps), :lang(he)) :is(em, blockquote, cite) { font-style: normal; }
article:is(:lang(th), :lang(lo), :lang(km), :lang(my), :lang(hi), :lang(bn), :lang(ta)) { --_leading: var(--body-copy-line-height, 1.8); }

.status { color: var(--_quiet); font: 0.875rem / 1.5 var(--_sans); }
.status:empty { display: none; }
.problem {
  padding: 1em 1.15em;
  border: 1px solid var(--_line);
  border-radius: 6px;
  font: 0.9375rem / 1.5 var(--_sans);
}
.problem p { margin: 0; }
.problem .ways { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; margin-block-start: 0.7em; }

button {
  padding: 0.4em 0.85em;
  border: 1px solid light-dark(#8d8578, #7d7568);
  border-radius: 6px;
  background: none;
  color: inherit;
  font: 0.875rem / 1.4 var(--_sans);
  cursor: pointer;
}
button:hover { border-color: var(--_accent); background: var(--_tint); }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 3px; border-radius: 3px; }
.block:focus { outline: none; }
.block:focus-visible { outline: 2px solid var(--_accent); outline-offset: 6px; }

.folded { margin-block: 0 1.05em; }
.folded button {
  display: block;
  inline-size: 100%;
  min-block-size: 2.75rem;
  padding: 0.6em 0.95em;
  border-style: dashed;
  color: var(--_quiet);
  text-align: start;
}
.folded .act { color: var(--_accent); font-weight: 600; text-decoration: underline; text-underline-offset: 0.16em; }
.folded .words { color: var(--_ink); }

.restored { position: relative; }
.restored::before {
  content: "";
  position: absolute;
  inset-block: 0.2em;
  inset-inline-start: -0.9rem;
  inline-size: 3px;
  border-radius: 2px;
  background: var(--_accent);
}

.removed {
  margin-block-start: 3em;
  padding-block-start: 1em;
  border-block-start: 1px solid var(--_line);
  font: 0.9375rem / 1.5 var(--_sans);
}
.removed > summary { color: var(--_quiet); }
.removed > ol { margin: 0.6em 0 0; padding: 0; list-style: none; }
.removed li {
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 0.2em 1rem;
  align-items: start;
  margin: 0;
  padding-block: 0.7em;
  border-block-start: 1px solid var(--_line);
}
.removed li > p { grid-column: 1; margin: 0; hyphens: manual; }
.removed li > button { grid-column: 2; grid-row: 1 / span 2; }
.removed .about { color: var(--_quiet); font-size: 0.8125rem; }
.removed .kind { color: var(--_accent); font-weight: 600; }

@media (prefers-reduced-motion: no-preference) {
  article[aria-busy="true"] .block { animation: arrive 0.25s ease-out; }
  @keyframes arrive { from { opacity: 0; } }
}

@media (forced-colors: active) {
  .restored::before { background: Highlight; }
}

@media print {
  :host { padding: 0; background: none; color: #000; }
  .folded, .removed, .status { display: none; }
}
`;

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** @param {ShadowRoot} root */
export function adoptStyles(root) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets.push(sheet);
}
