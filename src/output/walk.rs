//! Walks through articles of any depth without recursion.
//!
//! The serialisers recurse down to [`MAX_BLOCK_DEPTH`](crate::article::MAX_BLOCK_DEPTH) and
//! [`MAX_INLINE_DEPTH`](crate::article::MAX_INLINE_DEPTH); what a hostile article nests deeper comes from here, flat.

use crate::article::{Block, BlockKind, Inline};

/// A piece of an article that holds no blocks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Leaf<'a> {
    /// A block whose kind holds no other blocks.
    Block(&'a Block),
    /// The inline part of a container: a term, a summary, a table's caption.
    Line(&'a [Inline]),
    /// The title of a container.
    Title(&'a str),
}

enum Step<'a> {
    Enter(&'a Block),
    Leaf(Leaf<'a>),
}

/// The leaves of `blocks`, in order.
pub(super) fn leaves(blocks: &[Block]) -> impl Iterator<Item = Leaf<'_>> {
    let mut stack: Vec<Step> = blocks.iter().rev().map(Step::Enter).collect();
    std::iter::from_fn(move || {
        loop {
            match stack.pop()? {
                Step::Leaf(leaf) => return Some(leaf),
                Step::Enter(block) => {
                    let bottom = stack.len();
                    if !push_children(block, &mut stack) {
                        return Some(Leaf::Block(block));
                    }
                    stack[bottom..].reverse();
                }
            }
        }
    })
}

/// Pushes what a container holds, in order. False for a block that is no container.
fn push_children<'a>(block: &'a Block, stack: &mut Vec<Step<'a>>) -> bool {
    match &block.kind {
        BlockKind::Quote { blocks, .. } => stack.extend(blocks.iter().map(Step::Enter)),
        BlockKind::Callout { title, blocks, .. } => {
            stack.extend(title.iter().map(|title| Step::Leaf(Leaf::Title(title))));
            stack.extend(blocks.iter().map(Step::Enter));
        }
        BlockKind::Details { summary, blocks } => {
            stack.push(Step::Leaf(Leaf::Line(summary)));
            stack.extend(blocks.iter().map(Step::Enter));
        }
        BlockKind::List { items, .. } => stack.extend(items.iter().flatten().map(Step::Enter)),
        BlockKind::Definitions { items } => {
            for item in items {
                stack.push(Step::Leaf(Leaf::Line(&item.term)));
                stack.extend(item.definition.iter().map(Step::Enter));
            }
        }
        BlockKind::Table { rows, .. } => {
            stack.extend(rows.iter().flatten().flat_map(|cell| &cell.content).map(Step::Enter));
        }
        BlockKind::Footnotes { notes } => {
            stack.extend(notes.iter().flat_map(|note| &note.blocks).map(Step::Enter));
        }
        BlockKind::Embed { quote: Some(blocks), .. } if !blocks.is_empty() => {
            stack.extend(blocks.iter().map(Step::Enter));
        }
        BlockKind::Paragraph { .. }
        | BlockKind::Heading { .. }
        | BlockKind::Code { .. }
        | BlockKind::Figure { .. }
        | BlockKind::Media { .. }
        | BlockKind::Embed { .. }
        | BlockKind::Math { .. }
        | BlockKind::Rule => return false,
    }
    true
}

/// Every block at any depth, outer before inner.
pub(super) fn all(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    let mut stack: Vec<Step> = blocks.iter().rev().map(Step::Enter).collect();
    std::iter::from_fn(move || {
        loop {
            if let Step::Enter(block) = stack.pop()? {
                let bottom = stack.len();
                push_children(block, &mut stack);
                stack[bottom..].reverse();
                return Some(block);
            }
        }
    })
}

/// Text, breaks, pictures, footnotes and formulas of `inlines`, in order, out of their links and spans.
pub(super) fn inline_leaves(inlines: &[Inline]) -> impl Iterator<Item = &Inline> {
    let mut stack: Vec<&Inline> = inlines.iter().rev().collect();
    std::iter::from_fn(move || {
        loop {
            match stack.pop()? {
                Inline::Link { content, .. } => stack.extend(content.iter().rev()),
                Inline::Span(span) => stack.extend(span.content.iter().rev()),
                leaf => return Some(leaf),
            }
        }
    })
}

/// The bare text of inline content, a space for each line break.
pub(crate) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for leaf in inline_leaves(inlines) {
        match leaf {
            Inline::Text(piece) => text.push_str(piece),
            Inline::Break => text.push(' '),
            Inline::Math { text: formula, .. } => text.push_str(formula),
            _ => {}
        }
    }
    text
}
