//! A point in time as far as a page tells it, and its ISO 8601 form.

use std::fmt;

/// A date, with time and offset where the page gives them. Nothing is made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Of the Gregorian calendar.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// The time of day.
    pub time: Option<Time>,
    /// Minutes east of UTC.
    pub offset: Option<i16>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: Option<u8>,
}

impl Stamp {
    /// A day, if the calendar has it and a page may speak of it.
    pub fn day(year: u64, month: u64, day: u64) -> Option<Self> {
        let (year, month, day) = (u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1900..2100).contains(&year) && (1..=days).contains(&day)).then_some(Self {
            year,
            month,
            day,
            time: None,
            offset: None,
        })
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms").
    pub fn day_number(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// Seconds since 1970-01-01T00:00Z, where time and offset are known.
    pub fn instant(self) -> Option<i64> {
        let (time, offset) = (self.time?, self.offset?);
        let seconds = i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + i64::from(time.second.unwrap_or(0));
        Some(self.day_number() * 86_400 + seconds - i64::from(offset) * 60)
    }

    /// The moment this many seconds after 1970-01-01T00:00Z.
    pub fn from_instant(seconds: i64) -> Option<Self> {
        let days = seconds.div_euclid(86_400) + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let unsigned = |value: i64| u64::try_from(value).ok();
        let mut stamp = Self::day(unsigned(year)?, unsigned(month)?, unsigned(day)?)?;
        let rest = seconds.rem_euclid(86_400);
        stamp.time =
            Some(Time { hour: (rest / 3600) as u8, minute: (rest / 60 % 60) as u8, second: Some((rest % 60) as u8) });
        stamp.offset = Some(0);
        Some(stamp)
    }

    /// This time with its offset, where `other` tells the same moment in UTC: 21:41 here and 02:41Z there make 21:41-05:00.
    pub fn in_zone_of(self, other: Self) -> Option<Self> {
        let (instant, time) = (other.instant()?, self.time?);
        let second = time.second.or(other.time?.second);
        let seen = Self { time: Some(Time { second, ..time }), offset: Some(self.offset.unwrap_or(0)), ..self };
        let apart = seen.instant()? - instant;
        match self.offset {
            Some(offset) => (offset != 0 && apart.abs() < 60).then_some(seen),
            None => {
                // Zones are at most 14 hours from UTC, nearly all in steps of half an hour.
                let minutes = i16::try_from(apart.div_euclid(60)).ok()?;
                let is_offset = minutes != 0 && minutes.abs() <= 14 * 60 && minutes % 30 == 0;
                is_offset.then_some(Self { offset: Some(minutes), ..seen })
            }
        }
    }

    /// Whether both name the same calendar day.
    pub fn same_day(self, other: Self) -> bool {
        (self.year, self.month, self.day) == (other.year, other.month, other.day)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", time.hour, time.minute)?;
        if let Some(second) = time.second {
            write!(f, ":{second:02}")?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}
