//! What a text that was left out says anywhere in it: a text goes in; the name that most of its phrases give it comes out.
//!
//! Phrases of `data/junk_phrases.txt` are looked for from each word on, by their hashes.

use super::Name;
use crate::article::Kind;
use crate::lowercase;
use crate::page::measure::is_unspaced;
use crate::verdict::phrase_table::{FirstWords, Line, PhraseHash, PhraseTable, count};

const FILE: &str = include_str!("../../../data/junk_phrases.txt");
#[allow(long_running_const_eval)]
const PHRASES: usize = count(FILE, Line::Phrases);
#[allow(long_running_const_eval)]
static TABLE: PhraseTable<PHRASES> = PhraseTable::new(FILE, Line::Phrases);
#[allow(long_running_const_eval)]
static FIRST_WORDS: FirstWords = FirstWords::of(FILE);

/// What the file's categories mean, in its order.
const NAMES: [(&str, Name); 14] = [
    ("biography", (Kind::Byline, "tells of an author")),
    ("company", (Kind::Legal, "tells of the company or the publisher")),
    ("donation", (Kind::Newsletter, "asks for support")),
    ("app", (Kind::Newsletter, "asks to take the app or its notices")),
    ("paywall", (Kind::Newsletter, "asks to subscribe or to log in")),
    ("newsletter", (Kind::Newsletter, "asks to subscribe to a newsletter")),
    ("comments", (Kind::Comment, "tells how to comment")),
    ("gallery", (Kind::Navigation, "controls of a picture gallery")),
    ("player", (Kind::Navigation, "controls of a player")),
    ("consent", (Kind::Cookie, "asks for consent")),
    ("share", (Kind::Share, "asks to share or to follow")),
    ("legal", (Kind::Legal, "legal or editorial note")),
    ("advert", (Kind::Advert, "marks or makes an advertisement")),
    ("sign_off", (Kind::Byline, "says who worked on the article, or where it comes from")),
];

/// A phrase has at most this many words, or characters of a script without spaces.
const LONGEST: usize = 12;
/// Only the beginning of a text is read, in bytes: junk says early what it is.
const MOST: usize = 600;

/// The name that a text gives itself.
pub(super) fn of_text(text: &str) -> Option<Name> {
    let mut end = text.len().min(MOST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (letters, words) = words(&text[..end]);
    let mut found = [0_u8; NAMES.len()];
    for start in 0..words.len() {
        let words = &words[start..];
        if !may_begin(&letters, words) {
            continue;
        }
        let mut hash = PhraseHash::EMPTY;
        for (at, word) in words.iter().take(LONGEST).enumerate() {
            if at > 0 && word.is_apart {
                hash = hash.push(b' ');
            }
            hash = hash.push_all(word.of(&letters));
            let bits = TABLE.categories(hash);
            if bits == 0 {
                continue;
            }
            for (category, count) in found.iter_mut().enumerate() {
                // Longer phrases say more.
                *count = count.saturating_add(if bits >> category & 1 == 1 { 1 + at as u8 } else { 0 });
            }
        }
    }
    let most = found.iter().copied().max().filter(|&most| most > 0)?;
    found.iter().position(|&count| count == most).map(|category| NAMES[category].1)
}

/// Whether a phrase may begin with the first of some words. Most words begin none.
fn may_begin(letters: &str, words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    // Where the next word is not apart, as in scripts without spaces, the file's first word is longer.
    if words.get(1).is_some_and(|next| !next.is_apart) {
        return true;
    }
    let bytes = first.of(letters);
    let end = bytes.iter().position(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    FIRST_WORDS.may_have(PhraseHash::EMPTY.push_all(&bytes[..end]))
}

struct Word {
    /// Where it is in the letters of all words.
    start: u16,
    end: u16,
    /// Whether something that is no letter stands before it.
    is_apart: bool,
}

impl Word {
    fn of<'a>(&self, letters: &'a str) -> &'a [u8] {
        letters.as_bytes().get(usize::from(self.start)..usize::from(self.end)).unwrap_or_default()
    }
}

/// The words as the file has them, and all their letters in one: lower case, straight apostrophes and hyphens inside. A
/// character of a script without spaces is a word.
fn words(text: &str) -> (String, Vec<Word>) {
    let (mut letters, mut words) = (String::with_capacity(text.len()), Vec::<Word>::new());
    // Whether the last word goes on, and whether what comes next is apart from it.
    let (mut is_open, mut is_apart) = (false, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let c = if c == '\u{2019}' { '\'' } else { c };
        let is_inside = is_open && matches!(c, '\'' | '-') && chars.peek().is_some_and(|c| c.is_alphanumeric());
        if !c.is_alphanumeric() && !is_unspaced(c) && !is_inside {
            (is_open, is_apart) = (false, true);
            continue;
        }
        let is_alone = is_unspaced(c);
        let start = letters.len() as u16;
        letters.extend(lowercase::of(c));
        let end = letters.len() as u16;
        match words.last_mut() {
            Some(word) if is_open && !is_alone => word.end = end,
            _ => words.push(Word { start, end, is_apart }),
        }
        (is_open, is_apart) = (!is_alone, false);
    }
    (letters, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_categories_are_the_names() {
        let names: Vec<&str> =
            FILE.lines().filter_map(|line| line.strip_prefix('[')).map(|name| name.trim_end_matches(']')).collect();
        assert_eq!(names, NAMES.map(|(name, _)| name));
    }

    #[test]
    fn every_phrase_is_found_in_a_longer_text() {
        let lines = FILE.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '[']));
        let phrases = lines.filter_map(|line| line.split_once(": ")).flat_map(|(_, list)| list.split(" | "));
        let missed: Vec<&str> = phrases.filter(|phrase| of_text(&format!("Xyz, {phrase}!")).is_none()).collect();
        assert!(missed.is_empty(), "not found as written: {missed:?}");
    }

    #[test]
    fn running_text_has_no_name() {
        assert_eq!(
            of_text("It rained all day in the valley, and by the evening the river had risen by two feet."),
            None
        );
    }
}
