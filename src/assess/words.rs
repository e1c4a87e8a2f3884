//! What a page calls itself: values go in; bits of the categories of `data/page_kinds.txt` come out.

use crate::verdict::phrase_table::{Line, PhraseHash, PhraseTable, count};

const FILE: &str = include_str!("../../data/page_kinds.txt");
const WORDS: usize = count(FILE, Line::Words);
static TABLE: PhraseTable<WORDS> = PhraseTable::new(FILE, Line::Words);

/// The file's categories, in its order.
pub const CATEGORIES: [&str; 9] =
    ["article", "live", "list", "forum", "product", "documentation", "gallery", "video", "business"];

/// Places of some categories, as bits.
pub const ARTICLE: u32 = 1;
/// A page that is added to while something happens.
pub const LIVE: u32 = 1 << 1;
/// A series of pictures.
pub const GALLERY: u32 = 1 << 6;
/// A film.
pub const VIDEO: u32 = 1 << 7;

/// A value is read up to this many bytes.
const LONGEST_VALUE: usize = 400;
/// A part of an address with more words than this is a title.
const LONGEST_SEGMENT: usize = 2;

/// What a type says: `https://schema.org/NewsArticle`, `product.item`.
pub fn of_type(value: &str) -> u32 {
    of_words(value.rsplit(['/', '#']).next().unwrap_or(value))
}

/// What class names say, each by itself.
pub fn of_classes(value: &str) -> u32 {
    cut(value).split_ascii_whitespace().map(of_words).fold(0, |bits, more| bits | more)
}

/// What the parts of an address's path say. A part that is a title says nothing, whatever words are in it.
pub fn of_path(path: &str) -> u32 {
    let segments = cut(path).split('/').filter(|part| words(part).count() <= LONGEST_SEGMENT);
    segments.map(of_words).fold(0, |bits, more| bits | more)
}

/// What the words of a value say, alone or two together.
pub fn of_words(value: &str) -> u32 {
    let mut bits = 0;
    let mut before: Option<PhraseHash> = None;
    for word in words(cut(value)) {
        let hash = pushed(PhraseHash::EMPTY, word);
        bits |= TABLE.categories(hash);
        if let Some(before) = before {
            bits |= TABLE.categories(pushed(before, word));
        }
        before = Some(hash);
    }
    bits
}

fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn pushed(hash: PhraseHash, word: &str) -> PhraseHash {
    word.bytes().fold(hash, |hash, byte| hash.push(byte.to_ascii_lowercase()))
}

fn cut(value: &str) -> &str {
    let mut end = value.len().min(LONGEST_VALUE);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    &value[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_categories_are_the_bits() {
        let names: Vec<&str> =
            FILE.lines().filter_map(|line| line.strip_prefix('[')).map(|name| name.trim_end_matches(']')).collect();
        assert_eq!(names, CATEGORIES);
    }

    #[test]
    fn words_are_read_from_types_addresses_and_class_names() {
        assert_eq!(of_type("https://schema.org/NewsArticle") & ARTICLE, ARTICLE);
        assert_eq!(of_type("video.movie") & VIDEO, VIDEO);
        assert_eq!(of_path("/forum/viewtopic.php") & (1 << 3), 1 << 3);
        assert_eq!(of_path("/2026/how-to-shop-for-video-games"), 0, "a title says nothing");
        assert_eq!(of_classes("single-product postid-12") & (1 << 4), 1 << 4);
    }
}
