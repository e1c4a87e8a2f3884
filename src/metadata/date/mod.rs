//! Dates as pages write them go in; ISO 8601 comes out.
//!
//! One reader serves machine values ("2026-01-22T21:41:00+07:00", RFC 2822, epoch seconds) and shown text
//! ("Thứ Năm, 22/01/2026 21:41 GMT+7", "22. Januar 2026", "2026年1月22日", "January 22, 2026 9:41 pm ET"), since pages
//! put the one where the other belongs. Whether `03/04/2026` is in March or April is told by the page's
//! language. A time zone is kept where it is named without doubt ("ET" is not: it has two offsets).

mod lex;
mod stamp;
mod time;

pub use stamp::{Stamp, Time};

use super::words::{Hash, Language, Lists};
use lex::{Lexeme, Token};

/// The first date in `text`, as ISO 8601. `lang` is the page's language tag, where known.
///
/// ```
/// use bodycopy::metadata::date::parse;
/// assert_eq!(parse("Thứ Năm, 22/01/2026 21:41 GMT+7", Some("vi")).as_deref(), Some("2026-01-22T21:41+07:00"));
/// assert_eq!(parse("03/04/2026", Some("en-US")).as_deref(), Some("2026-03-04"));
/// assert_eq!(parse("03/04/2026", Some("en-GB")).as_deref(), Some("2026-04-03"));
/// assert_eq!(parse("in spring", None), None);
/// ```
#[must_use]
pub fn parse(text: &str, lang: Option<&str>) -> Option<String> {
    read(text, lang).map(|stamp| stamp.to_string())
}

/// The first date in `text`.
#[must_use]
pub fn read(text: &str, lang: Option<&str>) -> Option<Stamp> {
    epoch(text.trim()).or_else(|| find_all(text, lang).into_iter().next().map(|found| found.stamp))
}

/// A date in a text.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// When.
    pub stamp: Stamp,
    /// Where its day stands, in bytes of the text.
    pub start: usize,
    /// One past the last byte of its day or its time, whichever is later.
    pub end: usize,
    /// Whether a word before it says that this is the last change rather than the first publication.
    pub label: Option<Label>,
}

/// What the words before a date say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// "Published", "Đăng lúc" …
    Published,
    /// "Updated", "Cập nhật" …
    Modified,
}

/// All dates in the first few hundred bytes of `text`, in order.
#[must_use]
pub fn find_all(text: &str, lang: Option<&str>) -> Vec<Found> {
    // Most short texts near a headline hold no date; a date has a digit.
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0xd9) {
        return Vec::new();
    }
    let reader = Reader { text, tokens: lex::tokens(text), lang };
    let mut found: Vec<Found> = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at < reader.tokens.len() {
        let Some((mut stamp, mut next)) = reader.date_at(at) else {
            at += 1;
            continue;
        };
        if stamp.time.is_none()
            && let Some((time, offset, end)) = reader.time_near(free, at, next)
        {
            stamp.time = Some(time);
            stamp.offset = offset;
            next = next.max(end);
        }
        let label = reader.label(free, at);
        found.push(Found { stamp, start: reader.tokens[at].start, end: reader.tokens[next - 1].end, label });
        at = next;
        free = next;
    }
    found
}

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<Stamp> {
    let is_epoch = matches!(text.len(), 10 | 13) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = if is_epoch { text.parse().ok()? } else { return None };
    Stamp::from_instant(if text.len() == 13 { number / 1000 } else { number })
}

struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    lang: Option<&'a str>,
}

/// Words between a day and its month: ordinals and prepositions.
const BEFORE_MONTH: &[&str] =
    &["of", "de", "di", "do", "da", "del", "d", "st", "nd", "rd", "th", "er", "ta", "a", "me", "ngày"];
/// Words between a month and its year.
const BEFORE_YEAR: &[&str] = &["de", "del", "of", "do", "da", "năm", "st", "nd", "rd", "th"];

impl<'a> Reader<'a> {
    fn number(&self, at: usize, max_digits: u8) -> Option<u64> {
        match self.tokens.get(at)?.lexeme {
            Lexeme::Number { value, digits } if digits <= max_digits => Some(value),
            _ => None,
        }
    }

    fn year(&self, at: usize) -> Option<u64> {
        match self.tokens.get(at)?.lexeme {
            // The Buddhist era is 543 years ahead.
            Lexeme::Number { value: value @ 2443..2643, digits: 4 } => Some(value - 543),
            Lexeme::Number { value, digits: 4 } => Some(value),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        match self.tokens.get(at)?.lexeme {
            Lexeme::Word(word) => Some(word),
            _ => None,
        }
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.lexeme {
            Lexeme::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn is_word(&self, at: usize, list: &[&str]) -> bool {
        self.word(at).is_some_and(|word| list.iter().any(|entry| word.eq_ignore_ascii_case(entry)))
    }

    /// Whether nothing stands between a token and the one before it.
    fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.start == self.tokens[at - 1].end)
    }

    /// Goes past signs and words that may stand within a date, at most three of them.
    fn past(&self, mut at: usize, words: &[&str]) -> usize {
        for _ in 0..3 {
            let sign =
                self.sign(at).is_some_and(|sign| matches!(sign, '.' | ',' | '،' | '/' | '-' | '–' | 'º' | '°' | '\''));
            if !sign && !self.is_word(at, words) {
                break;
            }
            at += 1;
        }
        at
    }

    /// A date that begins at a token, and the token after it.
    fn date_at(&self, at: usize) -> Option<(Stamp, usize)> {
        match self.tokens.get(at)?.lexeme {
            Lexeme::Number { value, digits: 8 } => {
                let stamp = Stamp::day(value / 10_000, value / 100 % 100, value % 100)?;
                Some(self.with_compact_time(stamp, at + 1))
            }
            Lexeme::Number { value, digits: 14 } => {
                let mut stamp = Stamp::day(value / 10_000_000_000, value / 100_000_000 % 100, value / 1_000_000 % 100)?;
                stamp.time = Time::new(value / 10_000 % 100, value / 100 % 100, Some(value % 100));
                Some((stamp, at + 1))
            }
            Lexeme::Number { digits: 4, .. } => self.year_first(at),
            Lexeme::Number { digits: 1 | 2, .. } => self.numeric(at).or_else(|| self.day_first(at)),
            Lexeme::Word(_) if self.has_number_behind(at) => self.month_first(at),
            Lexeme::Word(_) => None,
            Lexeme::Number { .. } | Lexeme::Sign(_) => None,
        }
    }

    /// Whether a number stands where one must behind a month's name, which has at most three tokens, and signs.
    fn has_number_behind(&self, at: usize) -> bool {
        let behind = self.tokens.iter().skip(at + 1).take(8);
        behind.into_iter().any(|token| matches!(token.lexeme, Lexeme::Number { .. }))
    }

    /// `20260122T214100`.
    fn with_compact_time(&self, mut stamp: Stamp, next: usize) -> (Stamp, usize) {
        if self.is_word(next, &["t"])
            && let Some(Token { lexeme: Lexeme::Number { value, digits: 6 }, .. }) = self.tokens.get(next + 1)
        {
            stamp.time = Time::new(value / 10_000, value / 100 % 100, Some(value % 100));
            stamp.offset = self.zone(next + 2).map(|(offset, _)| offset);
            return (stamp, next + 2);
        }
        (stamp, next)
    }

    /// `2026-01-22`, `2026年1月22日`, `2026. január 22.`
    fn year_first(&self, at: usize) -> Option<(Stamp, usize)> {
        let year = self.year(at)?;
        let separated = |at: usize| {
            self.sign(at).is_some_and(|sign| matches!(sign, '-' | '/' | '.' | '–' | '‑'))
                || self.is_word(at, &["年", "月", "년", "월"])
        };
        if separated(at + 1)
            && let Some(month) = self.number(at + 2, 2)
            && separated(at + 3)
            && let Some(day) = self.number(at + 4, 2)
        {
            let end = at + 5 + usize::from(self.is_word(at + 5, &["日", "號", "号", "일"]));
            return Some((Stamp::day(year, month, day)?, end));
        }
        let (month, next) = self.month_name(self.past(at + 1, &["m", "g", "gada"]))?;
        let next = self.past(next, BEFORE_MONTH);
        Some((Stamp::day(year, month, self.number(next, 2)?)?, next + 1))
    }

    /// `22/01/2026`, `1/22/26`, `22.01.2026`.
    fn numeric(&self, at: usize) -> Option<(Stamp, usize)> {
        let separator = self.sign(at + 1).filter(|sign| matches!(sign, '/' | '.' | '-' | '‑' | '–'))?;
        let (first, second) = (self.number(at, 2)?, self.number(at + 2, 2)?);
        if self.sign(at + 3) != Some(separator) {
            return None;
        }
        let third = match self.tokens.get(at + 4)?.lexeme {
            // "28.09.19" and "12:44" without a space between them.
            Lexeme::Number { value, digits: 4 } if self.sign(at + 5) == Some(':') && self.touches(at + 5) => {
                2000 + value / 100
            }
            Lexeme::Number { digits: 4, .. } => self.year(at + 4)?,
            Lexeme::Number { value, digits: 2 } if self.touches(at + 4) && self.touches(at + 2) => 2000 + value,
            _ => return None,
        };
        let (day, month) = match separator {
            '/' | '-' if second > 12 => (second, first),
            '/' if first <= 12 && self.writes_month_first() => (second, first),
            _ => (first, second),
        };
        Some((Stamp::day(third, month, day)?, at + 5))
    }

    fn writes_month_first(&self) -> bool {
        self.lang.is_some_and(|lang| ["en", "en-us", "en_us"].iter().any(|tag| lang.eq_ignore_ascii_case(tag)))
    }

    /// `22 January 2026`, `22 de enero de 2026`, `22 tháng 1 năm 2026`.
    fn day_first(&self, at: usize) -> Option<(Stamp, usize)> {
        let day = self.number(at, 2)?;
        let (month, next) = self.month_name(self.past(at + 1, BEFORE_MONTH))?;
        let next = self.past(next, BEFORE_YEAR);
        Some((Stamp::day(self.year(next)?, month, day)?, next + 1))
    }

    /// `January 22, 2026`, `Tháng Một 22, 2026`, `Jan 22 21:41:00 2026`.
    fn month_first(&self, at: usize) -> Option<(Stamp, usize)> {
        let (month, next) = self.month_name(at)?;
        let next = self.past(next, &[]);
        let day = self.number(next, 2)?;
        let next = self.past(next + 1, BEFORE_YEAR);
        if let Some(year) = self.year(next) {
            return Some((Stamp::day(year, month, day)?, next + 1));
        }
        let (time, offset, end) = self.time_at(next)?;
        let end = end + usize::from(self.word(end).is_some());
        let mut stamp = Stamp::day(self.year(end)?, month, day)?;
        stamp.time = Some(time);
        stamp.offset = offset;
        Some((stamp, end + 1))
    }

    /// A month's name at a token, and the token after it.
    fn month_name(&self, at: usize) -> Option<(u64, usize)> {
        let word = self.word(at)?;
        let vietnamese = ["tháng", "Tháng", "THÁNG", "thg", "Thg"].contains(&word);
        if vietnamese {
            let at = at + 1 + usize::from(self.sign(at + 1) == Some('.'));
            if let Some(number) = self.number(at, 2) {
                return Some((number, at + 1));
            }
            return self.phrase(at, 2, Hash::vietnamese_month);
        }
        let language = Language::of(self.lang);
        self.phrase(at, 3, |name| name.month(language))
    }

    /// What the longest run of at most `most` tokens that means something means, and the token after it.
    fn phrase<T>(&self, at: usize, most: usize, meaning: impl Fn(Hash) -> Option<T>) -> Option<(T, usize)> {
        let mut start = self.tokens.get(at)?.start;
        let mut hash = Hash::EMPTY;
        let mut longest = None;
        for (index, token) in self.tokens.iter().enumerate().skip(at).take(most) {
            hash = hash.with_all(self.text.get(start..token.end)?);
            start = token.end;
            if let Some(found) = meaning(hash) {
                longest = Some((found, index + 1));
            }
        }
        longest
    }

    /// What the words between two tokens call the date behind them: the last one counts.
    fn label(&self, from: usize, to: usize) -> Option<Label> {
        let mut label = None;
        for at in from..to {
            let Lexeme::Word(word) = self.tokens[at].lexeme else { continue };
            let lists = |hash: Hash| {
                let lists = hash.lists(Language::ANY);
                lists.any(Lists::LABELS).then_some(lists)
            };
            let named = self.phrase(at, LONGEST_LABEL, lists).map(|(lists, _)| lists).or_else(|| within(word, lists));
            if let Some(lists) = named {
                label = Some(if lists.any(Lists::MODIFIED) { Label::Modified } else { Label::Published });
            }
        }
        label
    }
}

/// A label has at most this many tokens.
const LONGEST_LABEL: usize = 4;

/// The last label inside a word. Korean and Japanese put words together without a space.
fn within(word: &str, lists: impl Fn(Hash) -> Option<Lists>) -> Option<Lists> {
    if word.starts_with(|c: char| c < '\u{2e80}') {
        return None;
    }
    let starts = word.char_indices().rev();
    starts.take(LONGEST_WORD).find_map(|(start, _)| {
        let mut hash = Hash::EMPTY;
        word[start..].chars().take(LONGEST_WORD).find_map(|c| {
            hash = hash.with(c);
            lists(hash)
        })
    })
}

/// Characters of an unspaced word that are looked at.
const LONGEST_WORD: usize = 12;

#[cfg(test)]
mod tests;
