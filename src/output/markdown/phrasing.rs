//! Inline content as Markdown, a `\n` for each line break.
//!
//! Emphasis is the hard part: whether `**` opens or closes is decided by the characters on its two sides (CommonMark
//! 6.2), so emphasis that would not be seen as such is left out, and its text stays.

use super::escape::{self, Surroundings, push_code, push_destination, push_text};
use crate::article::{Image, Inline, MAX_INLINE_DEPTH, Span, SpanKind};
use crate::links::{checked_anchor, checked_link, checked_media};
use crate::output::anchors::Anchors;
use crate::output::walk;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What the phrase is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// The footnotes that were referred to so far and those that were written.
#[derive(Debug, Default)]
pub(super) struct Notes {
    referred: BTreeSet<usize>,
    written: BTreeSet<usize>,
}

impl Notes {
    /// Notes that the text of a footnote is written now. Whether as a definition, or as a mere paragraph.
    pub fn define(&mut self, number: usize) -> bool {
        self.written.insert(number) && self.referred.contains(&number)
    }

    /// Whether a reference can be written as one.
    fn refer(&mut self, number: usize) -> bool {
        if !self.written.contains(&number) {
            self.referred.insert(number);
        }
        self.referred.contains(&number)
    }
}

/// Renders inline content. In a heading or a cell a line break is a space.
pub(super) fn write(inlines: &[Inline], place: Place, anchors: &Anchors, notes: &mut Notes) -> String {
    let mut writer = Phrase {
        out: String::new(),
        place,
        anchors,
        notes,
        depth: 0,
        bracketed: false,
        open: 0,
        emphasised: 0,
        floor: 0,
        closed: (0, ""),
        code_end: usize::MAX,
    };
    writer.inlines(inlines, None);
    writer.out
}

struct Phrase<'a> {
    out: String,
    place: Place,
    anchors: &'a Anchors<'a>,
    notes: &'a mut Notes,
    depth: usize,
    /// Between the brackets of a link.
    bracketed: bool,
    /// A bit for each [`SpanKind`] that is open.
    open: u16,
    /// How many emphases are open.
    emphasised: usize,
    /// Where the innermost of them began.
    floor: usize,
    /// Where the last emphasis ended, and with what.
    closed: (usize, &'static str),
    /// Where the last code span ended.
    code_end: usize,
}

impl Phrase<'_> {
    /// `after` is the character that will stand behind all of them, if one does.
    fn inlines(&mut self, inlines: &[Inline], after: Option<char>) {
        if self.depth >= MAX_INLINE_DEPTH {
            for leaf in walk::inline_leaves(inlines) {
                self.inline(leaf, Some('['));
            }
            return;
        }
        self.depth += 1;
        // From the back, so that many empty spans in a row cost no more than one look at each.
        let mut afters = vec![after; inlines.len()];
        for index in (1..inlines.len()).rev() {
            afters[index - 1] = self.first_char(&inlines[index]).or(afters[index]);
        }
        for (inline, after) in inlines.iter().zip(afters) {
            self.inline(inline, after);
        }
        self.depth -= 1;
    }

    fn inline(&mut self, inline: &Inline, after: Option<char>) {
        match inline {
            Inline::Text(text) => self.text_before(text, after),
            Inline::Link { url, title, content } => self.link(url, title.as_deref(), content, after),
            Inline::Span(span) => self.span(span, after),
            Inline::Break => self.out.push(if self.place == Place::Paragraph { '\n' } else { ' ' }),
            Inline::Image(image) => self.image(image),
            Inline::Footnote(reference) => self.footnote(reference),
            Inline::Math { tex: Some(tex), .. } if !tex.trim().is_empty() => self.formula(tex),
            Inline::Math { text, .. } => self.text(text),
        }
    }

    /// Text that ends in `!` right before something: a bracket there would begin a picture.
    fn text_before(&mut self, text: &str, after: Option<char>) {
        match text.strip_suffix('!') {
            Some(start) if after.is_some() => {
                self.text(start);
                self.out.push_str("\\!");
            }
            _ => self.text(text),
        }
    }

    fn text(&mut self, text: &str) {
        let place = Surroundings { bracketed: self.bracketed, heading: self.place == Place::Heading };
        push_text(&mut self.out, text, place);
    }

    fn link(&mut self, url: &str, title: Option<&str>, content: &[Inline], after: Option<char>) {
        let Some(url) = self.target(url) else {
            return self.inlines(content, after);
        };
        let start = self.out.len();
        let ends = (self.closed, self.code_end);
        self.out.push('[');
        let inside = self.out.len();
        self.bracketed = true;
        self.inlines(content, Some(']'));
        self.bracketed = false;
        if self.out[inside..].trim().is_empty() {
            let space = !self.out[inside..].is_empty();
            self.out.truncate(start);
            (self.closed, self.code_end) = ends;
            return if space {
                self.out.push(' ')
            };
        }
        self.out.push_str("](");
        push_destination(&mut self.out, &url, title);
        self.out.push(')');
    }

    fn span(&mut self, span: &Span, after: Option<char>) {
        let bit = 1 << span.kind as u16;
        let outer = self.open;
        let is_open = outer & bit != 0;
        self.open |= bit;
        match span.kind {
            SpanKind::Emphasis if !is_open => self.emphasis("*", span, after),
            SpanKind::Strong if !is_open => self.emphasis("**", span, after),
            SpanKind::Delete if !is_open => self.emphasis("~~", span, after),
            SpanKind::Code => self.code(&span.content),
            SpanKind::Quote => {
                self.out.push('\u{201c}');
                self.inlines(&span.content, Some('\u{201d}'));
                self.out.push('\u{201d}');
            }
            SpanKind::Ruby => {
                self.inlines(&span.content, after);
                if let Some(reading) = &span.title {
                    self.out.push('(');
                    self.text(reading);
                    self.out.push(')');
                }
            }
            _ => self.inlines(&span.content, after),
        }
        self.open = outer;
    }

    fn emphasis(&mut self, delimiter: &'static str, span: &Span, after: Option<char>) {
        // Two of a kind in a row become one: between them the delimiters would be read as one long run.
        let merges = self.closed == (self.out.len(), delimiter) && self.out.len() > self.floor;
        if merges {
            self.out.truncate(self.out.len() - delimiter.len());
        }
        let start = self.out.len();
        let touches = self.closed.0 == start && start > 0;
        let floor = std::mem::replace(&mut self.floor, start);
        self.emphasised += 1;
        self.inlines(&span.content, after);
        self.emphasised -= 1;
        self.floor = floor;
        let inner = &self.out[start..];
        let leading = inner.len() - inner.trim_start().len();
        let end = start + inner.trim_end().len();
        let after = self.out[end..].chars().next().or(after);
        let closes = is_flanking(after, self.out[..end].chars().next_back());
        if merges {
            let at = if closes { end.max(start) } else { start };
            self.out.insert_str(at, delimiter);
            self.closed = (at + delimiter.len(), delimiter);
            return;
        }
        let start = start + leading;
        if start >= end {
            return;
        }
        let before = self.out[..start].chars().next_back();
        let first = self.out[start..end].chars().next();
        // Within other emphasis a delimiter that might also close would be tried as the end of that.
        let might_close = before.is_some_and(|before| !before.is_whitespace())
            && !(before.is_some_and(is_punctuation) && first.is_some_and(char::is_alphanumeric));
        let nested = self.emphasised > 0;
        if !is_flanking(before, first) || !closes || (touches && leading == 0) || (nested && might_close) {
            return;
        }
        self.out.insert_str(end, delimiter);
        self.out.insert_str(start, delimiter);
        self.closed = (end + 2 * delimiter.len(), delimiter);
    }

    /// Code spans cannot hold links or pictures, so those come out between spans.
    fn code(&mut self, content: &[Inline]) {
        let mut code = String::new();
        self.code_pieces(content, &mut code);
        self.push_code(&mut code);
    }

    /// Gathers text in `code` until something comes that no code span can hold.
    fn code_pieces(&mut self, content: &[Inline], code: &mut String) {
        if self.depth >= MAX_INLINE_DEPTH {
            return code.push_str(&walk::plain(content));
        }
        self.depth += 1;
        for inline in content {
            match inline {
                Inline::Text(text) => code.push_str(text),
                Inline::Break => code.push(' '),
                Inline::Link { url, title, content } if !self.bracketed => {
                    self.push_code(code);
                    let span = Span { kind: SpanKind::Code, title: None, content: content.clone() };
                    self.link(url, title.as_deref(), &[Inline::Span(span)], None);
                }
                Inline::Link { content, .. } => self.code_pieces(content, code),
                Inline::Span(span) if matches!(span.kind, SpanKind::Quote | SpanKind::Ruby) => {
                    self.push_code(code);
                    self.span(span, None);
                }
                Inline::Span(span) => self.code_pieces(&span.content, code),
                Inline::Image(_) | Inline::Footnote(_) | Inline::Math { .. } => {
                    self.push_code(code);
                    self.inline(inline, None);
                }
            }
        }
        self.depth -= 1;
    }

    fn push_code(&mut self, code: &mut String) {
        let text: String = code.chars().map(|c| if c < ' ' { ' ' } else { c }).collect();
        code.clear();
        // Touching another code span it would be part of it; and no table can hold this.
        let unfit = self.code_end == self.out.len() || (self.place == Place::Cell && text.contains("\\|"));
        if text.trim().is_empty() || unfit {
            return self.text_before(&text, Some('['));
        }
        push_code(&mut self.out, &text);
        self.code_end = self.out.len();
    }

    /// A formula as GitHub takes it without touching its inside.
    fn formula(&mut self, tex: &str) {
        self.out.push('$');
        let mut code = tex.trim().to_owned();
        self.push_code(&mut code);
        self.out.push('$');
    }

    fn image(&mut self, image: &Image) {
        let Some(url) = self.picture(&image.url) else { return };
        self.out.push_str("![");
        let place = Surroundings { bracketed: true, heading: self.place == Place::Heading };
        push_text(&mut self.out, image.alt.as_deref().unwrap_or_default().trim(), place);
        self.out.push_str("](");
        push_destination(&mut self.out, &url, None);
        self.out.push(')');
    }

    fn footnote(&mut self, reference: &str) {
        let number = checked_anchor(reference).and_then(|anchor| self.anchors.note(&anchor));
        match number {
            Some(number) if !self.bracketed && self.notes.refer(number) => {
                self.out.push_str(&format!("[^{number}]"));
            }
            Some(number) => self.out.push_str(&format!("\\[{number}\\]")),
            None => self.text(&format!("[{reference}]")),
        }
    }

    /// The character that an inline will begin with, if it gives any; a letter, where it is not sure to be anything else.
    fn first_char(&self, inline: &Inline) -> Option<char> {
        let mut stack = vec![inline];
        while let Some(inline) = stack.pop() {
            let first = match inline {
                Inline::Text(text) | Inline::Math { tex: None, text } => escape::first_char(text),
                Inline::Link { url, content, .. } => {
                    let is_empty = escape::is_blank(&walk::plain(content));
                    stack.extend(content.iter().rev());
                    if is_empty || self.target(url).is_none() { None } else { Some('[') }
                }
                Inline::Span(span) => {
                    stack.extend(span.content.iter().rev());
                    (span.kind == SpanKind::Quote).then_some('\u{201c}')
                }
                Inline::Break => Some(' '),
                Inline::Image(image) => self.picture(&image.url).map(|_| '!'),
                Inline::Footnote(_) => Some('['),
                Inline::Math { tex: Some(_), .. } => Some('$'),
            };
            if first.is_some() {
                return first;
            }
        }
        None
    }

    /// A picture's address. A data URL says nothing to a reader of Markdown, and is longer than the article.
    fn picture<'u>(&self, url: &'u str) -> Option<Cow<'u, str>> {
        checked_media(url)
    }

    /// What a link's parentheses hold; None where only its content is written. Places in an article have no names in
    /// Markdown that all renderers agree on.
    fn target<'u>(&self, url: &'u str) -> Option<Cow<'u, str>> {
        checked_link(url).filter(|url| !self.bracketed && !url.starts_with('#'))
    }
}

/// Whether a delimiter between `outside` and `inside` belongs to the inside (CommonMark 6.2, left- and right-flanking).
fn is_flanking(outside: Option<char>, inside: Option<char>) -> bool {
    let Some(inside) = inside else { return false };
    // Wide where punctuation forbids and narrow where it allows, so no table of Unicode's punctuation is needed.
    let may_be_punctuation = !inside.is_alphanumeric();
    !inside.is_whitespace()
        && (!may_be_punctuation || outside.is_none_or(|outside| outside.is_whitespace() || is_punctuation(outside)))
}

/// The punctuation of ASCII, of the scripts that share it, and of East Asia.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}
