//! The bytes between two of lol_html's events go in; the end tags and doctypes that stand there come out.
//!
//! lol_html reports start tags, text and comments with their spans. What it leaves out can only be
//! an end tag, a doctype, or the brackets of a CDATA section; anything else is passed over.

use super::tag_name;
use std::ops::Range;

/// What stands in a gap.
#[derive(Debug, PartialEq, Eq)]
pub enum Gap<'a> {
    /// An end tag; the span is within the gap.
    EndTag { name: &'a str, span: Range<usize> },
    /// A doctype, from `!` to before `>`.
    Doctype(&'a str),
}

/// Reads a gap from left to right.
pub fn scan(gap: &str) -> impl Iterator<Item = Gap<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = gap[at..].find('<') {
            let start = at + found;
            let after = &gap[start + 1..];
            // What the input breaks off is nothing (HTML standard, 13.2.5.8, EOF).
            let end = start + 1 + after.find('>')? + 1;
            at = start + 1;
            if let Some(name) = after.strip_prefix('/') {
                if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    at = end_of_tag(gap, start);
                    return Some(Gap::EndTag { name: tag_name(name), span: start..at });
                }
            } else if after.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("!doctype")) {
                at = end;
                return Some(Gap::Doctype(&gap[start + 1..end - 1]));
            }
        }
        None
    })
}

/// One past the `>` that ends the tag at `start`; one inside a quoted attribute value does not end it.
fn end_of_tag(gap: &str, start: usize) -> usize {
    let mut quote = None;
    let mut after_equals = false;
    for (i, byte) in gap.bytes().enumerate().skip(start + 2) {
        match (quote, byte) {
            (None, b'>') => return i + 1,
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    gap.len()
}
