//! Names by company: the names of some blocks go in; their nameless companions get them.

use super::Name;
use crate::article::Kind;
use crate::page::{NodeId, Page, Tag};
use crate::verdict::class_tokens::Tokens;
use crate::verdict::{Decision, Evidence, Judgement};
use std::ops::Range;

/// A box that says as a whole what it is has at most this many blocks …
const BOX_BLOCKS: usize = 12;
/// … and words.
const BOX_WORDS: u32 = 160;
/// Elements this far up are asked whether they are a box.
const BOX_LEVELS: usize = 6;
/// Another article on the page has at least this many words of text.
const ARTICLE_WORDS: u32 = 50;

/// Names that a box takes from one of its texts: those that speak of the box, not of the line.
const SPEAKS_FOR_BOX: &[Kind] = &[
    Kind::Newsletter,
    Kind::Cookie,
    Kind::Comment,
    Kind::Advert,
    Kind::Related,
    Kind::Share,
    Kind::Legal,
    Kind::Byline,
    Kind::Navigation,
];

/// Shares names within small boxes that hold nothing of the article, then between neighbours.
pub(super) fn share(page: &Page, blocks: &[Judgement], names: &mut [Option<Name>]) {
    let shown = shown_before(blocks);
    for at in 0..names.len() {
        if names[at].is_none() && is_nameless(page, blocks, at) {
            names[at] = of_box(page, &shown, names, at);
        }
    }
    between(page, blocks, names);
}

fn is_nameless(page: &Page, blocks: &[Judgement], at: usize) -> bool {
    blocks[at].decision.is_removed() && page.blocks[at].chars > 0
}

/// How many shown blocks are before each, and at the end all of them.
fn shown_before(blocks: &[Judgement]) -> Vec<u32> {
    let mut shown = Vec::with_capacity(blocks.len() + 1);
    let mut count = 0;
    shown.push(0);
    for judgement in blocks {
        count += u32::from(judgement.decision.is_shown() || judgement.decision == Decision::Title);
        shown.push(count);
    }
    shown
}

/// The name of the smallest box around a block in which another block has one.
fn of_box(page: &Page, shown: &[u32], names: &[Option<Name>], at: usize) -> Option<Name> {
    for id in page.ancestors(page.blocks[at].container).take(BOX_LEVELS) {
        let inside = page.blocks_inside(id);
        if inside.len() > BOX_BLOCKS {
            return None;
        }
        let words: u32 = page.blocks[inside.clone()].iter().map(|block| block.words).sum();
        if words > BOX_WORDS || shown[inside.end] > shown[inside.start] {
            return None;
        }
        if let Some(name) = most(names, inside) {
            return Some(name);
        }
    }
    None
}

/// The name that most blocks of a range have, the first of equals.
fn most(names: &[Option<Name>], range: Range<usize>) -> Option<Name> {
    let mut best: Option<(usize, Name)> = None;
    for name in names[range.clone()].iter().flatten().filter(|(kind, _)| SPEAKS_FOR_BOX.contains(kind)) {
        let count = names[range.clone()].iter().flatten().filter(|(kind, _)| *kind == name.0).count();
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, *name));
        }
    }
    best.map(|(_, name)| name)
}

/// Gives what stands between two texts of one kind their name, as far as nothing of the article stands between them.
fn between(page: &Page, blocks: &[Judgement], names: &mut [Option<Name>]) {
    let mut before: Option<(usize, Name)> = None;
    for at in 0..names.len() {
        if !blocks[at].decision.is_removed() {
            before = None;
            continue;
        }
        let Some(name) = names[at] else { continue };
        if let Some((last, other)) = before
            && other.0 == name.0
            && at - last <= BOX_BLOCKS
        {
            for (nameless, place) in (last + 1..at).zip(&mut names[last + 1..at]) {
                if is_nameless(page, blocks, nameless) {
                    *place = Some(name);
                }
            }
        }
        before = Some((at, name));
    }
}

/// Names the texts of other articles that the page holds as a whole: behind this one as one scrolls, or as teasers.
pub(super) fn other_articles(evidence: &Evidence<'_>, blocks: &[Judgement], names: &mut [Option<Name>]) {
    let page = evidence.page;
    let shown = shown_before(blocks);
    let mut at = 0;
    while at < page.nodes.len() {
        let id = NodeId(at as u32);
        at += 1;
        let node = page.node(id);
        let is_article = node.tag == Tag::ARTICLE
            || node.container == id && evidence.tokens[id.index()].any(Tokens::ARTICLE.with(Tokens::CARD));
        let inside = page.blocks_inside(id);
        if !is_article || inside.is_empty() || shown[inside.end] > shown[inside.start] {
            continue;
        }
        let words: u32 = page.blocks[inside.clone()].iter().map(|block| block.words).sum();
        let has_link = page.blocks[inside.clone()].iter().any(|block| block.links > 0);
        let is_heading = |block: &usize| page.node(page.blocks[*block].container).tag.heading_level().is_some();
        let is_headed = has_link || inside.clone().any(|block| is_heading(&block));
        if words < ARTICLE_WORDS && !(is_headed && node.tag == Tag::ARTICLE) {
            continue;
        }
        for block in inside {
            if names[block].is_none() && is_nameless(page, blocks, block) {
                names[block] = Some((Kind::Related, "another article on the page"));
            }
        }
        at = at.max(node.end as usize);
    }
}
