//! Footnotes: the leaves of notes go in; the notes, without their own marks and ways back, come out.

use super::structure::{Builder, Leaf, same};
use crate::article::{Block, BlockKind, FootnoteText, Inline};

/// Longest mark at the beginning of a note, in bytes.
const LONGEST_MARK: usize = 12;

impl Builder<'_> {
    /// Notes one after the other.
    pub(super) fn footnotes(&mut self, members: &[Leaf], depth: usize) -> Option<BlockKind> {
        let mut notes = Vec::new();
        let mut at = 0;
        while at < members.len() {
            let length = same(&members[at..], depth);
            let part = &members[at..at + length];
            at += length;
            let Some(&node) = part[0].chain.get(depth) else { continue };
            let mut blocks = self.nest(part, depth + 1);
            trim_mark(&mut blocks);
            if let (Some(anchor), false) = (self.roles.notes.anchor(node), blocks.is_empty()) {
                notes.push(FootnoteText { reference: anchor.to_owned(), blocks });
            }
        }
        (!notes.is_empty()).then_some(BlockKind::Footnotes { notes })
    }
}

/// Takes a note's own mark off its beginning: the output numbers notes.
fn trim_mark(blocks: &mut Vec<Block>) {
    let Some(BlockKind::Paragraph { content }) = blocks.first_mut().map(|block| &mut block.kind) else { return };
    let is_mark = |c: char| matches!(c, '^' | '↑' | '[' | ']' | '.' | ':' | ' ') || c.is_ascii_digit();
    if let Some(Inline::Text(text)) = content.first_mut() {
        let mark = text.len() - text.trim_start_matches(is_mark).len();
        // A number that begins a sentence is no mark: after a mark stands a space, a dot or nothing.
        let is_whole = mark == text.len() || !text[..mark].ends_with(|c: char| c.is_ascii_digit());
        if mark > 0 && mark <= LONGEST_MARK && is_whole && !text.starts_with(|c: char| c.is_ascii_digit()) {
            text.drain(..mark);
        }
        if text.is_empty() {
            content.remove(0);
        }
    }
    if content.is_empty() {
        blocks.remove(0);
    }
}
