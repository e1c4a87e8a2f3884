//! Blocks go in; GitHub-flavoured Markdown comes out (GFM 0.29, with footnotes, alerts and `math` fences as on GitHub).
//!
//! Rendered, the Markdown has the words of the article and no markup that the article does not have: what could be read
//! as syntax is escaped. No HTML is written, not even for what Markdown lacks, since many renderers pass HTML on and
//! many others show it as text: subscripts, abbreviations and the like come out as their bare text.

mod escape;
mod phrasing;
mod table;

use super::anchors::Anchors;
use super::walk::{self, Leaf};
use crate::article::{
    Block, BlockKind, Definition, FootnoteText, Image, Inline, MAX_BLOCK_DEPTH, MediaKind, Source, Span, SpanKind,
};
use crate::links::{checked_anchor, checked_media};
use phrasing::{Notes, Place};

pub(super) fn write(blocks: &[Block]) -> String {
    let mut writer = Writer {
        out: String::new(),
        prefix: String::new(),
        anchors: Anchors::of(blocks),
        notes: Notes::default(),
        depth: 0,
    };
    writer.blocks(blocks);
    writer.out
}

struct Writer<'a> {
    out: String,
    /// What every further line begins with: `>` of the quotes and the indentation of the list items that are open.
    prefix: String,
    anchors: Anchors<'a>,
    notes: Notes,
    /// Containers that are open.
    depth: usize,
}

/// How two pieces are kept apart.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    Line,
    Blank,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        if self.depth >= MAX_BLOCK_DEPTH {
            return self.flat(blocks);
        }
        self.depth += 1;
        let start = self.out.len();
        let mut alternate = false;
        for (index, block) in blocks.iter().enumerate() {
            // Two lists in a row would become one if their items began with the same mark.
            alternate = !alternate && index > 0 && is_same_list(&blocks[index - 1], block);
            self.separated(start, Gap::Blank, |writer| writer.block(block, alternate));
        }
        self.depth -= 1;
    }

    /// What is nested too deep, without its containers.
    fn flat(&mut self, blocks: &[Block]) {
        let start = self.out.len();
        for leaf in walk::leaves(blocks) {
            self.separated(start, Gap::Blank, |writer| match leaf {
                Leaf::Block(block) => writer.block(block, false),
                Leaf::Line(line) => writer.paragraph(line),
                Leaf::Title(title) => writer.paragraph(&[Inline::Text(title.to_owned())]),
            });
        }
    }

    /// Writes something after a gap, if anything was written since `start` and anything comes.
    fn separated(&mut self, start: usize, gap: Gap, write: impl FnOnce(&mut Self)) {
        let before = self.out.len();
        if before > start {
            if gap == Gap::Blank {
                self.blank_line();
            }
            self.new_line();
        }
        let after = self.out.len();
        write(self);
        if self.out.len() == after {
            self.out.truncate(before);
        }
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
    }

    fn blank_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(self.prefix.trim_end());
    }

    /// A container: `mark` before its first line, `prefix` before the others. Nothing if nothing is in it.
    fn container(&mut self, mark: &str, prefix: &str, content: impl FnOnce(&mut Self)) {
        let before = self.out.len();
        self.out.push_str(mark);
        let inside = self.out.len();
        let outer = self.prefix.len();
        self.prefix.push_str(prefix);
        content(self);
        self.prefix.truncate(outer);
        if self.out.len() == inside {
            self.out.truncate(before);
        }
    }

    fn block(&mut self, block: &Block, alternate: bool) {
        match &block.kind {
            BlockKind::Paragraph { content } => self.paragraph(content),
            BlockKind::Heading { level, content, .. } => self.heading(*level, content),
            BlockKind::Quote { blocks, .. } => self.container("> ", "> ", |writer| writer.blocks(blocks)),
            BlockKind::Code { language, text } => self.fence(language.as_deref().unwrap_or_default(), text),
            BlockKind::List { ordered, start, items } => self.list(*ordered, *start, items, alternate),
            BlockKind::Definitions { items } => self.definitions(items, alternate),
            BlockKind::Table { caption, rows } => self.table(caption.as_deref(), rows, alternate),
            BlockKind::Figure { images, caption } => self.figure(images, caption.as_deref()),
            BlockKind::Media { kind, sources, caption, .. } => self.media(*kind, sources, caption.as_deref()),
            BlockKind::Embed { provider, url, title, quote } => {
                self.embed(provider, url, title.as_deref(), quote.as_deref());
            }
            BlockKind::Callout { kind, title, blocks } => self.callout(kind, title.as_deref(), blocks),
            BlockKind::Details { summary, blocks } => {
                let start = self.out.len();
                self.strong(summary);
                self.separated(start, Gap::Blank, |writer| writer.blocks(blocks));
            }
            BlockKind::Math { tex, text, .. } => match tex {
                Some(tex) if !tex.is_empty() => self.fence("math", tex),
                _ => self.paragraph(&[Inline::Text(text.clone())]),
            },
            BlockKind::Footnotes { notes } => self.footnotes(notes),
            // `---` would be a list item's mark or front matter in other places.
            BlockKind::Rule => self.out.push_str(if self.depth == 1 && !self.out.is_empty() { "---" } else { "___" }),
        }
    }

    /// Inline content with a `\n` for each line break.
    fn phrase(&mut self, inlines: &[Inline], place: Place) -> String {
        phrasing::write(inlines, place, &self.anchors, &mut self.notes)
    }

    fn paragraph(&mut self, content: &[Inline]) {
        let phrase = self.phrase(content, Place::Paragraph);
        self.lines(&phrase);
    }

    /// The lines of a paragraph, each break a hard one.
    fn lines(&mut self, phrase: &str) {
        let start = self.out.len();
        for line in phrase.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            if self.out.len() > start {
                self.out.push('\\');
                self.new_line();
            }
            escape::push_line(&mut self.out, line);
        }
    }

    fn strong(&mut self, content: &[Inline]) {
        self.span(SpanKind::Strong, content);
    }

    fn span(&mut self, kind: SpanKind, content: &[Inline]) {
        self.paragraph(&[Inline::Span(Span { kind, title: None, content: content.to_vec() })]);
    }

    fn heading(&mut self, level: u8, content: &[Inline]) {
        let phrase = self.phrase(content, Place::Heading);
        let phrase = phrase.trim();
        if !phrase.is_empty() {
            self.out.push_str(&"######"[..usize::from(level.clamp(1, 6))]);
            self.out.push(' ');
            self.out.push_str(phrase);
        }
    }

    /// Code between fences longer than any run of back-quotes in it.
    fn fence(&mut self, info: &str, text: &str) {
        let text = text.trim_end_matches(['\n', '\r']);
        if text.is_empty() {
            return;
        }
        let longest = escape::backquote_runs(text).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        self.out.push_str(&fence);
        self.out.extend(
            info.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_')).take(32),
        );
        for line in text.split('\n') {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.is_empty() {
                self.blank_line();
            } else {
                self.new_line();
                self.out.extend(line.chars().filter(|&c| c >= ' ' || c == '\t'));
            }
        }
        self.new_line();
        self.out.push_str(&fence);
    }

    fn list(&mut self, ordered: bool, start: Option<i32>, items: &[Vec<Block>], alternate: bool) {
        let gap = if items.iter().all(|item| is_tight(item)) { Gap::Line } else { Gap::Blank };
        let begin = self.out.len();
        for (number, item) in (i64::from(start.unwrap_or(1).max(0))..).zip(items) {
            let mark = match (ordered, alternate) {
                (false, false) => "- ".to_owned(),
                (false, true) => "* ".to_owned(),
                (true, false) => format!("{number}. "),
                (true, true) => format!("{number}) "),
            };
            self.separated(begin, gap, |writer| writer.item(&mark, |writer| writer.item_blocks(item)));
        }
    }

    fn item(&mut self, mark: &str, content: impl FnOnce(&mut Self)) {
        self.container(mark, &" ".repeat(mark.len()), content);
    }

    fn item_blocks(&mut self, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph { content }, .. }, rest @ ..] if is_tight(blocks) => {
                let start = self.out.len();
                self.paragraph(content);
                self.separated(start, Gap::Line, |writer| writer.blocks(rest));
            }
            _ => self.blocks(blocks),
        }
    }

    /// Markdown has no definition lists: a list of terms with what they mean below them.
    fn definitions(&mut self, items: &[Definition], alternate: bool) {
        let begin = self.out.len();
        for item in items {
            self.separated(begin, Gap::Blank, |writer| {
                writer.item(if alternate { "* " } else { "- " }, |writer| {
                    let start = writer.out.len();
                    writer.strong(&item.term);
                    writer.separated(start, Gap::Blank, |writer| writer.blocks(&item.definition));
                });
            });
        }
    }

    fn figure(&mut self, images: &[Image], caption: Option<&[Inline]>) {
        let start = self.out.len();
        let single = images.len() == 1;
        for image in images {
            self.separated(start, Gap::Blank, |writer| writer.paragraph(&[Inline::Image(image.clone())]));
            let own = image.caption.as_ref().filter(|_| !single || caption.is_none());
            if let Some(own) = own {
                self.caption(start, &[Inline::Text(own.clone())]);
            }
            let shown = caption.filter(|_| single).map(walk::plain).or_else(|| own.cloned()).unwrap_or_default();
            if single && let Some(caption) = caption {
                self.caption(start, caption);
            }
            if let Some(credit) = image.credit.as_ref().filter(|credit| !shown.contains(*credit)) {
                self.caption(start, &[Inline::Text(credit.clone())]);
            }
        }
        if !single && let Some(caption) = caption {
            self.caption(start, caption);
        }
    }

    fn caption(&mut self, start: usize, caption: &[Inline]) {
        self.separated(start, Gap::Blank, |writer| writer.span(SpanKind::Emphasis, caption));
    }

    fn media(&mut self, kind: MediaKind, sources: &[Source], caption: Option<&[Inline]>) {
        let start = self.out.len();
        let label = match kind {
            MediaKind::Audio => "Audio",
            MediaKind::Video => "Video",
        };
        if let Some(source) = sources.iter().find(|source| checked_media(&source.url).is_some()) {
            self.link(&source.url, label);
        }
        if let Some(caption) = caption {
            self.caption(start, caption);
        }
    }

    fn link(&mut self, url: &str, label: &str) {
        let content = vec![Inline::Text(label.to_owned())];
        self.paragraph(&[Inline::Link { url: url.to_owned(), title: None, content }]);
    }

    fn embed(&mut self, provider: &str, url: &str, title: Option<&str>, quote: Option<&[Block]>) {
        let label =
            [title.unwrap_or_default(), provider, url].into_iter().map(str::trim).find(|label| !label.is_empty());
        let link = |writer: &mut Self| writer.link(url, label.unwrap_or_default());
        match quote {
            Some(quote) if !quote.is_empty() => self.container("> ", "> ", |writer| {
                let start = writer.out.len();
                writer.blocks(quote);
                writer.separated(start, Gap::Blank, link);
            }),
            _ => link(self),
        }
    }

    /// An alert as GitHub writes them: one of five kinds, its first line `[!KIND]`.
    fn callout(&mut self, kind: &str, title: Option<&str>, blocks: &[Block]) {
        let alert = alert(kind);
        self.container("> ", "> ", |writer| {
            let mark = writer.out.len();
            writer.out.push_str("[!");
            writer.out.push_str(alert);
            writer.out.push(']');
            let start = writer.out.len();
            writer.new_line();
            let inside = writer.out.len();
            if let Some(title) = title.filter(|title| !title.trim().eq_ignore_ascii_case(alert)) {
                writer.strong(&[Inline::Text(title.to_owned())]);
            }
            writer.separated(inside, Gap::Blank, |writer| writer.blocks(blocks));
            if writer.out.len() == inside {
                writer.out.truncate(if title.is_some() { start } else { mark });
            }
        });
    }

    /// Renderers leave out notes that nothing refers to, so those are written as paragraphs.
    fn footnotes(&mut self, notes: &[FootnoteText]) {
        let begin = self.out.len();
        for note in notes {
            let number = checked_anchor(&note.reference).and_then(|anchor| self.anchors.note(&anchor));
            let mark = number.filter(|&number| self.notes.define(number)).map(|number| format!("[^{number}]: "));
            self.separated(begin, Gap::Blank, |writer| match &mark {
                Some(mark) => writer.container(mark, "    ", |writer| writer.blocks(&note.blocks)),
                None => writer.blocks(&note.blocks),
            });
        }
    }
}

fn is_same_list(before: &Block, block: &Block) -> bool {
    /// Whether it is written as a list, and whether as a numbered one.
    fn ordered(block: &Block) -> Option<bool> {
        match block.kind {
            BlockKind::List { ordered, .. } => Some(ordered),
            BlockKind::Definitions { .. } => Some(false),
            BlockKind::Table { ref rows, .. } if !table::fits(rows) => Some(false),
            _ => None,
        }
    }
    ordered(before).is_some_and(|ordered_before| ordered(block) == Some(ordered_before))
}

/// Whether an item is a paragraph with nothing but lists after it that may follow it without a blank line: a numbered
/// list only from 1 on, and no empty first item (CommonMark 5.2).
fn is_tight(item: &[Block]) -> bool {
    let [first, rest @ ..] = item else { return true };
    let follows = |block: &Block| match &block.kind {
        BlockKind::List { ordered, start, items } => {
            (!ordered || start.is_none_or(|start| start == 1))
                && items.first().is_some_and(|item| !item.is_empty() && is_text(&item[0]))
        }
        _ => false,
    };
    is_text(first) && rest.len() <= 1 && rest.iter().all(follows)
}

fn is_text(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph { content } => !walk::plain(content).trim().is_empty(),
        _ => false,
    }
}

fn alert(kind: &str) -> &'static str {
    match kind.to_ascii_lowercase().as_str() {
        "tip" | "hint" | "success" | "example" | "check" | "done" => "TIP",
        "important" | "abstract" | "summary" | "question" | "help" | "faq" => "IMPORTANT",
        "warning" | "attention" => "WARNING",
        "caution" | "danger" | "error" | "bug" | "failure" | "fail" => "CAUTION",
        _ => "NOTE",
    }
}
