//! What class names, ids, `itemprop` and `role` say of an element.
//!
//! In: attribute values, as the page is read. Out: for each a set of bits, one for each category of
//! `data/class_tokens.txt`; [`Node`](crate::page::Node) has those of its element. Values are split
//! into words at anything that is no letter, and where a capital follows a small letter; a word, two neighbouring
//! words together, or the beginning of a word is looked up. Generated names (`css-1ad9f`, `x0ad2e`) say nothing: a
//! word with digits inside is passed over, so that no `ad` is found in them.

use super::phrase_table::{Line, PhraseHash, PhraseTable, count};
use crate::page::{NodeId, Page};

const FILE: &str = include_str!("../../data/class_tokens.txt");
#[allow(long_running_const_eval)]
const WORDS: usize = count(FILE, Line::Words);
#[allow(long_running_const_eval)]
static TABLE: PhraseTable<WORDS> = PhraseTable::new(FILE, Line::Words);

/// Words longer than this are generated, or not words.
const LONGEST_WORD: usize = 32;

/// Values are read up to this many bytes: real ones are shorter, and a hostile one costs no more.
const LONGEST_VALUE: usize = 512;

/// Categories of an element: a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tokens(pub u32);

macro_rules! tokens {
    ($($bit:literal $constant:ident $doc:literal)*) => {
        impl Tokens {
            $(#[doc = $doc] pub const $constant: Self = Self(1 << $bit);)*
            /// The names of the bits, lowest first.
            pub const NAMES: &[&str] = &[$(stringify!($constant)),*];
        }
    };
}

tokens! {
    0 NAV "Menus."
    1 BREADCRUMB "Breadcrumbs."
    2 RELATED "Related and recommended articles."
    3 TRENDING "Lists of new or popular articles."
    4 SHARE "Share bars, social networks."
    5 COMMENT "Comments, ratings."
    6 ADVERT "Advertisements."
    7 NEWSLETTER "Newsletter and subscription boxes."
    8 FOOTER "Footers."
    9 LEGAL "Legal notices."
    10 COOKIE "Cookie and consent layers."
    11 SIDEBAR "Columns beside the article."
    12 HIDDEN "Shown to screen readers or on paper only, or not at all."
    13 META "Bylines, dates, counts."
    14 AUTHOR "Authors, their pictures and biographies."
    15 CAPTION "Captions, credits."
    16 MEDIA "Pictures, videos, galleries."
    17 CONTENT "Content, text, body."
    18 ARTICLE "Article, story, post."
    19 TITLE "Titles, headings."
    20 LEAD "Leads, standfirsts, summaries."
    21 PAYWALL "Paywalls, premium marks."
    22 TAGS "Tags, categories, sections."
    23 WIDGET "Boxes, widgets, insets."
    24 CARD "Items of a list: cards, teasers, tiles."
    25 PROMO "The publisher's own advertising."
    26 HEADER "Headers."
    27 MAIN "The main column."
    28 POPUP "Dialogs, overlays."
    29 FORM "Forms, search, login, polls."
    30 PAGINATION "Previous, next, load more."
    31 EMBED "Embedded posts, quotations."
}

impl Tokens {
    /// Whether any bit of `other` is set.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The bits that are not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The categories of every node of a page, by its index.
#[must_use]
pub fn of_page(page: &Page) -> Vec<Tokens> {
    page.nodes.iter().map(|node| node.tokens).collect()
}

/// The categories of one node.
#[must_use]
pub fn of(page: &Page, node: NodeId) -> Tokens {
    page.node(node).tokens
}

/// Landmark roles (WAI-ARIA 1.2, 5.3.4) and the few others that say something; as a role, words mean what the
/// standard says: `banner` is the page's header, not an advertisement.
pub(crate) fn of_role(role: &str) -> Tokens {
    match role {
        "navigation" | "menu" | "menubar" | "menuitem" | "toolbar" => Tokens::NAV,
        "banner" => Tokens::HEADER,
        "contentinfo" => Tokens::FOOTER,
        "complementary" => Tokens::SIDEBAR,
        "main" => Tokens::MAIN,
        "article" => Tokens::ARTICLE,
        "search" | "form" => Tokens::FORM,
        "dialog" | "alertdialog" | "tooltip" => Tokens::POPUP,
        "heading" => Tokens::TITLE,
        "doc-pullquote" => Tokens::EMBED,
        _ => Tokens::default(),
    }
}

/// The categories of one attribute value.
///
/// ```
/// use bodycopy::verdict::class_tokens::{Tokens, of_value};
///
/// assert!(of_value("relatedPosts__item").any(Tokens::RELATED));
/// assert!(of_value("box-tin-lien-quan").any(Tokens::RELATED));
/// assert_eq!(of_value("x0ad2e css-1ad9f"), Tokens::default());
/// ```
#[must_use]
pub fn of_value(value: &str) -> Tokens {
    let bytes = &value.as_bytes()[..value.len().min(LONGEST_VALUE)];
    let mut bits = 0;
    let mut before: Option<PhraseHash> = None;
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_alphanumeric() {
            // Words of two classes do not belong together.
            if bytes[i].is_ascii_whitespace() {
                before = None;
            }
            i += 1;
            continue;
        }
        let start = i;
        while i < bytes.len() && bytes[i].is_ascii_alphanumeric() && !(i > start && is_hump(bytes, i)) {
            i += 1;
        }
        let word = &bytes[start..i];
        let letters = word.len() - word.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let word = &word[..letters];
        if word.is_empty() || word.len() > LONGEST_WORD || word.iter().any(u8::is_ascii_digit) {
            before = None;
            continue;
        }
        // Two letters in the middle of `kAdXeD` are chance; between separators they were written on purpose.
        let apart = (start == 0 || !bytes[start - 1].is_ascii_alphanumeric())
            && (i == bytes.len() || !bytes[i].is_ascii_alphanumeric());
        let alone = word.len() > 2 || apart;
        let (whole, word_bits) = look_up(word, PhraseHash::EMPTY);
        if alone {
            bits |= word_bits;
        }
        if let Some(before) = before {
            bits |= look_up_whole(word, before);
        }
        before = Some(whole);
    }
    Tokens(bits)
}

/// A capital after a small letter, or the last capital before a small one (`HTMLBody`), begins a word.
fn is_hump(bytes: &[u8], i: usize) -> bool {
    bytes[i].is_ascii_uppercase()
        && (bytes[i - 1].is_ascii_lowercase()
            || (bytes[i - 1].is_ascii_uppercase() && bytes.get(i + 1).is_some_and(u8::is_ascii_lowercase)))
}

/// The hash of a word and its categories, as a whole and by its beginnings of four letters and more.
#[inline]
fn look_up(word: &[u8], mut hash: PhraseHash) -> (PhraseHash, u32) {
    let mut bits = 0;
    for (i, byte) in word.iter().enumerate() {
        hash = hash.push(byte.to_ascii_lowercase());
        if i >= 3 {
            bits |= TABLE.categories(hash.push(b'*'));
        }
    }
    (hash, bits | TABLE.categories(hash))
}

#[inline]
fn look_up_whole(word: &[u8], mut hash: PhraseHash) -> u32 {
    for byte in word {
        hash = hash.push(byte.to_ascii_lowercase());
    }
    TABLE.categories(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_categories_are_the_bits() {
        let names: Vec<String> =
            FILE.lines().filter_map(|line| line.strip_prefix('[')).map(|n| n.replace(']', "").to_uppercase()).collect();
        assert_eq!(names, Tokens::NAMES);
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        for (value, expected) in [
            ("article-body", Tokens::CONTENT),
            ("articleBody", Tokens::CONTENT),
            ("ARTICLE_BODY", Tokens::ARTICLE),
            ("most-read-list", Tokens::TRENDING),
            ("mostRead", Tokens::TRENDING),
            ("VCObjectBoxRelatedNewsItemSapo", Tokens::RELATED),
            ("OneNewsTitle", Tokens::RELATED),
            ("tin-cung-chuyen-muc", Tokens::RELATED),
            ("Verwandte-Artikel", Tokens::RELATED),
            ("div-gpt-ad-1234-0", Tokens::ADVERT),
            ("adSlot", Tokens::ADVERT),
            ("ad1", Tokens::ADVERT),
            ("quang-cao", Tokens::ADVERT),
            ("u-visually-hidden", Tokens::HIDDEN),
            ("Commentaires", Tokens::COMMENT),
            ("newsletterSignup", Tokens::NEWSLETTER),
        ] {
            assert!(of_value(value).any(expected), "{value}: {:b}", of_value(value).0);
        }
    }

    #[test]
    fn generated_names_say_nothing() {
        for value in ["x0ad2e", "css-1ad9f", "sc-kAdXeD", "_3ad-d2"] {
            assert!(!of_value(value).any(Tokens::ADVERT), "{value}");
        }
        assert_eq!(of_value("shadow loads header-upload"), of_value("header"));
    }
}
