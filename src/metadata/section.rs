//! Where the article stands in its site (the breadcrumb, outermost first), and its tags.

use super::json::Json;
use super::json_ld::{Facts, text_of};
use super::marks::{Marks, property_value};
use super::meta_tags;
use super::nearby::Nearby;
use super::site::Site;
use super::text;
use super::words::{self, Lists};
use crate::decimal;
use crate::page::{BlockId, NodeId, Page, Tag};
use crate::sorting;
use crate::verdict::class_tokens::{self, Tokens};

/// Longer entries (bytes) are titles.
const LONGEST_ENTRY: usize = 80;
/// More levels than this are a menu.
const MAX_LEVELS: usize = 6;
/// At most this many tags.
const MAX_TAGS: usize = 64;

/// The breadcrumb, without the site and without the article itself.
pub fn sections(
    page: &Page,
    facts: &Facts<'_>,
    marks: &Marks<'_>,
    nearby: &Nearby,
    site: &Site,
    title: &str,
) -> Vec<String> {
    let title = text::key(title);
    let clean = |entries: Vec<String>| levels(entries, site, &title);
    let declared =
        facts.breadcrumbs.iter().map(|list| clean(breadcrumb(facts, list))).find(|levels| !levels.is_empty());
    if let Some(declared) = declared {
        return declared;
    }
    let shown = clean(shown(page, marks, nearby));
    if !shown.is_empty() {
        return shown;
    }
    let named = facts.value("articleSection").map(Json::items).unwrap_or_default();
    let named = clean(named.iter().filter_map(Json::as_text).map(str::to_owned).collect());
    if !named.is_empty() {
        return named;
    }
    let entries =
        ["article:section", "parsely-section", "og:section", "section", "cxenseparse:section", "articlesection"]
            .into_iter()
            .find_map(|name| meta_tags::first(&page.head, name))
            .map(str::to_owned)
            .or_else(|| marks.itemprop("articleSection").next().map(|node| property_value(page, node)));
    clean(entries.into_iter().collect())
}

fn levels(entries: Vec<String>, site: &Site, title: &str) -> Vec<String> {
    let mut levels: Vec<String> = Vec::new();
    for entry in entries {
        let entry = text::clean(&entry);
        let entry = entry.trim_matches(|c: char| c.is_whitespace() || "›»>/|•·→-–".contains(c));
        let key = text::key(entry);
        let new = !levels.iter().any(|level| text::key(level) == key);
        if !key.is_empty()
            && entry.len() <= LONGEST_ENTRY
            && new
            && !is_home(&key)
            && !is_count(&key)
            && !site.is(entry)
            && !text::agree(&key, title)
            && !title.starts_with(&key)
        {
            levels.push(entry.to_owned());
        }
    }
    if levels.len() > MAX_LEVELS { Vec::new() } else { levels }
}

/// "0 comments", "3 min read".
fn is_count(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_digit())
        && key.split(' ').nth(1).is_some_and(|word| words::is(word, Lists::NO_NAME))
}

/// What sites call their first page in a breadcrumb.
fn is_home(key: &str) -> bool {
    const NAMES: &[&str] = &[
        "home",
        "homepage",
        "startseite",
        "start",
        "accueil",
        "inicio",
        "portada",
        "início",
        "inicial",
        "capa",
        "hjem",
        "hem",
        "forside",
        "etusivu",
        "strona główna",
        "главная",
        "головна",
        "trang chủ",
        "ana sayfa",
        "anasayfa",
        "首页",
        "首頁",
        "ホーム",
        "トップ",
        "top",
        "홈",
        "الرئيسية",
        "beranda",
        "laman utama",
        "หน้าแรก",
        "úvod",
        "domů",
        "domov",
        "acasă",
        "kezdőlap",
        "címlap",
        "αρχική",
        "होम",
        "you are here",
        "news home",
    ];
    NAMES.contains(&key)
}

/// The names of a `BreadcrumbList`, by position.
fn breadcrumb(facts: &Facts<'_>, list: &Json<'_>) -> Vec<String> {
    let mut entries: Vec<(f64, String)> = Vec::new();
    for (index, element) in list.get("itemListElement").map(Json::items).unwrap_or_default().iter().enumerate() {
        let name = text_of(element, "name")
            .or_else(|| element.get("item").and_then(|item| text_of(facts.resolve(item), "name")));
        let position = element.get("position").and_then(Json::as_text).and_then(decimal::parse);
        if let Some(name) = name {
            entries.push((position.unwrap_or(index as f64), name.into_owned()));
        }
    }
    sorting::sort_by(&mut entries, |a, b| a.0.total_cmp(&b.0));
    entries.into_iter().map(|(_, name)| name).collect()
}

/// Breadcrumbs and section names that stand over the headline.
fn shown(page: &Page, marks: &Marks<'_>, nearby: &Nearby) -> Vec<String> {
    if let Some(&list) = marks.breadcrumbs.first() {
        return linked(page, list);
    }
    let mut entries = Vec::new();
    for &block in &nearby.before {
        let text = page.block_text(block);
        if text.len() > LONGEST_ENTRY * 3 || page.block(block).link_chars == 0 {
            continue;
        }
        let container = page.block(block).container;
        let tokens = page
            .ancestors(container)
            .take(4)
            .map(|node| class_tokens::of(page, node))
            .fold(Tokens::default(), Tokens::with);
        if tokens.any(Tokens::BREADCRUMB) || (tokens.any(Tokens::TAGS) && !tokens.any(Tokens::NAV)) {
            entries.extend(links_in_block(page, block));
        }
    }
    if entries.is_empty() { right_above(page, nearby) } else { entries }
}

/// Links that stand alone right above the headline, outside of lists and menus: a breadcrumb that has no name.
fn right_above(page: &Page, nearby: &Nearby) -> Vec<String> {
    const MOST: usize = 3;
    const MOST_WORDS: u32 = 5;
    let mut entries: Vec<String> = Vec::new();
    for &id in nearby.before.iter().rev().take(MOST + 1) {
        let block = page.block(id);
        let is_listed = page
            .ancestors(block.container)
            .any(|node| matches!(page.node(node).tag, Tag::LI | Tag::NAV | Tag::HEADER | Tag::TABLE));
        if block.link_chars == 0 || block.link_chars < block.chars || block.words > MOST_WORDS || is_listed {
            break;
        }
        entries.push(page.block_text(id).to_owned());
    }
    if entries.len() > MOST {
        return Vec::new();
    }
    entries.reverse();
    entries
}

fn linked(page: &Page, list: NodeId) -> Vec<String> {
    page.blocks_inside(list).flat_map(|index| links_in_block(page, BlockId(index as u32))).collect()
}

/// The texts of a block's links, in order.
fn links_in_block(page: &Page, block: BlockId) -> Vec<String> {
    let mut links: Vec<NodeId> = page.block_items(block).iter().filter_map(|item| page.node(item.node).link).collect();
    links.dedup();
    links.into_iter().map(|link| page.text_inside(link)).collect()
}

/// Tags or keywords: the article's own before those of the page.
pub fn tags(page: &Page, facts: &Facts<'_>, marks: &Marks<'_>) -> Vec<String> {
    let lists: [&dyn Fn() -> Vec<String>; 6] = [
        &|| meta_tags::all(&page.head, "article:tag").flat_map(split).collect(),
        &|| {
            facts
                .value("keywords")
                .map(Json::items)
                .unwrap_or_default()
                .iter()
                .filter_map(Json::as_text)
                .flat_map(split)
                .collect()
        },
        &|| marks.rel_tag.iter().map(|node| page.text_inside(*node)).collect(),
        &|| meta_tags::first(&page.head, "parsely-tags").into_iter().flat_map(split).collect(),
        &|| meta_tags::first(&page.head, "news_keywords").into_iter().flat_map(split).collect(),
        &|| meta_tags::first(&page.head, "keywords").into_iter().flat_map(split).collect(),
    ];
    lists.iter().map(|list| distinct(list())).find(|tags| !tags.is_empty()).unwrap_or_default()
}

fn split(value: &str) -> impl Iterator<Item = String> {
    value.split([',', ';', '，', '、', '؛', '،']).map(str::to_owned)
}

fn distinct(values: Vec<String>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for value in values {
        let tag = text::clean(&value);
        let tag = tag.trim_start_matches('#').trim();
        if !tag.is_empty()
            && tag.len() <= LONGEST_ENTRY
            && tags.len() < MAX_TAGS
            && !tags.iter().any(|old| old.eq_ignore_ascii_case(tag))
        {
            tags.push(tag.to_owned());
        }
    }
    tags
}
