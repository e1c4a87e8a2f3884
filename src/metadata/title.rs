//! The article's title, and the block that shows it.
//!
//! `h1`, Open Graph, structured data and `<title>` name the article; each alone is wrong on every sixth page: the `h1` is
//! the site's logo, `og:title` is written for sharing, `<title>` ends in the site's name. What two of them agree on is
//! right. The site's name is cut off only where it is known to be the site's name, so that a title with a dash stays whole.

use super::evidence::{Candidate, Field, Source};
use super::json_ld::{self, Facts, headline};
use super::marks::{Apart, Marks, property_value, shown_text};
use super::meta_tags;
use super::site::Site;
use super::text;
use super::words::{self, Lists};
use crate::page::{AttrName, BlockId, Flags, Item, NodeId, Page, Tag};

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
pub fn choose(
    page: &Page,
    candidates: &[Candidate],
    facts: &Facts<'_>,
    site: &Site,
    marks: &Marks<'_>,
    address: Option<&str>,
) -> Title {
    let named: Vec<Named<'_>> = candidates
        .iter()
        .filter(|candidate| candidate.source != Source::Heading)
        .map(|candidate| {
            let value = without_site(&candidate.value, site);
            (candidate.source, value, text::key(value))
        })
        .filter(|(_, value, key)| !key.is_empty() && !site.is_in_title(value))
        .collect();
    if let Some(title) = heading(page, marks, &named, site) {
        return match published_as(facts, &named, &title, address) {
            Some(text) => Title { text, ..title },
            None => title,
        };
    }
    let text = named.first().map_or_else(|| page.head.title.clone(), |(_, value, _)| (*value).to_owned());
    let block = block_showing(page, &text);
    // What no reader sees was written for search engines.
    let only_shown = if block.is_none() { unnamed_heading(page, marks, site) } else { None };
    only_shown.unwrap_or(Title { text, block })
}

/// A name of the article in the head, without the site's, and its key.
type Named<'a> = (Source, &'a str, String);

/// The structured headline, where it is another than the one that `h1`, Open Graph and `<title>` agree on: these were
/// rewritten since, for search engines or with each turn of a live story.
fn published_as(facts: &Facts<'_>, named: &[Named<'_>], title: &Title, address: Option<&str>) -> Option<String> {
    const FEWEST_WORDS: usize = 4;
    let key = text::key(&title.text);
    let agrees = |source| named.iter().find(|name| name.0 == source).is_some_and(|name| text::agree(&name.2, &key));
    if !agrees(Source::OpenGraph) || !agrees(Source::Title) {
        return None;
    }
    let article =
        facts.things.first().filter(|thing| json_ld::is_article(thing) && facts.is_of_page(thing, address))?;
    let headline = text::clean(&json_ld::text_of(article, "headline")?);
    let other = text::key(&headline);
    let is_name = other.split(' ').count() >= FEWEST_WORDS && headline.chars().count() <= LONGEST_TITLE;
    (is_name && likeness(&key, &other) < SAME_STORY).then_some(headline)
}

/// Titles more alike than this (of 100) differ in a turn of phrase.
const SAME_STORY: u32 = 50;

/// The first `h1` long enough to be a title.
fn unnamed_heading(page: &Page, marks: &Marks<'_>, site: &Site) -> Option<Title> {
    const FEWEST_WORDS: u32 = 5;
    marks.headings.iter().find_map(|&node| {
        let block = page.blocks_inside(node).next().map(|index| BlockId(index as u32))?;
        let text = text::clean(&shown_text(page, page.items_inside(node), Apart::Space));
        // Three characters of an unspaced script make about a word.
        let words = page.block(block).words - page.block(block).unspaced_chars.min(page.block(block).words) * 2 / 3;
        let fits = words >= FEWEST_WORDS
            && text.chars().count() <= LONGEST_TITLE
            && !page.node(node).flags.has(Flags::HIDDEN)
            && !site.is_in_title(&text);
        fits.then_some(Title { text, block: Some(block) })
    })
}

/// The heading that says what the head says.
fn heading(page: &Page, marks: &Marks<'_>, named: &[Named<'_>], site: &Site) -> Option<Title> {
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
            let text = bare(page, node, &shown, named).or_else(|| without_kicker(page, node, &shown, named));
            let text = text.unwrap_or(shown);
            best = Some((score, Title { text, block }));
        }
    }
    best.map(|(_, title)| title)
}

/// A heading without its kicker or what else stands in it beside the title ("Premier League" over "Setback at Everton"), where
/// the head names the title alone and the heading has it in elements of its own.
fn bare(page: &Page, node: NodeId, shown: &str, named: &[Named<'_>]) -> Option<String> {
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
        .map(|part| part.trim_matches(is_divider).to_owned())
}

fn is_divider(c: char) -> bool {
    c.is_whitespace() || "|:–—-/•·".contains(c)
}

/// A heading without what a class name says is its kicker; where the head has the kicker in the title, as it is there.
fn without_kicker(page: &Page, node: NodeId, shown: &str, named: &[Named<'_>]) -> Option<String> {
    let is_kicker = |item: &&Item| {
        let inner = page.ancestors(item.node).take_while(|id| *id != node);
        inner
            .filter_map(|id| page.attr(id, AttrName::Class))
            .any(|class| class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| words::is(word, Lists::KICKER)))
    };
    let (kicker, rest): (Vec<Item>, Vec<Item>) = page.items_inside(node).iter().partition(is_kicker);
    if kicker.is_empty() {
        return None;
    }
    let key = text::key(shown);
    // Microdata is the heading itself.
    let whole = named.iter().find(|(source, _, name)| *source != Source::Microdata && *name == key);
    if let Some((_, name, _)) = whole {
        return Some((*name).to_owned());
    }
    let rest = text::clean(&shown_text(page, &rest, Apart::Space));
    let rest = rest.trim_matches(is_divider);
    (rest.contains(' ') || rest.chars().count() >= 8).then(|| rest.to_owned())
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
