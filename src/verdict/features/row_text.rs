//! What a block's text says by its first and last characters and a few signs inside.

use crate::page::{Block, Page};

/// How many characters of scripts without spaces make a word, so that one scale of length serves all languages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// In tenths.
    chars_per_word: u32,
}

impl Scale {
    /// From the first such characters of the page: a Chinese or Japanese word has about 1.7 of them, a Korean one about 3
    /// (Korean has spaces, but each syllable is counted), a Thai one 4.5.
    pub(super) fn of_page(page: &Page) -> Self {
        let (mut thai, mut hangul, mut han) = (0, 0, 0);
        if page.blocks.iter().any(|block| block.unspaced_chars > 0) {
            for c in page.text.chars().filter(|&c| c >= '\u{e00}').take(2000) {
                match c {
                    '\u{0e00}'..='\u{0e7f}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => thai += 1,
                    '\u{ac00}'..='\u{d7af}' => hangul += 1,
                    '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => han += 1,
                    _ => {}
                }
            }
        }
        let chars_per_word = if thai > han && thai > hangul {
            45
        } else if hangul > han {
            30
        } else {
            17
        };
        Self { chars_per_word }
    }

    /// The block's words, each run of a script without spaces cut into words of the usual length.
    pub(super) const fn words(self, block: &Block) -> u32 {
        let spaced = block.words.saturating_sub(block.unspaced_chars);
        let words = spaced + block.unspaced_chars * 10 / self.chars_per_word;
        if words == 0 { 1 } else { words }
    }
}

/// Signs at either end and inside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs {
    pub ends_sentence: bool,
    pub ends_colon: bool,
    pub ends_ellipsis: bool,
    pub ends_question: bool,
    pub starts_upper: bool,
    pub starts_lower: bool,
    pub starts_quote: bool,
    pub starts_digit: bool,
    pub starts_mark: bool,
    pub has_pipe: bool,
    pub has_copyright: bool,
    pub has_address: bool,
    pub date_like: bool,
    pub lines: u32,
}

/// Texts longer than this (bytes) are no dates and no lists of links on one line.
const SHORT: usize = 200;

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Self::default();
        signs.look_at_ends(text);
        let bytes = text.as_bytes();
        signs.lines = memchr::memchr_iter(b'\n', bytes).count() as u32;
        if bytes.len() <= SHORT {
            signs.has_pipe = memchr::memchr2(b'|', b'>', bytes).is_some() || text.contains('•');
            signs.has_copyright = text.contains('©');
            signs.date_like = is_date_like(bytes);
        }
        if bytes.len() <= 4 * SHORT {
            let is_scheme = |at: usize| bytes[at..].starts_with(b"://");
            signs.has_address =
                memchr::memchr(b'@', bytes).is_some() || memchr::memchr_iter(b':', bytes).any(is_scheme);
        }
        signs
    }

    fn look_at_ends(&mut self, text: &str) {
        match text.chars().next() {
            Some('"' | '“' | '”' | '«' | '‘' | '„' | '「' | '『' | '\'') => self.starts_quote = true,
            Some(c) if c.is_ascii_digit() => self.starts_digit = true,
            Some(c) if c.is_uppercase() => self.starts_upper = true,
            Some(c) if c.is_lowercase() => self.starts_lower = true,
            // Letters without case say nothing.
            Some(c) if c.is_alphabetic() => {}
            Some(_) => self.starts_mark = true,
            None => {}
        }
        let is_closing =
            |c: &char| matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '“' | '」' | '』' | '）' | '›');
        if let Some(c) = text.chars().rev().find(|c| !is_closing(c)) {
            match c {
                '.' | '。' | '｡' | '۔' | '।' => {
                    self.ends_sentence = true;
                    self.ends_ellipsis = text.ends_with("...");
                }
                '!' | '！' => self.ends_sentence = true,
                '?' | '？' | '؟' => {
                    self.ends_sentence = true;
                    self.ends_question = true;
                }
                '…' => self.ends_ellipsis = true,
                ':' | '：' => self.ends_colon = true,
                _ => {}
            }
        }
    }
}

/// Numbers as in `22.01.2026`, `14:05`, `2026-01-22`, or a year.
fn is_date_like(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let number = &bytes[start..at];
        let separated = matches!(bytes.get(at), Some(b'/' | b'.' | b':' | b'-'))
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if (number.len() <= 2 && separated)
            || (number.len() == 4 && (number.starts_with(b"19") || number.starts_with(b"20")))
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_other_numbers() {
        for (text, expected) in [
            ("22/01/2026", true),
            ("14:05", true),
            ("January 2026", true),
            ("2026年1月22日", true),
            ("about 300 people", false),
            ("Room 12", false),
        ] {
            assert_eq!(is_date_like(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn sentences_end_before_closing_marks() {
        assert!(Signs::of("“It rained.”").ends_sentence);
        assert!(Signs::of("(Why?)").ends_question);
        assert!(Signs::of("It rained and …").ends_ellipsis);
        assert!(!Signs::of("Rain in the valley").ends_sentence);
    }
}
