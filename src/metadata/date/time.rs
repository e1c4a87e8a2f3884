//! Times of day and offsets, near a date that was found.

use super::lex::Lexeme;
use super::stamp::Time;
use super::{Hash, Language, Lists, Reader};

/// A time stands at most this many tokens away from its date.
const NEAR: usize = 9;

impl Time {
    /// A time that a clock can show.
    pub fn new(hour: u64, minute: u64, second: Option<u64>) -> Option<Self> {
        let small = |value: u64, limit: u64| u8::try_from(value).ok().filter(|_| value < limit);
        // A leap second is shown as the second before it.
        let second = second.map(|second| second.min(59));
        Some(Self { hour: small(hour, 24)?, minute: small(minute, 60)?, second: second.and_then(|s| small(s, 60)) })
    }
}

impl Reader<'_> {
    /// The time that belongs to a date at `start..end`: behind it, else before it, but not before `free`.
    pub(super) fn time_near(&self, free: usize, start: usize, end: usize) -> Option<(Time, Option<i16>, usize)> {
        for at in end..(end + NEAR).min(self.tokens.len()) {
            if let Some(time) = self.time_at(at) {
                return Some(time);
            }
            if self.date_at(at).is_some() {
                break;
            }
        }
        (free.max(start.saturating_sub(NEAR))..start)
            .rev()
            .find_map(|at| self.time_at(at).filter(|found| found.2 <= start))
    }

    /// A time that begins at a token, its offset, and the token after it.
    pub(super) fn time_at(&self, at: usize) -> Option<(Time, Option<i16>, usize)> {
        let hour = self.number(at, 2)?;
        if at > 0 && self.touches(at) && matches!(self.sign(at - 1), Some(':' | '/')) {
            return None;
        }
        let (minute, second, mut next) = self.minutes(at + 1)?;
        let mut hour = hour;
        let noon = self.half(next).map(|(half, end)| {
            next = end;
            half
        });
        match noon.or_else(|| self.half_before(at)) {
            Some(Half::BeforeNoon) if hour == 12 => hour = 0,
            Some(Half::AfterNoon) if hour < 12 => hour += 12,
            Some(Half::BeforeNoon | Half::AfterNoon) | None => {}
        }
        let zone = self.zone(next);
        let end = zone.map_or(next, |(_, end)| end);
        Some((Time::new(hour, minute, second)?, zone.map(|(offset, _)| offset), end))
    }

    /// What follows the hour.
    fn minutes(&self, at: usize) -> Option<(u64, Option<u64>, usize)> {
        let two_digits = |at: usize| match self.tokens.get(at)?.lexeme {
            Lexeme::Number { value, digits: 2 } => Some(value),
            _ => None,
        };
        match self.tokens.get(at)?.lexeme {
            Lexeme::Sign(':' | '：' | '∶') => {
                let minute = two_digits(at + 1)?;
                if self.sign(at + 2) != Some(':') {
                    return Some((minute, None, at + 2));
                }
                let Some(second) = two_digits(at + 3) else { return Some((minute, None, at + 2)) };
                let fraction = matches!(self.sign(at + 4), Some('.' | ','))
                    && self.touches(at + 5)
                    && self.number(at + 5, 9).is_some();
                Some((minute, Some(second), at + if fraction { 6 } else { 4 }))
            }
            // 21h41, 21h
            Lexeme::Word("h" | "H" | "g" | "giờ") => match two_digits(at + 1) {
                Some(minute) => Some((minute, None, at + 2)),
                None => self.touches(at).then_some((0, None, at + 1)),
            },
            // 21時41分, 21시 41분
            Lexeme::Word("時" | "时" | "点" | "點" | "시") => match self.number(at + 1, 2) {
                Some(minute) => Some((minute, None, at + 2 + usize::from(self.is_word(at + 2, &["分", "분"])))),
                None => Some((0, None, at + 1)),
            },
            Lexeme::Word(word) if word.eq_ignore_ascii_case("uhr") => Some((0, None, at + 1)),
            // 21.41 Uhr, 21.41 WIB, kl. 21.41, 9.41 pm
            Lexeme::Sign('.') if self.touches(at) && self.touches(at + 1) => {
                let minute = two_digits(at + 1)?;
                let told_before = at >= 2
                    && (self.is_word(at - 2, &["kl", "klo", "kello", "pukul", "alle", "ore"])
                        || self.sign(at - 2) == Some('.') && at >= 3 && self.is_word(at - 3, &["kl", "klo"]));
                let told_after = self.is_word(at + 2, &["uhr", "wib", "wita", "wit"]) || self.half(at + 2).is_some();
                let skip = usize::from(self.is_word(at + 2, &["uhr"]));
                (told_before || told_after).then_some((minute, None, at + 2 + skip))
            }
            // 9 pm
            Lexeme::Word(_) => self.half(at).map(|_| (0, None, at)),
            Lexeme::Number { .. } | Lexeme::Sign(_) => None,
        }
    }

    /// "pm" and its like at a token, and the token after it.
    fn half(&self, at: usize) -> Option<(Half, usize)> {
        self.word(at)?;
        let (half, end) = self.phrase(at, 3, |word| {
            let lists = word.lists(Language::ANY);
            let after = lists.any(Lists::AFTER_NOON).then_some(Half::AfterNoon);
            after.or(lists.any(Lists::BEFORE_NOON).then_some(Half::BeforeNoon))
        })?;
        Some((half, end + usize::from(end == at + 3 && self.sign(end) == Some('.'))))
    }

    /// "午後" and its like before the hour.
    fn half_before(&self, hour: usize) -> Option<Half> {
        (1..=2)
            .filter_map(|back| hour.checked_sub(back))
            .find_map(|at| self.half(at).filter(|(_, end)| *end == hour))
            .map(|found| found.0)
    }

    /// An offset from UTC in minutes at a token, and the token after it.
    pub(super) fn zone(&self, at: usize) -> Option<(i16, usize)> {
        let at = at + usize::from(matches!(self.sign(at), Some('(' | ',')));
        match self.tokens.get(at)?.lexeme {
            Lexeme::Word(word) => {
                let base = Hash::of(word).zone()?;
                match self.signed_offset(at + 1, true) {
                    Some((offset, end)) if base == 0 => Some((offset, end)),
                    _ => Some((base, at + 1)),
                }
            }
            Lexeme::Sign(_) => self.signed_offset(at, false),
            Lexeme::Number { .. } => None,
        }
    }

    /// `+07:00`, `+0700`, `+7`. Where no "GMT" stands before it, it has to look like an offset: no space inside, two digits at least.
    fn signed_offset(&self, at: usize, named: bool) -> Option<(i16, usize)> {
        let direction = match self.sign(at)? {
            '+' => 1,
            '-' | '−' | '–' => -1,
            _ => return None,
        };
        if !self.touches(at + 1) {
            return None;
        }
        let Lexeme::Number { value, digits } = self.tokens.get(at + 1)?.lexeme else { return None };
        let (hours, minutes, end) = match digits {
            4 => (value / 100, value % 100, at + 2),
            2 if self.sign(at + 2) == Some(':') && self.touches(at + 3) => (value, self.number(at + 3, 2)?, at + 4),
            1 | 2 if named && self.sign(at + 2) == Some(':') && self.touches(at + 3) => {
                (value, self.number(at + 3, 2)?, at + 4)
            }
            2 if named || self.touches(at) => (value, 0, at + 2),
            1 if named => (value, 0, at + 2),
            _ => return None,
        };
        let total = i16::try_from(hours * 60 + minutes).ok().filter(|total| *total <= 14 * 60 && minutes < 60)?;
        Some((direction * total, end))
    }
}

#[derive(Clone, Copy)]
enum Half {
    BeforeNoon,
    AfterNoon,
}
