//! What a card's address and title say of where it leads: to an article, or to a person, a topic, a section, a shop.

use super::Card;
use super::own::Own;
use crate::page::measure;
use crate::verdict::junk::is_furniture;
use crate::verdict::vocabulary::{self, Hits};

/// Parts of addresses before a person's name.
const PERSONS: [&str; 17] = [
    "author",
    "authors",
    "autor",
    "autores",
    "auteur",
    "auteurs",
    "autoren",
    "autore",
    "staff",
    "people",
    "person",
    "profile",
    "profiles",
    "user",
    "users",
    "contributor",
    "contributors",
];
/// Parts of addresses before a topic or a section's name.
const TOPICS: [&str; 16] = [
    "tag",
    "tags",
    "topic",
    "topics",
    "category",
    "categories",
    "kategorie",
    "categoria",
    "section",
    "sections",
    "thema",
    "themen",
    "tema",
    "hashtag",
    "label",
    "labels",
];
/// Hosts of shops for apps, where no article is.
const APP_SHOPS: [&str; 4] = ["play.google.com", "apps.apple.com", "itunes.apple.com", "appgallery.huawei.com"];

/// A title of more words is no entry of a menu.
const MENU_WORDS: u32 = 5;
/// Marks within a sentence, in scripts without spaces, where a headline has few words by count and menus have no such mark.
const CLAUSE_MARKS: [char; 10] = ['、', '，', '。', '「', '」', '『', '』', '！', '？', '…'];
/// The last part of an article's address has at least this many words, or a number.
const SLUG_WORDS: usize = 3;

/// Whether an address leads to a person's page.
pub(super) fn is_person(href: &str) -> bool {
    has_part(href, &PERSONS)
}

fn has_part(href: &str, names: &[&str]) -> bool {
    let path = path(href);
    // What comes last is a name itself.
    let parts = path.trim_end_matches('/').rsplit_once('/').map_or("", |(before, _)| before);
    parts.split('/').any(|part| names.iter().any(|name| part.eq_ignore_ascii_case(name)))
}

fn path(href: &str) -> &str {
    let href = href.trim();
    let rest = href.split_once("://").map(|(_, rest)| rest).or_else(|| href.strip_prefix("//"));
    let path = rest.map_or(href, |rest| rest.find('/').map_or("", |at| &rest[at..]));
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Whether a card shows an article, as far as its title and address tell.
pub(in crate::verdict) fn shows_article(card: &Card, own: &Own<'_>) -> bool {
    let tells_more = card.date.is_some() || card.teaser.is_some();
    let counts = measure::counts(&card.title);
    let words = super::links::reading_words(counts.words, counts.unspaced_chars);
    let hits = vocabulary::hits(&card.title);
    if card.url.is_empty() {
        return true;
    }
    let is_shop = super::links::host(&card.url).is_some_and(|host| APP_SHOPS.iter().any(|shop| host.ends_with(shop)));
    let is_credit = words < MENU_WORDS && card.title.contains([':', '：']) && hits.any(Hits::STARTS_PHOTO_CREDIT);
    let is_label = is_credit || card.title.trim_end().ends_with([':', '：']);
    let is_furniture = !tells_more && words <= 2 * MENU_WORDS && is_furniture(&card.title);
    if is_shop || is_label || is_furniture || is_person(&card.url) || has_part(&card.url, &TOPICS) {
        return false;
    }
    let leads_on = words <= MENU_WORDS + 1 && hits.any(Hits::STARTS_READ_MORE_UNMARKED);
    let is_menu =
        words <= MENU_WORDS && !card.title.contains(CLAUSE_MARKS) && own.is_internal(&card.url) && is_short(&card.url);
    tells_more || !(leads_on || is_menu)
}

/// Whether an address is that of a section: few words, no number.
fn is_short(href: &str) -> bool {
    if href.split_once('?').is_some_and(|(_, query)| query.bytes().any(|byte| byte.is_ascii_digit())) {
        return false;
    }
    let last = path(href).trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let words = last.split(['-', '_', '+', '%']).filter(|word| !word.is_empty()).count();
    words < SLUG_WORDS && !last.bytes().any(|byte| byte.is_ascii_digit()) && !last.contains('.')
}

#[cfg(test)]
mod tests {
    use super::{is_person, is_short};

    #[test]
    fn addresses_tell_persons_and_sections() {
        assert!(is_person("https://example.org/author/ann-lee/") && is_person("/staff/ann/posts.html"));
        assert!(!is_person("/news/the-author") && !is_person("/author"));
        assert!(is_short("/news/local/") && is_short("https://example.org/metro-state"));
        assert!(
            !is_short("/news/rain-in-the-valley")
                && !is_short("/?p=12")
                && !is_short("/a/12345")
                && !is_short("/rain.html")
        );
    }
}
