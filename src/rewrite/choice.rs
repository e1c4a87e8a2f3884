//! A verdict on the page so far goes in; for each block whether it stays, goes, or is to wait for more comes out.

use super::structure::Kinds;
use crate::article::Kind;
use crate::page::{Flags, NodeId, Page};
use crate::verdict::{self, Decision, FEWEST_WORDS, Judgement, Verdict};
use std::ops::Range;

/// A block goes only if the block model, too, takes it for at most so likely the article's, whatever else says its kind.
const MOST_LIKELY: f32 = 0.36;
/// A block stays at once if it is at least so likely the article's.
const SURE: f32 = 0.6;
/// How many bytes must have come behind a block until it stays although that is not sure.
const BEHIND_KEPT: usize = 8 << 10;
/// The same until it stays although it is not the article's, but not of a kind that goes either.
const BEHIND_OTHER: usize = 16 << 10;
/// The same until it goes.
const BEHIND_GONE: usize = 4 << 10;

/// What becomes of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Stays,
    Goes,
    Waits,
}

/// The choices of the last look: of how many blocks before each stay, and how many go.
#[derive(Debug, Default)]
pub struct Choices {
    stay: Vec<u32>,
    go: Vec<u32>,
}

/// What a look is at.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    pub page: &'a Page,
    pub verdict: &'a Verdict,
    pub drop: Kinds,
    /// For each block where it ends in the source.
    pub block_ends: &'a [usize],
    /// How much of the source has come.
    pub seen: usize,
    /// Whether that is all.
    pub is_end: bool,
}

impl Choices {
    /// Chooses for every block that has been judged.
    pub fn new(look: Look<'_>) -> Self {
        let count = look.verdict.blocks.len();
        let mut choices = Self { stay: Vec::with_capacity(count + 1), go: Vec::with_capacity(count + 1) };
        let (mut stay, mut go) = (0, 0);
        choices.stay.push(0);
        choices.go.push(0);
        for (at, judgement) in look.verdict.blocks.iter().enumerate() {
            let behind = look.seen.saturating_sub(look.block_ends.get(at).copied().unwrap_or(look.seen));
            let likely = look.verdict.likely.get(at).copied().unwrap_or(judgement.score);
            let flags = look.page.blocks.get(at).map(|block| verdict::flags(look.page, block)).unwrap_or_default();
            let is_removed = flags.has(Flags::REMOVE) && judgement.decision == Decision::Drop;
            match if is_removed { Choice::Goes } else { choose(judgement, likely, behind, look) } {
                Choice::Stays => stay += 1,
                Choice::Goes => go += 1,
                Choice::Waits => {}
            }
            choices.stay.push(stay);
            choices.go.push(go);
        }
        choices
    }

    /// The choice for blocks that can only go together. None if there are none.
    pub fn of(&self, blocks: Range<usize>) -> Option<Choice> {
        if blocks.is_empty() {
            return None;
        }
        let last = self.stay.len().saturating_sub(1);
        let (start, end) = (blocks.start.min(last), blocks.end.min(last));
        let between = |sums: &[u32]| sums.get(end).copied().unwrap_or(0) - sums.get(start).copied().unwrap_or(0);
        Some(if between(&self.stay) > 0 {
            Choice::Stays
        } else if between(&self.go) as usize == blocks.len() {
            Choice::Goes
        } else {
            Choice::Waits
        })
    }
}

/// Whether an article has been seen.
fn holds_article(verdict: &Verdict) -> bool {
    verdict.words >= FEWEST_WORDS && verdict.chances.is_article()
}

fn choose(judgement: &Judgement, likely: f32, behind: usize, look: Look<'_>) -> Choice {
    if judgement.decision == Decision::Drop && is_unwanted(judgement, likely, look) {
        return if look.is_end || behind >= BEHIND_GONE { Choice::Goes } else { Choice::Waits };
    }
    let is_shown = !judgement.decision.is_removed();
    let patience = if is_shown { BEHIND_KEPT } else { BEHIND_OTHER };
    // Where no article has been seen yet, there may be menus whose kind shows only beside one.
    let is_known = holds_article(look.verdict) && behind >= patience;
    if look.is_end || is_known || is_shown && judgement.score >= SURE { Choice::Stays } else { Choice::Waits }
}

fn is_unwanted(judgement: &Judgement, likely: f32, look: Look<'_>) -> bool {
    let Some(kind) = judgement.kind else { return false };
    if !look.drop.has(kind) || likely > MOST_LIKELY {
        return false;
    }
    // A page that holds no article may be a list of them, or a thread: then these are its content.
    holds_article(look.verdict)
        || match kind {
            Kind::Related | Kind::Comment => false,
            Kind::Navigation => !verdict::is_named_by_shape(judgement),
            _ => true,
        }
}

/// Whether an element without a block, such as the empty place of an advert, goes by its class names.
pub fn of_empty(page: &Page, node: NodeId, drop: Kinds) -> Choice {
    let flags = page.node(node).flags;
    if flags.has(Flags::KEEP) || flags.has(Flags::REMOVE) {
        return if flags.has(Flags::KEEP) { Choice::Stays } else { Choice::Goes };
    }
    let kind = verdict::kind_by_names(page, node);
    let goes = kind.is_some_and(|kind| kind != Kind::Navigation && drop.has(kind));
    if goes { Choice::Goes } else { Choice::Stays }
}
