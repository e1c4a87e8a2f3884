//! Cards of other articles: the page goes in; groups of cards come out, each card once, however often its title stands.
//!
//! A card is a link to another page with a title, and what belongs to it: the picture's link to the same page, a
//! section, a date, a teaser. News sites put them behind the body with full teasers, in boxes between paragraphs, in
//! columns beside it; with meaningful, generated or no class names. So structure comes first:
//!
//! 1. `links`: each link to another page, whether it stands alone or inside running text, and where it leads;
//! 2. `groups`: neighbouring links to one page are one card; a card ends where the next begins, and cards that are
//!    children of one element in the same shape are a group, with wrapping elements or without;
//! 3. `content`: what a card's parts are;
//! 4. `evidence`: how sure it is that a group shows *other* articles rather than being this page's content: a list of
//!    products, a roundup of links and a forum have the same shape.
//!
//! Pages without markup are read by `plain`. What to do with a group's confidence is the caller's decision.

mod address;
mod content;
mod evidence;
mod groups;
mod links;
mod own;
mod plain;
#[cfg(test)]
mod tests;

pub(super) use address::shows_article;
pub use own::Own;

use super::class_tokens::Tokens;
use crate::page::{BlockId, Page};

/// The reason of cards that are alike, and nothing says what they are.
pub(super) const ALIKE: &str = "one of several cards alike";
/// The reason of a card alone, of which nothing says what it is.
pub(super) const CARD: &str = "card of another article";

/// Another article, as a card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its headline.
    pub title: String,
    /// Its address as the page writes it; empty in a page without markup.
    pub url: String,
    /// Its teaser, whole.
    pub teaser: Option<String>,
    /// Its date: ISO 8601 where it could be read, else as shown.
    pub date: Option<String>,
    /// Its section, as shown.
    pub section: Option<String>,
    /// The address of its picture as the page writes it.
    pub image: Option<String>,
    /// The blocks that it is made of.
    pub blocks: Vec<BlockId>,
}

/// Cards that stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct CardGroup {
    /// The cards, in order.
    pub cards: Vec<Card>,
    /// The headings right above them.
    pub headings: Vec<BlockId>,
    /// All blocks of the group in order: headings, cards, "more" links. Blocks that are shared with other text are not
    /// among them.
    pub blocks: Vec<BlockId>,
    /// How sure it is that these are other articles and no content of this page, 0 to 1.
    pub confidence: f32,
    /// The strongest evidence, in a few words.
    pub reason: &'static str,
    /// What the confidence was computed from.
    pub evidence: Evidence,
}

pub use evidence::Evidence;

/// The groups of cards of a page, in order. The page's own article is never among the cards.
///
/// `tokens` are the nodes' class tokens, from [`of_page`](super::class_tokens::of_page).
#[must_use]
pub fn find(page: &Page, tokens: &[Tokens], own: &Own<'_>) -> Vec<CardGroup> {
    let links = links::find(page, own);
    if links.is_empty() {
        return plain::find(page, own);
    }
    let words = groups::Words::of(page);
    let cards = groups::seeds(page, &words, &links);
    groups::group(page, &words, &links, &cards)
        .into_iter()
        .filter_map(|group| evidence::judge(page, tokens, own, &words, &links, &cards, group))
        .collect()
}

/// The cards of groups, each article once: by address, and by title. Of two cards of one article the fuller is taken,
/// in the place of the first.
#[must_use]
pub fn distinct<'a>(groups: impl IntoIterator<Item = &'a CardGroup>) -> Vec<&'a Card> {
    let mut by_key = std::collections::HashMap::new();
    let mut cards: Vec<&Card> = Vec::new();
    for card in groups.into_iter().flat_map(|group| &group.cards) {
        let title = own::fold(&card.title);
        let url = links::key(&card.url).to_owned();
        let known = by_key.get(&title).or_else(|| if url.is_empty() { None } else { by_key.get(&url) }).copied();
        let place = known.unwrap_or(cards.len());
        if let Some(at) = known {
            if fullness(card) > fullness(cards[at]) {
                cards[at] = card;
            }
        } else {
            cards.push(card);
        }
        by_key.insert(title, place);
        if !url.is_empty() {
            by_key.insert(url, place);
        }
    }
    cards
}

/// How much a card tells of its article.
fn fullness(card: &Card) -> usize {
    card.teaser.as_ref().map_or(0, |teaser| 4 + teaser.len().min(400))
        + 2 * usize::from(card.date.is_some())
        + usize::from(card.section.is_some())
        + usize::from(card.image.is_some())
}
