//! The verdict: a page and its metadata go in; for each block what it is and whether it is kept comes out.
//!
//! The block model says how likely each block is the article's text. What needs more than one block to be seen is
//! decided here: the headline and the lead, captions, pictures, other articles' cards ([`cards`]), where the article
//! ends ([`region`]), copies ([`duplicates`]), and the name of what is left out ([`junk`]).

mod alike;
mod body_boxes;
mod captions;
pub mod cards;
pub mod class_tokens;
mod contents;
mod credits;
mod duplicates;
mod expectation;
pub mod features;
mod forest;
mod junk;
mod lead;
mod live_blog;
pub mod model;
mod others;
pub(crate) mod phrase_table;
mod place;
mod plain;
mod readable_text;
mod region;
mod related;
mod sign_offs;
mod unshown;
pub mod vocabulary;
mod whole_body;
mod wholes;

use crate::Options;
use crate::article::{Kind, Named, PageKind};
use crate::assess::{self, Chances};
use crate::links::Links;
use crate::metadata::Metadata;
use crate::page::{Block, BlockId, Flags, NodeId, Page, Tag};
use crate::roles::Roles;
use cards::Card;
use class_tokens::Tokens;
pub(crate) use junk::{is_named_by_shape, kind_by_names};
use model::Model;
use serde_json::Value;
use vocabulary::Hits;

/// What becomes of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It is the article's.
    Keep,
    /// It is the caption of the picture before it.
    Caption,
    /// Its pictures are the article's, its line is not.
    Picture,
    /// It is the headline, which the article holds as its title.
    Title,
    /// It is so unsure that a reader should see it folded.
    Fold,
    /// It is not the article's.
    Drop,
}

impl Decision {
    /// Whether it stands in the article's blocks.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Keep | Self::Caption | Self::Picture)
    }

    /// Whether it stands in the article's list of removed blocks.
    #[must_use]
    pub const fn is_removed(self) -> bool {
        matches!(self, Self::Fold | Self::Drop)
    }
}

/// The verdict on one block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// How sure it is that the block is the article's, 0 to 1. Kept at the default strictness from [`THRESHOLD`] on.
    pub score: f32,
    /// What becomes of it.
    pub decision: Decision,
    /// What it is, when it is not the article's.
    pub kind: Option<Kind>,
    /// Why, in a few words; empty for a kept block.
    pub reason: &'static str,
}

/// The score from which a block is kept at the default strictness of 0.5.
pub const THRESHOLD: f32 = 0.5;

/// Blocks whose score is at most this much below the threshold are folded rather than dropped.
pub(crate) const FOLD_MARGIN: f32 = 0.15;

/// The score from which a block may be folded, however low the threshold; what has a name of its own is below.
pub(crate) const UNSURE: f32 = 0.15;

/// The reason of a folded block.
pub(crate) const NOT_SURE: &str = "not sure that it belongs to the article";

/// The score from which a block is kept, for a strictness from 0 (keep more) to 1 (keep less).
///
/// ```
/// use bodycopy::verdict::{THRESHOLD, threshold};
/// assert_eq!(threshold(0.5), THRESHOLD);
/// assert!(threshold(0.0) < threshold(1.0));
/// ```
#[must_use]
pub fn threshold(strictness: f32) -> f32 {
    THRESHOLD + (strictness - 0.5) * 0.6
}

/// What is known of a page before any verdict: computed once, read by every step.
pub struct Evidence<'a> {
    /// The page.
    pub page: &'a Page,
    /// What it says about itself.
    pub metadata: &'a Metadata,
    /// Class-token categories of each node.
    pub tokens: Vec<Tokens>,
    /// Vocabulary categories of each block.
    pub hits: Vec<Hits>,
}

impl<'a> Evidence<'a> {
    /// Looks at every node and block once.
    #[must_use]
    pub fn new(page: &'a Page, metadata: &'a Metadata) -> Self {
        let tokens = class_tokens::of_page(page);
        let hits = page.block_ids().map(|id| vocabulary::hits(page.block_text(id))).collect();
        Self { page, metadata, tokens, hits }
    }

    /// The class-token categories of an element and its ancestors up to `levels` above it, together.
    #[must_use]
    pub fn tokens_around(&self, node: NodeId, levels: usize) -> Tokens {
        self.page
            .ancestors(node)
            .take(levels + 1)
            .fold(Tokens::default(), |tokens, id| tokens.with(self.tokens[id.index()]))
    }

    /// Whether the element or one up to `levels` above it has a tag.
    #[must_use]
    pub fn is_within(&self, node: NodeId, tag: Tag, levels: usize) -> bool {
        self.page.ancestors(node).take(levels + 1).any(|id| self.page.node(id).tag == tag)
    }
}

/// The verdict on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// One judgement for each block of the page, in order.
    pub blocks: Vec<Judgement>,
    /// How likely the block model alone takes each block for the article's, in the same order.
    pub likely: Vec<f32>,
    /// The block that is the standfirst, where the page shows one.
    pub lead: Option<BlockId>,
    /// Other articles that the page points to, once each.
    pub related: Vec<Card>,
    /// Whether the page is one to be read, and what kind of page it is.
    pub chances: Chances,
    /// Words of running text that are kept.
    pub words: u32,
}

impl Verdict {
    /// The judgement on a block.
    #[must_use]
    pub fn of(&self, id: BlockId) -> &Judgement {
        &self.blocks[id.index()]
    }

    /// For each block its text's beginning, score, decision, kind and reason.
    #[must_use]
    pub fn debug(&self, page: &Page) -> Value {
        page.block_ids()
            .map(|id| {
                let judgement = self.of(id);
                let start: String = page.block_text(id).chars().take(80).collect();
                let entry = [
                    ("tag", page.node(page.block(id).container).tag.name().into()),
                    ("text", start.into()),
                    ("score", judgement.score.into()),
                    ("decision", format!("{:?}", judgement.decision).into()),
                    ("kind", judgement.kind.map_or(Value::Null, |kind| kind.name().into())),
                    ("reason", judgement.reason.into()),
                ];
                Value::Object(entry.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
            })
            .collect()
    }
}

/// Judges every block of a page.
#[must_use]
pub fn judge(page: &Page, metadata: &Metadata, options: &Options, model: &Model) -> Verdict {
    let evidence = Evidence::new(page, metadata);
    let mut scores = if page.is_plain { plain::scores(&evidence) } else { model::probabilities(&evidence, model) };
    // What is still arriving is judged carefully: what is announced should stay.
    let mut certainty = THRESHOLD;
    if page.is_whole && !page.is_plain {
        certainty = expectation::settle(page, &mut scores);
    }
    live_blog::raise(&evidence, &mut scores);
    let mut blocks: Vec<Judgement> =
        scores.iter().map(|&score| Judgement { score, decision: Decision::Drop, kind: None, reason: "" }).collect();
    unshown::doubt(page, certainty, &mut blocks);
    let mut roles = Roles::new(page, &Links::new(options.url.as_deref(), page.head.base.as_deref()));
    let related = related::drop_cards(&evidence, &roles.notes, options.url.as_deref(), certainty, &mut blocks);
    others::drop_articles(&evidence, &mut blocks);
    if !page.is_plain && certainty >= related::UNCERTAIN {
        body_boxes::raise(&evidence, &mut blocks);
    }
    if !page.is_plain && certainty >= related::UNCERTAIN {
        sign_offs::doubt(&evidence, &mut blocks);
        place::weigh(&evidence, &mut blocks);
    }
    credits::drop_lines(&evidence, &mut blocks);
    if page.is_plain {
        plain::settle(&evidence, &mut blocks);
    }
    let lined = region::limit(&evidence, &mut blocks);
    if options.whole_body {
        unshown::drop_hidden(page, &mut blocks);
    }
    duplicates::drop_copies(page, &mut blocks);
    decide(page, options, &mut blocks);
    if let Some(headline) = metadata.headline {
        blocks[headline.index()].decision = Decision::Title;
    }
    wholes::complete(&evidence, &mut roles, threshold(options.strictness), &mut blocks);
    contents::settle(&evidence, threshold(options.strictness), &mut blocks);
    region::keep_pictures(&lined, threshold(options.strictness), &mut blocks);
    captions::attach(&evidence, &mut blocks);
    junk::name(&evidence, &mut blocks);
    if options.whole_body {
        whole_body::complete(&evidence, &mut blocks);
    }
    let lead = lead::find(&evidence, &blocks);
    let words = kept_words(page, &blocks);
    let mut chances = assess::chances(page, metadata, options.url.as_deref(), &blocks, related.len());
    if page.is_whole && words == 0 {
        chances = chances.without_text();
    }
    let is_list = chances.kind == PageKind::List;
    if page.is_whole && (is_list || !chances.is_article()) {
        readable_text::keep(&evidence, threshold(options.strictness), words, is_list, &mut blocks);
    }
    Verdict { blocks, likely: scores, lead, related, chances, words }
}

/// A page that keeps fewer words than this may have its text elsewhere than on it.
pub(crate) const FEWEST_WORDS: u32 = 80;

fn kept_words(page: &Page, blocks: &[Judgement]) -> u32 {
    page.blocks
        .iter()
        .zip(blocks)
        .filter(|(_, judgement)| judgement.decision == Decision::Keep)
        .map(|(block, _)| block.words)
        .sum()
}

/// The verdict on a page of nothing but the article's body, with what else is known from the page that it stood in. None
/// if it says no more than `other` keeps, or too little to be an article.
#[must_use]
pub fn of_body(body: &Page, metadata: &Metadata, url: Option<&str>, page: &Page, other: &Verdict) -> Option<Verdict> {
    let of_block = |id: BlockId| {
        let is_title = body.block_text(id) == metadata.title;
        let decision = if is_title { Decision::Title } else { Decision::Keep };
        Judgement { score: 1.0, decision, kind: None, reason: "" }
    };
    let blocks: Vec<Judgement> = body.block_ids().map(of_block).collect();
    let words = kept_words(body, &blocks);
    // A page full of text of its own is a list of articles, whose data are teasers.
    let all: u32 = page.blocks.iter().map(|block| block.words).sum();
    let is_better = words >= FEWEST_WORDS && words > other.words && words > all / 2;
    let chances = assess::chances(body, metadata, url, &blocks, other.related.len());
    let likely = vec![1.0; blocks.len()];
    is_better.then(|| Verdict { blocks, likely, lead: None, related: other.related.clone(), chances, words })
}

/// What holds for a block: what does for its container, or for the picture or frame that it consists of.
pub(crate) fn flags(page: &Page, block: &Block) -> Flags {
    let outer = page.node(block.container).flags;
    if !block.text.is_empty() {
        return outer;
    }
    let items = &page.items[block.first_item as usize..block.end_item as usize];
    items.iter().fold(outer, |flags, item| flags.with(page.node(item.node).flags))
}

/// Turns scores into decisions. What the caller's selectors say comes before all else.
fn decide(page: &Page, options: &Options, blocks: &mut [Judgement]) {
    let threshold = threshold(options.strictness);
    for (block, judgement) in page.blocks.iter().zip(blocks) {
        let flags = flags(page, block);
        if flags.has(Flags::KEEP) {
            *judgement = Judgement { score: 1.0, decision: Decision::Keep, kind: None, reason: "" };
        } else if flags.has(Flags::REMOVE) {
            judgement.score = 0.0;
            (judgement.decision, judgement.reason) = (Decision::Drop, "matches a `remove` selector");
        } else if judgement.score >= threshold {
            judgement.decision = Decision::Keep;
        } else if judgement.score >= threshold - FOLD_MARGIN && judgement.score > UNSURE && judgement.kind.is_none() {
            (judgement.decision, judgement.reason) = (Decision::Fold, NOT_SURE);
        } else {
            judgement.decision = Decision::Drop;
            if judgement.reason.is_empty() {
                judgement.reason = "does not look like the article's text";
            }
        }
    }
}
