//! When the article was published, and when it was changed last.

use super::date::{self, Label, Stamp};
use super::evidence::{Candidate, Field, Source};
use super::json_ld::Facts;
use super::marks::{Marks, property_value};
use super::meta_tags;
use super::nearby::Nearby;
use crate::page::{AttrName, BlockId, NodeId, Page};
use crate::verdict::class_tokens::{self, Tokens};
use std::borrow::Cow;

const PUBLISHED: &meta_tags::Names = &[
    (Source::OpenGraph, "article:published_time"),
    (Source::OpenGraph, "og:published_time"),
    (Source::OpenGraph, "og:article:published_time"),
    (Source::OpenGraph, "article:published"),
    (Source::Microdata, "datepublished"),
    (Source::Citation, "citation_online_date"),
    (Source::Citation, "citation_publication_date"),
    (Source::Citation, "citation_date"),
    (Source::Analytics, "parsely-pub-date"),
    (Source::Analytics, "sailthru.date"),
    (Source::Analytics, "cxenseparse:recs:publishtime"),
    (Source::Analytics, "cxenseparse:publishtime"),
    (Source::DublinCore, "dcterms.created"),
    (Source::DublinCore, "dcterms.issued"),
    (Source::DublinCore, "dcterms.date"),
    (Source::DublinCore, "dc.date.issued"),
    (Source::DublinCore, "dc.date.created"),
    (Source::DublinCore, "dc.date"),
    (Source::DublinCore, "dc.created"),
    (Source::Meta, "pubdate"),
    (Source::Meta, "publishdate"),
    (Source::Meta, "publish_date"),
    (Source::Meta, "publish-date"),
    (Source::Meta, "published_date"),
    (Source::Meta, "published-date"),
    (Source::Meta, "publication_date"),
    (Source::Meta, "publication-date"),
    (Source::Meta, "published_at"),
    (Source::Meta, "article_date_original"),
    (Source::Meta, "originalpublicationdate"),
    (Source::Meta, "article.published"),
    (Source::Meta, "iso-8601-publish-date"),
    (Source::Meta, "rnews:datepublished"),
    (Source::Meta, "displaydate"),
    (Source::Meta, "date.released"),
    (Source::Meta, "ptime"),
    (Source::Meta, "date"),
    (Source::Meta, "created"),
    (Source::Meta, "datecreated"),
];

const MODIFIED: &meta_tags::Names = &[
    (Source::OpenGraph, "article:modified_time"),
    (Source::OpenGraph, "og:updated_time"),
    (Source::OpenGraph, "og:modified_time"),
    (Source::OpenGraph, "article:modified"),
    (Source::Microdata, "datemodified"),
    (Source::DublinCore, "dcterms.modified"),
    (Source::DublinCore, "dc.date.modified"),
    (Source::Meta, "last-modified"),
    (Source::Meta, "lastmod"),
    (Source::Meta, "modified"),
    (Source::Meta, "revised"),
];

/// Sources of the date of publication, the best first (`docs/metadata.md`).
const PUBLISHED_RANK: &[Source] = &[
    Source::JsonLd,
    Source::OpenGraph,
    Source::Microdata,
    Source::Analytics,
    Source::Citation,
    Source::Meta,
    Source::DublinCore,
    Source::Time,
    Source::Shown,
    Source::Class,
    Source::Address,
];

/// A date found, and where.
#[derive(Debug, Clone, Copy)]
struct Dated {
    source: Source,
    stamp: Stamp,
}

/// Dates of an article.
#[derive(Debug, Default)]
pub struct Times {
    pub published: Option<String>,
    pub modified: Option<String>,
    pub candidates: Vec<Candidate>,
    /// Blocks near the headline that show a date.
    pub blocks: Vec<BlockId>,
}

/// Gathers dates and chooses among them.
pub fn gather(
    page: &Page,
    facts: &Facts<'_>,
    marks: &Marks<'_>,
    nearby: &Nearby,
    headline: Option<NodeId>,
    lang: Option<&str>,
    address: Option<&str>,
) -> Times {
    let mut published = Vec::new();
    let mut modified = Vec::new();
    let mut times = Times::default();
    declared(page, facts, marks, lang, &mut published, &mut modified);
    shown(page, marks, nearby, headline, lang, &mut times, &mut published, &mut modified);
    if let Some(stamp) = address.and_then(of_address) {
        published.push(Dated { source: Source::Address, stamp });
    }
    times.published = choose(&published).map(|stamp| stamp.to_string());
    times.modified = choose(&modified).map(|stamp| stamp.to_string());
    for (field, dates) in [(Field::Published, published), (Field::Modified, modified)] {
        times.candidates.extend(dates.into_iter().map(|dated| Candidate {
            field,
            source: dated.source,
            value: dated.stamp.to_string(),
        }));
    }
    times
}

/// Dates in the structured data, the head, and microdata.
fn declared(
    page: &Page,
    facts: &Facts<'_>,
    marks: &Marks<'_>,
    lang: Option<&str>,
    published: &mut Vec<Dated>,
    modified: &mut Vec<Dated>,
) {
    let read = |source, value: &str| date::read(value, lang).map(|stamp| Dated { source, stamp });
    let structured = |names: &[&str]| {
        let texts: Vec<Cow<'_, str>> = names.iter().filter_map(|name| facts.text(name)).collect();
        texts.into_iter().find_map(|value| read(Source::JsonLd, &value))
    };
    published.extend(structured(&["datePublished", "dateCreated", "uploadDate"]));
    modified.extend(structured(&["dateModified"]));
    for (names, dates) in [(PUBLISHED, &mut *published), (MODIFIED, &mut *modified)] {
        for (source, name) in names {
            dates.extend(meta_tags::first(&page.head, name).and_then(|value| read(*source, value)));
        }
    }
    for (name, dates) in [("datePublished", published), ("dateModified", modified)] {
        dates.extend(marks.itemprop(name).find_map(|node| read(Source::Microdata, &property_value(page, node))));
    }
}

/// Dates near the headline: `time` elements, blocks with a class name for it, other short blocks.
#[allow(clippy::too_many_arguments)]
fn shown(
    page: &Page,
    marks: &Marks<'_>,
    nearby: &Nearby,
    headline: Option<NodeId>,
    lang: Option<&str>,
    times: &mut Times,
    published: &mut Vec<Dated>,
    modified: &mut Vec<Dated>,
) {
    let mut add = |source, stamp, label| match label {
        Some(Label::Modified) => modified.push(Dated { source, stamp }),
        Some(Label::Published) | None => published.push(Dated { source, stamp }),
    };
    let is_near = |node: NodeId| {
        let block = page.node(node).first_block;
        nearby.behind.iter().chain(&nearby.before).any(|near| near.0 == block)
    };
    // The nearest `time` behind the headline, else the nearest before it.
    let from = headline.unwrap_or(NodeId::ROOT);
    let (before, behind): (Vec<NodeId>, Vec<NodeId>) = marks.times.iter().partition(|node| **node < from);
    let nearest = behind
        .into_iter()
        .filter(|node| is_near(*node))
        .take(3)
        .chain(before.into_iter().rev().filter(|node| is_near(*node)).take(1));
    for node in nearest {
        let text = page.text_inside(node);
        let value = page.attr(node, AttrName::Datetime).map(Cow::Borrowed);
        let stamp = value.and_then(|value| date::read(&value, lang)).or_else(|| date::read(&text, lang));
        if let Some(stamp) = stamp {
            let own = BlockId(page.node(node).first_block);
            let line = if own.index() < page.blocks.len() { page.block_text(own) } else { &text };
            let label = date::find_all(line, lang)
                .into_iter()
                .find(|found| found.stamp.same_day(stamp))
                .and_then(|found| found.label);
            let marked = class_tokens_say_modified(page, node).then_some(Label::Modified);
            add(Source::Time, stamp, label.or(marked));
        }
    }
    for (behind, &block) in
        nearby.behind.iter().map(|block| (true, block)).chain(nearby.before.iter().rev().map(|block| (false, block)))
    {
        let text = page.block_text(block);
        if text.len() > 240 {
            continue;
        }
        let container = page.block(block).container;
        let meta = page.ancestors(container).take(3).any(|node| class_tokens::of(page, node).any(Tokens::META));
        // A date before the headline is the page's clock, unless it is marked as a date.
        if !behind && !meta {
            continue;
        }
        let found = date::find_all(text, lang);
        if !found.is_empty() {
            times.blocks.push(block);
        }
        for found in found.into_iter().take(2) {
            add(if meta { Source::Class } else { Source::Shown }, found.stamp, found.label);
        }
    }
}

fn class_tokens_say_modified(page: &Page, node: NodeId) -> bool {
    page.ancestors(node).take(2).any(|node| {
        page.attr(node, AttrName::Class)
            .is_some_and(|class| ["update", "modif"].iter().any(|word| contains_ignoring_case(class, word)))
    })
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// The date of the best source; of the same moment or day told twice, the telling that says more.
fn choose(dates: &[Dated]) -> Option<Stamp> {
    let best = PUBLISHED_RANK.iter().find_map(|source| dates.iter().find(|dated| dated.source == *source))?.stamp;
    let fuller = dates.iter().map(|dated| dated.stamp).filter(|stamp| stamp.same_day(best));
    Some(fuller.fold(best, |best, stamp| if detail(stamp) > detail(best) { stamp } else { best }))
}

fn detail(stamp: Stamp) -> u8 {
    u8::from(stamp.time.is_some()) + u8::from(stamp.time.is_some() && stamp.offset.is_some())
}

/// A date in an address: `/2026/01/22/`, `/2026-01-22/`, `-20260122`.
pub fn of_address(address: &str) -> Option<Stamp> {
    let path = address.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    date::find_all(path, None).into_iter().map(|found| (found.stamp, &path[found.start..])).find_map(|(stamp, text)| {
        // Only year first: `22-01-2026` in an address is rare, `1-22-2026` ambiguous.
        let year = text.get(..4)?.parse::<u16>().ok()?;
        (year == stamp.year && (1995..2100).contains(&year)).then_some(Stamp { time: None, offset: None, ..stamp })
    })
}

#[cfg(test)]
mod tests {
    use super::of_address;

    #[test]
    fn a_date_in_the_address_is_read() {
        let cases = [
            ("https://example.org/2026/01/22/rain.html", Some("2026-01-22")),
            ("https://example.org/news/2026-01-22/rain", Some("2026-01-22")),
            ("https://example.org/rain-20260122.html", Some("2026-01-22")),
            ("https://example.org/rain-5047363.html", None),
            ("https://example.org/2026/rain", None),
        ];
        for (address, expected) in cases {
            assert_eq!(of_address(address).map(|stamp| stamp.to_string()).as_deref(), expected, "{address}");
        }
    }
}
