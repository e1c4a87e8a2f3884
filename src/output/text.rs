//! Blocks go in; plain text comes out, for search, counting and language models.

use super::anchors::Anchors;
use super::walk::{self, Leaf};
use crate::article::{Block, BlockKind, Inline, MAX_BLOCK_DEPTH, MAX_INLINE_DEPTH, SpanKind, TableCell};
use crate::links::checked_anchor;

pub(super) fn write(blocks: &[Block]) -> String {
    let mut writer = Writer { out: String::new(), all: blocks, anchors: None, depth: 0, inline_depth: 0 };
    writer.blocks(blocks);
    writer.out
}

struct Writer<'a> {
    out: String,
    all: &'a [Block],
    /// Those of all blocks, once there is a reference to a note.
    anchors: Option<Anchors<'a>>,
    depth: usize,
    inline_depth: usize,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        if self.depth >= MAX_BLOCK_DEPTH {
            for leaf in walk::leaves(blocks) {
                match leaf {
                    Leaf::Block(block) => self.block(block),
                    Leaf::Line(line) => self.line(|writer| writer.inlines(line)),
                    Leaf::Title(title) => self.line(|writer| writer.text(title)),
                }
            }
            return;
        }
        self.depth += 1;
        for block in blocks {
            self.block(block);
        }
        self.depth -= 1;
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph { content } | BlockKind::Heading { content, .. } => {
                self.line(|writer| writer.inlines(content));
            }
            BlockKind::Quote { blocks, .. } => self.blocks(blocks),
            BlockKind::Code { text, .. } => self.line(|writer| writer.preformatted(text)),
            BlockKind::List { items, .. } => {
                for item in items {
                    self.blocks(item);
                }
            }
            BlockKind::Definitions { items } => {
                for item in items {
                    self.line(|writer| writer.inlines(&item.term));
                    self.blocks(&item.definition);
                }
            }
            BlockKind::Table { rows, .. } => {
                for row in rows {
                    self.row(row);
                }
            }
            BlockKind::Callout { title, blocks, .. } => {
                self.line(|writer| writer.text(title.as_deref().unwrap_or_default()));
                self.blocks(blocks);
            }
            BlockKind::Details { summary, blocks } => {
                self.line(|writer| writer.inlines(summary));
                self.blocks(blocks);
            }
            BlockKind::Math { tex, text, .. } => self.line(|writer| {
                writer.text(if text.is_empty() { tex.as_deref().unwrap_or_default() } else { text });
            }),
            BlockKind::Footnotes { notes } => {
                for note in notes {
                    self.blocks(&note.blocks);
                }
            }
            // What a post says stands beside the article's text, as a caption does.
            BlockKind::Figure { .. } | BlockKind::Media { .. } | BlockKind::Embed { .. } | BlockKind::Rule => {}
        }
    }

    /// A line of its own, or several; nothing where nothing but white space is written.
    fn line(&mut self, write: impl FnOnce(&mut Self)) {
        let before = self.out.len();
        if before > 0 {
            self.out.push('\n');
        }
        let start = self.out.len();
        write(self);
        let end = self.out.trim_end().len();
        self.out.truncate(if end <= start { before } else { end });
    }

    fn row(&mut self, cells: &[TableCell]) {
        // A cell is written as if it were an article and put into one line then.
        let outer = std::mem::take(&mut self.out);
        let mut row = String::new();
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                row.push('\t');
            }
            self.blocks(&cell.content);
            for (index, word) in self.out.split_ascii_whitespace().enumerate() {
                if index > 0 {
                    row.push(' ');
                }
                row.push_str(word);
            }
            self.out.clear();
        }
        self.out = outer;
        if !row.bytes().all(|byte| byte == b'\t') {
            self.line(|writer| writer.out.push_str(&row));
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        if self.inline_depth >= MAX_INLINE_DEPTH {
            for leaf in walk::inline_leaves(inlines) {
                self.inline(leaf);
            }
            return;
        }
        self.inline_depth += 1;
        for inline in inlines {
            self.inline(inline);
        }
        self.inline_depth -= 1;
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Link { content, .. } => self.inlines(content),
            Inline::Span(span) => match (span.kind, span.title.as_deref()) {
                (SpanKind::Quote, _) => {
                    self.out.push('\u{201c}');
                    self.inlines(&span.content);
                    self.out.push('\u{201d}');
                }
                (SpanKind::Ruby, Some(reading)) => {
                    self.inlines(&span.content);
                    self.out.push('(');
                    self.text(reading);
                    self.out.push(')');
                }
                _ => self.inlines(&span.content),
            },
            Inline::Break => {
                let end = self.out.trim_end_matches(' ').len();
                self.out.truncate(end);
                self.out.push('\n');
            }
            Inline::Image(_) => {}
            Inline::Footnote(reference) => {
                let anchors = self.anchors.get_or_insert_with(|| Anchors::of(self.all));
                let number = checked_anchor(reference).and_then(|anchor| anchors.note(&anchor));
                self.out.push('[');
                match number {
                    Some(number) => self.out.push_str(&number.to_string()),
                    None => self.text(reference),
                }
                self.out.push(']');
            }
            Inline::Math { tex, text } => {
                self.text(if text.is_empty() { tex.as_deref().unwrap_or_default() } else { text })
            }
        }
    }

    /// Running text: a line end in it is no line end of the article.
    fn text(&mut self, text: &str) {
        let text = match self.out.as_bytes().last() {
            None | Some(b'\n') => text.trim_start(),
            // Where a picture stood between two words.
            Some(b' ') => text.trim_start_matches(' '),
            Some(_) => text,
        };
        if !has_controls(text) {
            return self.out.push_str(text);
        }
        for c in text.chars() {
            match c {
                '\n' | '\t' | '\r' => self.out.push(' '),
                _ if c < ' ' => {}
                _ => self.out.push(c),
            }
        }
    }

    fn preformatted(&mut self, text: &str) {
        let text = text.trim_matches(['\n', '\r']);
        if !has_controls(text) {
            return self.out.push_str(text);
        }
        self.out.extend(text.chars().filter(|&c| c >= ' ' || matches!(c, '\n' | '\t')));
    }
}

/// Looks at all bytes: without an early exit the compiler checks 16 at a time.
fn has_controls(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | (byte < b' '))
}
