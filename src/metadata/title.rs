//! The article's title, and the block that shows it.
//!
//! `h1`, Open Graph, structured data and `<title>` name the article; each alone is wrong on every sixth page: the `h1` is
//! the site's logo, `og:title` is written for sharing, `<title>` ends in the site's name. What two of them agree on is
//! right. The site's name is cut off only where it is known to be the site's name, so that a title with a dash stays whole.

use super::evidence::{Candidate, Field, Source};
use super::json_ld::{Facts, headline};
use super::marks::{Apart, Marks, property_value, shown_text};
use super::meta_tags;
use super::site::Site;
use super::text;
use crate::page::{BlockId, Flags, NodeId, Page, Tag};

const META_NAMES: &meta_tags::Names = &[
    (Source::OpenGraph, "og:title"),
    (Source::Twitter, "twitter:title"),
    (Source::Citation, "citation_title"),
    (Source::Analytics, "parsely-title"),
    (Source::Analytics, "sailthru.title"),
    (Source::DublinCore, "dc.title"),
    (Source::DublinCore, "dcterms.title"),
    (Source::Meta, "title"),
    (Source::Meta, "headline"),
];

/// A longer `h1` (characters) is a paragraph.
const LONGEST_TITLE: usize = 400;

/// The title and where it is shown.
#[derive(Debug, Default)]
pub struct Title {
    pub text: String,
    pub block: Option<BlockId>,
}

/// Keys of what the head calls the page, to tell its article from others in the structured data.
pub fn head_keys(page: &Page) -> Vec<String> {
    ["og:title", "twitter:title"]
        .into_iter()
        .filter_map(|name| meta_tags::first(&page.head, name))
        .chain(Some(page.head.title.as_str()))
        .map(text::key)
        .filter(|key| !key.is_empty())
        .collect()
}

/// Every name of the article that the page gives, best first.
pub fn candidates(page: &Page, facts: &Facts<'_>, marks: &Marks<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut push = |source, value: &str| {
        let value = text::clean(value);
        if !value.is_empty() {
            found.push(Candidate { field: Field::Title, source, value });
        }
    };
    for thing in facts.things.iter().take(2) {
        if let Some(headline) = headline(thing) {
            push(Source::JsonLd, &headline);
        }
    }
    for (source, name) in META_NAMES {
        if let Some(value) = meta_tags::first(&page.head, name) {
            push(*source, value);
        }
    }
    for node in marks.itemprop("headline").take(1) {
        push(Source::Microdata, &property_value(page, node));
    }
    push(Source::Title, &page.head.title);
    for &node in marks.headings.iter().take(8) {
        push(Source::Heading, &shown_text(page, page.items_inside(node), Apart::Space));
    }
    found
}

/// The title, chosen.
pub fn choose(page: &Page, candidates: &[Candidate], site: &Site, marks: &Marks<'_>) -> Title {
    let named: Vec<(Source, &str, String)> = candidates
        .iter()
        .filter(|candidate| candidate.source != Source::Heading)
        .map(|candidate| {
            let value = without_site(&candidate.value, site);
            (candidate.source, value, text::key(value))
        })
        .filter(|(_, value, key)| !key.is_empty() && !site.is_in_title(value))
        .collect();
    let shown = heading(page, marks, &named, site);
    if let Some(title) = shown {
        return title;
    }
    let text = named.first().map_or_else(|| page.head.title.clone(), |(_, value, _)| (*value).to_owned());
    let block = block_showing(page, &text);
    Title { text, block }
}

/// The heading that says what the head says.
fn heading(page: &Page, marks: &Marks<'_>, named: &[(Source, &str, String)], site: &Site) -> Option<Title> {
    let mut best: Option<(u32, Title)> = None;
    let others = page
        .nodes
        .iter()
        .zip(0..)
        .filter(|(node, _)| node.tag == Tag::H2 || node.tag == Tag::H3)
        .map(|(_, id)| NodeId(id))
        .take(12);
    for (level, node) in marks.headings.iter().copied().map(|node| (1, node)).chain(others.map(|node| (2, node))) {
        if page.node(node).flags.has(Flags::SKIPPED) {
            continue;
        }
        let shown = text::clean(&shown_text(page, page.items_inside(node), Apart::Space));
        if shown.is_empty() || shown.chars().count() > LONGEST_TITLE || site.is_in_title(&shown) {
            continue;
        }
        let key = text::key(&shown);
        let support = named.iter().map(|(_, _, name)| likeness(name, &key)).max().unwrap_or(0);
        // An `h1` alone needs less support than a heading that may be another article's.
        let needed = if level == 1 { 40 } else { 85 };
        if support < needed && !(level == 1 && named.is_empty()) {
            continue;
        }
        let hidden = page.node(node).flags.has(Flags::HIDDEN);
        let score = support * 4 + u32::from(level == 1) * 100 - u32::from(hidden) * 50;
        if best.as_ref().is_none_or(|(top, _)| score > *top) {
            let block = page.blocks_inside(node).next().map(|index| BlockId(index as u32));
            let text = bare(page, node, &shown, named).unwrap_or(shown);
            best = Some((score, Title { text, block }));
        }
    }
    best.map(|(_, title)| title)
}

/// A heading without its kicker or what else stands in it beside the title ("Premier League" over "Setback at Everton"), where
/// the head names the title alone and the heading has it in elements of its own.
fn bare(page: &Page, node: NodeId, shown: &str, named: &[(Source, &str, String)]) -> Option<String> {
    const SHORTEST: usize = 10;
    const MOST_ITEMS: usize = 12;
    let items = page.items_inside(node);
    if !(2..=MOST_ITEMS).contains(&items.len()) {
        return None;
    }
    let key = text::key(shown);
    let is_title = |part: &str| {
        let part = text::key(part);
        part.len() >= SHORTEST && part != key && named.iter().any(|(_, _, name)| *name == part)
    };
    let text_of = |items| text::clean(&shown_text(page, items, Apart::Space));
    (1..items.len())
        .flat_map(|cut| [&items[cut..], &items[..cut]])
        .map(text_of)
        .find(|part| is_title(part))
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || "|:–—-/•·".contains(c)).to_owned())
}

/// How alike two keys are in 0 to 100: the share of the words of the shorter that stand in the longer, if not all is in one.
fn likeness(a: &str, b: &str) -> u32 {
    if a == b {
        return 100;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.contains(short) && short.len() * 3 >= long.len() {
        return 60 + (short.len() * 40 / long.len()) as u32;
    }
    let unspaced = |text: &str| text.chars().filter(|c| *c >= '\u{2e80}').count() * 2 > text.chars().count();
    if unspaced(short) {
        let shared = short.chars().filter(|c| !c.is_whitespace() && long.contains(*c)).count();
        return (shared * 90 / short.chars().filter(|c| !c.is_whitespace()).count().max(1)) as u32;
    }
    let long: Vec<&str> = long.split(' ').collect();
    let words = short.split(' ').count();
    let shared = short.split(' ').filter(|word| long.contains(word)).count();
    (shared * 90 / words.max(1)) as u32
}

/// The first short block whose text is the title.
pub fn block_showing(page: &Page, title: &str) -> Option<BlockId> {
    let key = text::key(title);
    if key.is_empty() {
        return None;
    }
    page.block_ids().find(|&id| {
        let shown = page.block_text(id);
        // Lengths differ at most by signs; comparing them first keeps this cheap.
        shown.len() * 4 >= title.len() * 3 && shown.len() * 3 <= title.len() * 4 && text::agree(&text::key(shown), &key)
    })
}

/// Signs that stand between a title and the site's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " › ", " / ", " ~ ", " : ", ": ", "｜", " |", "| ",
    "_", "|", "—", "-", "–", " ‹ ", " ★ ",
];

/// A title without the site's name at its end or its beginning.
pub fn without_site<'t>(title: &'t str, site: &Site) -> &'t str {
    let mut rest = title.trim();
    for _ in 0..3 {
        let Some(cut) = cut_once(rest, site) else { break };
        rest = cut;
    }
    rest
}

fn cut_once<'t>(title: &'t str, site: &Site) -> Option<&'t str> {
    for separator in SEPARATORS {
        // Without spaces a sign is part of a word as often as not; unspaced scripts write it so.
        if let Some((head, tail)) = title.rsplit_once(separator)
            && !head.trim().is_empty()
            && is_site_part(tail, site)
        {
            return Some(head.trim());
        }
        if let Some((head, tail)) = title.split_once(separator)
            && !tail.trim().is_empty()
            && site.is_in_title(head)
            && tail.chars().count() >= 8
        {
            return Some(tail.trim());
        }
    }
    None
}

fn is_site_part(part: &str, site: &Site) -> bool {
    let part = part.trim();
    site.is_in_title(part) || (part.split_whitespace().count() <= 4 && site.is_within(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Head;

    #[test]
    fn only_the_sites_name_is_cut_off() {
        let head = Head {
            metas: vec![crate::page::Meta { name: "og:site_name".into(), content: "The Daily Rain".into() }],
            ..Head::default()
        };
        let site = Site::gather(&head, &Facts::default(), Some("www.dailyrain.com"));
        let cases = [
            ("Rain in May - The Daily Rain", "Rain in May"),
            ("Rain in May | Daily Rain", "Rain in May"),
            ("Rain in May | dailyrain.com", "Rain in May"),
            ("The Daily Rain: Rain in the valley", "Rain in the valley"),
            ("Rain - and what follows", "Rain - and what follows"),
            ("Rain: A History | Part One", "Rain: A History | Part One"),
            ("A well-read valley", "A well-read valley"),
        ];
        for (title, expected) in cases {
            assert_eq!(without_site(title, &site), expected, "{title}");
        }
    }
}
