"""Where blocks stand in a page's bytes: HTML and a block's text go in; offsets behind it, where something can be put, come out."""

import re
from collections import defaultdict

from .align import words

_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|template|svg|noscript)\b.*?</\1\s*>|</?[a-zA-Z][^>]*>", re.S | re.I
)
_ENTITY = re.compile(r"&#?\w{1,31};?")
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)[^>]*>")
# A closing tag behind which a block may begin.
_BLOCK_END = re.compile(r"</(p|div|section|article|li|blockquote|td|h[1-6]|figure|ul|ol|main)\s*>", re.I)
_NEXT_CLOSE = re.compile(r"\s*</(div|section|article|main|span)\s*>", re.I)
# Words that a text's end is found by.
_ANCHOR = 5
# A block's end tag is at most this many characters behind its text.
_NEAR = 300


class Places:
    """The words of a page with their places."""

    def __init__(self, html):
        self.html = html
        self.words, self.ends = [], []
        at = 0
        for markup in _MARKUP.finditer(html):
            self._read(at, markup.start())
            at = markup.end()
        self._read(at, len(html))
        self.where = defaultdict(list)
        for i in range(len(self.words) - _ANCHOR + 1):
            self.where[tuple(self.words[i:i + _ANCHOR])].append(i)

    def _read(self, start, end):
        # An entity is no word; as blanks it keeps the places.
        text = _ENTITY.sub(lambda entity: " " * len(entity[0]), self.html[start:end])
        for match in re.finditer(r"\w+", text):
            # `words` parts scripts without spaces into characters.
            for word in words(match[0]):
                self.words.append(word)
                self.ends.append(start + match.end())

    def behind(self, text):
        """The offset behind the end tag of the block with this text; None if it is not found, or several times."""
        tail = tuple(words(text)[-_ANCHOR:])
        found = self.where.get(tail, []) if len(tail) == _ANCHOR else []
        if len(found) != 1:
            return None
        end = self.ends[found[0] + _ANCHOR - 1]
        closing = _BLOCK_END.search(self.html, end, end + _NEAR)
        return closing.end() if closing else None

    def outwards(self, offset, levels):
        """The offset behind so many more end tags, as far as they follow."""
        for _ in range(levels):
            closing = _NEXT_CLOSE.match(self.html, offset)
            if not closing:
                break
            offset = closing.end()
        return offset

    def opening(self, offset):
        """The start tag of the element that ends right before an offset, as written: `<p class="x">`."""
        name = re.search(r"</([a-zA-Z][\w-]*)\s*>$", self.html[max(0, offset - 40):offset])
        if not name:
            return "<p>"
        begin = self.html.lower().rfind("<" + name[1].lower(), 0, offset)
        tag = _TAG.match(self.html, begin) if begin >= 0 else None
        return tag[0] if tag and len(tag[0]) < 200 else f"<{name[1]}>"
