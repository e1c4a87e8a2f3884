//! The page's own address, and that of the article's next page.

use super::json_ld::{Facts, text_of};
use super::marks::Marks;
use super::meta_tags;
use super::words::{self, Lists};
use crate::links::Links;
use crate::page::{AttrName, Head, NodeId, Page, Tag};
use crate::roles::has_class;
use crate::verdict::class_tokens::Tokens;

/// The address that the page gives itself.
pub fn canonical(head: &Head, facts: &Facts<'_>, links: &Links) -> Option<String> {
    let link = head.links.iter().filter(|link| has_word(&link.rel, "canonical")).map(|link| link.href.as_str());
    let property = meta_tags::first(head, "og:url");
    link.chain(property).find_map(|raw| absolute(raw, links)).or_else(|| {
        let page = facts.value("mainEntityOfPage").and_then(|page| page.items().first());
        let raw = page.and_then(|page| {
            page.as_text().map(str::to_owned).or_else(|| text_of(page, "@id").map(|id| id.into_owned()))
        });
        raw.or_else(|| facts.text("url").map(|url| url.into_owned())).and_then(|raw| absolute(&raw, links))
    })
}

fn absolute(raw: &str, links: &Links) -> Option<String> {
    links.resolve(raw).filter(|url| url.starts_with("http"))
}

fn has_word(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// The next page of the same article. `rel=next` leads to the next *article* as often, and "Next" to the next of many
/// things, so the address has to be the same but for a page number.
pub fn next_page(page: &Page, marks: &Marks<'_>, links: &Links, address: Option<&str>) -> Option<String> {
    let own = address?;
    let declared = page.head.links.iter().filter(|link| has_word(&link.rel, "next")).map(|link| link.href.as_str());
    let continued = |raw: &str| links.resolve(raw).filter(|next| continues(own, next));
    declared.chain(marks.rel_next.iter().copied()).find_map(continued).or_else(|| {
        // The article's pager stands behind it, that of a list before it.
        (0..page.nodes.len() as u32).rev().map(NodeId).filter(|&id| page.node(id).tag == Tag::A).find_map(|id| {
            let href = page.attr(id, AttrName::Href)?;
            // Of all links on a page few have a number, and their labels need not be looked up.
            let may_lead_on = href.bytes().any(|byte| byte.is_ascii_digit());
            (may_lead_on && leads_on(page, id) && !is_of_comments(page, id)).then(|| continued(href))?
        })
    })
}

/// The text of a link to the next page is no longer than this, in bytes.
const LONGEST_LABEL: usize = 64;
/// Elements around a link of a pager that are looked at.
const LEVELS: usize = 8;

/// Whether a link, or the item that it stands in, says that it leads to the next page.
fn leads_on(page: &Page, id: NodeId) -> bool {
    let is_word = |text: &str| words::is(text.trim_matches(|c: char| !c.is_alphanumeric()), Lists::NEXT);
    let says = |text: &str| text.len() <= LONGEST_LABEL && is_word(text);
    page.items_inside(id).len() <= LONGEST_LABEL && says(&page.text_inside(id))
        || [AttrName::AriaLabel, AttrName::Title].into_iter().any(|name| page.attr(id, name).is_some_and(says))
        || [id, page.node(id).parent].into_iter().any(|id| has_class(page, id, says))
}

/// Comments have pages, too.
fn is_of_comments(page: &Page, id: NodeId) -> bool {
    page.ancestors(id).take(LEVELS).any(|id| page.node(id).tokens.any(Tokens::COMMENT))
}

/// Whether an address is another's with a page number put to it, or a higher one.
fn continues(own: &str, next: &str) -> bool {
    let own = own.split('#').next().unwrap_or(own);
    let next = next.split('#').next().unwrap_or(next);
    let (own_stem, own_number) = page_number(own);
    let (next_stem, next_number) = page_number(next);
    own_stem == next_stem && next_number.is_some_and(|number| number == own_number.unwrap_or(1) + 1)
}

/// An address without its page number, and the number: `/rain/page/2/`, `/rain/2`, `/rain?page=2`, `/rain-2.html`, `/rain,2`.
fn page_number(url: &str) -> (String, Option<u32>) {
    let (path, query) = url.split_once('?').map_or((url, ""), |(path, query)| (path, query));
    let mut number = None;
    let mut rest: Vec<&str> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("page" | "p" | "pg" | "seite" | "pagina" | "paged" | "page_no" | "pn", value))
                if small(value).is_some() =>
            {
                number = small(value)
            }
            _ => rest.push(pair),
        }
    }
    let path = path.trim_end_matches('/');
    let (path, extension) = match path.rsplit_once('.') {
        Some((stem, extension))
            if extension.len() <= 5
                && !extension.contains('/')
                && stem.contains("://")
                && stem.matches('/').count() > 2 =>
        {
            (stem, extension)
        }
        _ => (path, ""),
    };
    let mut stem = path;
    if number.is_none() {
        let digits = path.len() - path.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (before, last) = path.split_at(path.len() - digits);
        if before.ends_with(['/', '-', '_', ','])
            && let Some(value) = small(last)
        {
            number = Some(value);
            stem = before.trim_end_matches(['/', '-', '_', ',']);
            for word in ["page", "seite", "pagina", "p"] {
                stem = stem
                    .strip_suffix(word)
                    .filter(|stem| stem.ends_with(['/', '-', '_']))
                    .map_or(stem, |stem| stem.trim_end_matches(['/', '-', '_']));
            }
        }
    }
    (format!("{stem}.{extension}?{}", rest.join("&")), number)
}

/// A number that pages of articles reach.
fn small(text: &str) -> Option<u32> {
    (text.len() <= 2).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::continues;

    #[test]
    fn a_next_page_is_of_the_same_article() {
        let cases = [
            ("https://example.org/rain", "https://example.org/rain/2", true),
            ("https://example.org/rain/", "https://example.org/rain/page/2/", true),
            ("https://example.org/rain/2", "https://example.org/rain/3", true),
            ("https://example.org/rain?id=7", "https://example.org/rain?id=7&page=2", true),
            ("https://example.org/rain.html", "https://example.org/rain-2.html", true),
            ("https://example.org/rain", "https://example.org/snow", false),
            ("https://example.org/rain-5047363", "https://example.org/rain-5047364", false),
            ("https://example.org/rain", "https://example.org/rain", false),
            ("https://example.org/rain/2", "https://example.org/rain/1", false),
        ];
        for (own, next, expected) in cases {
            assert_eq!(continues(own, next), expected, "{own} {next}");
        }
    }

    #[test]
    fn a_pager_without_rel_gives_the_next_page() {
        let next = |pager: &str| {
            let html = format!("<h1>Rain</h1><p>It rained all day in the valley.</p>{pager}");
            let page = crate::read_page(html.as_bytes(), &crate::Options::default()).unwrap_or_default();
            let links = super::Links::new(Some("https://example.org/rain.html"), None);
            super::next_page(&page, &super::Marks::of(&page), &links, Some("https://example.org/rain.html"))
        };
        let second = Some("https://example.org/rain.html?page=2".to_owned());
        for pager in [
            "<a href='?page=2'>2</a> <a class=next href='?page=2'>&gt;</a>",
            "<a href='?page=2'>Next page »</a>",
            "<a href='?page=2'>Trang sau</a>",
            "<a href='?page=2'>下一页</a>",
            "<ul><li class=pager-next><a href='?page=2'>›</a></li></ul>",
            "<a href='?page=2' aria-label='Page suivante'>›</a>",
        ] {
            assert_eq!(next(pager), second, "{pager}");
        }
        for pager in [
            "<a href='/snow.html'>Next</a>",
            "<a href='?page=2'>2</a>",
            "<a href='?page=3'>Next</a>",
            "<div class=comments><p>Nice.</p><a href='?page=2'>Next</a></div>",
        ] {
            assert_eq!(next(pager), None, "{pager}");
        }
    }
}
