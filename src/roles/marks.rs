//! What the class names of an element say of it: a set of bits, one for each category of `data/class_names.txt`.

use super::classes_of;
use crate::verdict::phrase_table::{Line, PhraseHash, PhraseTable, count};

const FILE: &str = include_str!("../../data/class_names.txt");
#[allow(long_running_const_eval)]
const NAMES: usize = count(FILE, Line::Words);
#[allow(long_running_const_eval)]
static TABLE: PhraseTable<NAMES> = PhraseTable::new(FILE, Line::Words);

/// A set of categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u32);

impl Marks {
    /// Line numbers, copy buttons, permanent links, edit links, footnotes' ways back.
    pub const SKIPPED: Self = Self(1);
    /// Posts of other sites.
    pub const POST: Self = Self(1 << 1);
    /// Callouts, whatever else they are called.
    pub const CALLOUT: Self = Self(1 << 2);
    /// Callouts if a kind is named too; others use the names for other things.
    pub const BOX: Self = Self(1 << 3);
    /// What a highlighter puts around a listing and its line numbers.
    pub const LISTING: Self = Self(1 << 4);
    /// What an engine puts around a formula.
    pub const FORMULA: Self = Self(1 << 5);
    /// The same if it says how the formula is shown.
    pub const MATH: Self = Self(1 << 6);
    /// Pictures that belong together.
    pub const GALLERY: Self = Self(1 << 7);
    /// Quotations pulled out of the text.
    pub const PULL_QUOTE: Self = Self(1 << 8);

    /// The marks of a `class` attribute.
    pub fn of_class(value: &str) -> Self {
        Self(classes_of(value).fold(0, |bits, class| bits | TABLE.categories(hash(class))))
    }

    /// Whether any bit of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

fn hash(class: &str) -> PhraseHash {
    let bytes = class.bytes().filter(|&byte| byte != b'-');
    bytes.fold(PhraseHash::EMPTY, |hash, byte| hash.push(byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roles::providers;

    #[test]
    fn every_post_is_marked() {
        for name in providers::section("posts").flat_map(|(_, names)| names.split(' ')) {
            assert!(Marks(TABLE.categories(hash(name))).any(Marks::POST), "{name}");
        }
    }

    #[test]
    fn names_are_found_in_any_case_and_others_are_not() {
        for (name, want) in [("KaTeX", Marks::FORMULA), ("code-copy", Marks::SKIPPED), ("pullQuote", Marks::PULL_QUOTE)]
        {
            assert!(Marks(TABLE.categories(hash(name))).any(want), "{name}");
        }
        for name in ["", "content", "main", "article-body", "highlights"] {
            assert_eq!(TABLE.categories(hash(name)), 0, "{name}");
        }
    }
}
