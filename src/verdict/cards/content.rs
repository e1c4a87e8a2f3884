//! The items of a card go in; its title, teaser, date, section and picture come out.

use super::Card;
use super::address;
use super::links::{self, Link};
use super::own::{Own, fold};
use crate::metadata::date;
use crate::page::measure;
use crate::page::{AttrName, BlockId, ItemKind, NodeId, Page, Tag};
use crate::verdict::class_tokens::Tokens;
use crate::verdict::vocabulary::{self, Hits};
use std::ops::Range;

/// A piece of a card's text: what stands between breaks, block boundaries and elements of its own.
#[derive(Debug)]
struct Segment {
    text: String,
    /// The element that its first text stands in.
    node: NodeId,
    /// The link that it is in.
    link: Option<NodeId>,
    /// Its block.
    block: usize,
    /// The child of the block's container that it is in; `None` for running text with its emphasis.
    owner: Option<NodeId>,
}

/// How far up class names are asked for what a piece of text is.
const TOKEN_LEVELS: usize = 3;
/// Inline elements nested deeper than this are looked at as one.
const OWNER_LEVELS: usize = 8;
/// A section is named in this many words.
const SECTION_WORDS: u32 = 5;
/// A teaser has at least this many words (or characters, in scripts without spaces).
const TEASER_WORDS: u32 = 6;
/// Before a title stand at most this many words: a section, a date, an author.
const MAX_WORDS_BEFORE: u32 = 16;
/// A title has at most this many words.
const TITLE_WORDS: u32 = 60;

/// Reads a card. `links` are all links of the card; `target` is where it leads.
pub(super) fn read(
    page: &Page,
    tokens: &[Tokens],
    own: &Own<'_>,
    links: &[Link],
    target: u32,
    items: Range<u32>,
) -> Option<Card> {
    let leads_there = |node: NodeId| links.iter().any(|link| link.node == node && link.target == target);
    let segments = segments(page, items.clone());
    let is_own = |segment: &Segment| segment.link.is_some_and(leads_there);
    let title_at = title(page, tokens, &segments, &is_own)?;
    let title_link = segments[title_at].link?;
    // A title comes first; text that ends with a link is no card.
    let before: u32 = segments[..title_at]
        .iter()
        .filter(|segment| !is_own(segment))
        .map(|segment| reading_words(&segment.text))
        .sum();
    if before > MAX_WORDS_BEFORE {
        return None;
    }
    let heading = heading_of(page, &segments, title_at);
    let Headline { text: mut title, kicker, parts } = headline(page, tokens, own, &segments, title_at, heading);
    if let Some(whole) = page.attr(title_link, AttrName::Title) {
        title = untruncated(title, whole);
    }
    let folded = fold(&title);
    if folded.is_empty() {
        return None;
    }
    let (mut teaser, mut section, mut when) = (Vec::new(), kicker, None);
    let mut short_before_date: Option<&str> = None;
    for (at, segment) in segments.iter().enumerate() {
        if at == title_at
            || parts.contains(&at)
            || (segment.text.len() <= 2 * title.len() && says_the_same(&fold(&segment.text), &folded))
        {
            continue;
        }
        let here = tokens_at(page, tokens, segment.node);
        let counts = measure::counts(&segment.text);
        if let Some((date, rest)) = date_of(page, own, segment) {
            when = when.or(Some(date));
            section = section.or_else(|| section_in(rest)).or_else(|| short_before_date.take().map(str::to_owned));
            continue;
        }
        let hits = vocabulary::hits(&segment.text);
        if hits.0 & FURNITURE.0 != 0 || in_caption(page, segment.node) {
            continue;
        }
        let elsewhere = segment.link.is_some() && !is_own(segment);
        if counts.words <= SECTION_WORDS && counts.chars <= 40 {
            let is_count = counts.words <= counts.digits || counts.chars <= 1;
            let is_person = elsewhere
                && (segment.link.and_then(|link| page.attr(link, AttrName::Href)).is_some_and(address::is_person)
                    || at > 0 && vocabulary::hits(&segments[at - 1].text).any(Hits::AUTHOR));
            if is_count || is_person || here.any(AUTHOR_OR_COUNT) || hits.any(NO_SECTION) {
            } else if section.is_none() && (elsewhere || here.any(Tokens::TAGS)) {
                section = Some(segment.text.clone());
            } else if segment.link.is_none() || !elsewhere {
                short_before_date = Some(&segment.text);
            }
        } else if !elsewhere && (counts.words >= TEASER_WORDS || counts.chars >= 30) {
            teaser.push(segment.text.as_str());
        }
    }
    Some(Card {
        title,
        url: page.attr(title_link, AttrName::Href).unwrap_or_default().trim().to_owned(),
        teaser: (!teaser.is_empty()).then(|| teaser.join(" ")),
        date: when,
        section,
        image: picture(page, items.clone()),
        blocks: blocks(page, items),
    })
}

/// Words before a name, never a section.
const NO_SECTION: Hits = Hits(Hits::AUTHOR.0 | Hits::STARTS_AUTHOR.0 | Hits::HEADS_ARTICLES.0 | Hits::SOURCE.0);

/// A card's title.
struct Headline {
    text: String,
    /// What stands before it in its heading: a section, or a word that says what it is about.
    kicker: Option<String>,
    /// The segments that it is made of.
    parts: Range<usize>,
}

/// The heading that a segment stands in.
fn heading_of(page: &Page, segments: &[Segment], at: usize) -> Option<NodeId> {
    page.ancestors(segments[at].node).take(4).find(|&node| page.node(node).tag.heading_level().is_some())
}

/// Puts a title together that its heading holds in pieces: lines, or a kicker and the rest.
fn headline(
    page: &Page,
    tokens: &[Tokens],
    own: &Own<'_>,
    segments: &[Segment],
    title_at: usize,
    heading: Option<NodeId>,
) -> Headline {
    let alone = || Headline { text: segments[title_at].text.clone(), kicker: None, parts: title_at..title_at + 1 };
    let Some(heading) = heading else { return alone() };
    let is_part = |segment: &Segment| segment.block == segments[title_at].block && page.contains(heading, segment.node);
    let first = (0..title_at).rev().take_while(|&at| is_part(&segments[at])).last().unwrap_or(title_at);
    let end = (title_at..segments.len()).find(|&at| !is_part(&segments[at])).unwrap_or(segments.len());
    if end - first < 2 {
        return alone();
    }
    let mut rest = first..end;
    let mut kicker = None;
    if is_kicker(page, tokens, &segments[first], &segments[first + 1]) {
        let text = segments[first].text.trim_end_matches(|c: char| !c.is_alphanumeric());
        kicker = (measure::counts(text).words <= SECTION_WORDS && !text.is_empty()).then(|| text.to_owned());
        rest.start += 1;
    }
    let mut lines: Vec<&str> = Vec::new();
    for segment in &segments[rest] {
        let is_furniture =
            vocabulary::hits(&segment.text).0 & FURNITURE.0 != 0 || date_of(page, own, segment).is_some();
        let folded = fold(&segment.text);
        if !is_furniture && !folded.is_empty() && lines.iter().all(|line| fold(line) != folded) {
            lines.push(&segment.text);
        }
    }
    let text = lines.join(" ");
    if text.is_empty() || measure::counts(&text).words > TITLE_WORDS {
        return alone();
    }
    Headline { text, kicker, parts: first..end }
}

/// Whether the first piece of a heading is no part of its sentence: it ends with a colon, is named so, or is short and in
/// an element of another class than the next.
fn is_kicker(page: &Page, tokens: &[Tokens], first: &Segment, next: &Segment) -> bool {
    let class = |segment: &Segment| segment.owner.and_then(|owner| page.attr(owner, AttrName::Class));
    let is_named = segment_tokens(tokens, first).any(Tokens::TAGS.with(Tokens::META));
    let is_short = measure::counts(&first.text).words <= SECTION_WORDS;
    first.text.trim_end().ends_with([':', '：', '|']) || is_short && (is_named || class(first) != class(next))
}

fn segment_tokens(tokens: &[Tokens], segment: &Segment) -> Tokens {
    tokens.get(segment.node.index()).copied().unwrap_or_default()
}

/// Texts in a card that are neither title nor teaser.
const FURNITURE: Hits = Hits(
    Hits::READ_MORE.0
        | Hits::SHARE.0
        | Hits::COMMENTS.0
        | Hits::FOLLOW.0
        | Hits::ADVERT.0
        | Hits::MENU.0
        | Hits::PAYWALL.0
        | Hits::NEWSLETTER.0,
);

const AUTHOR_OR_COUNT: Tokens = Tokens(Tokens::AUTHOR.0 | Tokens::COMMENT.0 | Tokens::SHARE.0);

/// One title may end where the other goes on: a short form for small screens, or cut by the template.
fn says_the_same(text: &str, title: &str) -> bool {
    !text.is_empty() && (text == title || (text.len() >= 12 && title.starts_with(text)))
}

fn untruncated(shown: String, whole: &str) -> String {
    let start = shown.trim_end_matches(['…', '.']).trim_end();
    let is_cut = start.len() < shown.len() && (shown.ends_with('…') || shown.ends_with("..."));
    if is_cut && !start.is_empty() && whole.trim().starts_with(start) { whole.trim().to_owned() } else { shown }
}

/// The blocks that lie wholly in a range of items.
pub(super) fn blocks(page: &Page, items: Range<u32>) -> Vec<BlockId> {
    super::groups::blocks_in(page, items.clone())
        .filter(|&block| page.blocks[block].end_item <= items.end)
        .map(|block| BlockId(block as u32))
        .collect()
}

fn reading_words(text: &str) -> u32 {
    let counts = measure::counts(text);
    links::reading_words(counts.words, counts.unspaced_chars)
}

fn segments(page: &Page, items: Range<u32>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let first = page.blocks.partition_point(|block| block.end_item <= items.start);
    for (index, block) in page.blocks.iter().enumerate().skip(first) {
        if block.first_item >= items.end {
            break;
        }
        let mut joins = false;
        for at in block.first_item.max(items.start)..block.end_item.min(items.end) {
            let item = page.items[at as usize];
            let range = match item.kind {
                ItemKind::Text(range) => range,
                ItemKind::Break => {
                    joins = false;
                    continue;
                }
                ItemKind::Element | ItemKind::Aside(_) => continue,
            };
            let node = page.node(item.node);
            let text = page.text_at(range);
            let owner = owner(page, block.container, node.link, item.node);
            match segments.last_mut() {
                Some(last) if joins && last.link == node.link && last.owner == owner => last.text.push_str(text),
                _ if text.trim().is_empty() => continue,
                _ => segments.push(Segment {
                    text: text.to_owned(),
                    node: item.node,
                    link: node.link,
                    block: index,
                    owner,
                }),
            }
            joins = true;
        }
    }
    for segment in &mut segments {
        let trimmed = segment.text.trim();
        if trimmed.len() < segment.text.len() {
            segment.text = trimmed.to_owned();
        }
    }
    segments
}

/// The child of the block's container, or of the link in it, that a text stands in, unless it is emphasis.
fn owner(page: &Page, container: NodeId, link: Option<NodeId>, node: NodeId) -> Option<NodeId> {
    let bounds = |id: NodeId| id == container || Some(id) == link;
    if bounds(node) || (page.node(container).tag == Tag::P && link.is_none()) {
        return None;
    }
    let mut child = node;
    for _ in 0..OWNER_LEVELS {
        let parent = page.node(child).parent;
        if bounds(parent) || parent >= child {
            break;
        }
        child = parent;
    }
    let is_emphasis = matches!(
        page.node(child).tag,
        Tag::B
            | Tag::STRONG
            | Tag::I
            | Tag::EM
            | Tag::U
            | Tag::FONT
            | Tag::SUB
            | Tag::SUP
            | Tag::MARK
            | Tag::ABBR
            | Tag::Q
            | Tag::CITE
            | Tag::CODE
            | Tag::NOBR
    );
    (!is_emphasis).then_some(child)
}

/// Which segment is the title: a heading; what a class name calls a title; what stands twice; else the first.
fn title(page: &Page, tokens: &[Tokens], segments: &[Segment], is_own: &dyn Fn(&Segment) -> bool) -> Option<usize> {
    // Cards have few segments; beyond this many it is no card, and comparing each with each stays cheap.
    const MOST: usize = 48;
    let mut candidates = segments.iter().enumerate().filter(|(_, segment)| is_own(segment));
    if let (Some((only, _)), None) = (candidates.next(), candidates.next()) {
        return Some(only);
    }
    let folded: Vec<String> = segments.iter().take(MOST).map(|segment| fold(&segment.text)).collect();
    let mut best: Option<(i32, usize)> = None;
    for (at, segment) in segments.iter().take(MOST).enumerate() {
        if !is_own(segment) || folded[at].is_empty() {
            continue;
        }
        let counts = measure::counts(&segment.text);
        let container = page.blocks[segment.block].container;
        let is_heading = [segment.node, container]
            .into_iter()
            .any(|node| page.ancestors(node).take(4).any(|node| page.node(node).tag.heading_level().is_some()));
        let stands_twice = folded.iter().enumerate().any(|(other, text)| other != at && *text == folded[at])
            || segment.link.is_some_and(|link| {
                page.attr(link, AttrName::Title).is_some_and(|title| fold(title) == folded[at])
                    || page.items_inside(link).iter().any(|item| {
                        item.kind == ItemKind::Element
                            && page.attr(item.node, AttrName::Alt).is_some_and(|alt| fold(alt) == folded[at])
                    })
            });
        let short = counts.words <= 2 && counts.chars < 12;
        let score = 8 * i32::from(is_heading)
            + 4 * i32::from(tokens_at(page, tokens, segment.node).any(Tokens::TITLE))
            + 4 * i32::from(stands_twice)
            - 3 * i32::from(short)
            - 6 * i32::from(counts.words > TITLE_WORDS)
            - 20 * i32::from(vocabulary::hits(&segment.text).0 & FURNITURE.0 != 0)
            - 6 * i32::from(counts.chars < 20 && counts.digits > 0 && date::parse(&segment.text, None).is_some());
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    best.filter(|&(score, _)| score > -20).map(|(_, at)| at)
}

/// What the class names of an element and of those around it say.
fn tokens_at(page: &Page, tokens: &[Tokens], node: NodeId) -> Tokens {
    page.ancestors(node)
        .take(TOKEN_LEVELS)
        .filter_map(|node| tokens.get(node.index()))
        .fold(Tokens::default(), |all, &tokens| all.with(tokens))
}

fn in_caption(page: &Page, node: NodeId) -> bool {
    page.ancestors(node).take(4).any(|node| page.node(node).tag == Tag::FIGCAPTION)
}

/// A segment that is a date and little else: the date, and what stands before it.
fn date_of<'s>(page: &Page, own: &Own<'_>, segment: &'s Segment) -> Option<(String, &'s str)> {
    let text = segment.text.as_str();
    if text.len() > 90 {
        return None;
    }
    let machine = page
        .ancestors(segment.node)
        .take(3)
        .filter(|&node| page.node(node).tag == Tag::TIME)
        .find_map(|node| page.attr(node, AttrName::Datetime))
        .and_then(|value| date::parse(value, own.lang));
    let Some(found) = date::find_all(text, own.lang).into_iter().next() else {
        return machine.map(|date| (date, ""));
    };
    let (before, after) = (&text[..found.start.min(text.len())], text.get(found.end..).unwrap_or_default());
    let words = |text: &str| measure::counts(text).words;
    // A teaser may begin with a date, and a title may hold one.
    (words(before) <= SECTION_WORDS && words(after) <= 4)
        .then(|| (machine.unwrap_or_else(|| found.stamp.to_string()), before))
}

/// The section in front of a date: "Chính trị 22/01/2026", "News | May 5, 2026".
fn section_in(before: &str) -> Option<String> {
    // "Published: …", "Aktualisiert: …"
    if before.trim_end().ends_with([':', '：']) {
        return None;
    }
    let section = before.trim_matches(|c: char| !c.is_alphanumeric());
    let hits = vocabulary::hits(section);
    let is_name = section.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    (is_name && hits.0 & (Hits::AUTHOR.0 | Hits::STARTS_AUTHOR.0 | Hits::COPYRIGHT.0 | FURNITURE.0) == 0)
        .then(|| section.to_owned())
}

/// The first picture's address. Pages that load pictures late keep it in `data-src` and show a placeholder.
fn picture(page: &Page, items: Range<u32>) -> Option<String> {
    page.items[items.start as usize..items.end as usize]
        .iter()
        .filter(|item| item.kind == ItemKind::Element)
        .filter(|item| page.node(item.node).tag.is_picture() || page.node(item.node).tag == Tag::SOURCE)
        .find_map(|item| {
            let attr = |name| page.attr(item.node, name).map(str::trim).filter(|value| !value.is_empty());
            let first_of = |srcset: &str| srcset.split([',', ' ']).find(|part| !part.is_empty()).map(str::to_owned);
            let is_address = |value: &String| !value.starts_with("data:") && !value.starts_with("blob:");
            attr(AttrName::DataSrc)
                .map(str::to_owned)
                .or_else(|| attr(AttrName::Src).map(str::to_owned).filter(is_address))
                .or_else(|| attr(AttrName::DataSrcset).and_then(first_of))
                .or_else(|| attr(AttrName::Srcset).and_then(first_of))
                .filter(is_address)
        })
}
