//! The part of the source that has not been given out yet, and how it is given out: as it is, but for the edits.

use super::track::Edit;
use std::collections::VecDeque;
use std::ops::Range;

/// The source, from what has not been given out on.
#[derive(Debug, Default)]
pub struct Held {
    text: String,
    /// Where it begins in the source.
    base: usize,
    /// What is to change in it, in order.
    edits: VecDeque<Edit>,
    /// The last byte that was given out.
    last: u8,
    /// Whether something was left out since, and whether it stood in a line of text.
    gap: Option<bool>,
    /// What was left out or replaced, if that is asked for.
    pub account: Option<Vec<Range<usize>>>,
}

impl Held {
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// One past what has come.
    pub const fn end(&self) -> usize {
        self.base + self.text.len()
    }

    pub const fn base(&self) -> usize {
        self.base
    }

    /// Changes something that stands behind all that was changed before.
    pub fn edit(&mut self, edit: Edit) {
        self.edits.push_back(edit);
    }

    /// Gives out everything before `to`, which is no place inside of an edit.
    pub fn give(&mut self, to: usize, out: &mut String) {
        let mut at = self.base;
        while self.edits.front().is_some_and(|edit| edit.span.end <= to) {
            let Some(edit) = self.edits.pop_front() else { break };
            if edit.span.start < at {
                continue;
            }
            self.copy(at..edit.span.start, out);
            at = edit.span.end;
            if edit.with.is_empty() {
                // A gap in a block is one in a line only if all that is missing was.
                self.gap = Some(self.gap.unwrap_or(true) && edit.is_inline);
            } else {
                self.gap = None;
                out.push_str(edit.with);
                self.last = b'>';
            }
            if let Some(account) = &mut self.account {
                account.push(edit.span);
            }
        }
        self.copy(at..to, out);
        let to = to.max(at);
        self.text.drain(..to - self.base);
        self.base = to;
    }

    fn copy(&mut self, span: Range<usize>, out: &mut String) {
        let start = span.start - self.base;
        let Some(text) = self.text.get(start..span.end.saturating_sub(self.base)).filter(|text| !text.is_empty())
        else {
            return;
        };
        if let Some(is_inline) = self.gap.take() {
            // What was apart must not become a tag, a character reference, or one word.
            let joins = !matches!(self.last, 0 | b'>') && !self.last.is_ascii_whitespace();
            if joins && !text.starts_with(|c: char| c == '<' || c.is_ascii_whitespace()) {
                out.push_str(if is_inline { "<!---->" } else { "\n" });
            }
        }
        out.push_str(text);
        self.last = text.as_bytes()[text.len() - 1];
    }
}
