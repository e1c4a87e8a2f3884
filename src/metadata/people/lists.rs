//! How bylines and other lines about people open, and where sites have their people's pages.

use super::super::words::{self, Hash, Language, Lists};

/// The rest of a text behind the longest word or phrase of a list that stands there as whole words.
pub fn strip(text: &str, list: Lists, language: Language) -> Option<&str> {
    const LONGEST: usize = 32;
    let mut best = None;
    let mut hash = Hash::EMPTY;
    for (at, c) in text.char_indices().take(LONGEST) {
        hash = hash.with(c);
        let rest = &text[at + c.len_utf8()..];
        // One ideograph alone opens a byline only before a sign: "文：", but "文章" is another word.
        let alone = at == 0 && c >= '\u{2e80}' && rest.starts_with(char::is_alphabetic);
        if !alone && ends_word(c, rest) && hash.is(list, language) {
            best = Some(rest);
        }
    }
    best.map(|rest| rest.trim_start_matches(|c: char| c.is_whitespace() || ":：/／=＝|｜-–.".contains(c)))
}

/// Whether a word that ends in `last` is over where `rest` begins. Unspaced scripts write their bylines without a space.
fn ends_word(last: char, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else { return true };
    let closed = next.is_whitespace() || ":：/／=＝|｜".contains(next);
    closed || (last >= '\u{2e80}' && last.is_alphabetic()) || !last.is_alphanumeric()
}

/// Whether a text of an unspaced script holds a word that no name holds.
pub fn holds_no_name(text: &str) -> bool {
    const LONGEST: usize = 4;
    text.starts_with(|c| c >= '\u{2e80}')
        && text.char_indices().any(|(start, _)| {
            let mut hash = Hash::EMPTY;
            text[start..].chars().take(LONGEST).any(|c| {
                hash = hash.with(c);
                c >= '\u{2e80}' && hash.is(Lists::NO_NAME, Language::ANY)
            })
        })
}

/// Whether a segment of an address is one under which sites have their people's pages.
pub fn is_address_of_people(segment: &str) -> bool {
    words::is(segment, Lists::ADDRESS)
}
