//! Attribute values go in; what they say by the words in them comes out, found once for values that repeat.

use super::TextRange;
use crate::roles::marks::Marks;
use crate::verdict::class_tokens::{self, Tokens};

/// What the class names of an element, and the like, say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// By the words in them.
    pub tokens: Tokens,
    /// By whole class names.
    pub marks: Marks,
}

/// Slots for recent values; a page has some hundred different ones.
const SLOTS: usize = 1024;

/// The values seen last, each in the one slot that its length and ends give it.
#[derive(Debug)]
pub struct Recent(Vec<(TextRange, Said)>);

impl Default for Recent {
    fn default() -> Self {
        Self(vec![Default::default(); SLOTS])
    }
}

impl Recent {
    /// What a value says that stands at `range` of `values`, and where it stands first.
    pub fn of(&mut self, values: &str, range: TextRange) -> (TextRange, Said) {
        let text = |range: TextRange| values.get(range.start as usize..range.end as usize).unwrap_or_default();
        let value = text(range);
        let (known, said) = &mut self.0[slot(value.as_bytes())];
        if text(*known) != value {
            *known = range;
            *said = Said { tokens: class_tokens::of_value(value), marks: Marks::of_class(value) };
        }
        (*known, *said)
    }
}

fn slot(value: &[u8]) -> usize {
    let length = value.len() as u32;
    let word = |at: usize| value.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes);
    let ends = [word(0), word(4), word(value.len().saturating_sub(8)), word(value.len().saturating_sub(4))];
    let hash = ends.into_iter().fold(length, |hash, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1));
    (hash >> 22) as usize
}
