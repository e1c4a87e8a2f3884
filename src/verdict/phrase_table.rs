//! A set of phrases by category, read from a data file and hashed while the crate is compiled.
//!
//! In: a text file of `[category]` lines, each followed by its phrases. Out: a table that says for the hash of a
//! phrase which categories it belongs to. Only 16 bits of a phrase's hash are stored, in buckets found by ten
//! further bits: three bytes a phrase, nothing to set up at run time, and one wrong answer in some 20 000 texts
//! that are not in the file, which the callers' uses (evidence, never a verdict alone) can bear.

/// An FNV-1a hash (Fowler, Noll, Vo) that grows byte by byte, so that every prefix of a text can be looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PhraseHash(pub(crate) u32);

impl PhraseHash {
    /// Of the empty phrase.
    pub(crate) const EMPTY: Self = Self(0x811c_9dc5);

    /// With one byte more.
    pub(crate) const fn push(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }

    /// With the bytes of a string more.
    pub(crate) const fn push_all(mut self, bytes: &[u8]) -> Self {
        let mut i = 0;
        while i < bytes.len() {
            self = self.push(bytes[i]);
            i += 1;
        }
        self
    }

    /// FNV's upper bits differ little between short texts; MurmurHash3's finaliser spreads them.
    pub(crate) const fn mixed(self) -> u32 {
        let mut hash = self.0;
        hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
        hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
        hash ^ (hash >> 16)
    }

    const fn bucket(self) -> usize {
        (self.mixed() >> 22) as usize
    }

    const fn remainder(self) -> u16 {
        self.mixed() as u16
    }
}

const BUCKETS: usize = 1 << 10;

/// How the phrases of a line are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// `language: phrase | phrase`
    Phrases,
    /// `word two-words word`: hyphens are left out of the hash.
    Words,
}

/// The table; `N` is the number of phrases, from [`count`].
pub(crate) struct PhraseTable<const N: usize> {
    starts: [u16; BUCKETS + 1],
    remainders: [u16; N],
    categories: [u8; N],
}

impl<const N: usize> PhraseTable<N> {
    /// Reads a data file. The file is the crate's own: its form is checked by tests.
    pub(crate) const fn new(file: &str, form: Line) -> Self {
        let mut starts = [0_u16; BUCKETS + 1];
        let mut reader = Reader::new(file, form);
        while let Some((hash, _)) = reader.next() {
            starts[hash.bucket() + 1] += 1;
        }
        let mut bucket = 0;
        while bucket < BUCKETS {
            starts[bucket + 1] += starts[bucket];
            bucket += 1;
        }
        let mut free = starts;
        let mut remainders = [0_u16; N];
        let mut categories = [0_u8; N];
        let mut reader = Reader::new(file, form);
        while let Some((hash, category)) = reader.next() {
            let place = free[hash.bucket()] as usize;
            free[hash.bucket()] += 1;
            remainders[place] = hash.remainder();
            categories[place] = category;
        }
        Self { starts, remainders, categories }
    }

    /// The categories of a phrase, bit `i` for the file's `i`-th.
    #[inline]
    pub(crate) fn categories(&self, phrase: PhraseHash) -> u32 {
        let bucket = phrase.bucket();
        let range = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let mut bits = 0;
        for (remainder, category) in self.remainders[range.clone()].iter().zip(&self.categories[range]) {
            if *remainder == phrase.remainder() {
                bits |= 1 << category;
            }
        }
        bits
    }
}

/// How many phrases a data file holds.
pub(crate) const fn count(file: &str, form: Line) -> usize {
    let mut reader = Reader::new(file, form);
    let mut n = 0;
    while reader.next().is_some() {
        n += 1;
    }
    n
}

/// Bits of a set of first words.
const FIRST_WORD_BITS: usize = 1 << 13;

/// The first words of a file's phrases as bits of their hashes: a text that begins with none of them need not be looked at
/// any further.
pub(crate) struct FirstWords([u64; FIRST_WORD_BITS / 64]);

impl FirstWords {
    /// Of a data file of phrases. A first word ends at the first ASCII character that is neither letter nor digit.
    pub(crate) const fn of(file: &str) -> Self {
        let mut bits = [0; FIRST_WORD_BITS / 64];
        let mut reader = Reader::new(file, Line::Phrases);
        while reader.next().is_some() {
            let (word, bit) = Self::place(reader.first_word);
            bits[word] |= bit;
        }
        Self(bits)
    }

    /// Whether a phrase may begin with a word; that of a phrase surely does.
    pub(crate) const fn may_have(&self, word: PhraseHash) -> bool {
        let (word, bit) = Self::place(word);
        self.0[word] & bit != 0
    }

    const fn place(word: PhraseHash) -> (usize, u64) {
        let bit = word.mixed() as usize % FIRST_WORD_BITS;
        (bit / 64, 1 << (bit % 64))
    }
}

/// Goes through a data file phrase by phrase; `const`, hence without iterators.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Of the last phrase.
    first_word: PhraseHash,
    form: Line,
    /// Number of `[category]` lines so far.
    headings: u8,
    at_line_start: bool,
}

impl<'a> Reader<'a> {
    const fn new(file: &'a str, form: Line) -> Self {
        Self { bytes: file.as_bytes(), at: 0, first_word: PhraseHash::EMPTY, form, headings: 0, at_line_start: true }
    }

    const fn peek(&self) -> Option<u8> {
        if self.at < self.bytes.len() { Some(self.bytes[self.at]) } else { None }
    }

    /// To the next line, past comments, headings and the language that opens a line of phrases.
    const fn start_line(&mut self) {
        while self.at_line_start {
            match self.peek() {
                Some(b'#') => self.skip_line(),
                Some(b'[') => {
                    self.headings += 1;
                    self.skip_line();
                }
                Some(b'\n') => self.at += 1,
                Some(_) => {
                    if matches!(self.form, Line::Phrases) {
                        while !matches!(self.peek(), None | Some(b':')) {
                            self.at += 1;
                        }
                        self.at += 1;
                    }
                    self.at_line_start = false;
                }
                None => self.at_line_start = false,
            }
        }
    }

    const fn skip_line(&mut self) {
        while !matches!(self.peek(), None | Some(b'\n')) {
            self.at += 1;
        }
    }

    const fn next(&mut self) -> Option<(PhraseHash, u8)> {
        let words = matches!(self.form, Line::Words);
        loop {
            self.start_line();
            while let Some(b' ') = self.peek() {
                self.at += 1;
            }
            let mut hash = PhraseHash::EMPTY;
            // A space inside a phrase counts only once something follows it.
            let mut spaces = 0;
            let mut len = 0;
            let mut in_first_word = true;
            while let Some(byte) = self.peek() {
                if byte == b'\n' || byte == b'|' || (words && byte == b' ') {
                    break;
                }
                self.at += 1;
                if in_first_word && byte.is_ascii() && !byte.is_ascii_alphanumeric() {
                    (in_first_word, self.first_word) = (false, hash);
                }
                if byte == b' ' {
                    spaces += 1;
                } else if !(words && byte == b'-') {
                    while spaces > 0 {
                        hash = hash.push(b' ');
                        spaces -= 1;
                    }
                    hash = hash.push(byte);
                    len += 1;
                }
            }
            if in_first_word {
                self.first_word = hash;
            }
            match self.peek() {
                Some(b'\n') => {
                    self.at += 1;
                    self.at_line_start = true;
                }
                Some(_) => self.at += 1,
                None => {}
            }
            if len > 0 {
                return Some((hash, self.headings.saturating_sub(1)));
            }
            if self.peek().is_none() {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHRASES: &str = "# a comment\n[one]\nen: see also | read more\nvi: xem thêm\n\n[two]\nen: read more\n";
    const WORDS: &str = "[one]\nnav read-more\nshar*\n[two]\nnav";

    fn hash(text: &str) -> PhraseHash {
        PhraseHash::EMPTY.push_all(text.as_bytes())
    }

    #[test]
    fn a_phrase_is_found_in_all_its_categories() {
        const N: usize = count(PHRASES, Line::Phrases);
        static TABLE: PhraseTable<N> = PhraseTable::new(PHRASES, Line::Phrases);
        assert_eq!(N, 4);
        for (phrase, bits) in
            [("see also", 0b01), ("read more", 0b11), ("xem thêm", 0b01), ("en", 0), ("a comment", 0), ("", 0)]
        {
            assert_eq!(TABLE.categories(hash(phrase)), bits, "{phrase}");
        }
    }

    #[test]
    fn words_are_hashed_without_hyphens() {
        const N: usize = count(WORDS, Line::Words);
        static TABLE: PhraseTable<N> = PhraseTable::new(WORDS, Line::Words);
        for (word, bits) in [("nav", 0b11), ("readmore", 0b01), ("shar*", 0b01), ("read-more", 0), ("read", 0)] {
            assert_eq!(TABLE.categories(hash(word)), bits, "{word}");
        }
    }
}
