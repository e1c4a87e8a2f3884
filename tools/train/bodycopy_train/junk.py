"""Made-up junk of news pages: texts go in; HTML of cards, boxes and threads in many markups comes out.

What stands behind and inside articles follows few plans with endless variation of markup, so that is what is varied here:
elements, nesting, class names (telling ones, generated ones, none), headings or not, one wrapper for each item or none,
titles that stand twice. Texts are other pages' own; labels are the vocabulary's phrases in the page's language.
"""

import html
import random
import re
import string

_ROLES = {
    "tail": ["related", "related-posts", "more-news", "recommended", "latest", "read-next", "tin-lien-quan", "mehr-zum-thema", "a-lire-aussi"],
    "card": ["card", "story-card", "teaser", "item", "news-item", "post", "media", "entry", "article-item"],
    "title": ["title", "card__title", "headline", "entry-title", "item-title"],
    "teaser": ["teaser", "summary", "excerpt", "desc", "sapo", "card__text", "description"],
    "meta": ["meta", "date", "time", "category", "kicker", "post-meta"],
    "newsletter": ["newsletter", "signup-box", "subscribe", "nl-form", "mailing-list"],
    "author": ["author-bio", "about-author", "author-box", "writer", "autor"],
    "about": ["boilerplate", "about-us", "company", "info-box"],
    "comments": ["comments", "comment-list", "discussion", "thread", "kommentare"],
    "comment": ["comment", "comment-body", "reply", "message"],
    "consent": ["cookie-banner", "consent", "cmp", "gdpr-box"],
    "advert": ["ad", "advertisement", "sponsored", "promo", "ad-slot"],
    "caption": ["caption", "wp-caption-text", "image-caption", "photo-desc"],
    "tags": ["tags", "topics", "keywords"],
}
_NEUTRAL = ["box", "row", "col", "block", "inner", "wrap", "content", "section", "list", "group", "unit", "module"]


class Junk:
    """Makes junk in one style: a page's own way to name things."""

    def __init__(self, rng: random.Random, phrases, texts, own_text):
        self.rng = rng
        self.used = {own_text}
        self.phrases = phrases  # category -> phrases in the page's language
        self.texts = texts  # see Texts
        self.naming = rng.choice(["telling", "telling", "neutral", "hashed", "hashed", "none", "none"])
        self.names = {}

    def phrase(self, *categories):
        lists = [self.phrases[c] for c in categories if self.phrases.get(c)]
        if not lists:
            return ""
        text = self.rng.choice(self.rng.choice(lists))
        return text[:1].upper() + text[1:]

    def attrs(self, role):
        """A class attribute, the same for the same role on one page."""
        if role not in self.names:
            if self.naming == "telling":
                name = self.rng.choice(_ROLES.get(role, _NEUTRAL))
            elif self.naming == "neutral":
                name = self.rng.choice(_NEUTRAL)
            elif self.naming == "hashed":
                letters = self.rng.choices(string.ascii_letters + string.digits, k=self.rng.randint(5, 8))
                name = self.rng.choice(["css-", "sc-", "_", "x", ""]) + "".join(letters)
            else:
                name = ""
            self.names[role] = f' class="{name}"' if name else ""
        return self.names[role]

    def element(self, tag, role, inner):
        return f"<{tag}{self.attrs(role)}>{inner}</{tag}>"

    def other(self):
        """(title, paragraphs) of another article, not the same one twice if there are enough."""
        for _ in range(8):
            title, lines = self.texts.article(self.rng)
            if lines[-1] not in self.used:
                break
        self.used.add(lines[-1])
        return title, lines

    def teased(self):
        """(title, [teaser, another]) of another article."""
        title, lines = self.other()
        at = self.rng.randrange(max(1, min(3, len(lines) - 1)))
        return title, [line[:600] for line in lines[at:at + 2]]

    def href(self, title):
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower().encode("ascii", "ignore").decode()).strip("-")[:60]
        form = self.rng.choice(["/{s}-{n}.html", "/news/{s}/", "/{n}", "https://www.example.org/a/{s}", "/2024/05/{s}"])
        return form.format(s=slug or "a", n=self.rng.randint(1000, 99999999))

    def date(self):
        d, m, y = self.rng.randint(1, 28), self.rng.randint(1, 12), self.rng.randint(2016, 2025)
        return self.rng.choice([f"{d:02d}/{m:02d}/{y}", f"{y}-{m:02d}-{d:02d}", f"{d}.{m}.{y}", f"{d:02d}/{m:02d}/{y} {d % 24:02d}:{m * 4:02d}"])

    # Cards of other articles.

    def tail(self, count=None, heading=None):
        """Cards of other articles, as they follow a body."""
        rng = self.rng
        count = count or rng.choice([3, 4, 5, 5, 6, 8])
        plan = {
            "title_tag": rng.choice(["h2", "h3", "h3", "h4", "div", "span", "p", "strong"]),
            "picture": rng.choice(["none", "alt", "alt", "empty", "link_text", "hidden"]),
            "teaser": rng.choice(["full", "full", "full", "cut", "two", "none"]),
            "teaser_tag": rng.choice(["p", "p", "div", "span"]),
            "meta": rng.choice(["none", "before", "after", "section_date"]),
            "wrap": rng.choice(["li", "div", "div", "article", "section", "none", "none", "tr", "a"]),
            "more": rng.random() < 0.25,
        }
        cards = [self._card(plan) for _ in range(count)]
        inner = "\n".join(cards)
        if plan["wrap"] == "li":
            inner = f"<ul{self.attrs('list')}>{inner}</ul>"
        elif plan["wrap"] == "tr":
            inner = f"<table>{inner}</table>"
        if heading if heading is not None else rng.random() < 0.6:
            inner = self._heading("related", "recommended", "latest", "most_read") + inner
        depth = rng.choice([0, 0, 1, 1, 2]) if plan["wrap"] != "none" or rng.random() < 0.5 else 0
        for level in range(depth):
            inner = self.element(rng.choice(["div", "div", "section", "aside"]), "tail" if level == depth - 1 else "inner", inner)
        return inner

    def _heading(self, *categories):
        text = self.phrase(*categories)
        tag = self.rng.choice(["h2", "h3", "h4", "div", "p", "strong"])
        if tag == "strong":
            return f"<p><strong>{text}</strong></p>"
        return self.element(tag, "heading", text)

    def _card(self, plan):
        rng = self.rng
        title, teaser = self.teased()
        href = self.href(title)
        title, teaser = html.escape(title), [html.escape(t) for t in teaser]
        link = f'<a href="{href}"{rng.choice(["", f""" title="{title}" """])}>'
        parts = []
        picture = {
            "none": "", "alt": f'{link}<img src="/i/{rng.randint(1, 9999)}.jpg" alt="{title}"></a>',
            "empty": f'{link}<img src="/i/{rng.randint(1, 9999)}.jpg"></a>',
            "link_text": f'{link}<img src="/i/{rng.randint(1, 9999)}.jpg">{title}</a>',
            "hidden": f'{link}<span class="sr-only">{title}</span><img src="/i/{rng.randint(1, 9999)}.jpg"></a>',
        }[plan["picture"]]
        if picture:
            parts.append(picture if rng.random() < 0.3 else self.element("div", "picture", picture))
        meta = self.element(rng.choice(["span", "div", "time"]), "meta", self.date())
        if plan["meta"] == "before":
            parts.append(meta)
        elif plan["meta"] == "section_date":
            section = html.escape(self.texts.section(rng))
            parts.append(self.element("div", "meta", f'<a href="/{rng.randint(1, 99)}">{section}</a> {self.date()}'))
        if plan["wrap"] == "a":
            heading = self.element(plan["title_tag"], "title", title)
        else:
            heading = f"{link}{title}</a>"
            heading = f"<p><strong>{heading}</strong></p>" if plan["title_tag"] == "strong" else self.element(plan["title_tag"], "title", heading)
        parts.append(heading)
        if plan["meta"] == "after":
            parts.append(meta)
        texts = {"full": teaser[:1], "two": teaser[:2], "none": [], "cut": [t[: max(40, len(t) // 2)].rsplit(" ", 1)[0] + rng.choice(["…", "...", " […]"]) for t in teaser[:1]]}
        for text in texts[plan["teaser"]]:
            parts.append(self.element(plan["teaser_tag"], "teaser", text))
        if plan["more"]:
            parts.append(f'<a href="{href}">{self.phrase("read_more") or "…"}</a>')
        inner = "\n".join(parts)
        if plan["wrap"] == "none":
            return inner
        if plan["wrap"] == "a":
            return f'<a href="{href}"{self.attrs("card")}>{inner}</a>'
        if plan["wrap"] == "tr":
            return f"<tr><td>{inner}</td></tr>"
        return self.element(plan["wrap"], "card", inner)

    def body_cards(self):
        """What stands between paragraphs: a line, a list of links, one card or two."""
        rng = self.rng
        kind = rng.choice(["line", "line", "list", "card", "card", "box"])
        if kind == "line":
            title = self.teased()[0]
            label = self.phrase("read_more", "related")
            link = f'<a href="{self.href(title)}">{html.escape(title)}</a>'
            inner = rng.choice([f"{label}: {link}", f"<strong>{label}:</strong> {link}", f"<em>{label} – {link}</em>", f"<strong>{link}</strong>"])
            return self.element(rng.choice(["p", "p", "div"]), "line", inner)
        if kind == "list":
            titles = [self.teased()[0] for _ in range(rng.randint(2, 4))]
            inner = "".join(f'<li><a href="{self.href(t)}">{html.escape(t)}</a></li>' for t in titles)
            return self.element("div", "tail", self._heading("related", "read_more") + f"<ul>{inner}</ul>")
        return self.tail(count=rng.choice([1, 1, 2]), heading=kind == "box")

    # Boxes.

    def box(self, role, parts):
        inner = "\n".join(part for part in parts if part)
        return self.element(self.rng.choice(["div", "div", "aside", "section"]), role, inner)

    def newsletter(self):
        rng = self.rng
        form = '<form action="/n"><input type="email" placeholder="E-Mail"><button>OK</button></form>'
        parts = [self._heading("newsletter"), f"<p>{html.escape(self.texts.promise(rng))}</p>", form if rng.random() < 0.7 else ""]
        if rng.random() < 0.5:
            parts.append(f"<p><small>{html.escape(self.texts.promise(rng))}</small></p>")
        return self.box("newsletter", parts)

    def biography(self):
        rng = self.rng
        text, name = self.texts.biography(rng)
        text, name = html.escape(text), html.escape(name)
        picture = rng.choice(["", f'<img src="/p/{rng.randint(1, 999)}.jpg" alt="{name}">'])
        head = rng.choice([f"<h3>{name}</h3>", f'<a href="/author/{rng.randint(1, 999)}">{name}</a>', f"<strong>{name}</strong>", ""])
        if rng.random() < 0.35:
            return rng.choice([f"<p><em>{text}</em></p>", f"<p><i>{text}</i></p>", f"<hr><p><em>{text}</em></p>"])
        return self.box("author", [picture, head, f"<p>{text}</p>", self.phrase("follow") if rng.random() < 0.3 else ""])

    def about(self):
        """A company's paragraph about itself."""
        rng = self.rng
        name = html.escape(self.texts.name(rng))
        head = rng.choice([f"About {name}", f"Über {name}", f"À propos de {name}", f"About {name}"])
        text = html.escape(self.texts.running(rng))
        head = rng.choice([f"<h3>{head}</h3>", f"<p><strong>{head}</strong></p>", f"<p><strong>{head}:</strong></p>"])
        return self.box("about", [head, f"<p>{text}</p>"])

    def comments(self):
        rng = self.rng
        parts = [self._heading("comments")]
        if rng.random() < 0.5:
            parts.append(f"<p>{html.escape(self.texts.promise(rng))}</p>")
        tag = rng.choice(["li", "div", "article", "div"])
        items = []
        for _ in range(rng.randint(2, 9)):
            name, text = html.escape(self.texts.name(rng)), html.escape(self.texts.running(rng))
            meta = f"<div>{name} · {self.date()}</div>" if rng.random() < 0.7 else f"<strong>{name}</strong> <span>{self.date()}</span>"
            reply = '<a href="#r">Reply</a>' if rng.random() < 0.6 else ""
            items.append(self.element(tag, "comment", f"{meta}<p>{text}</p>{reply}"))
        inner = "\n".join(items)
        parts.append(f"<ul>{inner}</ul>" if tag == "li" else inner)
        return self.box("comments", parts)

    def consent(self):
        rng = self.rng
        texts = "".join(f"<p>{html.escape(self.texts.consent(rng))}</p>" for _ in range(rng.randint(1, 3)))
        return self.box("consent", [rng.choice(["<h2>Cookies</h2>", "<h3>Privacy</h3>", ""]), texts, "<button>OK</button> <button>✕</button>"])

    def advert(self):
        rng = self.rng
        label = self.phrase("advert")
        if rng.random() < 0.3:
            return self.element("div", "advert", label)
        title, teaser = self.teased()
        link = f'<a href="https://ads.example.com/{rng.randint(1, 99999)}" rel="sponsored">{html.escape(title)}</a>'
        return self.box("advert", [f"<span>{label}</span>", f"<p>{link}</p>", f"<p>{html.escape(teaser[0])}</p>" if rng.random() < 0.6 else ""])

    def captioned_picture(self, opening):
        """A picture with its caption in a paragraph like the text's own."""
        rng = self.rng
        caption = html.escape(self.texts.caption(rng))
        image = f'<img src="/f/{rng.randint(1, 99999)}.jpg" alt="" width="640">'
        tag = opening[1:].split(" ")[0].rstrip(">")
        plain = f"{opening}{caption}</{tag}>"
        return rng.choice([
            f"{opening}{image}</{tag}>{plain}",
            f'<p style="text-align:center">{image}</p><p style="text-align:center">{caption}</p>',
            f"<div>{image}</div>{opening}<em>{caption}</em></{tag}>",
            f"<figure>{image}</figure>{plain}",
            f"<table><tr><td>{image}</td></tr><tr><td>{caption}</td></tr></table>",
            self.element("div", "figure", image + self.element("p", "caption", caption)),
            f"{opening}{image}<br><em>{caption}</em></{tag}>",
        ])

    def furniture(self):
        """Lines that follow a body: tags, share bar, prompt to follow."""
        rng = self.rng
        parts = []
        if rng.random() < 0.6:
            links = ", ".join(f'<a href="/t/{rng.randint(1, 99)}">{html.escape(self.texts.section(rng))}</a>' for _ in range(rng.randint(2, 6)))
            parts.append(self.element("div", "tags", f"{self.phrase('tags')}: {links}"))
        if rng.random() < 0.6:
            names = rng.sample(["Facebook", "Twitter", "WhatsApp", "E-Mail", "Telegram", "LinkedIn"], k=3)
            parts.append(self.element("div", "share", f"{self.phrase('share')} " + " ".join(f'<a href="/s">{n}</a>' for n in names)))
        if rng.random() < 0.4:
            parts.append(f"<p>{self.phrase('follow')}</p>")
        return "\n".join(parts)

    def next_article(self, opening):
        """Another whole article, as pages without end load it behind the first."""
        rng = self.rng
        title, paragraphs = self.other()
        paragraphs = paragraphs[: rng.choice([4, 8, 14, 30])]
        tag = opening[1:].split(" ")[0].rstrip(">")
        heading = self.element(rng.choice(["h1", "h2", "h2"]), "title", f'<a href="{self.href(title)}">{html.escape(title)}</a>' if rng.random() < 0.5 else html.escape(title))
        meta = self.element("div", "meta", f"{html.escape(self.texts.name(rng))} {self.date()}") if rng.random() < 0.7 else ""
        body = "\n".join(f"{opening}{html.escape(p)}</{tag}>" for p in paragraphs)
        inner = f"{heading}{meta}{body}"
        wrap = rng.choice(["article", "div", "section", ""])
        return self.element(wrap, "next", inner) if wrap else inner
