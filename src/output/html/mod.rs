//! Blocks go in; HTML comes out that a parser reads as exactly the tree that was meant.
//!
//! The parser's rules decide what may stand where: no block in a `p`, no `a` in an `a`, `tbody` always written, lists
//! and tables never broken by what is in them. Elements and attributes are literals in this folder; whatever is
//! not written here cannot be in the output. `\n` stands between neighbouring blocks, so that the text of the tree
//! keeps them apart.

mod figure;
mod phrasing;
mod table;

use super::ID_PREFIX;
use super::anchors::Anchors;
use super::escape::{push_attribute, push_number, push_text};
use super::walk::{self, Leaf};
use crate::article::{Block, BlockKind, Definition, FootnoteText, Inline, MAX_BLOCK_DEPTH};
use crate::links::{checked_anchor, checked_link};
use std::collections::BTreeSet;

pub(super) fn write(blocks: &[Block]) -> String {
    let mut writer = Writer::new(Anchors::of(blocks));
    writer.blocks(blocks);
    writer.out
}

struct Writer<'a> {
    out: String,
    anchors: Anchors<'a>,
    /// Ids written, each of which may stand once.
    ids: BTreeSet<String>,
    /// Containers that are open.
    depth: usize,
    phrasing: phrasing::Context,
}

impl<'a> Writer<'a> {
    fn new(anchors: Anchors<'a>) -> Self {
        Self { out: String::new(), anchors, ids: BTreeSet::new(), depth: 0, phrasing: phrasing::Context::default() }
    }

    /// Blocks one after the other; what comes out empty leaves no trace.
    fn blocks(&mut self, blocks: &[Block]) {
        if self.depth >= MAX_BLOCK_DEPTH {
            return self.flat(blocks);
        }
        self.depth += 1;
        let start = self.out.len();
        for block in blocks {
            self.separated(start, |writer| writer.block(block));
        }
        self.depth -= 1;
    }

    /// What is nested too deep, without its containers.
    fn flat(&mut self, blocks: &[Block]) {
        let start = self.out.len();
        for leaf in walk::leaves(blocks) {
            self.separated(start, |writer| match leaf {
                Leaf::Block(block) => writer.block(block),
                Leaf::Line(line) => writer.element("p", |writer| writer.inlines(line)),
                Leaf::Title(title) => writer.element("p", |writer| push_text(&mut writer.out, title)),
            });
        }
    }

    /// Writes something after a line end, if anything was written since `start` and anything comes.
    fn separated(&mut self, start: usize, write: impl FnOnce(&mut Self)) {
        let before = self.out.len();
        if before > start {
            self.out.push('\n');
        }
        let after = self.out.len();
        write(self);
        if self.out.len() == after {
            self.out.truncate(before);
        }
    }

    /// `<name>…</name>`, or nothing if nothing is in it.
    fn element(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.element_with(name, |_| {}, content);
    }

    /// [`element`](Self::element) with attributes.
    fn element_with(&mut self, name: &str, attributes: impl FnOnce(&mut Self), content: impl FnOnce(&mut Self)) {
        let start = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        attributes(self);
        self.out.push('>');
        let inside = self.out.len();
        content(self);
        if self.out.len() == inside {
            self.out.truncate(start);
        } else {
            self.end(name);
        }
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// ` id="bodycopy-…"`, if that id is not taken.
    fn id(&mut self, kind: &str, anchor: &str) {
        let id = [ID_PREFIX, kind, anchor].concat();
        if !self.ids.contains(&id) {
            push_attribute(&mut self.out, "id", &id);
            self.ids.insert(id);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph { content } => self.element("p", |writer| writer.inlines(content)),
            BlockKind::Heading { level, anchor, content } => self.heading(*level, anchor.as_deref(), content),
            BlockKind::Quote { blocks, cite } => self.quote(blocks, cite.as_deref()),
            BlockKind::Code { language, text } => self.code(language.as_deref(), text),
            BlockKind::List { ordered, start, items } => self.list(*ordered, *start, items),
            BlockKind::Definitions { items } => self.definitions(items),
            BlockKind::Table { caption, rows } => self.table(caption.as_deref(), rows),
            BlockKind::Figure { images, caption } => self.figure(images, caption.as_deref()),
            BlockKind::Media { kind, sources, poster, caption } => {
                self.media(*kind, sources, poster.as_deref(), caption.as_deref());
            }
            BlockKind::Embed { provider, url, title, quote } => {
                self.embed(provider, url, title.as_deref(), quote.as_deref());
            }
            BlockKind::Callout { kind, title, blocks } => self.callout(kind, title.as_deref(), blocks),
            BlockKind::Details { summary, blocks } => self.element("details", |writer| {
                let start = writer.out.len();
                writer.element("summary", |writer| writer.inlines(summary));
                writer.separated(start, |writer| writer.blocks(blocks));
            }),
            BlockKind::Math { tex, text, .. } => self.math(tex.as_deref(), text),
            BlockKind::Footnotes { notes } => self.footnotes(notes),
            BlockKind::Rule => self.out.push_str("<hr>"),
        }
    }

    fn heading(&mut self, level: u8, anchor: Option<&str>, content: &[Inline]) {
        let name = ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 6)) - 1];
        self.element_with(
            name,
            |writer| {
                if let Some(anchor) = anchor.and_then(checked_anchor) {
                    writer.id("h-", &anchor);
                }
            },
            |writer| writer.inlines(content),
        );
    }

    fn quote(&mut self, blocks: &[Block], cite: Option<&str>) {
        self.element_with(
            "blockquote",
            |writer| {
                if let Some(url) = cite.and_then(checked_link).filter(|url| !url.starts_with('#')) {
                    push_attribute(&mut writer.out, "cite", &url);
                }
            },
            |writer| writer.blocks(blocks),
        );
    }

    fn code(&mut self, language: Option<&str>, text: &str) {
        let class = language.and_then(language_class);
        self.element("pre", |writer| {
            writer.element_with(
                "code",
                |writer| {
                    if let Some(class) = class {
                        push_attribute(&mut writer.out, "class", &class);
                    }
                },
                |writer| push_text(&mut writer.out, text),
            );
        });
    }

    fn list(&mut self, ordered: bool, start: Option<i32>, items: &[Vec<Block>]) {
        self.element_with(
            if ordered { "ol" } else { "ul" },
            |writer| match start {
                Some(start) if ordered && start != 1 => push_number(&mut writer.out, "start", start),
                _ => {}
            },
            |writer| {
                let inside = writer.out.len();
                for item in items {
                    writer.separated(inside, |writer| {
                        writer.out.push_str("<li>");
                        writer.item(item);
                        writer.end("li");
                    });
                }
            },
        );
    }

    /// The inside of a list item or cell: a paragraph stands bare where nothing but lists follows.
    fn item(&mut self, blocks: &[Block]) {
        if let [Block { kind: BlockKind::Paragraph { content }, .. }, rest @ ..] = blocks
            && rest.iter().all(|block| matches!(block.kind, BlockKind::List { .. }))
        {
            let start = self.out.len();
            self.inlines(content);
            return self.separated(start, |writer| writer.blocks(rest));
        }
        self.blocks(blocks);
    }

    fn definitions(&mut self, items: &[Definition]) {
        self.element("dl", |writer| {
            let inside = writer.out.len();
            for item in items {
                writer.separated(inside, |writer| writer.element("dt", |writer| writer.inlines(&item.term)));
                writer.separated(inside, |writer| writer.element("dd", |writer| writer.item(&item.definition)));
            }
        });
    }

    fn callout(&mut self, kind: &str, title: Option<&str>, blocks: &[Block]) {
        let kind: String =
            kind.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').map(|c| c.to_ascii_lowercase()).collect();
        self.element_with(
            "div",
            |writer| {
                push_attribute(&mut writer.out, "role", "note");
                if !kind.is_empty() {
                    push_attribute(&mut writer.out, "data-callout", &kind);
                }
            },
            |writer| {
                let start = writer.out.len();
                if let Some(title) = title {
                    writer.element("p", |writer| {
                        writer.element("strong", |writer| push_text(&mut writer.out, title));
                    });
                }
                writer.separated(start, |writer| writer.blocks(blocks));
            },
        );
    }

    /// Class names by which renderers such as KaTeX's find formulas (`rehype-katex`); MathML is never written.
    fn math(&mut self, tex: Option<&str>, text: &str) {
        match tex {
            Some(tex) if !tex.is_empty() => self.element("pre", |writer| {
                writer.out.push_str("<code class=\"language-math math-display\">");
                push_text(&mut writer.out, tex);
                writer.end("code");
            }),
            _ => self.element("p", |writer| push_text(&mut writer.out, text)),
        }
    }

    fn footnotes(&mut self, notes: &[FootnoteText]) {
        self.element_with(
            "section",
            |writer| push_attribute(&mut writer.out, "role", "doc-endnotes"),
            |writer| {
                let first = notes.iter().find_map(|note| writer.anchors.note(&checked_anchor(&note.reference)?));
                writer.element_with(
                    "ol",
                    |writer| match first {
                        Some(first) if first > 1 => push_number(&mut writer.out, "start", first as i64),
                        _ => {}
                    },
                    |writer| {
                        let inside = writer.out.len();
                        for note in notes {
                            writer.separated(inside, |writer| writer.footnote(note));
                        }
                    },
                );
            },
        );
    }

    fn footnote(&mut self, note: &FootnoteText) {
        let anchor = checked_anchor(&note.reference);
        self.out.push_str("<li");
        if let Some(anchor) = &anchor {
            self.id("fn-", anchor);
        }
        self.out.push('>');
        let start = self.out.len();
        self.blocks(&note.blocks);
        if let Some(anchor) = anchor
            && self.ids.contains(&[ID_PREFIX, "fnref-", &anchor].concat())
        {
            self.separated(start, |writer| writer.back_link(&anchor));
        }
        self.end("li");
    }

    fn back_link(&mut self, anchor: &str) {
        self.out.push_str("<p><a");
        push_attribute(&mut self.out, "href", &["#", ID_PREFIX, "fnref-", anchor].concat());
        self.out.push_str(" rel=\"noopener noreferrer\" role=\"doc-backlink\">\u{21a9}</a></p>");
    }
}

/// `language-…` as the HTML standard suggests for `code` (4.5.15), if the name is one.
fn language_class(language: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_');
    (!language.is_empty() && language.len() <= 32 && language.chars().all(fits)).then(|| format!("language-{language}"))
}
