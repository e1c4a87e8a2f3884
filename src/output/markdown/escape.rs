//! Escapes text so that no renderer takes it for syntax (CommonMark 2.4, GFM 6.9), and as little of it as that allows.

use crate::sorting;

/// Lengths of the runs of back-quotes in `text`.
pub(super) fn backquote_runs(text: &str) -> impl Iterator<Item = usize> {
    text.split(|c| c != '`').map(str::len).filter(|&length| length > 0)
}

/// A code span around `code`, whatever it holds (CommonMark 6.1).
pub(super) fn push_code(out: &mut String, code: &str) {
    let mut delimiter = 1;
    let mut runs: Vec<usize> = backquote_runs(code).collect();
    sorting::sort(&mut runs);
    for run in runs {
        if run == delimiter {
            delimiter += 1;
        }
    }
    let delimiter = "`".repeat(delimiter);
    // One space on either side is stripped by renderers, if there is one on both.
    let padded = code.starts_with('`') || code.ends_with('`') || (code.starts_with(' ') && code.ends_with(' '));
    let pad = if padded && !code.trim().is_empty() { " " } else { "" };
    for piece in [&*delimiter, pad, code, pad, &*delimiter] {
        out.push_str(piece);
    }
}

/// A line of a paragraph, with what would begin another kind of block escaped.
pub(super) fn push_line(out: &mut String, line: &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let mut characters = rest.chars();
    let first = characters.next();
    let next = characters.next();
    let before = |allowed: &[char]| next.is_none_or(|next| next == ' ' || allowed.contains(&next));
    let begins_block = match first {
        Some('.' | ')') => (1..=9).contains(&digits) && before(&['\t']),
        _ if digits > 0 => false,
        Some('#') => before(&['#', '\t']),
        Some('+') => before(&['\t']),
        Some('-') => before(&['-', '\t', ':', '|']),
        Some('=') => before(&['=']),
        Some(':') => before(&['-', ':', '|']),
        Some('>' | '|') => true,
        _ => false,
    };
    out.push_str(&line[..digits]);
    if begins_block {
        out.push('\\');
    }
    out.push_str(rest);
}

/// Where text stands, as far as escaping depends on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Surroundings {
    /// Between the brackets of a link or picture.
    pub bracketed: bool,
    /// In a heading, where `#` at the end is syntax.
    pub heading: bool,
}

/// Running text.
pub(super) fn push_text(out: &mut String, text: &str, place: Surroundings) {
    // Before anything is judged by its neighbours: a character that goes must not hide one that makes syntax.
    let cleaned: String;
    let mut rest = text;
    if text.contains(|c| shown(c) != Some(c)) {
        cleaned = text.chars().filter_map(shown).collect();
        rest = &cleaned;
    }
    while let Some(at) = find_address(rest) {
        let address = &rest[at..];
        let word = &address[..address.find(char::is_whitespace).unwrap_or(address.len())];
        push_plain(out, &rest[..at], place);
        let end = push_address(out, word, place);
        rest = &address[end..];
    }
    push_plain(out, rest, place);
}

/// Where the next `http://`, `https://` or `www.` begins, which GFM makes links of by itself (6.9).
fn find_address(text: &str) -> Option<usize> {
    // `www.` first: a search for a rare byte is quicker than three for words.
    let found = |pattern: &str| text.find(pattern);
    if !text.contains("://") && !text.contains("www.") {
        return None;
    }
    [found("http://"), found("https://"), found("www.")].into_iter().flatten().min()
}

/// An address in running text. Returns how many bytes of `word` it wrote.
///
/// What GFM links by itself ends in the middle of our emphasis and is not unescaped, so an address is written as the
/// link `<https://…>`, or in a way that no link is seen.
fn push_address(out: &mut String, word: &str, place: Surroundings) -> usize {
    let end = word.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '"', ')', ']', '}', '*', '_', '~']).len();
    let bare = &word[..end];
    let plain = |c: char| !c.is_ascii_control() && !matches!(c, '<' | '>' | '&' | '\\' | '`' | '|');
    if !place.bracketed && bare.chars().all(plain) && bare.starts_with("http") && bare.len() > "https://".len() {
        out.push('<');
        out.push_str(bare);
        out.push('>');
        return end;
    }
    let (start, mark) = if word.starts_with("www.") { (3, '.') } else { (word.find(':').unwrap_or(0), ':') };
    out.push_str(&word[..start]);
    out.push('\\');
    out.push(mark);
    start + 1
}

/// What a character of text comes out as. U+FEFF at the start of a document would be a byte order mark.
fn shown(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' => Some(' '),
        _ if c < ' ' || c == '\u{feff}' => None,
        _ => Some(c),
    }
}

/// The character that a piece of text will begin with, if it gives any.
pub(super) fn first_char(text: &str) -> Option<char> {
    text.chars().find_map(shown)
}

/// Whether nothing but white space will be seen of a piece of text.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().filter_map(shown).all(char::is_whitespace)
}

fn push_plain(out: &mut String, text: &str, place: Surroundings) {
    let mut previous: Option<char> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let escaped = match c {
            '`' | '*' | '[' | '~' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next == '\n'),
            '_' => !(previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            ']' => place.bracketed,
            '^' => place.bracketed && out.ends_with('['),
            '#' => place.heading,
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => begins_reference(&text[at + 1..]),
            '$' => next.is_none_or(|next| !next.is_ascii_digit() && next != ' '),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
        previous = Some(c);
    }
}

/// Whether what follows an `&` makes a character reference of it, or might with the text after it.
pub(super) fn begins_reference(rest: &str) -> bool {
    let name = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
    name == rest.len() || (name > 0 && rest[name..].starts_with(';'))
}

/// The target of a link or picture between its parentheses (CommonMark 6.3).
pub(super) fn push_destination(out: &mut String, url: &str, title: Option<&str>) {
    let pointed = url.contains(['(', ')']);
    if pointed {
        out.push('<');
    }
    for (at, c) in url.char_indices() {
        match c {
            // In a table a bar ends the cell, wherever it stands.
            '|' => out.push_str("%7C"),
            '&' if begins_reference(&url[at + 1..]) && url[at + 1..].contains(';') => out.push_str("\\&"),
            _ => out.push(c),
        }
    }
    if pointed {
        out.push('>');
    }
    if let Some(title) = title.map(str::trim).filter(|title| !title.is_empty()) {
        out.push_str(" \"");
        for c in title.chars() {
            match c {
                // References and not backslashes: cmark's scanner takes `\\"` for an escaped quote.
                '"' => out.push_str("&quot;"),
                '\\' => out.push_str("&#92;"),
                '&' => out.push_str("&amp;"),
                _ if c.is_control() => out.push(' '),
                _ => out.push(c),
            }
        }
        out.push('"');
    }
}
