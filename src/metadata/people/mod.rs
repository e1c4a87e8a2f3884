//! A byline's text goes in; persons and organisations come out, each by name.
//!
//! Pages write one author or five, with "By", roles, agencies, e-mail addresses and dates around them. What is a
//! name is told by what it is not: no word of `data/metadata/people_words.txt`, not the site's name, not too long.

mod lists;
mod name;

pub use lists::is_address_of_people;
pub use name::looks_like_name;

use super::site::Site;
use super::text;
use super::words::{self, Hash, Language, Lists};
use lists::strip;
use name::Part;

/// A byline names at most this many people; papers with more are cut.
const MAX_PEOPLE: usize = 40;

/// Who a byline names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Persons.
    pub persons: Vec<String>,
    /// Agencies, desks, the site itself.
    pub organisations: Vec<String>,
    /// Whether it names anything else.
    pub more: bool,
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
        self.more |= other.more;
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty() && self.organisations.is_empty()
    }

    /// Whether it is the account of one who writes: `ann.lee`, `ann_lee`, `lee78`.
    pub fn is_account(&self) -> bool {
        let [name] = &self.persons[..] else { return false };
        let is_lower = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        !name.contains(' ') && (name.contains(['.', '_']) || (is_lower && name.ends_with(|c: char| c.is_ascii_digit())))
    }

    /// Whether a person stands in both.
    pub fn shares_with(&self, other: &Self) -> bool {
        let keys: Vec<String> = other.persons.iter().map(|person| text::key(person)).collect();
        self.persons.iter().any(|person| keys.contains(&text::key(person)))
    }

    /// Whether all that is named has the form of a person's name.
    pub fn is_proper(&self) -> bool {
        let proper = |name: &String| looks_like_name(&name.split_whitespace().collect::<Vec<_>>());
        !self.persons.is_empty() && self.persons.iter().all(proper)
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
    /// A declared author whose type is a person: may bear the site's name where the site is a person's.
    Person,
    /// Shown text: only what looks like a name is one.
    Shown,
    /// Shown text in an element that says it is the author's name: a pen name or a first name as well.
    Marked,
}

/// What a byline is read with.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The names by which the site goes.
    pub site: &'a Site,
    /// The page's language, as dates are read with.
    pub lang: Option<&'a str>,
    /// The same, as words are looked up with.
    pub language: Language,
}

impl Context<'_> {
    /// The names in a byline.
    pub fn names(self, byline: &str, trust: Trust) -> Names {
        let byline = text::clean(byline);
        let mut names = Names::default();
        if byline.contains("://") {
            return names;
        }
        let byline = if trust == Trust::Shown { byline } else { surname_last(&byline).unwrap_or(byline) };
        let mut after_role = false;
        for part in parts(self.without_opening(&byline), self.language.or(Language::ENGLISH)) {
            match self.name_in(part, trust) {
                Part::Person(name) => {
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
                Part::Other => {
                    names.more |= !part.trim().is_empty();
                    after_role = true;
                }
            }
        }
        // Who gives an address has a site.
        if trust == Trust::Declared && byline.contains("www.") {
            names.organisations.append(&mut names.persons);
        }
        names
    }

    /// Whether a text opens like a byline: "By Ann Lee".
    pub fn opens_byline(self, text: &str) -> bool {
        strip(text.trim_start_matches(is_bullet), Lists::BY, self.language).is_some()
    }

    /// Whether a text is a label of names and nothing else: "Written by", "Author:".
    pub fn is_byline_label(self, text: &str) -> bool {
        let whole = text.trim().trim_end_matches("(s)");
        strip(whole, Lists::BY, self.language) == Some("")
    }

    /// Whether a text opens like a line about an editor, a reviewer, a photographer.
    pub fn tells_of_others(self, text: &str) -> bool {
        strip(text.trim_start_matches(is_bullet), Lists::OTHER, self.language).is_some_and(|rest| !rest.is_empty())
    }

    fn without_opening(self, text: &str) -> &str {
        let mut rest = text.trim_start_matches(is_bullet);
        // "Text: Von Ann Lee"
        for _ in 0..3 {
            let Some(next) = strip(rest, Lists::BY, self.language) else { break };
            rest = next;
        }
        rest
    }
}

/// "Lee, Ann" as libraries and some editorial systems write it gives "Ann Lee".
fn surname_last(name: &str) -> Option<String> {
    let (surname, given) = name.split_once(", ")?;
    let is_word =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let role = |text: &str| words::is(&text::key(text), Lists::ROLE.with(Lists::ORGANISATION));
    let proper = looks_like_name(&[given, surname]) && !role(given) && !role(surname);
    (is_word(surname) && is_word(given) && proper && given.chars().any(char::is_lowercase))
        .then(|| format!("{given} {surname}"))
}

fn is_bullet(c: char) -> bool {
    c.is_whitespace() || "–—-•·|:：*(【[©".contains(c)
}

/// The parts of a byline between its separators.
fn parts(byline: &str, language: Language) -> Vec<&str> {
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
            ',' | ';' | '|' | '/' | '&' | '+' | '\u{1}' | '•' | '·' | '、' | '，' | '；' | '｜' | '／' | '\n' | '–'
            | '—' | '،' | '：' | '・' => {
                parts.push(&byline[start..at]);
                start = at + c.len_utf8();
            }
            c if c.is_whitespace() => {
                if word > start && Hash::of(&byline[word..at]).is(Lists::AND, language) {
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
            ("Ann Lee The Associated Press", "en", &["Ann Lee"], &[]),
            ("Ann Lee, Chief Scientist and Head of Rain Labs", "en", &["Ann Lee"], &[]),
            ("Ann Lee, March 11", "en", &["Ann Lee"], &[]),
            ("Ann Lee, sponsored by Rain Labs", "en", &["Ann Lee"], &[]),
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
            let names = context(&Site::default(), lang).names(byline, Trust::Declared);
            assert_eq!(
                (&names.persons[..], &names.organisations[..]),
                (&own(persons)[..], &own(organisations)[..]),
                "{byline}"
            );
        }
    }

    #[test]
    fn shown_text_that_is_no_name_gives_none() {
        for text in [
            "in the valley",
            "Read more",
            "5 min read",
            "Share this article with",
            "Rain",
            "Key Takeaways",
            "Story Source",
        ] {
            assert_eq!(
                context(&Site::default(), "en").names(text, Trust::Shown).persons,
                Vec::<String>::new(),
                "{text}"
            );
        }
    }

    fn context<'a>(site: &'a Site, lang: &'a str) -> Context<'a> {
        Context { site, lang: Some(lang), language: Language::of(Some(lang)) }
    }

    fn own(list: &[&str]) -> Vec<String> {
        list.iter().map(|entry| (*entry).to_owned()).collect()
    }
}
