"""Texts that junk is made of: pages with gold go in; other articles' titles and teasers, names, captions and sentences come out."""

import os
import re
from collections import defaultdict

from .align import words

_HERE = os.path.dirname(__file__)
_VOCABULARY = os.path.join(_HERE, "..", "..", "..", "data", "vocabulary.txt")
# Languages without sentences of their own get these.
_DEFAULT = "en"
_PICTURE = ["Photo: {}", "{} (Photo: {})", "Foto: {}", "{} / AFP", "Ảnh: {}", "© {}", "({})"]


def by_language(path):
    """{category: {language: [phrases]}} of a file in the vocabulary's format."""
    found = defaultdict(dict)
    category = None
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if line.startswith("["):
                category = line.strip("[]")
            elif line and not line.startswith("#"):
                language, _, phrases = line.partition(": ")
                found[category][language] = phrases.split(" | ")
    return found


_SENTENCES = by_language(os.path.join(_HERE, "sentences.txt"))
_PHRASES = by_language(_VOCABULARY)


def phrases(lang):
    """{category: phrases} of a language, English where it has none."""
    return {category: by_lang.get(lang) or by_lang.get(_DEFAULT, []) for category, by_lang in _PHRASES.items()}


class Texts:
    """Texts of other pages in one language."""

    def __init__(self, pages, lang):
        self.lang = lang
        self.articles = []
        self.captions, self.names = [], []
        for page in pages:
            lines = [line for line in page.text.split("\n") if len(words(line)) >= 10]
            if len(lines) >= 2:
                title = page.gold.get("title") or " ".join(lines[0].split()[:9])[:80]
                self.articles.append((title, lines))
            author = page.gold.get("author")
            self.names += author if isinstance(author, list) else [author] if author else []
            for image in page.gold.get("images") or []:
                if isinstance(image, dict) and image.get("caption"):
                    self.captions.append(image["caption"])

    def _sentence(self, category, rng):
        by_lang = _SENTENCES[category]
        sentences = by_lang.get(self.lang) or by_lang[_DEFAULT]
        return rng.choice(sentences)

    def article(self, rng):
        """(title, paragraphs)."""
        return rng.choice(self.articles)

    def running(self, rng):
        """A few sentences."""
        line = rng.choice(rng.choice(self.articles)[1])
        parts = re.split(r"(?<=[.!?。])\s*", line)
        return " ".join(parts[: rng.randint(1, 4)])[:700]

    def caption(self, rng):
        if self.captions and rng.random() < 0.6:
            return rng.choice(self.captions)
        sentence = re.split(r"(?<=[.!?。])\s*", rng.choice(rng.choice(self.articles)[1]))[0][:200]
        form = rng.choice(_PICTURE + ["{}"] * 4)
        return form.replace("{}", sentence, 1).replace("{}", self.name(rng)) if form.count("{}") == 2 or rng.random() < 0.6 else sentence

    def name(self, rng):
        return rng.choice(self.names) if self.names else "A. Miller"

    def section(self, rng):
        return rng.choice(rng.choice(self.articles)[0].split()).strip(",.:;!?\"'“”„")[:30] or "News"

    def promise(self, rng):
        return self._sentence("promise", rng)

    def consent(self, rng):
        return self._sentence("consent", rng)

    def biography(self, rng):
        """(text, name)."""
        name = self.name(rng)
        return self._sentence("biography", rng).replace("{name}", name).replace("{topic}", self.section(rng)), name
