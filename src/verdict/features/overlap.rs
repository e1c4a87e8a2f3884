//! How much two texts share: words are hashed into sets of bits, so that nothing is allocated for a block.

/// Calls back with a hash of each word, lower case as far as ASCII goes. Characters of scripts that do not separate
/// words are taken in pairs.
pub(super) fn for_each_word(text: &str, mut word: impl FnMut(u32)) {
    const EMPTY: u32 = 0x811c_9dc5;
    let bytes = text.as_bytes();
    let mut hash = EMPTY;
    let mut wide_before = 0_u32;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
            wide_before = 0;
            at += 1;
            continue;
        }
        let length = match byte {
            0..=0xc1 => 1,
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            _ => 4,
        };
        let char_bytes = &bytes[at..(at + length).min(bytes.len())];
        at += length;
        let is_mark = match byte {
            0..=0xc1 => true,
            // No-break space to inverted question mark.
            0xc2 => true,
            // General punctuation.
            0xe2 => char_bytes.get(1) == Some(&0x80),
            // Punctuation of Chinese and Japanese, full-width forms.
            0xe3 => char_bytes.get(1) == Some(&0x80),
            0xef => matches!(char_bytes.get(1), Some(0xbc | 0xbd)),
            _ => false,
        };
        let is_wide = !is_mark && matches!(byte, 0xe3..=0xed);
        if (is_mark || is_wide) && hash != EMPTY {
            word(hash);
            hash = EMPTY;
        }
        if is_mark {
            wide_before = 0;
            continue;
        }
        let mut char_hash = hash;
        for &byte in char_bytes {
            char_hash = (char_hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        if is_wide {
            if wide_before != 0 {
                word(wide_before.rotate_left(13) ^ char_hash);
            }
            wide_before = char_hash;
        } else {
            wide_before = 0;
            hash = char_hash;
        }
    }
    if hash != EMPTY {
        word(hash);
    }
}

/// A set of words as bits: a Bloom filter with one hash, wide enough for a few wrong answers in a hundred.
#[derive(Debug)]
pub(super) struct WordSet {
    bits: Vec<u64>,
    len: u32,
}

/// Shares of two texts in thousandths.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Overlap {
    /// Of the block's words, how many are in the set.
    pub of_text: i16,
    /// Of the set's words, how many are in the block.
    pub of_set: i16,
}

impl WordSet {
    /// Bits of a set of the words of titles and descriptions.
    const WORDS: usize = 32;

    pub(super) fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut set = Self { bits: vec![0; Self::WORDS], len: 0 };
        for text in texts {
            for_each_word(text, |word| set.insert(word));
        }
        set
    }

    fn insert(&mut self, word: u32) {
        let (at, bit) = self.place(word);
        self.len += u32::from(self.bits[at] & bit == 0);
        self.bits[at] |= bit;
    }

    fn place(&self, word: u32) -> (usize, u64) {
        let spread = word.wrapping_mul(0x9e37_79b1);
        let index = (spread >> 6) as usize & (self.bits.len() - 1);
        (index, 1 << (spread >> 26))
    }

    /// How much each of some sets shares with a text; `other` is called with each word's hash.
    pub(super) fn overlaps<const N: usize>(sets: [&Self; N], text: &str, mut other: impl FnMut(u32)) -> [Overlap; N] {
        let mut words = 0_u32;
        let mut hits = [0_u32; N];
        let mut found = [[0_u64; Self::WORDS]; N];
        for_each_word(text, |word| {
            words += 1;
            other(word);
            for (index, set) in sets.iter().enumerate() {
                let (at, bit) = set.place(word);
                if set.bits[at] & bit != 0 {
                    hits[index] += 1;
                    found[index][at] |= bit;
                }
            }
        });
        std::array::from_fn(|index| {
            // Most texts share nothing.
            if hits[index] == 0 {
                return Overlap::default();
            }
            let distinct: u32 = found[index].iter().map(|bits| bits.count_ones()).sum();
            Overlap {
                of_text: (hits[index] * 1000 / words.max(1)) as i16,
                of_set: (distinct * 1000 / sets[index].len.max(1)) as i16,
            }
        })
    }
}

/// Texts of fewer words are no article.
const FEWEST_WORDS: usize = 30;

/// The runs of three words of a text, as bits.
#[derive(Debug)]
pub(in crate::verdict) struct TrigramSet {
    bits: Vec<u64>,
}

impl TrigramSet {
    /// Of the article's text in the structured data; `None` where it is too short to say anything.
    pub(in crate::verdict) fn of_text(text: &str) -> Option<Self> {
        let mut words = 0_usize;
        for_each_word(text, |_| words += 1);
        if words < FEWEST_WORDS {
            return None;
        }
        // Sixteen bits a word, at most 128 kB.
        let mut set = Self { bits: vec![0; (words / 4).next_power_of_two().clamp(64, 1 << 14)] };
        for_each_trigram(text, |trigram| {
            let (at, bit) = set.place(trigram);
            set.bits[at] |= bit;
        });
        Some(set)
    }

    fn place(&self, trigram: u32) -> (usize, u64) {
        let spread = trigram.wrapping_mul(0x9e37_79b1);
        ((spread >> 6) as usize & (self.bits.len() - 1), 1 << (spread >> 26))
    }

    /// Thousandths of a text's trigrams that are in the set; 0 for texts of less than three words.
    pub(in crate::verdict) fn share(&self, text: &str) -> i16 {
        let (mut trigrams, mut hits) = (0_u32, 0_u32);
        for_each_trigram(text, |trigram| {
            let (at, bit) = self.place(trigram);
            trigrams += 1;
            hits += u32::from(self.bits[at] & bit != 0);
        });
        (hits * 1000 / trigrams.max(1)) as i16
    }
}

fn for_each_trigram(text: &str, mut trigram: impl FnMut(u32)) {
    let mut before = [0_u32; 2];
    let mut words = 0;
    for_each_word(text, |word| {
        if words >= 2 {
            trigram(before[0].rotate_left(10) ^ before[1].rotate_left(5) ^ word);
        }
        before = [before[1], word];
        words += 1;
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_are_counted_both_ways() {
        let set = WordSet::of_texts(["Rain falls in the valley"]);
        let [overlap] = WordSet::overlaps([&set], "The RAIN “falls” again today", |_| {});
        assert_eq!((overlap.of_text, overlap.of_set), (600, 600));
        assert_eq!(WordSet::overlaps([&WordSet::of_texts(["今天下雨"])], "今天下雨", |_| {})[0].of_set, 1000);
    }

    #[test]
    fn runs_of_three_words_are_found_again() {
        let text = "It rained all day in the valley, and the river rose until the bridge was gone. ".repeat(3);
        let set = TrigramSet::of_text(&text).unwrap();
        assert_eq!(set.share("The river rose until the bridge was gone"), 1000);
        assert_eq!(set.share("Nothing of this was ever seen in there"), 0);
        assert!(TrigramSet::of_text("Too short").is_none());
    }
}
