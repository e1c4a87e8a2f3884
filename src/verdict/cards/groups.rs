//! Links go in; cards and groups of cards come out, as ranges of items.

use super::links::{Link, reading_words};
use crate::page::{BlockId, NodeId, Page, Tag};
use std::ops::Range;

/// Neighbouring links to one page, with the one that holds the title.
#[derive(Debug, Clone)]
pub(super) struct Seed {
    /// Its links, from the first to the last that leads to its page; links to other pages (its section, its author)
    /// may stand between.
    pub links: Range<usize>,
    /// The link whose text is the title.
    pub title: usize,
    /// How many of them lead to its page.
    pub same: usize,
    /// The element whose children the cards of its group are.
    parent: NodeId,
    /// The first child of `parent` that it stands in.
    child: NodeId,
    /// Its items: those of the children of `parent` that its links stand in.
    items: Range<u32>,
}

/// Cards side by side.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The cards' seeds.
    pub seeds: Range<usize>,
    /// The items of each card, in order.
    pub cards: Vec<Range<u32>>,
    /// The element that they are children of.
    pub parent: NodeId,
    /// Whether each card is inside one element.
    pub wrapped: bool,
}

impl Group {
    /// All items from the first card's first to the last card's last.
    pub(super) fn items(&self) -> Range<u32> {
        let start = self.cards.first().map_or(0, |card| card.start);
        start..self.cards.last().map_or(start, |card| card.end)
    }
}

/// A link to the same page this many items further on is another card.
const MAX_SPREAD: u32 = 40;
/// A card holds at most this many words.
const MAX_CARD_WORDS: u32 = 260;
/// … in at most this many blocks.
const MAX_CARD_BLOCKS: u32 = 24;
/// What has more running text before a link is no card of it, but the article that the card stands in.
const MAX_RUNNING_BEFORE: u32 = 40;
/// Beside its title, the elements of a card without a wrapping element hold at most this many words.
const MAX_KICKER_WORDS: u32 = 8;
/// Between two cards without wrapping elements stand at most this many words (the first one's teaser) …
const MAX_GAP_WORDS: u32 = 180;
/// … in at most this many blocks.
const MAX_GAP_BLOCKS: usize = 5;

/// Words before each block, and at the end all of them: all words, and those of running text. Three characters of a
/// script without spaces count as a word.
pub(super) struct Words {
    all: Vec<u32>,
    running: Vec<u32>,
}

impl Words {
    pub(super) fn of(page: &Page) -> Self {
        let mut words = Self { all: vec![0], running: vec![0] };
        let (mut all, mut running) = (0, 0);
        for block in &page.blocks {
            let here = reading_words(block.words, block.unspaced_chars);
            all += here;
            // Ten words, at most a third of them in links, are running text.
            running += if here >= 10 && block.link_chars * 3 < block.chars { here } else { 0 };
            words.all.push(all);
            words.running.push(running);
        }
        words
    }

    /// Words of some blocks.
    pub(super) fn of_blocks(&self, blocks: &Range<usize>) -> u32 {
        self.all[blocks.end] - self.all[blocks.start]
    }

    /// Words of running text of some blocks.
    pub(super) fn running(&self, blocks: &Range<usize>) -> u32 {
        self.running[blocks.end] - self.running[blocks.start]
    }

    fn inside(&self, page: &Page, node: NodeId) -> u32 {
        self.of_blocks(&page.blocks_inside(node))
    }

    /// Words of the blocks after one and before another.
    fn between(&self, one: BlockId, other: BlockId) -> u32 {
        self.all[other.index()].saturating_sub(self.all[one.index() + 1])
    }
}

impl Link {
    /// Whether it can be a card's title.
    fn is_title(&self) -> bool {
        let long = (self.words >= 4 && self.chars + self.unspaced_chars >= 15) || self.chars >= 22;
        self.alone
            && self.chars <= 400
            && self.words <= 80
            && (long || ((self.in_heading || self.says_twice || self.labelled) && self.chars >= 4))
    }
}

/// The cards' seeds, in order.
pub(super) fn seeds(page: &Page, words: &Words, links: &[Link]) -> Vec<Seed> {
    let mut seeds: Vec<Seed> = Vec::new();
    let is_near = |one: &Link, other: &Link| {
        other.items.start - one.items.end <= MAX_SPREAD && words.between(one.block, other.block) <= MAX_GAP_WORDS
    };
    // A picture's link before the title begins the card.
    let mut picture: Option<usize> = None;
    for at in 0..links.len() {
        let link = &links[at];
        if let Some(seed) = seeds.last_mut()
            && links[seed.title].target == link.target
            && link.alone
            && is_near(&links[seed.links.end - 1], link)
            && words.between(links[seed.links.start].block, link.block) <= MAX_CARD_WORDS
        {
            seed.links.end = at + 1;
            seed.same += 1;
            // The picture's link may hold the title a second time, hidden; the heading is the better witness.
            if link.in_heading && !links[seed.title].in_heading && link.is_title() {
                seed.title = at;
            }
            picture = None;
            continue;
        }
        let opens_with = picture.filter(|&first| links[first].target == link.target && is_near(&links[first], link));
        let doubled = opens_with.is_some() && link.alone && link.chars >= if link.in_heading { 1 } else { 12 };
        if link.is_title() || doubled {
            let first = opens_with.unwrap_or(at);
            seeds.push(Seed {
                links: first..at + 1,
                title: at,
                same: 1 + usize::from(first != at),
                parent: NodeId::ROOT,
                child: NodeId::ROOT,
                items: 0..0,
            });
            picture = None;
        } else if link.has_image {
            picture = Some(at);
        }
    }
    for at in 0..seeds.len() {
        place(page, words, links, &mut seeds, at);
    }
    seeds
}

/// Finds the element whose children the card and its neighbours are: the lowest that holds a neighbour too, or so many
/// words that it is no card.
fn place(page: &Page, words: &Words, links: &[Link], seeds: &mut [Seed], at: usize) {
    let before = at.checked_sub(1).map(|before| links[seeds[before].links.end - 1].node);
    let after = seeds.get(at + 1).map(|after| links[after.links.start].node);
    let seed = &mut seeds[at];
    let title = links[seed.title].node;
    let mut child = links[seed.links.start].node;
    let mut parent = page.node(child).parent;
    while parent < child {
        let node = page.node(parent);
        let holds_neighbour =
            before.is_some_and(|before| parent <= before) || after.is_some_and(|after| after.0 < node.end);
        // "Read also: …" is a line, whatever stands beside it.
        let is_line = links[seed.title].labelled
            && !links[seed.title].in_heading
            && seed.same == 1
            && node.end_block - node.first_block > 1;
        let inside = page.blocks_inside(parent);
        let ahead = inside.start..links[seed.links.start].block.index().max(inside.start);
        let too_big = is_line
            || words.running(&ahead) > MAX_RUNNING_BEFORE
            || words.inside(page, parent) > MAX_CARD_WORDS
            || node.end_block - node.first_block > MAX_CARD_BLOCKS;
        if holds_neighbour || too_big || matches!(node.tag, Tag::BODY | Tag::MAIN | Tag::HTML) {
            if page.contains(parent, title) {
                break;
            }
            // The picture's link stands too far off to be this card's.
            seed.links.start = seed.title;
            child = title;
            parent = page.node(child).parent;
            continue;
        }
        child = parent;
        parent = node.parent;
    }
    let mut end = page.node(child).end_item;
    let mut last = seed.links.start;
    for link in seed.links.clone().skip(1) {
        let Some(outer) = child_of(page, parent, links[link].node) else { break };
        if outer != child && words.inside(page, outer) > MAX_CARD_WORDS {
            break;
        }
        end = end.max(page.node(outer).end_item);
        last = link;
    }
    // Links beyond the parent belong to something else.
    seed.links.end = last + 1;
    if seed.title >= seed.links.end {
        seed.title = seed.links.start;
    }
    let start = page.node(child).first_item;
    (seed.parent, seed.child) = (parent, child);
    seed.items = start..end.max(start);
}

/// The child of `parent` that `node` is or stands in.
fn child_of(page: &Page, parent: NodeId, node: NodeId) -> Option<NodeId> {
    if !page.contains(parent, node) || node == parent {
        return None;
    }
    let mut child = node;
    while page.node(child).parent > parent {
        child = page.node(child).parent;
    }
    (page.node(child).parent == parent).then_some(child)
}

/// Puts cards side by side into groups.
pub(super) fn group(page: &Page, words: &Words, links: &[Link], seeds: &[Seed]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut start = 0;
    while start < seeds.len() {
        let mut end = start + 1;
        while end < seeds.len() && are_neighbours(page, words, links, &seeds[end - 1], &seeds[end]) {
            end += 1;
        }
        groups.push(cut(page, seeds, start..end));
        start = end;
    }
    groups
}

fn are_neighbours(page: &Page, words: &Words, links: &[Link], one: &Seed, other: &Seed) -> bool {
    if one.parent != other.parent || page.node(one.child).tag != page.node(other.child).tag {
        return false;
    }
    let container = |seed: &Seed| page.node(page.block(links[seed.title].block).container).tag;
    if container(one) != container(other) {
        return false;
    }
    let gap = blocks_in(page, one.items.end..other.items.start);
    let gap_words = words.of_blocks(&gap);
    gap.len() <= MAX_GAP_BLOCKS
        && gap_words <= MAX_GAP_WORDS
        && (gap_words == 0 || may_lack_wrapper(page, words, links, one))
        && !gap.into_iter().any(|block| is_heading(page, block))
}

/// Whether the text behind a card's own elements may be its teaser. Boxes and link lines between the paragraphs of an
/// article look like that too, so nothing but the title may be in the elements, and it must be a title by more than
/// its length.
fn may_lack_wrapper(page: &Page, words: &Words, links: &[Link], seed: &Seed) -> bool {
    let title = &links[seed.title];
    let is_line = title.labelled && !title.in_heading;
    let all = words.of_blocks(&blocks_in(page, seed.items.clone()));
    let seed_links = &links[seed.links.clone()];
    let same: u32 = seed_links.iter().filter(|link| link.target == title.target).map(|link| link.words).sum();
    !is_line && all <= same + MAX_KICKER_WORDS && (title.in_heading || title.says_twice || seed.same > 1)
}

fn is_heading(page: &Page, block: usize) -> bool {
    page.ancestors(page.blocks[block].container).take(3).any(|node| page.node(node).tag.heading_level().is_some())
}

/// The blocks that begin in a range of items.
pub(super) fn blocks_in(page: &Page, items: Range<u32>) -> Range<usize> {
    let start = page.blocks.partition_point(|block| block.first_item < items.start);
    let end = page.blocks.partition_point(|block| block.first_item < items.end);
    start..end.max(start)
}

/// Cuts a run of neighbours into cards. What stands between two belongs to the first one; what follows the last one
/// belongs to it as far as it looks like what followed the others.
fn cut(page: &Page, seeds: &[Seed], range: Range<usize>) -> Group {
    let group = &seeds[range.clone()];
    let parent = group[0].parent;
    let mut cards: Vec<Range<u32>> = group
        .iter()
        .enumerate()
        .map(|(i, seed)| seed.items.start..group.get(i + 1).map_or(seed.items.end, |next| next.items.start))
        .collect();
    let gaps: Vec<Range<usize>> =
        group.windows(2).map(|pair| blocks_in(page, pair[0].items.end..pair[1].items.start)).collect();
    let filled = gaps.iter().filter(|gap| page.blocks[(*gap).clone()].iter().any(|block| block.words > 0)).count();
    let wrapped = filled * 2 < gaps.len() || gaps.is_empty();
    if wrapped {
        for (card, seed) in cards.iter_mut().zip(group) {
            *card = seed.items.clone();
        }
    } else if let (Some(last), Some(shape)) = (cards.last_mut(), gaps.iter().max_by_key(|gap| gap.len())) {
        let inside = page.node(parent).end_item;
        let after = blocks_in(page, last.end..inside);
        for (block, like) in after.zip(shape.clone()) {
            let same_shape = page.node(page.blocks[block].container).tag == page.node(page.blocks[like].container).tag;
            if !same_shape || is_heading(page, block) {
                break;
            }
            last.end = page.blocks[block].end_item;
        }
    }
    Group { seeds: range, cards, parent, wrapped }
}
