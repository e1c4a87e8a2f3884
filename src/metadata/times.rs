//! When the article was published, and when it was changed last.

use super::date::{self, Label, Stamp};
use super::evidence::{Candidate, Field, Source};
use super::json_ld::Facts;
use super::marks::{Marks, property_value};
use super::meta_tags;
use super::nearby::Nearby;
use super::shown_dates::{self, Shown};
use crate::page::{BlockId, Page};
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
    (Source::Meta, "article_date_original"),
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
const RANK: &[Source] = &[
    Source::JsonLd,
    Source::OpenGraph,
    Source::Microdata,
    Source::Analytics,
    Source::Citation,
    Source::Meta,
    Source::DublinCore,
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
    pub published: Option<Stamp>,
    pub modified: Option<Stamp>,
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
    headline: Option<BlockId>,
    lang: Option<&str>,
    address: Option<&str>,
) -> Times {
    let mut published = Vec::new();
    let mut modified = Vec::new();
    declared(page, facts, marks, lang, &mut published, &mut modified);
    let near = shown_dates::near(page, marks, nearby, headline, lang);
    let from_address = address.and_then(of_address).map(|stamp| Dated { source: Source::Address, stamp });

    let live = facts.live_blog().is_some();
    let is_modified = |shown: &&Shown| shown.label == Some(Label::Modified);
    let mut candidates = Vec::new();
    let mut times = Times {
        published: choose(&published, &near, live),
        modified: choose(&modified, &[], true).or_else(|| near.iter().find(is_modified).map(|shown| shown.stamp)),
        blocks: near.iter().map(|shown| shown.block).collect(),
        ..Times::default()
    };
    candidates.extend(from_address);
    let weak = near.iter().all(|shown| shown.source == Source::Shown);
    if published.is_empty() && weak {
        let named = from_address.or_else(|| of_title(page, lang));
        candidates.extend(named.filter(|dated| dated.source == Source::Title));
        times.published = named.map(|dated| dated.stamp).or(times.published);
    }
    if times.published.is_none() {
        let far = shown_dates::elsewhere(page, marks, headline, lang);
        times.published = far.iter().find(|shown| !is_modified(shown)).map(|shown| shown.stamp);
        times.modified = times.modified.or_else(|| far.iter().find(is_modified).map(|shown| shown.stamp));
        candidates.extend(far.iter().take(3).map(|shown| Dated { source: shown.source, stamp: shown.stamp }));
    }
    // A page that tells one date alone tells when it was written as it stands.
    times.published = times.published.or(times.modified);

    modified.extend(near.iter().filter(is_modified).map(|shown| Dated { source: shown.source, stamp: shown.stamp }));
    published.extend(
        near.iter().filter(|shown| !is_modified(shown)).map(|shown| Dated { source: shown.source, stamp: shown.stamp }),
    );
    published.extend(candidates);
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
    // Names that say it in their own way: `w-published-date`, `publication_date` …
    for meta in &page.head.metas {
        let says = |words: &[&str]| words.iter().any(|word| meta.name.contains(word));
        if says(&["publish", "publication"]) && !meta.name.contains("publisher") && !meta.name.contains(':') {
            published.extend(read(Source::Meta, &meta.content));
        } else if says(&["modified", "updated"]) && !meta.name.contains(':') {
            modified.extend(read(Source::Meta, &meta.content));
        }
    }
    for (name, dates) in [("datePublished", published), ("dateModified", modified)] {
        dates.extend(marks.itemprop(name).find_map(|node| read(Source::Microdata, &property_value(page, node))));
    }
}

/// The date of publication: that of the best source, unless the page shows another.
///
/// Where the day beside the headline differs from the declared one, the shown one is right three times of four: the
/// declared one is in another zone, of the first of many versions, or of the template (`docs/metadata.md`). A live blog shows
/// its last entry's.
fn choose(declared: &[Dated], shown: &[Shown], live: bool) -> Option<Stamp> {
    let best =
        RANK.iter().find_map(|source| declared.iter().find(|dated| dated.source == *source)).map(|dated| dated.stamp);
    let has_label = shown.iter().any(|shown| shown.label == Some(Label::Published));
    let fits = |shown: &&Shown| if has_label { shown.label == Some(Label::Published) } else { shown.label.is_none() };
    let Some(best) = best else { return shown.iter().find(fits).map(|shown| shown.stamp) };
    let days: Vec<Stamp> = shown.iter().filter(fits).map(|shown| shown.stamp).collect();
    // The same moment as a clock of the page's own zone shows it.
    if best.offset == Some(0)
        && let Some(local) = days.iter().find_map(|day| day.in_zone_of(best))
    {
        return Some(local);
    }
    let marked = shown
        .iter()
        .filter(fits)
        .find(|shown| matches!(shown.source, Source::Time | Source::Class))
        .map(|shown| shown.stamp);
    let chosen = match marked {
        Some(marked) if !live && days.iter().all(|day| day.same_day(marked)) && !marked.same_day(best) => marked,
        _ => best,
    };
    let tellings = declared.iter().map(|dated| dated.stamp).chain(days).filter(|stamp| stamp.same_day(chosen));
    Some(tellings.fold(chosen, |best, stamp| if detail(stamp) > detail(best) { stamp } else { best }))
}

fn detail(stamp: Stamp) -> u8 {
    u8::from(stamp.time.is_some()) + u8::from(stamp.time.is_some() && stamp.offset.is_some())
}

/// A date that opens or ends the page's title: "Rain | The Daily Rain | 22.01.2026".
fn of_title(page: &Page, lang: Option<&str>) -> Option<Dated> {
    let title = page.head.title.trim();
    let found = date::find_all(title, lang).into_iter().find(|found| found.start == 0 || found.end == title.len())?;
    Some(Dated { source: Source::Title, stamp: found.stamp })
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
