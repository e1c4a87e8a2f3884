//! Dates that the page shows: near the headline, and, where there is none, elsewhere on the page.

use super::date::{self, Label, Stamp};
use super::evidence::Source;
use super::marks::{Apart, Marks, shown_text};
use super::nearby::{Nearby, belongs_to_others};
use crate::page::{AttrName, BlockId, Flags, NodeId, Page};
use crate::sorting;
use crate::verdict::class_tokens::{self, Tokens};
use std::borrow::Cow;

/// A longer line (bytes) is a sentence that has a date in it.
const LONGEST_LINE: usize = 240;
/// A dateline opens its paragraph within this many bytes: "Berlin, 22. Januar 2026 – …".
const DATELINE: usize = 40;
/// Blocks behind the headline that are looked at where nothing near it shows a date.
const FAR: usize = 300;

/// A date that is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    pub source: Source,
    pub stamp: Stamp,
    pub label: Option<Label>,
    pub block: BlockId,
}

/// Dates near the headline: `time` elements, blocks with a class name for it, other short blocks.
pub fn near(
    page: &Page,
    marks: &Marks<'_>,
    nearby: &Nearby,
    headline: Option<BlockId>,
    lang: Option<&str>,
) -> Vec<Shown> {
    let mut found = Vec::new();
    for &node in &marks.times {
        let block = BlockId(page.node(node).first_block);
        if nearby.holds(block) || Some(block) == headline {
            found.extend(of_time(page, node, lang));
        }
    }
    // The nearest behind the headline first, then those before it, the nearest first.
    let start = headline.map_or(0, |block| block.0);
    sorting::sort_by_key(&mut found, |shown| (shown.block.0 < start, shown.block.0.abs_diff(start)));
    for (behind, block) in nearby.blocks() {
        let text = page.block_text(block);
        if text.len() > LONGEST_LINE {
            continue;
        }
        let meta = is_marked(page, block);
        // A date before the headline is the page's clock, unless it is marked as a date.
        if !behind && !meta {
            continue;
        }
        let source = if meta { Source::Class } else { Source::Shown };
        found.extend(
            in_text(&shown_text(page, page.block_items(block), Apart::Dot), lang).map(|(stamp, label)| Shown {
                source,
                stamp,
                label,
                block,
            }),
        );
    }
    found
}

/// Dates anywhere else, the likeliest first. For pages that show the date at the article's end or above its headline.
pub fn elsewhere(page: &Page, marks: &Marks<'_>, headline: Option<BlockId>, lang: Option<&str>) -> Vec<Shown> {
    let start = headline.map_or(0, |block| block.0);
    let mut found: Vec<(u8, u32, Shown)> = Vec::new();
    let mut add = |rank: u8, shown: Shown| {
        let labelled = u8::from(shown.label != Some(Label::Published));
        found.push((rank + labelled, shown.block.0.abs_diff(start) * 2 + u32::from(shown.block.0 < start), shown));
    };
    for &node in &marks.times {
        if let Some(shown) = of_time(page, node, lang).filter(|shown| !belongs_to_others(page, shown.block, headline)) {
            add(0, shown);
        }
    }
    for block in page.block_ids().skip((start as usize).saturating_sub(FAR / 4)).take(FAR) {
        let text = page.block_text(block);
        if !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0xd9) {
            continue;
        }
        let head = beginning(text);
        let Some(first) = date::find_all(&spaced(page, block, head), lang).into_iter().next() else { continue };
        let container = page.block(block).container;
        if page.node(container).flags.has(Flags::SKIPPED) || belongs_to_others(page, block, headline) {
            continue;
        }
        let short = text.len() <= LONGEST_LINE;
        let alone = short && (first.end - first.start) * 2 >= text.len();
        let rank = if short && is_marked(page, block) {
            0
        } else if short && first.label.is_some() {
            1
        } else if alone {
            3
        } else if first.start <= DATELINE {
            5
        } else {
            continue;
        };
        add(rank, Shown { source: Source::Elsewhere, stamp: first.stamp, label: first.label, block });
    }
    sorting::sort_by_key(&mut found, |(rank, distance, _)| (*rank, *distance));
    found.into_iter().map(|(_, _, shown)| Shown { source: Source::Elsewhere, ..shown }).collect()
}

/// A block's text with its elements apart, where it is short enough to be worth it.
fn spaced<'t>(page: &Page, block: BlockId, head: &'t str) -> Cow<'t, str> {
    if head.len() < LONGEST_LINE {
        Cow::Owned(shown_text(page, page.block_items(block), Apart::Dot))
    } else {
        Cow::Borrowed(head)
    }
}

/// A `time` element's date; what it is called stands before it in its line, or in its class name.
fn of_time(page: &Page, node: NodeId, lang: Option<&str>) -> Option<Shown> {
    let text = page.text_inside(node);
    let declared = page.attr(node, AttrName::Datetime).and_then(|value| date::read(value, lang));
    let stamp = declared.or_else(|| date::read(&text, lang))?;
    let block = BlockId(page.node(node).first_block);
    let line = page.blocks.get(block.index()).map_or(text.as_str(), |block| page.text_at(block.text));
    let label =
        date::find_all(line, lang).into_iter().find(|found| found.stamp.same_day(stamp)).and_then(|found| found.label);
    let modified = page.ancestors(node).take(2).any(|node| {
        page.attr(node, AttrName::Class)
            .is_some_and(|class| ["update", "modif"].iter().any(|word| contains_ignoring_case(class, word)))
    });
    Some(Shown { source: Source::Time, stamp, label: label.or(modified.then_some(Label::Modified)), block })
}

fn in_text(text: &str, lang: Option<&str>) -> impl Iterator<Item = (Stamp, Option<Label>)> {
    date::find_all(text, lang).into_iter().take(3).map(|found| (found.stamp, found.label))
}

/// Whether a class name near the block says that it is a date or a byline.
fn is_marked(page: &Page, block: BlockId) -> bool {
    let container = page.block(block).container;
    let inner = page.block_items(block).first().map(|item| item.node).filter(|node| *node != container);
    page.ancestors(container).take(3).chain(inner).any(|node| class_tokens::of(page, node).any(Tokens::META))
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// The first bytes of a text, whole characters.
fn beginning(text: &str) -> &str {
    let mut end = LONGEST_LINE.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
