//! The named references: a name goes in, the characters it stands for come out.
//!
//! `data/entities.tsv` has the names. The compiler turns that file into a front-coded table, so the
//! program carries 16.7 kB (9 kB after brotli) and can never disagree with the file. An entry is
//! - a control byte: how many bytes the name shares with the one before ([`SHARED`]), [`BARE`], [`PAIR`];
//! - the rest of the name, its last byte marked by [`LAST`];
//! - the one or two characters, as UTF-8.
//!
//! Every sixteenth entry shares nothing, and [`STARTS`] says where it is: a binary search over those
//! finds the sixteen among which a name must be.

const SOURCE: &[u8] = include_bytes!("../../../data/entities.tsv");

/// Entries from one that is written in full to the next.
const STRIDE: usize = 16;

/// In a control byte: the bytes shared with the previous name.
const SHARED: u8 = 0b0001_1111;
/// In a control byte: the reference also counts without a semicolon.
const BARE: u8 = 0b0010_0000;
/// In a control byte: the reference stands for two characters.
const PAIR: u8 = 0b0100_0000;
/// On the last byte of a name.
const LAST: u8 = 0b1000_0000;

/// The longest name, in bytes.
pub(super) const LONGEST: usize = BUILT.longest;
/// The longest name that also counts without a semicolon, in bytes.
pub(super) const LONGEST_BARE: usize = BUILT.longest_bare;

static ENTRIES: [u8; BUILT.entries_len] = first(&BUILT.entries);
static STARTS: [u16; BUILT.starts_len] = {
    let mut starts = [0; BUILT.starts_len];
    let mut i = 0;
    while i < starts.len() {
        starts[i] = BUILT.starts[i];
        i += 1;
    }
    starts
};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    /// One or two characters.
    pub(super) characters: &'static str,
    /// Whether it also counts without its semicolon.
    pub(super) is_bare: bool,
}

/// What `name`, without ampersand and semicolon, stands for.
pub(super) fn find(name: &[u8]) -> Option<Reference> {
    let run = STARTS.partition_point(|&start| {
        let entry = Entry::at(start as usize);
        entry.is_some_and(|entry| entry.order(name).0.is_le())
    });
    let mut at = *STARTS.get(run.checked_sub(1)?)? as usize;
    // How many bytes of `name` the entry before begins with. While an entry shares more than that with the entry
    // before it, it differs from `name` where that one did; once it shares less, it is already beyond `name`.
    let mut common = 0;
    for _ in 0..STRIDE {
        let entry = Entry::at(at)?;
        if entry.shared < common {
            return None;
        }
        if entry.shared == common {
            let (order, more) = entry.order(&name[common..]);
            match order {
                std::cmp::Ordering::Less => common += more,
                std::cmp::Ordering::Equal => return entry.reference(),
                std::cmp::Ordering::Greater => return None,
            }
        }
        at = entry.end;
    }
    None
}

/// One entry of the table, taken apart.
struct Entry {
    shared: usize,
    control: u8,
    rest: &'static [u8],
    characters: &'static [u8],
    end: usize,
}

impl Entry {
    fn at(start: usize) -> Option<Self> {
        let bytes = ENTRIES.get(start..)?;
        let (&control, bytes) = bytes.split_first()?;
        let rest = bytes.iter().position(|byte| byte & LAST != 0)? + 1;
        let characters = bytes.get(rest..)?;
        let mut len = utf8_len(*characters.first()?);
        if control & PAIR != 0 {
            len += utf8_len(*characters.get(len)?);
        }
        Some(Self {
            shared: (control & SHARED) as usize,
            control,
            rest: &bytes[..rest],
            characters: characters.get(..len)?,
            end: start + 1 + rest + len,
        })
    }

    /// How the rest of the entry's name stands to `wanted`, and how many bytes the two begin with in common.
    fn order(&self, wanted: &[u8]) -> (std::cmp::Ordering, usize) {
        let rest = self.rest.iter().map(|byte| byte & !LAST);
        let common = rest.clone().zip(wanted).take_while(|(ours, theirs)| ours == *theirs).count();
        (rest.skip(common).cmp(wanted[common..].iter().copied()), common)
    }

    fn reference(&self) -> Option<Reference> {
        let characters = std::str::from_utf8(self.characters).ok()?;
        Some(Reference { characters, is_bare: self.control & BARE != 0 })
    }
}

/// The length of the character that begins with this byte of UTF-8.
const fn utf8_len(first: u8) -> usize {
    match first {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

/// What the compiler makes of [`SOURCE`]; the buffers are longer than what they hold.
struct Built {
    entries: [u8; 1 << 15],
    entries_len: usize,
    starts: [u16; 1 << 8],
    starts_len: usize,
    longest: usize,
    longest_bare: usize,
}

const BUILT: Built = build();

/// Reads the lines of [`SOURCE`]: comment, or name, code points and perhaps `bare`, apart by tabs.
/// A name out of order, or a buffer too small, stops the compiler.
const fn build() -> Built {
    let mut built = Built {
        entries: [0; 1 << 15],
        entries_len: 0,
        starts: [0; 1 << 8],
        starts_len: 0,
        longest: 0,
        longest_bare: 0,
    };
    let mut count = 0;
    let (mut previous, mut previous_end) = (0, 0);
    let mut line = 0;
    while line < SOURCE.len() {
        if SOURCE[line] == b'#' {
            line = end_of(line, b'\n') + 1;
            continue;
        }
        let name_end = end_of(line, b'\t');
        let mut shared = 0;
        while previous + shared < previous_end && SOURCE[previous + shared] == SOURCE[line + shared] {
            shared += 1;
        }
        assert!(previous + shared == previous_end || SOURCE[previous + shared] < SOURCE[line + shared]);
        if count % STRIDE == 0 {
            shared = 0;
            built.starts[built.starts_len] = built.entries_len as u16;
            built.starts_len += 1;
        }
        let control = built.entries_len;
        built.entries[control] = shared as u8;
        let mut out = control + 1;
        let mut i = line + shared;
        while i < name_end {
            built.entries[out] = SOURCE[i];
            out += 1;
            i += 1;
        }
        built.entries[out - 1] |= LAST;

        let first = code_point(name_end + 1);
        out = push_utf8(&mut built.entries, out, first.0);
        let mut after = first.1;
        if SOURCE[after] == b' ' {
            let second = code_point(after + 1);
            out = push_utf8(&mut built.entries, out, second.0);
            built.entries[control] |= PAIR;
            after = second.1;
        }
        let length = name_end - line;
        if SOURCE[after] == b'\t' {
            built.entries[control] |= BARE;
            built.longest_bare = if length > built.longest_bare { length } else { built.longest_bare };
        }
        built.longest = if length > built.longest { length } else { built.longest };
        built.entries_len = out;
        (previous, previous_end) = (line, name_end);
        line = end_of(after, b'\n') + 1;
        count += 1;
    }
    assert!(built.longest <= SHARED as usize);
    built
}

/// Where the next `stop` in [`SOURCE`] is.
const fn end_of(mut i: usize, stop: u8) -> usize {
    while SOURCE[i] != stop {
        i += 1;
    }
    i
}

/// The hexadecimal number at `i`, and where it ends.
const fn code_point(mut i: usize) -> (u32, usize) {
    let mut code = 0;
    while let Some(digit) = (SOURCE[i] as char).to_digit(16) {
        code = code * 16 + digit;
        i += 1;
    }
    (code, i)
}

/// Writes a code point as UTF-8; gives the position after it.
const fn push_utf8(buffer: &mut [u8], at: usize, code: u32) -> usize {
    let Some(character) = char::from_u32(code) else { unreachable!() };
    at + character.encode_utf8(buffer.split_at_mut(at).1).len()
}

const fn first<const SHORT: usize>(buffer: &[u8]) -> [u8; SHORT] {
    let mut short = [0; SHORT];
    let mut i = 0;
    while i < SHORT {
        short[i] = buffer[i];
        i += 1;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, characters, whether bare: from the readable file, by other code than the table's.
    fn rows() -> impl Iterator<Item = (&'static str, String, bool)> {
        let source = std::str::from_utf8(SOURCE).unwrap_or_default();
        source.lines().filter(|line| !line.starts_with('#')).map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let codes = columns[1].split(' ').filter_map(|code| u32::from_str_radix(code, 16).ok());
            (columns[0], codes.filter_map(char::from_u32).collect(), columns.get(2) == Some(&"bare"))
        })
    }

    #[test]
    fn the_table_agrees_with_its_source() {
        let (mut names, mut bare) = (0, 0);
        for (name, characters, is_bare) in rows() {
            let found = find(name.as_bytes()).map(|found| (found.characters, found.is_bare));
            assert_eq!(found, Some((characters.as_str(), is_bare)), "{name}");
            names += 1;
            bare += usize::from(is_bare);
        }
        assert_eq!((names, bare, names + bare), (2125, 106, 2231));
    }

    #[test]
    fn what_is_no_name_is_not_found() {
        let names: std::collections::HashSet<&str> = rows().map(|row| row.0).collect();
        for (name, ..) in rows() {
            for length in 0..name.len() {
                let prefix = &name[..length];
                assert_eq!(find(prefix.as_bytes()).is_some(), names.contains(prefix), "{prefix}");
            }
            for last in ["0", "A", "a", "z", "zz"] {
                let longer = format!("{name}{last}");
                assert_eq!(find(longer.as_bytes()).is_some(), names.contains(longer.as_str()), "{longer}");
            }
        }
        assert_eq!(find(b""), None);
        assert_eq!(find(b"~"), None);
    }
}
