//! The counts of a stretch of text: what a block says about itself before anything around it is looked at.

/// Counts of a text. Words are counted as `bench/metrics.py`'s readers would: see [`Block`](super::Block).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words.
    pub words: u32,
    /// Characters without white space.
    pub chars: u32,
    /// Characters of scripts that do not separate words.
    pub unspaced_chars: u32,
    /// Upper-case letters.
    pub uppercase: u32,
    /// Digits.
    pub digits: u32,
    /// Commas of any script.
    pub commas: u32,
    /// Ends of sentences.
    pub sentences: u32,
}

/// Whether the script does not separate words: Thai, Burmese, Khmer, kana, Han, Hangul.
#[must_use]
pub const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0e7f}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether it ends a sentence when white space, a closing mark or the end follows.
const fn is_sentence_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '｡')
}

/// Whether it may stand between the end of a sentence and the white space behind it.
const fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '“' | '」' | '』' | '）' | '›')
}

/// Counts a text in one pass.
#[must_use]
pub fn counts(text: &str) -> Counts {
    let mut counts = Counts::default();
    let mut in_word = false;
    // Whether a sentence has ended and only closing marks have come since.
    let mut ended = false;
    for c in text.chars() {
        if c.is_ascii() {
            let byte = c as u8;
            if byte.is_ascii_alphanumeric() || byte == b'_' {
                counts.words += u32::from(!in_word);
                in_word = true;
                ended = false;
                counts.chars += 1;
                counts.uppercase += u32::from(byte.is_ascii_uppercase());
                counts.digits += u32::from(byte.is_ascii_digit());
                continue;
            }
            in_word = false;
            if byte.is_ascii_whitespace() {
                counts.sentences += u32::from(ended);
                ended = false;
                continue;
            }
            counts.chars += 1;
            match byte {
                b'.' | b'!' | b'?' => ended = true,
                b'"' | b'\'' | b')' | b']' => {}
                b',' => {
                    counts.commas += 1;
                    ended = false;
                }
                _ => ended = false,
            }
            continue;
        }
        if is_unspaced(c) && c.is_alphanumeric() {
            counts.words += 1;
            counts.chars += 1;
            counts.unspaced_chars += 1;
            // Unspaced scripts put no white space behind a full stop.
            counts.sentences += u32::from(ended);
            (in_word, ended) = (false, false);
        } else if c.is_alphanumeric() {
            counts.words += u32::from(!in_word);
            counts.chars += 1;
            counts.uppercase += u32::from(c.is_uppercase());
            (in_word, ended) = (true, false);
        } else {
            in_word = false;
            if c.is_whitespace() {
                counts.sentences += u32::from(ended);
                ended = false;
                continue;
            }
            counts.chars += 1;
            if is_sentence_end(c) {
                ended = true;
            } else if !is_closing(c) {
                counts.commas += u32::from(matches!(c, '，' | '、' | '،'));
                ended = false;
            }
        }
    }
    counts.sentences += u32::from(ended);
    counts
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn words_and_sentences_are_counted_in_every_script() {
        for (text, words, sentences) in [
            ("", 0, 0),
            ("Rain fell. It stopped.", 4, 2),
            ("“Rain fell.” He left", 4, 1),
            ("3.5 per cent", 4, 0),
            ("Công an tỉnh Thanh Hoá.", 5, 1),
            ("今天下雨。明天晴。", 7, 2),
            ("هطل المطر؟", 2, 1),
        ] {
            let counts = counts(text);
            assert_eq!((counts.words, counts.sentences), (words, sentences), "{text}");
        }
    }
}
