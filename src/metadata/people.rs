//! A byline's text goes in; persons and organisations come out, each by name.
//!
//! Pages write one author or five, with "By", roles, agencies, e-mail addresses and dates around them. What is a
//! name is told by what it is not: no word of `data/metadata/people_words.txt`, not the site's name, not too long.

use super::site::Site;
use super::text;
use super::words;
use std::sync::OnceLock;

const WORDS: &str = include_str!("../../data/metadata/people_words.txt");

/// A name has at most this many words.
const MAX_WORDS: usize = 6;
/// A byline names at most this many people; papers with more are cut.
const MAX_PEOPLE: usize = 40;

/// Who a byline names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Persons.
    pub persons: Vec<String>,
    /// Agencies, desks, the site itself.
    pub organisations: Vec<String>,
}

impl Names {
    /// Adds what another byline names; nobody twice.
    pub fn extend(&mut self, other: Self) {
        for person in other.persons {
            push_new(&mut self.persons, person);
        }
        for organisation in other.organisations {
            push_new(&mut self.organisations, organisation);
        }
    }
}

fn push_new(list: &mut Vec<String>, name: String) {
    let key = text::key(&name);
    if list.len() < MAX_PEOPLE && !list.iter().any(|old| text::key(old) == key) {
        list.push(name);
    }
}

/// How much a text is known to be a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// A declared author: whatever is no organisation is a person, pen names included.
    Declared,
    /// Shown text: only what looks like a name is one.
    Shown,
}

/// The names in a byline.
pub fn read(byline: &str, site: &Site, lang: Option<&str>, trust: Trust) -> Names {
    let byline = text::clean(byline);
    let mut names = Names::default();
    let mut after_role = false;
    for part in parts(without_opening(&byline, lang), lang) {
        match name_in(part, site, lang, trust) {
            Part::Person(name) => {
                // "Ann Lee, Paris": what follows a role or a name and is one word is a place as often as a name.
                push_new(&mut names.persons, name);
                after_role = false;
            }
            Part::Suffix(suffix) => {
                if let Some(last) = names.persons.last_mut().filter(|_| !after_role) {
                    last.push(' ');
                    last.push_str(suffix);
                }
            }
            Part::Organisation(name) => push_new(&mut names.organisations, name),
            Part::Other => after_role = true,
        }
        if names.persons.len() >= MAX_PEOPLE {
            break;
        }
    }
    names
}

/// The rest of a text that opens like a byline: "By Ann Lee" gives "Ann Lee".
pub fn after_opening<'t>(text: &'t str, lang: Option<&str>) -> Option<&'t str> {
    let rest = without_opening(text, lang);
    (rest.len() < text.trim_start_matches(is_bullet).len()).then_some(rest)
}

fn is_bullet(c: char) -> bool {
    c.is_whitespace() || "–—-•·|:：*(【[".contains(c)
}

fn without_opening<'t>(text: &'t str, lang: Option<&str>) -> &'t str {
    let mut rest = text.trim_start_matches(is_bullet);
    // "Text: Von Ann Lee"
    for _ in 0..3 {
        let Some(next) = strip_opening(rest, lang) else { break };
        rest = next;
    }
    rest
}

/// Strips the longest opening of the page's language, or of English, which sites' software writes everywhere. Another
/// language's would cut names: "Per" and "De" open bylines, and names.
fn strip_opening<'t>(text: &'t str, lang: Option<&str>) -> Option<&'t str> {
    const LONGEST: usize = 32;
    let openings = &lists().by;
    let language = language(lang);
    let mut best = None;
    let mut folded = String::new();
    for (at, c) in text.char_indices().take(LONGEST) {
        folded.extend(c.to_lowercase());
        let rest = &text[at + c.len_utf8()..];
        if !ends_word(c, rest) {
            continue;
        }
        let first = openings.partition_point(|(word, _)| *word < folded.as_str());
        let mut same = openings[first..].iter().take_while(|(word, _)| *word == folded);
        if same.any(|(_, lang)| *lang == "en" || language.is_none_or(|language| lang.eq_ignore_ascii_case(language))) {
            best = Some(rest);
        }
    }
    best.map(|rest| rest.trim_start_matches(|c: char| c.is_whitespace() || ":：/／=＝|｜-–.".contains(c)))
}

/// Whether a word that ends in `last` is over where `rest` begins. Unspaced scripts write their bylines without a space.
fn ends_word(last: char, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else { return true };
    next.is_whitespace() || ":：/／=＝|｜".contains(next) || (last >= '\u{2e80}' && last.is_alphabetic()) || !last.is_alphanumeric()
}

fn language(lang: Option<&str>) -> Option<&str> {
    lang.and_then(|lang| lang.split(['-', '_']).next())
}

/// The parts of a byline between its separators.
fn parts<'a>(byline: &'a str, lang: Option<&str>) -> Vec<&'a str> {
    let joins = joins(lang);
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0_u32;
    let mut word = 0;
    for (at, c) in byline.char_indices() {
        match c {
            '(' | '（' | '[' | '【' => {
                // What stands in brackets says something about the name before it.
                if depth == 0 {
                    parts.push(&byline[start..at]);
                }
                depth += 1;
            }
            ')' | '）' | ']' | '】' if depth > 0 => {
                depth -= 1;
                start = at + c.len_utf8();
            }
            _ if depth > 0 => {}
            ',' | ';' | '|' | '/' | '&' | '+' | '•' | '·' | '、' | '，' | '；' | '｜' | '／' | '\n' | '–' | '—'
            | '،' | '：' | '・' => {
                parts.push(&byline[start..at]);
                start = at + c.len_utf8();
            }
            c if c.is_whitespace() => {
                if joins.iter().any(|join| {
                    byline[word..at].eq_ignore_ascii_case(join) || byline[word..at].to_lowercase() == **join
                }) && word > start
                {
                    parts.push(&byline[start..word]);
                    start = at;
                }
                word = at + c.len_utf8();
                continue;
            }
            _ => continue,
        }
        word = at + c.len_utf8();
    }
    if depth == 0 {
        parts.push(&byline[start..]);
    }
    parts
}

enum Part<'a> {
    Person(String),
    Organisation(String),
    /// "Jr.", to be put to the name before.
    Suffix(&'a str),
    Other,
}

fn name_in<'a>(part: &'a str, site: &Site, lang: Option<&str>, trust: Trust) -> Part<'a> {
    let part = without_opening(part.trim(), lang)
        .trim_matches(|c: char| c.is_whitespace() || ",;:.-–—*\"“”«»<>".contains(c) && c != '.');
    let part = part.trim_end_matches(|c: char| c == '.' && !ends_with_initial(part));
    if matches!(part.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV") {
        return Part::Suffix(part);
    }
    if part.len() < 2 || part.contains(['@', '#', '<', '{', '=']) || part.contains("://") || part.contains("www.") {
        return Part::Other;
    }
    if site.is(part) {
        return Part::Organisation(part.to_owned());
    }
    if part.bytes().filter(u8::is_ascii_digit).count() > 3 || !part.chars().any(char::is_alphabetic) {
        return Part::Other;
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    let key = |word: &str| text::key(word);
    let is_role = |word: &str| words::has(&lists().role, &key(word));
    let is_organisation = |word: &str| words::has(&lists().organisation, &key(word));
    let whole = key(part);
    if words::has(&lists().organisation, &whole) {
        return Part::Organisation(part.to_owned());
    }
    if words::has(&lists().role, &whole) {
        return Part::Other;
    }
    let leading = words.iter().take_while(|word| is_role(word)).count();
    let rest = &words[leading..];
    let end = rest.iter().position(|word| is_role(word) || is_organisation(word)).unwrap_or(rest.len());
    match (end, rest.len()) {
        (_, 0) => return Part::Other,
        // "Reuters Staff", "The Daily Rain", "Newsdesk".
        (0 | 1, len) if end < len => {
            return if rest.iter().any(|word| is_organisation(word)) {
                Part::Organisation(part.to_owned())
            } else {
                Part::Other
            };
        }
        _ => {}
    }
    if site.is_within(part) && (end < rest.len() || rest.len() > 2) {
        return Part::Organisation(part.to_owned());
    }
    let name = rest[..end].join(" ");
    let name = name.trim_matches(|c: char| ",;:-–—".contains(c));
    if end > MAX_WORDS || name.chars().count() > 60 {
        return Part::Other;
    }
    if rest[0].eq_ignore_ascii_case("the") {
        return Part::Organisation(part.to_owned());
    }
    if trust == Trust::Shown && !looks_like_name(&rest[..end]) {
        return Part::Other;
    }
    Part::Person(name.to_owned())
}

fn ends_with_initial(part: &str) -> bool {
    let word = part.trim_end_matches('.').rsplit(' ').next().unwrap_or("");
    word.chars().count() == 1 || matches!(word, "Jr" | "Sr")
}

/// Capitalised words with at most a few particles between, at least two of them; or a few characters of an unspaced script.
fn looks_like_name(words: &[&str]) -> bool {
    let unspaced = |word: &str| word.chars().all(|c| c >= '\u{2e80}');
    if words.iter().all(|word| unspaced(word)) {
        return (2..=8).contains(&words.iter().map(|word| word.chars().count()).sum::<usize>());
    }
    let cased = |word: &str| word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if !words.iter().any(|word| cased(word)) {
        return (2..=5).contains(&words.len());
    }
    let capital = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let capitals = words.iter().filter(|word| capital(word)).count();
    (2..=5).contains(&words.len())
        && capitals >= 2
        && capital(words[words.len() - 1])
        && words.len() - capitals <= 2
        && !words.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Whether a segment of an address is one under which sites have their people's pages.
pub fn is_address_of_people(segment: &str) -> bool {
    words::has(&lists().address, segment)
}

struct Lists {
    /// Openings and their languages, sorted.
    by: Vec<(&'static str, &'static str)>,
    role: Vec<&'static str>,
    organisation: Vec<&'static str>,
    address: Vec<&'static str>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let entries = words::section(WORDS, "by");
        let mut by: Vec<_> = entries.flat_map(|(lang, words)| words.split(',').map(move |word| (word.trim(), lang))).collect();
        by.sort_unstable();
        Lists { by, role: words::all(WORDS, "role"), organisation: words::all(WORDS, "organisation"), address: words::all(WORDS, "address") }
    })
}

/// Words that join two names in a language, and in English, which sites' software writes whatever the language.
fn joins(lang: Option<&str>) -> Vec<&'static str> {
    let language = language(lang).unwrap_or("");
    words::section(WORDS, "and")
        .filter(|(lang, _)| *lang == "en" || lang.eq_ignore_ascii_case(language))
        .flat_map(|(_, words)| words.split(',').map(str::trim))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_give_persons_and_nothing_else() {
        let cases: &[(&str, &str, &[&str], &[&str])] = &[
            ("By Ann Lee", "en", &["Ann Lee"], &[]),
            ("BY ANN LEE AND BOB O'NEIL", "en", &["ANN LEE", "BOB O'NEIL"], &[]),
            ("Ann Lee, Bob Ray and Cy Fox", "en", &["Ann Lee", "Bob Ray", "Cy Fox"], &[]),
            ("Ann Lee, Political Editor", "en", &["Ann Lee"], &[]),
            ("Ann Lee Senior Writer", "en", &["Ann Lee"], &[]),
            ("Ann Lee | ann.lee@example.org", "en", &["Ann Lee"], &[]),
            ("Ann Lee (Reuters)", "en", &["Ann Lee"], &[]),
            ("Martin Fox, Jr.", "en", &["Martin Fox Jr."], &[]),
            ("Ann B. Lee", "en", &["Ann B. Lee"], &[]),
            ("Associated Press", "en", &[], &["Associated Press"]),
            ("Daily Rain Staff", "en", &[], &["Daily Rain Staff"]),
            ("Von Ann Lee und Bob Ray", "de", &["Ann Lee", "Bob Ray"], &[]),
            ("Ein Kommentar von Ann Lee", "de", &["Ann Lee"], &[]),
            ("Par Ann Lee et Bob Ray", "fr", &["Ann Lee", "Bob Ray"], &[]),
            ("José Ortega y Gasset", "en", &["José Ortega y Gasset"], &[]),
            ("Tác giả: Hà Thu (tổng hợp)", "vi", &["Hà Thu"], &[]),
            ("記者：王小明、李大同", "zh", &["王小明", "李大同"], &[]),
            ("admin", "en", &[], &["admin"]),
            ("", "en", &[], &[]),
        ];
        for (byline, lang, persons, organisations) in cases {
            let names = read(byline, &Site::default(), Some(lang), Trust::Declared);
            assert_eq!(
                (&names.persons[..], &names.organisations[..]),
                (&own(persons)[..], &own(organisations)[..]),
                "{byline}"
            );
        }
    }

    #[test]
    fn shown_text_that_is_no_name_gives_none() {
        for text in ["in the valley", "Read more", "5 min read", "Share this article with", "Rain"] {
            assert_eq!(read(text, &Site::default(), Some("en"), Trust::Shown).persons, Vec::<String>::new(), "{text}");
        }
    }

    fn own(list: &[&str]) -> Vec<String> {
        list.iter().map(|entry| (*entry).to_owned()).collect()
    }
}
