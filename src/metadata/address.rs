//! The page's own address, and that of the article's next page.

use super::json_ld::{Facts, text_of};
use super::marks::Marks;
use super::meta_tags;
use crate::links::Links;
use crate::page::Head;

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

/// The next page of the same article. `rel=next` leads to the next *article* as often, so the address has to be the same but for a page number.
pub fn next_page(head: &Head, marks: &Marks<'_>, links: &Links, page: Option<&str>) -> Option<String> {
    let declared = head.links.iter().filter(|link| has_word(&link.rel, "next")).map(|link| link.href.as_str());
    let own = page?;
    declared
        .chain(marks.rel_next.iter().copied())
        .filter_map(|raw| links.resolve(raw))
        .find(|next| continues(own, next))
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
}
