//! The word lists of `data/metadata`, hashed while the crate is compiled: a word goes in; what lists it stands in comes out.
//!
//! A file has sections, `[name]`, of lines `language: word, word`. The words themselves are not kept: an entry is 16 bits
//! of its hash, in buckets found by ten further bits, and 16 bits that say its list and its language. So there is nothing
//! to set up at run time, and a look-up allocates nothing. A word that stands in no list is taken for one of a certain
//! list once in some 200 000 words.

use crate::lowercase;
use crate::verdict::phrase_table::PhraseHash;

const FILES: [&str; 5] = [
    include_str!("../../data/metadata/date_words.txt"),
    include_str!("../../data/metadata/people_words.txt"),
    include_str!("../../data/metadata/source_words.txt"),
    include_str!("../../data/metadata/class_words.txt"),
    include_str!("../../data/metadata/pager_words.txt"),
];

/// The sections, each at its bit of [`Lists`]. The first four count in their own language only: another language's words
/// would cut names, as "Per" and "De" open bylines in one and names in the next.
const SECTIONS: [&str; 18] = [
    "by",
    "other",
    "and",
    "no_name",
    "role",
    "desk",
    "organisation",
    "address",
    "published",
    "modified",
    "before_noon",
    "after_noon",
    "opening",
    "bare",
    "kicker",
    "next",
    "zones",
    "months",
];
const BOUND: usize = 4;
const ZONES: usize = 16;
const MONTHS: usize = 17;

/// A set of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lists(u16);

impl Lists {
    /// Open bylines.
    pub const BY: Self = Self(1);
    /// Open lines about others than the authors.
    pub const OTHER: Self = Self(1 << 1);
    /// Join two names.
    pub const AND: Self = Self(1 << 2);
    /// Are of no name.
    pub const NO_NAME: Self = Self(1 << 3);
    /// Say what a person is.
    pub const ROLE: Self = Self(1 << 4);
    /// End the names of desks.
    pub const DESK: Self = Self(1 << 5);
    /// Are of organisations' names.
    pub const ORGANISATION: Self = Self(1 << 6);
    /// Segments of addresses of people's pages.
    pub const ADDRESS: Self = Self(1 << 7);
    /// Say that a date is that of the publication.
    pub const PUBLISHED: Self = Self(1 << 8);
    /// Say that a date is that of the last change.
    pub const MODIFIED: Self = Self(1 << 9);
    /// Say what the date behind them is.
    pub const LABELS: Self = Self(Self::PUBLISHED.0 | Self::MODIFIED.0);
    /// Go with hours before noon.
    pub const BEFORE_NOON: Self = Self(1 << 10);
    /// Go with hours after noon.
    pub const AFTER_NOON: Self = Self(1 << 11);
    /// Open lines that name a source, before a colon.
    pub const SOURCE: Self = Self(1 << 12);
    /// The same without a colon.
    pub const BARE_SOURCE: Self = Self(1 << 13);
    /// Class names of kickers.
    pub const KICKER: Self = Self(1 << 14);
    /// Lead to the next page.
    pub const NEXT: Self = Self(1 << 15);

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a list of `other` is among them.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The language whose words count beside the English ones, which sites' software writes everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(u16);

impl Language {
    /// Not known: the words of all languages count.
    pub const ANY: Self = Self(0);
    /// English alone.
    pub const ENGLISH: Self = Self(code(b"en"));

    /// Of a language tag.
    pub fn of(tag: Option<&str>) -> Self {
        tag.and_then(|tag| tag.split(['-', '_']).next()).map_or(Self::ANY, |name| Self(code(name.as_bytes())))
    }

    /// This one, if it is known.
    pub const fn or(self, other: Self) -> Self {
        if self.0 == 0 { other } else { self }
    }
}

/// Two letters in ten bits; 0 is no language.
const fn code(name: &[u8]) -> u16 {
    if name.len() != 2 || !name[0].is_ascii_alphabetic() || !name[1].is_ascii_alphabetic() {
        // Of a language that no file has.
        return if name.is_empty() || name[0] == b'-' { 0 } else { 0x3ff };
    }
    ((name[0] | 32) - b'a') as u16 * 26 + ((name[1] | 32) - b'a') as u16 + 1
}

/// A word's hash, growing character by character in lower case.
#[derive(Clone, Copy)]
pub struct Hash(PhraseHash);

impl Hash {
    /// Of nothing.
    pub const EMPTY: Self = Self(PhraseHash::EMPTY);

    /// Of a text.
    pub fn of(text: &str) -> Self {
        Self::EMPTY.with_all(text)
    }

    /// With one character more.
    pub fn with(self, c: char) -> Self {
        if c.is_ascii() {
            return Self(self.0.push(c.to_ascii_lowercase() as u8));
        }
        let mut bytes = [0; 4];
        let lower = lowercase::of(c);
        Self(lower.fold(self.0, |hash, c| hash.push_all(c.encode_utf8(&mut bytes).as_bytes())))
    }

    /// With more text.
    pub fn with_all(self, text: &str) -> Self {
        text.chars().fold(self, Self::with)
    }

    /// The lists in which the word stands.
    pub fn lists(self, language: Language) -> Lists {
        let counts = |of: u16| of == 0 || of == Language::ENGLISH.0 || language.0 == 0 || of == language.0;
        let entries = self.entries().filter(|entry| entry.list() < ZONES && counts(entry.value()));
        Lists(entries.fold(0, |lists, entry| lists | 1 << entry.list()))
    }

    /// Whether the word stands in one of some lists.
    pub fn is(self, lists: Lists, language: Language) -> bool {
        self.lists(language).any(lists)
    }

    /// The month that it names; of several languages the page's own decides.
    pub fn month(self, language: Language) -> Option<u64> {
        let mut named = self.entries().filter(|entry| entry.list() >= MONTHS && entry.value() != VIETNAMESE);
        let first = named.next()?;
        let own = if first.value() == language.0 { None } else { named.find(|entry| entry.value() == language.0) };
        Some(own.unwrap_or(first).month())
    }

    /// The month that it names behind a Vietnamese "tháng"; these names are numbers elsewhere.
    pub fn vietnamese_month(self) -> Option<u64> {
        let mut entries = self.entries();
        entries.find(|entry| entry.list() >= MONTHS && entry.value() == VIETNAMESE).map(Entry::month)
    }

    /// The offset from UTC of the zone that it names, in minutes.
    pub fn zone(self) -> Option<i16> {
        self.entries().find(|entry| entry.list() == ZONES).map(|entry| (entry.value() as i16 - ZERO_ZONE) * ZONE_STEP)
    }

    fn entries(self) -> impl Iterator<Item = Entry> {
        let (bucket, remainder) = split(self.0);
        let range = TABLE.starts[bucket] as usize..TABLE.starts[bucket + 1] as usize;
        let pairs = TABLE.remainders[range.clone()].iter().zip(&TABLE.entries[range]);
        pairs.filter(move |(stored, _)| **stored == remainder).map(|(_, entry)| *entry)
    }
}

/// Whether a word stands in one of some lists, whatever its language.
pub fn is(word: &str, lists: Lists) -> bool {
    Hash::of(word).is(lists, Language::ANY)
}

/// Offsets from UTC are stored in steps of so many minutes, from 16 hours west on.
const ZONE_STEP: i16 = 15;
const ZERO_ZONE: i16 = 64;

/// A list (months have one each) in the lower five bits, and above them a language or a zone's offset.
#[derive(Clone, Copy)]
struct Entry(u16);

impl Entry {
    const fn list(self) -> usize {
        (self.0 & 31) as usize
    }

    const fn value(self) -> u16 {
        self.0 >> 5
    }

    const fn month(self) -> u64 {
        (self.list() - MONTHS + 1) as u64
    }
}

const BUCKETS: usize = 1 << 10;

const fn split(hash: PhraseHash) -> (usize, u16) {
    let mixed = hash.mixed();
    ((mixed >> 22) as usize, mixed as u16)
}

struct Table<const N: usize> {
    starts: [u16; BUCKETS + 1],
    remainders: [u16; N],
    entries: [Entry; N],
}

#[allow(long_running_const_eval)]
const DRAFT: Draft = Draft::of_files();
static TABLE: Table<{ DRAFT.len }> = DRAFT.table();

/// More words than the files have.
const MOST: usize = 4096;

/// The entries in the order of the files, each once, chained by bucket.
struct Draft {
    len: usize,
    entries: [(PhraseHash, Entry); MOST],
    /// One more than the index of a bucket's last entry; 0: none.
    last: [u16; BUCKETS],
    /// The same of the one before.
    before: [u16; MOST],
}

impl Draft {
    const fn of_files() -> Self {
        let entries = [(PhraseHash::EMPTY, Entry(0)); MOST];
        let mut draft = Self { len: 0, entries, last: [0; BUCKETS], before: [0; MOST] };
        let mut file = 0;
        while file < FILES.len() {
            draft.read(FILES[file].as_bytes());
            file += 1;
        }
        draft
    }

    const fn read(&mut self, bytes: &[u8]) {
        let mut section = 0;
        let mut at = 0;
        while at < bytes.len() {
            let end = find(bytes, at, b'\n');
            match bytes[at] {
                b'#' | b'\n' => {}
                b'[' => section = section_of(bytes, at + 1),
                _ => {
                    let colon = find(bytes, at, b':');
                    let language = code(bytes.split_at(colon).0.split_at(at).1);
                    self.read_line(bytes, colon + 1, end, section, language);
                }
            }
            at = end + 1;
        }
    }

    const fn read_line(&mut self, bytes: &[u8], mut at: usize, end: usize, section: usize, language: u16) {
        let mut list = section;
        let mut hash = PhraseHash::EMPTY;
        let mut spaces = 0;
        let bound = section < BOUND || section >= MONTHS;
        let mut value = if bound { language } else { 0 };
        while at <= end {
            let byte = if at < end { bytes[at] } else { b',' };
            at += 1;
            match byte {
                b' ' => spaces += 1,
                b',' | b';' => {
                    self.add(hash, Entry(list as u16 | value << 5));
                    (hash, spaces) = (PhraseHash::EMPTY, 0);
                    if byte == b';' {
                        list += 1;
                    }
                }
                b'=' if section == ZONES => {
                    value = zone_value(bytes, at);
                    at = if find(bytes, at, b',') < end { find(bytes, at, b',') } else { end };
                }
                _ => {
                    // A space counts only between two words.
                    if spaces > 0 && hash.0 != PhraseHash::EMPTY.0 {
                        hash = hash.push(b' ');
                    }
                    spaces = 0;
                    hash = hash.push(byte);
                }
            }
        }
    }

    const fn add(&mut self, hash: PhraseHash, entry: Entry) {
        let (bucket, remainder) = split(hash);
        let mut at = self.last[bucket];
        while at != 0 {
            let (old, old_entry) = self.entries[at as usize - 1];
            // Of a month's name in several languages one is enough.
            let same = old_entry.0 == entry.0 || (entry.list() >= MONTHS && old_entry.list() == entry.list());
            let vietnamese = entry.value() == VIETNAMESE || old_entry.value() == VIETNAMESE;
            if split(old).1 == remainder && same && !(vietnamese && old_entry.0 != entry.0) {
                return;
            }
            at = self.before[at as usize - 1];
        }
        self.entries[self.len] = (hash, entry);
        self.before[self.len] = self.last[bucket];
        self.len += 1;
        self.last[bucket] = self.len as u16;
    }

    const fn table<const N: usize>(&self) -> Table<N> {
        let mut table = Table { starts: [0; BUCKETS + 1], remainders: [0; N], entries: [Entry(0); N] };
        // From behind, so that a bucket's entries stand in the order of the files.
        let mut free = self.len;
        let mut bucket = BUCKETS;
        while bucket > 0 {
            table.starts[bucket] = free as u16;
            bucket -= 1;
            let mut at = self.last[bucket];
            while at != 0 {
                free -= 1;
                let (hash, entry) = self.entries[at as usize - 1];
                table.remainders[free] = split(hash).1;
                table.entries[free] = entry;
                at = self.before[at as usize - 1];
            }
        }
        table
    }
}

const VIETNAMESE: u16 = code(b"vi");

const fn find(bytes: &[u8], mut at: usize, byte: u8) -> usize {
    while at < bytes.len() && bytes[at] != byte {
        at += 1;
    }
    at
}

const fn section_of(bytes: &[u8], start: usize) -> usize {
    let mut section = 0;
    while section < SECTIONS.len() {
        let name = SECTIONS[section].as_bytes();
        let mut i = 0;
        while i < name.len() && bytes[start + i] == name[i] {
            i += 1;
        }
        if i == name.len() && bytes[start + i] == b']' {
            return section;
        }
        section += 1;
    }
    #[allow(clippy::panic, reason = "stops the compiler, not a program")]
    {
        panic!("data/metadata has a section that SECTIONS has not")
    }
}

const fn zone_value(bytes: &[u8], at: usize) -> u16 {
    let west = bytes[at] == b'-';
    let mut at = if west { at + 1 } else { at };
    let mut minutes = 0;
    while at < bytes.len() && bytes[at].is_ascii_digit() {
        minutes = minutes * 10 + (bytes[at] - b'0') as i16;
        at += 1;
    }
    let steps = minutes / ZONE_STEP;
    (ZERO_ZONE + if west { -steps } else { steps }) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Section, language and word of every entry of the files, read in the plain way.
    fn every_word() -> Vec<(&'static str, &'static str, u64, &'static str)> {
        let mut section = "";
        let mut words = Vec::new();
        for line in FILES.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
            } else if let Some((language, rest)) = line.split_once(':') {
                for (month, forms) in (1..).zip(rest.split(';')) {
                    words.extend(forms.split(',').map(|word| (section, language, month, word.trim())));
                }
            }
        }
        words
    }

    #[test]
    fn every_word_is_found_in_its_list_and_its_language() {
        let words = every_word();
        assert!(words.len() > 2000);
        for (section, language, month, word) in words {
            let (hash, tag) = (Hash::of(word), Language::of(Some(language)));
            match section {
                "months" if language == "vi" => assert_eq!(hash.vietnamese_month(), Some(month), "{word}"),
                "months" => assert_eq!(hash.month(tag), Some(month), "{language} {word}"),
                "zones" => {
                    let (name, minutes) = word.split_once('=').unwrap_or_default();
                    assert_eq!(Hash::of(name).zone(), minutes.parse().ok(), "{word}");
                }
                _ => {
                    let list = SECTIONS.iter().position(|name| *name == section).map_or(0, |bit| 1 << bit);
                    assert!(hash.is(Lists(list), tag), "{section} {language} {word}");
                }
            }
        }
    }

    #[test]
    fn words_of_another_language_do_not_count() {
        assert!(Hash::of("Von").is(Lists::BY, Language::of(Some("de-AT"))));
        assert!(!Hash::of("von").is(Lists::BY, Language::of(Some("nl"))));
        assert!(Hash::of("BY").is(Lists::BY, Language::of(Some("nl"))));
        assert!(Hash::of("von").is(Lists::BY, Language::ANY));
        assert!(!Hash::of("vonn").is(Lists::BY, Language::ANY));
    }
}
