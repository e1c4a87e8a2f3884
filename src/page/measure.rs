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

/// What a byte of ASCII is to the counts: an upper-case letter, a digit, a letter or digit or `_`.
const UPPER: u8 = 1;
const DIGIT: u8 = 2;
const WORD: u8 = 4;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let c = byte as u8;
        classes[byte] = (c.is_ascii_uppercase() as u8 * UPPER)
            | (c.is_ascii_digit() as u8 * DIGIT)
            | ((c.is_ascii_alphanumeric() || c == b'_') as u8 * WORD);
        byte += 1;
    }
    classes
};

/// Counts a text in one pass.
#[must_use]
pub fn counts(text: &str) -> Counts {
    let bytes = text.as_bytes();
    let mut counts = Counts::default();
    let mut in_word = false;
    // Whether a sentence has ended and only closing marks have come since.
    let mut ended = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if CLASSES[usize::from(byte)] & WORD != 0 {
            counts.words += u32::from(!in_word);
            (in_word, ended) = (true, false);
            let start = at;
            let (mut upper, mut digits) = (0, 0);
            while let Some(&byte) = bytes.get(at) {
                let class = CLASSES[usize::from(byte)];
                if class & WORD == 0 {
                    break;
                }
                upper += u32::from(class & UPPER);
                digits += u32::from(class & DIGIT);
                at += 1;
            }
            counts.uppercase += upper / u32::from(UPPER);
            counts.digits += digits / u32::from(DIGIT);
            counts.chars += (at - start) as u32;
            continue;
        }
        if byte.is_ascii() {
            at += 1;
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
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        at += c.len_utf8();
        let is_letter = is_letter_of_two_bytes(c) || c.is_alphanumeric();
        if is_unspaced(c) && is_letter {
            counts.words += 1;
            counts.chars += 1;
            counts.unspaced_chars += 1;
            // Unspaced scripts put no white space behind a full stop.
            counts.sentences += u32::from(ended);
            (in_word, ended) = (false, false);
        } else if is_letter {
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

/// Blocks of nothing but letters, which most texts that are not ASCII are of: Latin-1 to Latin Extended-B save two signs, and
/// the Cyrillic of today.
pub(crate) const fn is_letter_of_two_bytes(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{410}'..='\u{44f}') && !matches!(c, '\u{d7}' | '\u{f7}')
}

#[cfg(test)]
mod tests {
    use super::{counts, is_letter_of_two_bytes};

    #[test]
    fn what_is_taken_for_a_letter_is_one() {
        for c in ('\0'..='\u{7ff}').filter(|&c| is_letter_of_two_bytes(c)) {
            assert!(c.is_alphabetic(), "{c:?}");
        }
    }

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
