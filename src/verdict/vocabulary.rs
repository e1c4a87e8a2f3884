//! What a short text says it is: a heading of related news, a share button, a photo credit …
//!
//! In: a block's text. Out: [`Hits`], the categories of `data/vocabulary.txt` that it belongs to, either as a whole
//! (a short block that is nothing but the phrase) or by how it begins ("Photo: …", "Lire aussi : …"). Words of a
//! language are data, not code; a page in a language that the file does not know gets no hits and is judged by its
//! structure.

use super::phrase_table::{FirstWords, Line, PhraseHash, PhraseTable, count};
use crate::lowercase;
use crate::page::measure::is_letter_of_two_bytes;

const FILE: &str = include_str!("../../data/vocabulary.txt");
// Hashing 60 kB in the compiler takes more steps than the lint's default allows; it ends.
#[allow(long_running_const_eval)]
const PHRASES: usize = count(FILE, Line::Phrases);
#[allow(long_running_const_eval)]
static TABLE: PhraseTable<PHRASES> = PhraseTable::new(FILE, Line::Phrases);
#[allow(long_running_const_eval)]
static FIRST_WORDS: FirstWords = FirstWords::of(FILE);

/// A text longer than this (characters) is no phrase of the vocabulary.
const LONGEST_PHRASE: usize = 60;

/// A label without a colon ("Photo Reuters") is believed only in blocks up to this length (bytes).
const LONGEST_UNMARKED: usize = 160;

/// Categories of a text: a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hits(pub u32);

macro_rules! hits {
    ($($bit:literal $constant:ident $doc:literal)*) => {
        impl Hits {
            $(#[doc = $doc] pub const $constant: Self = Self(1 << $bit);)*
            /// The names of the bits, lowest first.
            pub const NAMES: &[&str] = &[$(stringify!($constant)),*];
        }
    };
}

hits! {
    0 RELATED "The whole text heads other articles: “Related articles”, “Tin cùng chuyên mục”."
    1 LATEST "The whole text heads new articles."
    2 MOST_READ "The whole text heads popular articles."
    3 RECOMMENDED "The whole text heads recommended articles."
    4 READ_MORE "The whole text is a button or line that leads on: “Read more”, “Xem thêm”."
    5 TAGS "The whole text heads tags."
    6 COMMENTS "The whole text belongs to a comment thread or form."
    7 SHARE "The whole text belongs to a share bar."
    8 FOLLOW "The whole text asks to follow, or leads to the publisher's contacts."
    9 NEWSLETTER "The whole text belongs to a newsletter box."
    10 ADVERT "The whole text marks an advertisement."
    11 PHOTO_CREDIT "The whole text is a word that opens photo credits."
    12 SOURCE "The whole text is a word that opens source lines, or an agency."
    13 AUTHOR "The whole text is a word that opens bylines."
    14 COPYRIGHT "The whole text belongs to a legal or copyright notice."
    15 MENU "The whole text belongs to a menu or to the page's controls."
    16 PAYWALL "The whole text belongs to a subscription prompt."
    17 STARTS_PHOTO_CREDIT "Begins with a word of photo credits: “Photo: …”, “Ảnh: …”."
    18 STARTS_SOURCE "Begins with a word of source lines: “Theo: …”, “Quelle: …”."
    19 STARTS_AUTHOR "Begins with a word of bylines: “By …”, “Von …”."
    20 STARTS_COPYRIGHT "Begins with a word of copyright notices."
    21 STARTS_READ_MORE "Begins with a phrase of related news or of leading on, then a colon: “Lire aussi : …”."
    22 STARTS_READ_MORE_UNMARKED "The same without a colon: “Read also …”. Alone it says little."
}

impl Hits {
    /// Headings above other articles' cards, of whatever kind.
    pub const HEADS_ARTICLES: Self =
        Self(Self::RELATED.0 | Self::LATEST.0 | Self::MOST_READ.0 | Self::RECOMMENDED.0 | Self::READ_MORE.0);

    /// Whether any bit of `other` is set.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What a phrase says when more text follows it.
    const fn as_prefix(self, colon: bool) -> Self {
        let mut bits = (self.0 & (Self::PHOTO_CREDIT.0 | Self::SOURCE.0 | Self::AUTHOR.0 | Self::COPYRIGHT.0)) >> 11;
        // PHOTO_CREDIT, SOURCE, AUTHOR and COPYRIGHT lie in the same order six bits below their STARTS_ forms.
        bits <<= 17;
        if self.any(Self(Self::RELATED.0 | Self::RECOMMENDED.0 | Self::READ_MORE.0)) {
            bits |= if colon { Self::STARTS_READ_MORE.0 } else { Self::STARTS_READ_MORE_UNMARKED.0 };
        }
        Self(bits)
    }
}

/// The categories of a text.
///
/// ```
/// use bodycopy::verdict::vocabulary::{Hits, hits};
///
/// assert!(hits("Tin cùng chuyên mục").any(Hits::RELATED));
/// assert!(hits("Read more »").any(Hits::READ_MORE));
/// assert!(hits("Photo: Jane Doe / Reuters").any(Hits::STARTS_PHOTO_CREDIT));
/// assert_eq!(hits("It rained all day in the valley."), Hits::default());
/// ```
#[must_use]
pub fn hits(text: &str) -> Hits {
    // Longer texts can only match by a label before a colon, and most have no colon near their start.
    let unmarked = text.len() <= LONGEST_UNMARKED;
    let head = &text.as_bytes()[..text.len().min(LONGEST_UNMARKED)];
    if !unmarked && !head.iter().any(|&byte| byte == b':' || byte == FULLWIDTH_COLON_END) {
        return Hits::default();
    }
    let mut hits = Hits::default();
    let mut folded = Fold { hash: PhraseHash::EMPTY, gap: false, pending: [0; 32], pending_len: 0, chars: 0 };
    let mut all = true;
    let mut in_first_word = true;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii_alphanumeric() {
            folded.push_letter_or_digit(byte);
            at += 1;
        } else {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            at += c.len_utf8();
            let c = if matches!(c, '\u{2018}' | '\u{2019}') { '\'' } else { c };
            if in_first_word && c.is_ascii() && folded.chars > 0 && !FIRST_WORDS.may_have(folded.hash) {
                return Hits::default();
            }
            let colon = matches!(c, ':' | '\u{ff1a}');
            if (colon || c.is_whitespace()) && folded.chars > 0 && (colon || unmarked) && !folded.gap {
                hits.0 |= Hits(TABLE.categories(folded.hash)).as_prefix(colon).0;
            } else if colon && folded.chars > 0 {
                // "Lire aussi : …": the space before the colon has already ended the word.
                hits.0 |= Hits(TABLE.categories(folded.hash)).as_prefix(true).0;
            }
            folded.push(c);
            in_first_word &= !folded.gap;
        }
        if folded.chars > LONGEST_PHRASE {
            all = false;
            break;
        }
    }
    if all && folded.chars > 0 {
        // Nothing follows the phrase, so the label bits of the phrase itself ("Read more:") fall away.
        let whole = TABLE.categories(folded.hash);
        if whole != 0 {
            hits = Hits(whole);
        }
    }
    hits
}

/// The last byte of U+FF1A in UTF-8: a cheap sign that a colon of Chinese or Japanese may be there.
const FULLWIDTH_COLON_END: u8 = 0x9a;

/// Folds a text as the data file is written: lower case, straight apostrophes, single spaces, no punctuation at
/// either end.
struct Fold {
    hash: PhraseHash,
    /// White space or punctuation came since the last letter or digit.
    gap: bool,
    /// That white space and punctuation; it counts once a letter or digit follows.
    pending: [u8; 32],
    pending_len: usize,
    chars: usize,
}

impl Fold {
    /// One of ASCII.
    fn push_letter_or_digit(&mut self, byte: u8) {
        self.go_on();
        self.hash = self.hash.push(byte.to_ascii_lowercase());
    }

    fn go_on(&mut self) {
        if self.pending_len > 0 {
            self.hash = self.hash.push_all(&self.pending[..self.pending_len]);
            self.pending_len = 0;
        }
        self.gap = false;
        self.chars += 1;
    }

    /// One that is no letter or digit of ASCII.
    fn push(&mut self, c: char) {
        if !c.is_ascii() && (is_letter_of_two_bytes(c) || c.is_alphanumeric() || is_mark(c)) {
            self.go_on();
            let mut buffer = [0; 4];
            for lower in lowercase::of(c) {
                self.hash = self.hash.push_all(lower.encode_utf8(&mut buffer).as_bytes());
            }
        } else if self.chars > 0 {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && self.pending[..self.pending_len].ends_with(b" ") {
                return;
            }
            self.gap = true;
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            if self.pending_len + bytes.len() > self.pending.len() {
                // No phrase has so much punctuation in it: a text that goes on after this matches nothing.
                self.chars = LONGEST_PHRASE;
                return;
            }
            self.pending[self.pending_len..][..bytes.len()].copy_from_slice(bytes);
            self.pending_len += bytes.len();
        }
    }
}

/// Signs that belong to the letter before them but are not alphabetic in Unicode: combining accents, and the tone
/// marks, nuktas and viramas of Devanagari, Bengali and Thai.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{e47}'..='\u{e4e}')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn phrases() -> impl Iterator<Item = (usize, &'static str)> {
        let mut category = 0;
        FILE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).flat_map(move |line| {
            if line.starts_with('[') {
                category += 1;
            }
            let here = category - 1;
            let list = if line.starts_with('[') { "" } else { line.split_once(": ").unwrap().1 };
            list.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()).map(move |phrase| (here, phrase))
        })
    }

    #[test]
    fn the_files_categories_are_the_first_bits() {
        let names: Vec<String> =
            FILE.lines().filter_map(|line| line.strip_prefix('[')).map(|n| n.replace(']', "").to_uppercase()).collect();
        assert_eq!(names, Hits::NAMES[..names.len()]);
    }

    #[test]
    fn every_phrase_is_matched_as_written() {
        let missed: Vec<_> =
            phrases().filter(|(category, phrase)| hits(phrase).0 & (1 << category) == 0).map(|(_, p)| p).collect();
        assert_eq!(phrases().count(), PHRASES);
        assert!(missed.is_empty(), "not in the folded form: {missed:?}");
    }

    #[test]
    fn case_punctuation_and_apostrophes_do_not_matter() {
        for (text, expected) in [
            ("READ MORE", Hits::READ_MORE),
            ("  »  Đọc   thêm:", Hits::READ_MORE),
            ("Don’t miss!", Hits::MOST_READ),
            ("Related articles (", Hits::RELATED),
        ] {
            assert!(hits(text).any(expected), "{text}");
        }
    }

    #[test]
    fn a_label_is_told_from_the_same_word_in_running_text() {
        for (text, expected) in [
            ("Theo: Cổng Thông tin điện tử", Hits::STARTS_SOURCE),
            ("Lire aussi : La pluie revient dans la vallée", Hits::STARTS_READ_MORE),
            ("Ảnh: TTXVN", Hits::STARTS_PHOTO_CREDIT),
            ("来源\u{ff1a}新华社", Hits::STARTS_SOURCE),
            ("By Jane Doe", Hits::STARTS_AUTHOR),
        ] {
            assert!(hits(text).any(expected), "{text}: {:b}", hits(text).0);
        }
        let running = "By the time the river had gone down, the people of the valley had lost their harvest, and most of \
                       them had left for the city, where there was no work for them either.";
        assert_eq!(hits(running), Hits::default());
    }
}
