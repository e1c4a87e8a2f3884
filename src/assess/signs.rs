//! The signs: a page with its metadata and verdict goes in; a row of numbers, mostly from 0 to 1, comes out.
//!
//! Counts are of the words a reader would count: three characters of a script without spaces are one.

use super::words;
use crate::article::Kind;
use crate::metadata::{Metadata, Source};
use crate::page::{AttrName, Block, Flags, ItemKind, NodeId, Page, Tag};
use crate::verdict::{Decision, Judgement};
use std::collections::HashMap;

/// What a page shows.
#[derive(Debug, Clone)]
pub struct Signs {
    /// A number for each of [`names`].
    pub values: [f32; COUNT],
    /// What it declares to be, as bits of [`words`].
    pub(super) declared: u32,
    /// What its address says.
    pub(super) path: u32,
    /// Words of running text that the verdict keeps.
    pub(super) prose: u32,
    /// Pictures.
    pub(super) pictures: u32,
    /// `time` elements.
    pub(super) times: u32,
}

/// How many signs there are.
pub const COUNT: usize = SHAPES.len() + SOURCES.len() * words::CATEGORIES.len();

/// Where pages say what they are.
const SOURCES: [&str; 4] = ["type", "path", "body", "generator"];

/// The names of all signs, in order.
#[must_use]
pub fn names() -> Vec<String> {
    let said = SOURCES.iter().flat_map(|source| words::CATEGORIES.map(|category| format!("{source} {category}")));
    SHAPES.iter().map(|name| (*name).to_owned()).chain(said).collect()
}

macro_rules! shapes {
    ($facts:ident => $($name:literal $value:expr,)*) => {
        const SHAPES: [&str; [$($name),*].len()] = [$($name),*];

        fn shapes($facts: &Facts) -> [f32; SHAPES.len()] {
            [$($value),*]
        }
    };
}

shapes! { f =>
    "always" 1.0,
    "is whole" flag(f.is_whole),
    // How much there is to read.
    "prose to 60" up_to(f.prose, 60),
    "prose to 250" up_to(f.prose, 250),
    "prose to 1000" up_to(f.prose, 1000),
    "prose in a prefix" if f.is_whole { 0.0 } else { up_to(f.prose, 250) },
    "paragraphs to 3" up_to(f.paragraphs, 3),
    "paragraphs to 15" up_to(f.paragraphs, 15),
    "words a paragraph" up_to(f.prose / f.paragraphs.max(1), 80),
    "longest paragraph" up_to(f.longest, 120),
    "kept to 60" up_to(f.kept, 60),
    "structured body" up_to(f.structured, 250),
    // How sure of it the block model is, and how much else there is.
    "sureness" f.sureness,
    "unsure prose" f.unsure,
    "prose share" share(f.prose, f.all),
    "kept share" share(f.kept, f.all),
    "prose share in a prefix" if f.is_whole { 0.0 } else { share(f.prose, f.all) },
    "kept that is prose" share(f.prose, f.kept),
    "words to 300" up_to(f.all, 300),
    "words to 3000" up_to(f.all, 3000),
    "link share" share(f.link_chars, f.chars),
    "kept link share" share(f.kept_link_chars, f.kept_chars),
    // What it is made of.
    "cards" up_to(f.cards, 5),
    "many cards" up_to(f.cards, 30),
    "linked headings" up_to(f.linked_headings, 3),
    "many linked headings" up_to(f.linked_headings, 20),
    "kept headings" up_to(f.kept_headings, 10),
    "headings a paragraph" share(f.kept_headings, f.kept_headings + f.paragraphs),
    "code" up_to(f.code, 4),
    "code share" share(f.code_words, f.kept),
    "list share" share(f.list_words, f.kept),
    "table share" share(f.table_words, f.kept),
    "pictures to 5" up_to(f.pictures, 5),
    "pictures to 40" up_to(f.pictures, 40),
    "inputs" up_to(f.inputs, 8),
    "prices" up_to(f.prices, 2),
    "many prices" up_to(f.prices, 12),
    "price near the headline" flag(f.has_price_near),
    "times" up_to(f.times, 2),
    "many times" up_to(f.times, 15),
    "comments" share(f.comment_words, f.all),
    "repeated boxes" up_to(f.repeats, 3),
    "many repeated boxes" up_to(f.repeats, 20),
    "prose in repeated boxes" share(f.repeated_words, f.running),
    "articles" up_to(f.articles, 10),
    // What it says about itself.
    "author" flag(f.has_author),
    "date" flag(f.has_date),
    "date and prose" if f.has_date { up_to(f.prose, 250) } else { 0.0 },
    "headline" flag(f.has_headline),
    "words of the title" up_to(f.title_words, 10),
    "words of the description" up_to(f.description_words, 40),
    "lead" flag(f.has_lead),
    "root" flag(f.depth == Some(0)),
    "depth" up_to(f.depth.unwrap_or(0), 5),
    "address known" flag(f.depth.is_some()),
    "words of the address" up_to(f.slug_words, 8),
    "number in the address" flag(f.has_number),
    "date in the address" flag(f.has_date_in_path),
    "query" flag(f.has_query),
}

const fn flag(fact: bool) -> f32 {
    if fact { 1.0 } else { 0.0 }
}

fn up_to(value: u32, most: u32) -> f32 {
    value.min(most) as f32 / most as f32
}

fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// A block of at least this many words, at most a third of it links, is running text.
const RUNNING: u32 = 12;
/// A box that repeats is one with at least this many words of running text.
const BOX_WORDS: u32 = 12;
/// So many boxes alike are repeated.
const BOXES: u32 = 3;
/// A price stands in a block of at most this many words.
const PRICE_WORDS: u32 = 12;
/// A price this many blocks behind the headline is that of what the page is about.
const NEAR: usize = 30;
/// A type that stands this often is that of things in a list.
const MOST_DECLARED: usize = 2;

#[derive(Default)]
struct Facts {
    is_whole: bool,
    prose: u32,
    paragraphs: u32,
    longest: u32,
    kept: u32,
    structured: u32,
    sureness: f32,
    unsure: f32,
    all: u32,
    running: u32,
    chars: u32,
    link_chars: u32,
    kept_chars: u32,
    kept_link_chars: u32,
    cards: u32,
    linked_headings: u32,
    kept_headings: u32,
    code: u32,
    code_words: u32,
    list_words: u32,
    table_words: u32,
    pictures: u32,
    inputs: u32,
    prices: u32,
    has_price_near: bool,
    times: u32,
    comment_words: u32,
    repeats: u32,
    repeated_words: u32,
    articles: u32,
    has_author: bool,
    has_date: bool,
    has_headline: bool,
    title_words: u32,
    description_words: u32,
    has_lead: bool,
    depth: Option<u32>,
    slug_words: u32,
    has_number: bool,
    has_date_in_path: bool,
    has_query: bool,
}

impl Signs {
    /// Looks at a page. `url` is the address that the caller gave; without it the page's own counts.
    #[must_use]
    pub fn of(page: &Page, metadata: &Metadata, url: Option<&str>, blocks: &[Judgement], cards: usize) -> Self {
        let mut facts = Facts { is_whole: page.is_whole, cards: cards as u32, ..Facts::default() };
        let running = facts.read_blocks(page, metadata, blocks);
        facts.read_nodes(page, &running);
        facts.read_metadata(metadata);
        let address = url.or(metadata.canonical_url.as_deref());
        let path = address.map_or(0, |address| facts.read_address(address));
        let said = [declared(metadata), path, of_body(page), of_generator(page)];
        let mut values = [0.0; COUNT];
        values[..SHAPES.len()].copy_from_slice(&shapes(&facts));
        for (bits, values) in said.iter().zip(values[SHAPES.len()..].chunks_mut(words::CATEGORIES.len())) {
            for (bit, value) in values.iter_mut().enumerate() {
                *value = flag(bits >> bit & 1 == 1);
            }
        }
        let Facts { prose, pictures, times, .. } = facts;
        Self { values, declared: said[0], path, prose, pictures, times }
    }
}

impl Facts {
    /// Gives the words of running text before each block, and at the end all of them.
    fn read_blocks(&mut self, page: &Page, metadata: &Metadata, blocks: &[Judgement]) -> Vec<u32> {
        let headline = metadata.headline.map(|id| id.index());
        let mut running = Vec::with_capacity(blocks.len() + 1);
        running.push(0);
        let (mut sure, mut unsure) = (0.0, 0.0);
        for (at, (block, judgement)) in page.blocks.iter().zip(blocks).enumerate() {
            let words = reading_words(block);
            let is_running = words >= RUNNING && block.link_chars * 3 < block.chars;
            self.running += if is_running { words } else { 0 };
            running.push(self.running);
            self.all += words;
            self.chars += block.chars;
            self.link_chars += block.link_chars;
            self.pictures += u32::from(block.images);
            if words <= PRICE_WORDS && is_price(page.text_at(block.text)) {
                self.prices += 1;
                self.has_price_near |= headline.is_some_and(|headline| at >= headline && at - headline <= NEAR);
            }
            if judgement.kind == Some(Kind::Comment) {
                self.comment_words += words;
            }
            if is_running {
                sure += judgement.score * words as f32 * flag(judgement.decision == Decision::Keep);
                unsure += flag(judgement.decision == Decision::Fold) * words as f32;
            }
            if judgement.decision == Decision::Keep {
                self.read_kept(page, block, words, is_running);
            }
        }
        self.sureness = if self.prose == 0 { 0.0 } else { sure / self.prose as f32 };
        self.unsure = if self.running == 0 { 0.0 } else { unsure / self.running as f32 };
        running
    }

    fn read_kept(&mut self, page: &Page, block: &Block, words: u32, is_running: bool) {
        self.kept += words;
        self.kept_chars += block.chars;
        self.kept_link_chars += block.link_chars;
        if is_running {
            self.prose += words;
            self.paragraphs += 1;
            self.longest = self.longest.max(words);
        }
        let node = page.node(block.container);
        if node.flags.has(Flags::PREFORMATTED) {
            self.code_words += words;
        }
        match node.tag {
            Tag::LI | Tag::DD | Tag::DT => self.list_words += words,
            Tag::TD | Tag::TH => self.table_words += words,
            tag => self.kept_headings += u32::from(tag.heading_level().is_some()),
        }
    }

    fn read_nodes(&mut self, page: &Page, running: &[u32]) {
        // Boxes by what they stand in, their tag and their class.
        let mut boxes: HashMap<(NodeId, Tag, &str), (u32, u32)> = HashMap::new();
        for (at, node) in page.nodes.iter().enumerate() {
            let id = NodeId(at as u32);
            match node.tag {
                Tag::TIME => self.times += 1,
                Tag::PRE => self.code += 1,
                Tag::ARTICLE => self.articles += 1,
                _ => {}
            }
            let is_linked = || node.link.is_some() || holds_only_link(page, id);
            if matches!(node.tag.heading_level(), Some(2..=6)) && is_linked() {
                self.linked_headings += 1;
            }
            if node.container != id || !matches!(node.tag, Tag::DIV | Tag::LI | Tag::ARTICLE | Tag::SECTION | Tag::TR) {
                continue;
            }
            let inside = page.blocks_inside(id);
            let words = running[inside.end] - running[inside.start];
            if words >= BOX_WORDS {
                let class = page.attr(id, AttrName::Class).unwrap_or_default();
                let (count, sum) = boxes.entry((node.parent, node.tag, class)).or_default();
                (*count, *sum) = (*count + 1, *sum + words);
            }
        }
        let repeated = boxes.values().filter(|(count, _)| *count >= BOXES);
        let most = repeated.max_by_key(|(count, words)| (*words, *count)).copied().unwrap_or_default();
        (self.repeats, self.repeated_words) = most;
        let is_input = |kind: ItemKind, node: NodeId| kind == ItemKind::Element && page.node(node).tag == Tag::INPUT;
        self.inputs = page.items.iter().filter(|item| is_input(item.kind, item.node)).count() as u32;
    }

    fn read_metadata(&mut self, metadata: &Metadata) {
        let words = |text: &str| {
            let counts = crate::page::measure::counts(text);
            counts.words.saturating_sub(counts.unspaced_chars.saturating_mul(2) / 3)
        };
        self.structured = metadata.article_body.as_deref().map_or(0, words);
        self.has_author = !metadata.authors.is_empty();
        self.has_date = metadata.published_time.is_some();
        self.has_headline = metadata.headline.is_some();
        self.title_words = words(&metadata.title);
        self.description_words = metadata.excerpt.as_deref().map_or(0, words);
        self.has_lead = metadata.lead.is_some();
    }

    /// Gives what the address says of the page's kind.
    fn read_address(&mut self, address: &str) -> u32 {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let path = path.split('#').next().unwrap_or_default();
        let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        self.depth = Some(segments.len() as u32);
        self.has_query = !query.is_empty();
        let last = segments.last().copied().unwrap_or_default();
        self.slug_words = last.split(['-', '_', '+']).filter(|word| !word.is_empty()).count() as u32;
        self.has_number = last.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 5);
        self.has_date_in_path = segments.iter().any(|part| {
            part.len() >= 4
                && (part.starts_with("20") || part.starts_with("19"))
                && part[..4].bytes().all(|b| b.is_ascii_digit())
        });
        words::of_path(path) | words::of_path(query)
    }
}

/// Whether all text of an element is one link's.
fn holds_only_link(page: &Page, id: NodeId) -> bool {
    let mut links = page.items_inside(id).iter().filter(|item| matches!(item.kind, ItemKind::Text(_)));
    links.clone().next().is_some() && links.all(|item| page.node(item.node).link.is_some())
}

fn reading_words(block: &Block) -> u32 {
    block.words.saturating_sub(block.unspaced_chars.saturating_mul(2) / 3)
}

/// Signs of money.
const CURRENCIES: [char; 9] = ['$', '€', '£', '¥', '₹', '₫', '₽', '₩', '₺'];

/// Whether a short text names a price: a sign of money beside a digit.
fn is_price(text: &str) -> bool {
    let has_digit = |text: &str| text.trim().chars().next().is_some_and(|c| c.is_ascii_digit());
    text.char_indices().filter(|(_, c)| CURRENCIES.contains(c)).any(|(at, c)| {
        has_digit(&text[at + c.len_utf8()..])
            || text[..at].trim_end().chars().next_back().is_some_and(|c| c.is_ascii_digit())
    })
}

/// What the page declares to be, where it does not declare that of many things.
fn declared(metadata: &Metadata) -> u32 {
    let count = |value: &str| metadata.declared.iter().filter(|(_, other)| other == value).count();
    let is_own = |(source, value): &&(Source, String)| *source != Source::Microdata || count(value) <= MOST_DECLARED;
    metadata.declared.iter().filter(is_own).map(|(_, value)| words::of_type(value)).fold(0, |bits, more| bits | more)
}

/// What the class names of the page's outermost elements say.
fn of_body(page: &Page) -> u32 {
    let is_outer = |tag: Tag| matches!(tag, Tag::HTML | Tag::BODY);
    let outer = page.nodes.iter().take(4).enumerate().filter(|(_, node)| is_outer(node.tag));
    outer
        .filter_map(|(at, _)| page.attr(NodeId(at as u32), AttrName::Class))
        .map(words::of_classes)
        .fold(0, |bits, more| bits | more)
}

/// What the name of the software says that made the page.
fn of_generator(page: &Page) -> u32 {
    page.head
        .metas
        .iter()
        .filter(|meta| meta.name == "generator")
        .map(|meta| words::of_words(&meta.content))
        .fold(0, |bits, more| bits | more)
}

#[cfg(test)]
mod tests {
    use super::is_price;

    #[test]
    fn prices_are_told_from_other_numbers() {
        for (text, expected) in [
            ("$19.99", true),
            ("ab 5 €", true),
            ("12,00€", true),
            ("₫ 250.000", true),
            ("19 May", false),
            ("$ and €", false),
        ] {
            assert_eq!(is_price(text), expected, "{text}");
        }
    }
}
