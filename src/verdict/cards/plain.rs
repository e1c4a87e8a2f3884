//! Cards in a page without markup, as a text converter prints them: the title once or twice, section and date, teaser.

use super::own::Own;
use super::{Card, CardGroup, Evidence};
use crate::metadata::date;
use crate::page::{BlockId, Page};
use crate::verdict::vocabulary::{self, Hits};
use std::ops::Range;

/// Titles are at most this long (bytes; a Vietnamese title of thirty words has some 220).
const MAX_TITLE: usize = 320;
/// A line of section and date is at most this long.
const MAX_META: usize = 80;
/// The shortest teaser, in words.
const MIN_TEASER: u32 = 8;

/// A card's lines.
struct Lines {
    title: usize,
    doubled: bool,
    meta: Option<usize>,
    teaser: Option<usize>,
    end: usize,
}

pub(super) fn find(page: &Page, own: &Own<'_>) -> Vec<CardGroup> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < page.blocks.len() {
        let mut run: Vec<Lines> = Vec::new();
        let mut next = at;
        while let Some(lines) = card(page, own, next) {
            next = lines.end;
            run.push(lines);
        }
        // Once may be chance: a headline above its date and lead looks the same.
        if run.len() >= 2 {
            groups.push(group(page, own, at..next, &run));
            at = next;
        } else {
            at += 1;
        }
    }
    groups
}

/// The card that begins at a line, if one does. Its title stands twice, or its date follows; a teaser ends it.
fn card(page: &Page, own: &Own<'_>, at: usize) -> Option<Lines> {
    let line = |at: usize| (at < page.blocks.len()).then(|| page.block_text(BlockId(at as u32)));
    let title = line(at)?;
    if title.len() > MAX_TITLE || !title.chars().any(char::is_alphabetic) || is_meta(title, own) || names(title) {
        return None;
    }
    let doubled = line(at + 1) == Some(title);
    let mut end = at + 1 + usize::from(doubled);
    let meta = line(end).filter(|text| is_meta(text, own)).map(|_| end);
    end += usize::from(meta.is_some());
    let is_teaser = |at: usize| {
        page.blocks.get(at).is_some_and(|block| block.words >= MIN_TEASER)
            && line(at) != line(at + 1)
            && line(at).is_some_and(|text| !is_meta(text, own) && text.len() > title.len() / 2)
    };
    let teaser = ((doubled || meta.is_some()) && is_teaser(end)).then_some(end);
    end += usize::from(teaser.is_some());
    let enough = doubled || (meta.is_some() && teaser.is_some());
    enough.then_some(Lines { title: at, doubled, meta, teaser, end })
}

fn names(text: &str) -> bool {
    vocabulary::hits(text).any(Hits::HEADS_ARTICLES)
}

/// Whether a line is a date with at most a section and a time.
fn is_meta(text: &str, own: &Own<'_>) -> bool {
    text.len() <= MAX_META
        && date::find_all(text, own.lang).first().is_some_and(|found| {
            let rest = text.len() - (found.end - found.start);
            rest <= 40
        })
}

fn group(page: &Page, own: &Own<'_>, lines: Range<usize>, run: &[Lines]) -> CardGroup {
    let text = |at: usize| page.block_text(BlockId(at as u32)).to_owned();
    let cards: Vec<Card> = run
        .iter()
        .filter(|lines| !own.is_title(page.block_text(BlockId(lines.title as u32))))
        .map(|lines| {
            let meta = lines.meta.map(text);
            let found = meta.as_deref().and_then(|meta| date::find_all(meta, own.lang).into_iter().next());
            let section = meta.as_deref().zip(found.as_ref()).and_then(|(meta, found)| {
                let before = meta[..found.start].trim_matches(|c: char| !c.is_alphanumeric());
                (!before.is_empty()).then(|| before.to_owned())
            });
            Card {
                title: text(lines.title),
                url: String::new(),
                teaser: lines.teaser.map(text),
                date: found.map(|found| found.stamp.to_string()),
                section,
                image: None,
                blocks: (lines.title..lines.end).map(|block| BlockId(block as u32)).collect(),
            }
        })
        .collect();
    let is_name = |at: &usize| names(page.block_text(BlockId(*at as u32)));
    let first = (0..lines.start).rev().take_while(is_name).last().unwrap_or(lines.start);
    let end = (lines.end..page.blocks.len()).take_while(is_name).last().map_or(lines.end, |last| last + 1);
    let headings: Vec<BlockId> = (first..lines.start).map(|block| BlockId(block as u32)).collect();
    let doubled = run.iter().filter(|lines| lines.doubled).count() as f32 / run.len() as f32;
    let dated = run.iter().filter(|lines| lines.meta.is_some()).count() as f32 / run.len() as f32;
    let named = !headings.is_empty();
    let evidence =
        Evidence { cards: cards.len() as u32, doubled, dated, named, has_heading: named, ..Evidence::default() };
    // Lines that stand twice each are written by no author; without them a heading must say what follows.
    let confidence = if doubled > 0.5 {
        0.97
    } else if named {
        0.9
    } else {
        0.6
    };
    CardGroup {
        cards,
        headings,
        blocks: (first..end).map(|block| BlockId(block as u32)).collect(),
        confidence,
        reason: "repeated lines of other articles",
        evidence,
    }
}
