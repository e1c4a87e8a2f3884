//! The bytes between two of lol_html's events go in; the text, end tags and doctypes that stand there come out.
//!
//! lol_html reports start tags, comments and the text of raw elements with their spans. What it leaves out can only be
//! running text, an end tag, a doctype or a CDATA section; or, where the input ends, what is not complete. It is read
//! as the standard's tokenizer reads it in the data state (13.2.5.1).

use super::tag_name;
use std::ops::Range;

/// What stands in a gap.
#[derive(Debug, PartialEq, Eq)]
pub enum Gap<'a> {
    /// Running text.
    Text(&'a str),
    /// An end tag; the span is within the gap.
    EndTag { name: &'a str, span: Range<usize> },
    /// A doctype, from `!` to before `>`.
    Doctype(&'a str),
    /// What stands in a CDATA section.
    Cdata(&'a str),
}

/// Reads a gap from left to right.
pub fn scan(gap: &str) -> Scan<'_> {
    Scan { gap, at: 0 }
}

/// One past the last end tag of a gap that may go on.
pub fn end_of_tags(gap: &str) -> Option<usize> {
    let tags = scan(gap).filter_map(|event| if let Gap::EndTag { span, .. } = event { Some(span.end) } else { None });
    tags.last()
}

/// The events of a gap.
pub struct Scan<'a> {
    gap: &'a str,
    /// What is before has been told.
    at: usize,
}

/// Markup in a gap.
enum Markup<'a> {
    /// It is told, and ends there.
    Told(Gap<'a>, usize),
    /// It means nothing, and ends there.
    Nothing(usize),
    /// It is not complete: what follows is nothing.
    Unfinished,
}

impl<'a> Iterator for Scan<'a> {
    type Item = Gap<'a>;

    fn next(&mut self) -> Option<Gap<'a>> {
        loop {
            let from = self.at;
            let mut search = from;
            let (start, markup) = loop {
                let rest = self.gap.as_bytes().get(search..).unwrap_or_default();
                let found = if rest.first() == Some(&b'<') { Some(0) } else { memchr::memchr(b'<', rest) };
                let Some(found) = found else { break (self.gap.len(), None) };
                match self.markup(search + found) {
                    Some(markup) => break (search + found, Some(markup)),
                    None => search += found + 1,
                }
            };
            if start > from {
                self.at = start;
                return self.gap.get(from..start).map(Gap::Text);
            }
            match markup {
                Some(Markup::Told(event, end)) => {
                    self.at = end;
                    return Some(event);
                }
                Some(Markup::Nothing(end)) => self.at = end,
                Some(Markup::Unfinished) | None => {
                    self.at = self.gap.len();
                    return None;
                }
            }
        }
    }
}

impl<'a> Scan<'a> {
    /// The markup that begins at a `<`; none if that is text.
    fn markup(&self, start: usize) -> Option<Markup<'a>> {
        let after = self.gap.get(start + 1..).unwrap_or_default();
        match after.as_bytes() {
            [b'/', b'>', ..] => Some(Markup::Nothing(start + 3)),
            [b'/', letter, ..] if letter.is_ascii_alphabetic() => Some(self.end_tag(start, &after[1..])),
            [b'!', ..] => Some(self.declaration(start, after)),
            // A start tag or a comment that the input breaks off is nothing (13.2.5.8, EOF).
            [b'/', _, ..] | [b'?', ..] => Some(Markup::Unfinished),
            [letter, ..] if letter.is_ascii_alphabetic() => Some(Markup::Unfinished),
            _ => None,
        }
    }

    fn end_tag(&self, start: usize, name: &'a str) -> Markup<'a> {
        let name = tag_name(name);
        let end = start + 2 + name.len();
        let bytes = self.gap.as_bytes();
        let end = if bytes.get(end) == Some(&b'>') { Some(end + 1) } else { end_of_tag(bytes, end) };
        match end {
            Some(end) => Markup::Told(Gap::EndTag { name, span: start..end }, end),
            None => Markup::Unfinished,
        }
    }

    /// What begins with `<!`; comments are not in gaps unless they are not complete.
    fn declaration(&self, start: usize, after: &'a str) -> Markup<'a> {
        let first = start + 1;
        if after.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("!doctype")) {
            return match after.find('>') {
                Some(end) => Markup::Told(Gap::Doctype(&after[..end]), first + end + 1),
                None => Markup::Unfinished,
            };
        }
        let Some(content) = after.strip_prefix("![CDATA[") else { return Markup::Unfinished };
        match content.find("]]>") {
            Some(end) => Markup::Told(Gap::Cdata(&content[..end]), first + 8 + end + 3),
            None => Markup::Told(Gap::Cdata(content), self.gap.len()),
        }
    }
}

/// One past the `>` that ends the tag whose name ends at `from`; one inside a quoted attribute value does not end it.
fn end_of_tag(gap: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (i, &byte) in gap.iter().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return Some(i + 1),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    None
}
