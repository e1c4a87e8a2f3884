//! Word lists about people, from `data/metadata/people_words.txt`.

use super::super::words;
use std::sync::OnceLock;

const WORDS: &str = include_str!("../../../data/metadata/people_words.txt");

/// The lists, sorted.
pub struct Lists {
    /// Open bylines.
    pub by: Openings,
    /// Open lines about others than the authors.
    pub other: Openings,
    /// Are of no name.
    pub no_name: Openings,
    /// Say what a person is.
    pub role: Vec<&'static str>,
    /// End the names of desks.
    pub desk: Vec<&'static str>,
    /// Are of organisations' names.
    pub organisation: Vec<&'static str>,
    address: Vec<&'static str>,
}

/// Phrases with their languages, sorted. Only those of the page's language count, and English ones, which sites' software
/// writes everywhere: another language's would cut names, as "Per" and "De" open bylines in one and names in the next.
pub struct Openings(Vec<(&'static str, &'static str)>);

impl Openings {
    fn of(section: &str) -> Self {
        let entries = words::section(WORDS, section);
        let mut openings: Vec<_> =
            entries.flat_map(|(lang, words)| words.split(',').map(move |word| (word.trim(), lang))).collect();
        openings.sort_unstable();
        Self(openings)
    }

    /// Whether a word in lower case is among them.
    pub fn has(&self, word: &str, lang: Option<&str>) -> bool {
        let language = language(lang);
        let first = self.0.partition_point(|(entry, _)| *entry < word);
        let mut same = self.0[first..].iter().take_while(|(entry, _)| *entry == word);
        same.any(|(_, lang)| *lang == "en" || language.is_none_or(|language| lang.eq_ignore_ascii_case(language)))
    }

    /// Whether a text of an unspaced script holds one of them.
    pub fn stands_in(&self, text: &str) -> bool {
        text.starts_with(|c| c >= '\u{2e80}')
            && self.0.iter().any(|(entry, _)| *entry > "\u{2e80}" && text.contains(entry))
    }

    /// The rest of a text behind the longest of them that stands there as whole words.
    pub fn strip<'t>(&self, text: &'t str, lang: Option<&str>) -> Option<&'t str> {
        const LONGEST: usize = 32;
        let mut best = None;
        let mut folded = String::new();
        for (at, c) in text.char_indices().take(LONGEST) {
            folded.extend(c.to_lowercase());
            let rest = &text[at + c.len_utf8()..];
            if ends_word(c, rest) && self.has(&folded, lang) {
                best = Some(rest);
            }
        }
        best.map(|rest| rest.trim_start_matches(|c: char| c.is_whitespace() || ":：/／=＝|｜-–.".contains(c)))
    }
}

/// Whether a word that ends in `last` is over where `rest` begins. Unspaced scripts write their bylines without a space.
fn ends_word(last: char, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else { return true };
    let closed = next.is_whitespace() || ":：/／=＝|｜".contains(next);
    closed || (last >= '\u{2e80}' && last.is_alphabetic()) || !last.is_alphanumeric()
}

fn language(lang: Option<&str>) -> Option<&str> {
    lang.and_then(|lang| lang.split(['-', '_']).next())
}

/// The lists.
pub fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        by: Openings::of("by"),
        other: Openings::of("other"),
        no_name: Openings::of("no_name"),
        role: words::all(WORDS, "role"),
        desk: words::all(WORDS, "desk"),
        organisation: words::all(WORDS, "organisation"),
        address: words::all(WORDS, "address"),
    })
}

/// Words that join two names in a language, and in English.
pub fn joins(lang: Option<&str>) -> Vec<&'static str> {
    let language = language(lang).unwrap_or("");
    words::section(WORDS, "and")
        .filter(|(lang, _)| *lang == "en" || lang.eq_ignore_ascii_case(language))
        .flat_map(|(_, words)| words.split(',').map(str::trim))
        .collect()
}

/// Whether a segment of an address is one under which sites have their people's pages.
pub fn is_address_of_people(segment: &str) -> bool {
    words::has(&lists().address, segment)
}
