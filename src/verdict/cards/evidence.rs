//! A group of cards goes in; how sure it is that they show other articles comes out.

use super::content;
use super::groups::{self, Group, Seed, Words};
use super::links::Link;
use super::own::Own;
use super::{Card, CardGroup};
use crate::page::{AttrName, Block, BlockId, NodeId, Page, Tag};
use crate::verdict::class_tokens::Tokens;
use crate::verdict::vocabulary::{self, Hits};
use std::ops::Range;

/// What is known of a group. Shares are of the group's cards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Evidence {
    /// How many cards.
    pub cards: u32,
    /// Share whose title stands twice, or that have two links to their page.
    pub doubled: f32,
    /// Share with a date.
    pub dated: f32,
    /// Share with a picture.
    pub pictured: f32,
    /// Share with a section.
    pub sectioned: f32,
    /// Share with a teaser.
    pub teased: f32,
    /// Share whose title is a heading.
    pub headed: f32,
    /// Share that stay on the page's site.
    pub internal: f32,
    /// Words of a title, on average.
    pub title_words: f32,
    /// Words of a card beside its title, on average.
    pub words: f32,
    /// The heading above is one that heads other articles ("Related articles").
    pub named: bool,
    /// There is a heading above.
    pub has_heading: bool,
    /// Share with a label before the title that says so ("Read also: …").
    pub labelled: f32,
    /// A class name says so, on the cards or around them.
    pub classed: bool,
    /// Inside `aside`, or what plays its part.
    pub aside: bool,
    /// Each card is inside an element of its own.
    pub wrapped: bool,
    /// The cards are paragraphs.
    pub paragraphs: bool,
    /// Words of running text before the group.
    pub before: u32,
    /// Words of running text after it.
    pub after: u32,
    /// Words of the group.
    pub total: u32,
}

/// Class names are asked this far up from the cards.
const LEVELS: usize = 5;
/// Titles have at least this many words on average.
const MIN_TITLE_WORDS: f32 = 2.0;
/// Landmarks are looked for this far up.
const OUTERMOST: usize = 40;
/// A label in an element of its own above cards has at most this many words.
const LABEL_WORDS: u32 = 8;
/// Lines at an article's end that are no labels of what follows.
const NO_LABEL: Hits =
    Hits(Hits::STARTS_SOURCE.0 | Hits::STARTS_AUTHOR.0 | Hits::STARTS_PHOTO_CREDIT.0 | Hits::SOURCE.0 | Hits::AUTHOR.0);
/// A heading has at most this many words.
const HEADING_WORDS: u32 = 12;

pub(super) fn judge(
    page: &Page,
    tokens: &[Tokens],
    own: &Own<'_>,
    words: &Words,
    links: &[Link],
    seeds: &[Seed],
    group: Group,
) -> Option<CardGroup> {
    let members = &seeds[group.seeds.clone()];
    let items = group.items();
    let all = groups::blocks_in(page, items.clone());
    // Most groups are menus: what can be seen without reading the cards comes first.
    let first = &links[members[0].title];
    if is_navigation(page, first.node) {
        return None;
    }
    let mut evidence = around(page, tokens, words, first, &all);
    let titles: u32 = members.iter().map(|seed| links[seed.title].words).sum();
    evidence.title_words = titles as f32 / members.len() as f32;
    if evidence.title_words < MIN_TITLE_WORDS || all.clone().any(|block| is_headline(page, own, block)) {
        return None;
    }
    evidence.wrapped = group.wrapped;
    let mut cards = Vec::with_capacity(members.len());
    let (mut internal, mut doubled, mut headed, mut labelled) = (0, 0, 0, 0);
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for (seed, items) in members.iter().zip(&group.cards) {
        let title = &links[seed.title];
        let Some(card) = content::read(page, tokens, own, &links[seed.links.clone()], title.target, items.clone())
        else {
            refused.push(items.clone());
            continue;
        };
        if own.is_title(&card.title) || is_address(&card.title) {
            refused.push(items.clone());
            continue;
        }
        taken.push(items.clone());
        internal += u32::from(own.is_internal(&card.url));
        doubled += u32::from(seed.same > 1 || title.says_twice);
        headed += u32::from(title.in_heading);
        labelled += u32::from(title.labelled);
        cards.push(card);
    }
    if cards.is_empty() {
        return None;
    }
    let share = |part: u32| part as f32 / cards.len() as f32;
    let count = |has: fn(&Card) -> bool| cards.iter().filter(|card| has(card)).count() as u32;
    evidence.cards = cards.len() as u32;
    evidence.internal = share(internal);
    evidence.doubled = share(doubled);
    evidence.headed = share(headed);
    evidence.labelled = share(labelled);
    evidence.dated = share(count(|card| card.date.is_some()));
    evidence.pictured = share(count(|card| card.image.is_some()));
    evidence.sectioned = share(count(|card| card.section.is_some()));
    evidence.teased = share(count(|card| card.teaser.is_some()));

    // Labels and separators between the cards go with them, text does not.
    let mut blocks = content::blocks(page, items);
    blocks.retain(|&id| {
        let block = page.block(id);
        touches(&taken, block) || (block.words <= HEADING_WORDS && !touches(&refused, block))
    });
    evidence.total = words.of_blocks(&all);
    evidence.words = evidence.total.saturating_sub(titles) as f32 / cards.len() as f32;
    let headings = headings(page, all.start, group.parent, cards.len() > 1);
    evidence.has_heading = !headings.is_empty();
    evidence.named =
        headings.iter().any(|&heading| vocabulary::hits(page.block_text(heading)).any(Hits::HEADS_ARTICLES));
    evidence.before = words.running(&(0..all.start));
    evidence.after = words.running(&(all.end..page.blocks.len()));
    blocks.splice(0..0, headings.iter().copied());
    blocks.extend(more_link(page, all.end, group.parent));
    if !evidence.shows_articles() {
        return None;
    }
    let (confidence, reason) = evidence.weigh();
    Some(CardGroup { cards, headings, blocks, confidence, reason, evidence })
}

/// Whether a title is an address written out: sources are listed so, other articles never.
fn is_address(title: &str) -> bool {
    !title.contains(char::is_whitespace) && (title.contains("://") || title.starts_with("www."))
}

/// Whether a block shares items with one of some ranges in order.
fn touches(ranges: &[Range<u32>], block: &Block) -> bool {
    let next = ranges.partition_point(|range| range.end <= block.first_item);
    ranges.get(next).is_some_and(|range| range.start < block.end_item)
}

fn is_navigation(page: &Page, node: NodeId) -> bool {
    page.ancestors(node).take(OUTERMOST).any(|node| {
        matches!(page.node(node).tag, Tag::NAV | Tag::FOOTER)
            || page.attr(node, AttrName::Role).is_some_and(|role| role == "navigation")
    })
}

/// What the elements around a group say.
fn around(page: &Page, tokens: &[Tokens], words: &Words, first: &Link, all: &Range<usize>) -> Evidence {
    let mut evidence =
        Evidence { paragraphs: page.node(page.block(first.block).container).tag == Tag::P, ..Evidence::default() };
    let running = words.running(&(0..page.blocks.len()));
    for (level, node) in page.ancestors(first.node).take(OUTERMOST).enumerate() {
        let tag = page.node(node).tag;
        let here = tokens.get(node.index()).copied().unwrap_or_default();
        if level < LEVELS || page.node(node).end_block - page.node(node).first_block <= 2 * all.len() as u32 + 4 {
            evidence.classed |= here.any(OTHER_ARTICLES);
        }
        // `has-sidebar` on the whole page says nothing of what is in it.
        let is_part = words.running(&page.blocks_inside(node)) * 2 <= running;
        evidence.aside |= is_part && (tag == Tag::ASIDE || here.any(Tokens::SIDEBAR));
    }
    evidence
}

const OTHER_ARTICLES: Tokens = Tokens(Tokens::RELATED.0 | Tokens::TRENDING.0);

/// Whether a block is the page's own headline: what holds it is no card, but the article's head.
fn is_headline(page: &Page, own: &Own<'_>, block: usize) -> bool {
    let container = page.blocks[block].container;
    page.ancestors(container).take(3).any(|node| page.node(node).tag == Tag::H1)
        || (page.blocks[block].words > 3 && own.is_title(page.block_text(BlockId(block as u32))))
}

/// The headings right above a group: what the vocabulary knows as such, and the element's own heading.
fn headings(page: &Page, first: usize, parent: NodeId, has_several: bool) -> Vec<BlockId> {
    let mut headings = Vec::new();
    // The first element around that holds something before the cards, past lists and tables of nothing else.
    let is_before = |id: &NodeId| (page.node(*id).first_block as usize) < first;
    let outer = page.ancestors(page.node(parent).parent).find(is_before).unwrap_or(NodeId::ROOT);
    for index in (0..first).rev().take(4) {
        let block = &page.blocks[index];
        let id = BlockId(index as u32);
        if block.chars == 0 || block.words > HEADING_WORDS {
            break;
        }
        let text = page.block_text(id);
        let named = vocabulary::hits(text).any(Hits::HEADS_ARTICLES);
        let is_heading = page
            .ancestors(block.container)
            .take(3)
            .any(|node| matches!(page.node(node).tag.heading_level(), Some(2..=6)))
            && page.contains(outer, block.container)
            && headings.is_empty();
        // A line in an element of its own right above the cards, whatever it says and is.
        let is_label = index + 1 == first
            && block.words <= LABEL_WORDS
            && block.sentences == 0
            && block.links == 0
            && has_several
            && matches!(page.node(block.container).tag, Tag::DIV | Tag::SECTION | Tag::HEADER)
            && page.contains(outer, block.container)
            && block.container != parent
            && !vocabulary::hits(text).any(NO_LABEL);
        if !named && !is_heading && !is_label {
            break;
        }
        headings.insert(0, id);
    }
    headings
}

/// "Read more" right behind a group.
fn more_link(page: &Page, after: usize, parent: NodeId) -> Option<BlockId> {
    let block = page.blocks.get(after)?;
    let id = BlockId(after as u32);
    let outer = page.node(parent).parent;
    (block.link_chars == block.chars
        && page.contains(outer, block.container)
        && vocabulary::hits(page.block_text(id)).any(Hits::HEADS_ARTICLES))
    .then_some(id)
}

impl Evidence {
    /// How sure it is, and the strongest reason.
    ///
    /// A logistic model, fitted on the groups of some 800 news pages against their gold texts (the share of a group's
    /// words that is not in the gold), coefficients rounded; those of `named`, `labelled` and `classed` were raised
    /// by hand, since the golds that keep such lines are few and disagree.
    fn weigh(&self) -> (f32, &'static str) {
        let flag = |fact: bool| f32::from(u8::from(fact));
        let up_to = |value: u32, most: u32| value.min(most) as f32 / most as f32;
        let single = flag(self.cards == 1);
        let page = (self.before + self.after + self.total + 1) as f32;
        let score = 1.4
            + 0.26 * (1.0 + self.cards.min(15) as f32).log2()
            + 1.75 * self.dated
            + 0.65 * self.pictured
            + 0.3 * self.sectioned
            - 0.8 * self.teased
            + 1.3 * self.internal
            + 0.8 * self.title_words.min(12.0) / 6.0
            - 1.05 * self.words.min(120.0) / 60.0
            + 2.0 * flag(self.named)
            + 2.0 * self.labelled
            + 0.6 * flag(self.classed)
            + 0.9 * flag(self.aside)
            + 0.75 * flag(self.wrapped)
            - 0.6 * flag(self.paragraphs)
            - 0.2 * flag(self.has_heading)
            - 0.9 * up_to(self.before, 300)
            - 2.0 * up_to(self.after, 300)
            - 1.1 * self.total as f32 / page
            + single * (0.5 - 0.4 * self.dated);
        let confidence = 1.0 / (1.0 + (-score).exp());
        let reason = if self.labelled > 0.5 {
            "line that leads to another article"
        } else if self.named {
            "under a heading of other articles"
        } else if self.classed {
            "in a box of other articles"
        } else if self.cards > 1 {
            super::ALIKE
        } else {
            super::CARD
        };
        (confidence, reason)
    }

    /// Whether the links are articles rather than entries of a menu: titles, not words.
    fn shows_articles(&self) -> bool {
        let told = self.dated.max(self.teased).max(self.labelled) >= 0.5;
        self.title_words >= 4.0 || (told && self.title_words >= MIN_TITLE_WORDS)
    }
}
