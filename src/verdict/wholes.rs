//! What is kept or left out as a whole: the block model judges each cell, item and line by itself, and a table with holes
//! says something else than its page.

use super::{Decision, Evidence, Judgement};
use crate::article::Kind;
use crate::page::{BlockId, Flags, NodeId, Page, Tag};
use crate::roles::{Role, Roles, is_fact_box};
use std::ops::Range;

/// The neighbours of something whole are at most this many blocks away.
const NEAR: usize = 24;

/// Something that is kept or left out as a whole.
struct Whole {
    role: Role,
    blocks: Range<usize>,
    /// It is kept if this share of its words is.
    enough: f32,
    /// It is kept, whatever it says, if the next text on one side is, and one of the next so many on the other; never, if
    /// this is none.
    reach: usize,
    /// What in it is its own, not the page's: the names and dates of a quotation, the links of a post.
    own: &'static [Kind],
}

/// Completes tables, listings, lists and boxes of which enough is kept or that stand between kept texts, and the notes
/// that the kept text refers to.
pub fn complete(evidence: &Evidence<'_>, roles: &mut Roles<'_>, threshold: f32, blocks: &mut [Judgement]) {
    let page = evidence.page;
    if page.is_plain {
        return;
    }
    let wholes = wholes(page, roles);
    let mut fills = vec![false; blocks.len()];
    for whole in wholes.iter().filter(|whole| whole.reach > 0) {
        fills[whole.blocks.clone()].fill(true);
    }
    for whole in wholes {
        if is_enough(page, blocks, &whole)
            || is_between(page, blocks, &fills, &whole)
            || whole.role == Role::List
                && (is_announced(page, blocks, &whole.blocks) || are_addresses(page, whole.blocks.clone()))
        {
            whole.blocks.for_each(|at| keep(page, at, whole.own, threshold, blocks));
        }
    }
    keep_headings(page, threshold, blocks);
    keep_paragraphs(page, threshold, blocks);
    for (link, note) in roles.notes.pairs() {
        let place = blocks.get(page.node(link).first_block as usize);
        if place.is_some_and(|block| block.decision.is_shown()) {
            page.blocks_inside(note).for_each(|at| keep(page, at, &[Kind::Byline], threshold, blocks));
        }
    }
}

/// The wholes of a page, outer before inner; what stands in one that fills belongs to it.
fn wholes(page: &Page, roles: &mut Roles<'_>) -> Vec<Whole> {
    let mut wholes = Vec::new();
    let mut at = 0;
    while at < page.nodes.len() {
        let id = NodeId(at as u32);
        let node = page.node(id);
        at += 1;
        if node.container != id {
            continue;
        }
        let role = roles.of(id);
        let (enough, reach) = match role {
            Role::Code => (0.01, 1),
            // A legend or a disclaimer stands beside many a table.
            // Its facts stand between the headline and the text, below notes of the page.
            Role::Table if is_fact_box(page, id) => (0.3, 8),
            Role::Table => (0.3, 2),
            Role::Callout | Role::Post => (0.3, 1),
            Role::Quote | Role::Details => (0.3, 0),
            Role::List | Role::Definitions => (0.5, 0),
            _ => continue,
        };
        let blocks = page.blocks_inside(id);
        let is_most = blocks.len() > page.blocks.len() / 2 + 4;
        // What holds half of the page lays it out, unless it is a table of data with no other in it.
        if blocks.is_empty() || is_most && !(role == Role::Table && is_innermost(page, id)) {
            continue;
        }
        if reach > 0 {
            at = at.max((node.end as usize).min(page.nodes.len()));
        }
        let own: &[Kind] = match role {
            Role::Post => &[Kind::Byline, Kind::Related, Kind::Share],
            Role::Quote | Role::Table => &[Kind::Byline],
            _ => &[],
        };
        wholes.push(Whole { role, blocks, enough, reach, own });
    }
    wholes
}

/// A heading has a score of at least this, or it heads something else than the text.
const HEADING: f32 = 0.1;
/// What a kept heading heads has at least this many words.
const HEADED_WORDS: u32 = 12;

/// Keeps headings between kept texts, all three side by side: what is left out there is a gap in the text.
fn keep_headings(page: &Page, threshold: f32, blocks: &mut [Judgement]) {
    let parent = |at: usize| page.node(page.blocks[at].container).parent;
    let mut before: Option<usize> = None;
    for at in 0..blocks.len() {
        if page.blocks[at].words == 0 {
            continue;
        }
        let is_heading = page.node(page.blocks[at].container).tag.heading_level().is_some();
        if is_heading && blocks[at].decision.is_removed() && blocks[at].score >= HEADING {
            let behind = (at + 1..blocks.len().min(at + NEAR)).find(|&at| page.blocks[at].words > 0);
            let is_text = |other: usize| blocks[other].decision == Decision::Keep && parent(other) == parent(at);
            let is_headed = behind.is_some_and(|behind| is_text(behind) && page.blocks[behind].words >= HEADED_WORDS);
            if is_headed && before.is_some_and(is_text) {
                keep(page, at, &[], threshold, blocks);
            }
        }
        before = Some(at);
    }
}

/// So many paragraphs in a row may be unsure.
const UNSURE_RUN: usize = 3;
/// Each has at least this many words: a shorter one may well be a line that leads elsewhere.
const PARAGRAPH_WORDS: u32 = 30;

/// Keeps paragraphs that the model is unsure of between kept ones, all of them children of one element: what is folded
/// there is a gap in the text.
fn keep_paragraphs(page: &Page, threshold: f32, blocks: &mut [Judgement]) {
    let parent = |at: usize| page.node(page.blocks[at].container).parent;
    let is_paragraph = |at: usize| page.node(page.blocks[at].container).tag == Tag::P;
    let mut before: Option<usize> = None;
    let mut run: Vec<usize> = Vec::new();
    for at in 0..blocks.len() {
        if page.blocks[at].words == 0 {
            continue;
        }
        let is_unsure =
            blocks[at].decision == Decision::Fold && is_paragraph(at) && page.blocks[at].words >= PARAGRAPH_WORDS;
        if is_unsure && run.len() < UNSURE_RUN {
            run.push(at);
            continue;
        }
        let is_kept = blocks[at].decision == Decision::Keep && is_paragraph(at);
        let is_gap = is_kept
            && before.is_some_and(|before| parent(before) == parent(at))
            && run.iter().all(|&unsure| parent(unsure) == parent(at));
        if is_gap {
            run.iter().for_each(|&at| keep(page, at, &[], threshold, blocks));
        }
        run.clear();
        before = is_kept.then_some(at);
    }
}

/// Whether no table is in a table.
fn is_innermost(page: &Page, table: NodeId) -> bool {
    let inside = table.index() + 1..(page.node(table).end as usize).min(page.nodes.len());
    page.nodes[inside].iter().all(|node| node.tag != Tag::TABLE)
}

/// Keeps what is not known to be something else than its `own`, as little sure as may be.
pub(super) fn keep(page: &Page, at: usize, own: &[Kind], threshold: f32, blocks: &mut [Judgement]) {
    let judgement = &mut blocks[at];
    let is_known = judgement.kind.is_some_and(|kind| !own.contains(&kind));
    let is_unwanted = page.node(page.blocks[at].container).flags.has(Flags::REMOVE);
    if judgement.decision.is_removed() && !is_known && !is_unwanted {
        let score = judgement.score.max(threshold);
        *judgement = Judgement { score, decision: Decision::Keep, kind: None, reason: "" };
    }
}

fn is_enough(page: &Page, blocks: &[Judgement], whole: &Whole) -> bool {
    let (mut words, mut kept) = (0, 0);
    for at in whole.blocks.clone() {
        words += page.blocks[at].words;
        kept += if blocks[at].decision.is_shown() { page.blocks[at].words } else { 0 };
    }
    kept > 0 && kept as f32 >= words as f32 * whole.enough
}

/// Whether the text before, which is kept, leads over to a list ("It has three parts:"), the text goes on behind, and the
/// list is no menu.
fn is_announced(page: &Page, blocks: &[Judgement], list: &Range<usize>) -> bool {
    let is_kept = |at: usize| blocks[at].decision == Decision::Keep && blocks[at].kind.is_none();
    let is_text = |at: &usize| page.blocks[*at].words > 0;
    let before = (list.start.saturating_sub(2)..list.start).rev().find(is_text);
    let behind = (list.end..blocks.len().min(list.end + NEAR)).find(is_text);
    let leads_over = |at: usize| {
        is_kept(at)
            && page.block_text(BlockId(at as u32)).trim_end().ends_with([':', '：'])
            && page.blocks[at].links == 0
    };
    let (mut links, mut chars) = (0, 0);
    for block in &page.blocks[list.clone()] {
        links += block.link_chars;
        chars += block.chars;
    }
    before.is_some_and(leads_over) && behind.is_some_and(is_kept) && links * 2 < chars
}

/// Whether a list says nothing but addresses: sources.
fn are_addresses(page: &Page, mut list: Range<usize>) -> bool {
    list.len() > 1
        && list.all(|at| {
            let text = page.block_text(BlockId(at as u32)).trim();
            text.starts_with("http") && text.contains("://") && !text.contains(char::is_whitespace)
        })
}

/// Whether the texts before and behind are kept, others of its sort passed over. The headline counts as kept.
fn is_between(page: &Page, blocks: &[Judgement], fills: &[bool], whole: &Whole) -> bool {
    let Range { start, end } = whole.blocks;
    let is_text = |at: &usize| page.blocks[*at].words > 0 && !fills[*at];
    let is_kept = |at: usize| blocks[at].decision.is_shown() || blocks[at].decision == Decision::Title;
    let near = |texts: &mut dyn Iterator<Item = usize>| texts.filter(is_text).take(whole.reach).position(is_kept);
    let before = near(&mut (start.saturating_sub(NEAR)..start).rev());
    let behind = near(&mut (end..blocks.len().min(end + NEAR)));
    before.zip(behind).is_some_and(|(before, behind)| before == 0 || behind == 0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{Options, links::Links, metadata, read_page};

    #[test]
    fn a_list_that_the_text_leads_over_to_is_kept() {
        let kept = |before: &str, item: &str| {
            let html = format!("<p>{before}</p><ul><li>{item}</li><li>{item}</li></ul><p>It rained all day.</p>");
            let page = read_page(html.as_bytes(), &Options::default()).unwrap();
            let links = Links::new(None, None);
            let metadata = metadata::gather(&page, &links);
            let judged = |at: usize| {
                let decision = if at == 0 || at == 3 { Decision::Keep } else { Decision::Drop };
                Judgement { score: 0.3, decision, kind: None, reason: "" }
            };
            let mut blocks: Vec<Judgement> = (0..page.blocks.len()).map(judged).collect();
            complete(&Evidence::new(&page, &metadata), &mut Roles::new(&page, &links), 0.5, &mut blocks);
            blocks[1].decision == Decision::Keep && blocks[2].decision == Decision::Keep
        };
        assert!(kept("The gauge shows two things:", "the height of the river"));
        assert!(!kept("The gauge shows two things.", "the height of the river"));
        assert!(!kept("More on this:", "<a href=/2>the height of the river</a>"));
        assert!(kept("Sources", "<a href=https://x.example/2>https://x.example/2</a>"));
    }

    #[test]
    fn the_box_of_facts_below_the_headline_is_a_part_of_the_text() {
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.";
        let html = format!(
            "<title>River</title><body><h1>River</h1><div>From the lexicon</div><div>Jump to: search</div><div>See also: Mill</div>\
             <table class='infobox vcard'><tr><th>Length</th><td>12 km</td></tr><tr><th>Source</th><td>Old hill</td></tr>\
             <tr><th>Mouth</th><td>Lake</td></tr></table><p>Monday: {text}</p><p>Tuesday: {text}</p><p>Friday: {text}</p></body>"
        );
        let article = crate::extract(html.as_bytes(), &Options::default()).unwrap();
        assert!(article.text.contains("12 km"), "{:?}", article.removed);
    }
}
