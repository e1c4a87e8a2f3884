//! One part of a byline goes in; what it names comes out.

use super::super::text;
use super::super::words::{Hash, Language, Lists};
use super::lists::holds_no_name;
use super::{Context, Trust};

/// A name has at most this many words.
const MAX_WORDS: usize = 6;
/// A name has at most this many characters.
const MAX_CHARS: usize = 60;
/// Words of organisations and desks.
const NO_PERSON: Lists = Lists::ORGANISATION.with(Lists::DESK);

/// What a part of a byline is.
pub enum Part<'a> {
    Person(String),
    Organisation(String),
    /// "Jr.", to be put to the name before.
    Suffix(&'a str),
    Other,
}

impl Context<'_> {
    /// What a part names.
    pub(super) fn name_in<'a>(self, part: &'a str, trust: Trust) -> Part<'a> {
        if self.tells_of_others(part) {
            return Part::Other;
        }
        let part =
            self.without_opening(part).trim_matches(|c: char| c.is_whitespace() || ",;:-–—*\"“”«»<>".contains(c));
        let part = part.trim_end_matches(|c: char| c == '.' && !ends_with_initial(part));
        if matches!(part.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV") {
            return Part::Suffix(part);
        }
        if !can_be_name(part) {
            return Part::Other;
        }
        let organisation = || match trust {
            Trust::Shown | Trust::Marked => self.shown_organisation(part),
            Trust::Declared | Trust::Person => Part::Organisation(part.to_owned()),
        };
        let whole = text::key(part);
        let initials = (2..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase());
        let named = Hash::of(&whole).lists(Language::ANY);
        if named.any(Lists::LABELS) {
            return Part::Other;
        }
        if initials || named.any(NO_PERSON) {
            return if named.any(Lists::ROLE) { Part::Other } else { organisation() };
        }
        let words: Vec<&str> = part.split_whitespace().collect();
        if self.site.is(part) && !(trust == Trust::Person && self.is_persons_site(&words)) {
            return organisation();
        }
        self.name_of(&words, trust)
            .unwrap_or_else(|is_organisation| if is_organisation { organisation() } else { Part::Other })
    }

    /// An organisation's name, without what follows it: "Herald on Tuesday".
    fn shown_organisation<'a>(self, part: &'a str) -> Part<'a> {
        let is_over =
            |word: &&str| word.starts_with(char::is_lowercase) && Hash::of(word).is(Lists::NO_NAME, self.language);
        let words: Vec<&str> = part.split_whitespace().collect();
        let end = words.iter().skip(1).position(is_over).map_or(words.len(), |at| at + 1);
        Part::Organisation(words[..end].join(" "))
    }

    /// Whether the site can be a person's own that bears this name. News sites' names are no persons'.
    fn is_persons_site(self, words: &[&str]) -> bool {
        !self.site.is_news && (2..=3).contains(&words.len()) && looks_like_name(words)
    }

    /// The person that words name; else whether they name an organisation.
    fn name_of<'a>(self, words: &[&str], trust: Trust) -> Result<Part<'a>, bool> {
        let keys: Vec<String> = words.iter().map(|word| text::key(word)).collect();
        let lists: Vec<Lists> = keys.iter().map(|key| Hash::of(key).lists(self.language)).collect();
        let is_role = |at: usize| lists[at].any(Lists::ROLE);
        let is_organisation = |at: usize| (at > 1 && keys[at] == "the") || lists[at].any(NO_PERSON);
        // "Political Editor Ann Lee"; short ones are names as often ("Md").
        let start = (0..words.len()).take_while(|at| is_role(*at) && keys[*at].len() > 3).count();
        let rest = start..words.len();
        if rest.is_empty() || rest.clone().all(is_role) {
            return Err(false);
        }
        // "Head of Research", "Chief Scientist", "20 gold badges", "March 11".
        let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        let is_role_still = start > 0
            && (lists[start].any(Lists::NO_NAME.with(Lists::BY)) || rest.len() == 1 && words[start].is_ascii());
        if is_role_still || words.iter().any(is_number) {
            return Err(false);
        }
        let last = words.len() - 1;
        // "Ann Lee The Associated Press", "Ann Lee Herald Staff"
        let employer = (start + 2..words.len()).find(|at| keys[*at] == "the" || self.site.is(words[*at]));
        if let Some(end) = employer.filter(|end| keys[start] != "the" && looks_like_name(&words[start..*end])) {
            return Ok(Part::Person(words[start..end].join(" ")));
        }
        let of_site = words.len() > 1 && trust != Trust::Person && self.site.is(words[0]);
        if of_site || lists[last].any(Lists::DESK) || words[start].eq_ignore_ascii_case("the") {
            return Err(true);
        }
        let no_name = |at: usize| lists[at].any(Lists::NO_NAME) || holds_no_name(&keys[at]);
        // "Ann Lee in Rain", "Ann Lee on"; but "From Rain to Shine"
        let is_over = |at: usize| {
            matches!(trust, Trust::Shown | Trust::Marked)
                && words[at].starts_with(char::is_lowercase)
                && no_name(at)
                && keys[at] != "to"
                && looks_like_name(&words[start..at])
        };
        let end = rest
            .clone()
            .find(|at| (is_role(*at) && *at > start) || is_organisation(*at) || is_over(*at))
            .unwrap_or(words.len());
        // "Reuters Staff", "The Daily Rain", "Newsdesk".
        if end < words.len() && end - start < 2 {
            return Err(rest.into_iter().any(is_organisation));
        }
        if trust != Trust::Person
            && self.site.is_within(&words.join(" "))
            && (end < words.len() || words.len() - start > 2)
        {
            return Err(true);
        }
        let name = words[start..end].join(" ");
        let name = name.trim_matches(|c: char| ",;:-–—".contains(c));
        if end - start > MAX_WORDS || name.chars().count() > MAX_CHARS {
            return Err(false);
        }
        let is_name = match trust {
            Trust::Declared | Trust::Person => true,
            Trust::Shown => looks_like_name(&words[start..end]) && !(start..end).any(no_name),
            Trust::Marked => !(start..end).any(no_name),
        };
        if !is_name {
            return Err(false);
        }
        Ok(Part::Person(name.to_owned()))
    }
}

/// Whether a part can be a name by its signs: no address, no template's placeholder, hardly any digits.
fn can_be_name(part: &str) -> bool {
    part.len() >= 2
        && !part.contains(['@', '#', '<', '{', '=', '[', '(', ')', '《'])
        && !part.contains("www.")
        && part.matches('.').count() <= 4
        && part.bytes().filter(u8::is_ascii_digit).count() <= 3
        && part.chars().any(char::is_alphabetic)
}

fn ends_with_initial(part: &str) -> bool {
    let word = part.trim_end_matches('.').rsplit(' ').next().unwrap_or("");
    word.chars().count() == 1 || matches!(word, "Jr" | "Sr")
}

/// Capitalised words with at most a few particles between, at least two of them; or a few characters of an unspaced script.
pub fn looks_like_name(words: &[&str]) -> bool {
    let Some(last) = words.last() else { return false };
    let unspaced = |word: &str| word.chars().all(|c| c >= '\u{2e80}');
    if words.iter().all(|word| unspaced(word)) {
        return (2..=8).contains(&words.iter().map(|word| word.chars().count()).sum::<usize>());
    }
    let cased = |word: &str| word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if !words.iter().any(|word| cased(word)) {
        return (2..=5).contains(&words.len());
    }
    // "DE FR IT"
    if words.iter().all(|word| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())) {
        return false;
    }
    let capital = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let capitals = words.iter().filter(|word| capital(word)).count();
    (2..=5).contains(&words.len())
        && capitals >= 2
        && capital(last)
        && words.len() - capitals <= 2
        && !words
            .iter()
            .any(|word| word.bytes().any(|byte| byte.is_ascii_digit()) || word.ends_with([':', ';', '?', '!']))
}
