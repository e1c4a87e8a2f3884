//! The article that a page holds only as data: for scripts (`__NEXT_DATA__` and the like) or for search engines (JSON-LD's
//! `articleBody`). Data goes in; its text as simple HTML comes out.
//!
//! Pages that scripts fill have no body of their own, or a teaser. Their data has a shape of each framework's and each
//! editor's, so the body is found by what it is: the longest markup in one string, or the list with the most prose in its
//! items.

use crate::metadata::json::Json;
use std::fmt::Write;

/// A shorter string (in bytes) is no paragraph.
const SHORTEST_PROSE: usize = 60;
/// Fewer paragraphs are no body.
const FEWEST_ITEMS: usize = 3;
/// Members that say that an item is another article, not a part of this one.
const ITEMS_OF_OTHERS: [&str; 5] = ["slug", "headline", "canonicalUrl", "datePublished", "publishedAt"];
/// Members that hold the text of an item.
const TEXTS: [&str; 8] = ["text", "html", "content", "value", "body", "paragraph", "plainText", "caption"];

/// The body as HTML, if the data holds one.
pub fn body(scripts: &[String], article_body: Option<&str>) -> Option<String> {
    let mut best = Candidate::default();
    for script in scripts {
        for value in Json::read_all(script) {
            search(&value, &mut best);
        }
    }
    let plain = article_body.unwrap_or_default();
    // What is written for search engines has lost its structure, but is surely the article.
    if best.length * 5 < plain.len() * 4 {
        best.html = of_text(plain);
    }
    (!best.html.is_empty()).then_some(best.html)
}

/// The article's title as the data has it, where that is the page's title but for the site's name behind it.
pub fn title(scripts: &[String], shown: &str) -> Option<String> {
    let is_title = |text: &str| {
        let rest = shown.strip_prefix(text).filter(|_| !text.is_empty()).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(['|', '-', '–', '—', '·', '•', '«', '»']))
    };
    scripts.iter().flat_map(|script| Json::read_all(script)).find_map(|value| find_title(&value, &is_title))
}

fn find_title(value: &Json<'_>, is_title: &dyn Fn(&str) -> bool) -> Option<String> {
    match value {
        Json::List(items) => items.iter().find_map(|item| find_title(item, is_title)),
        Json::Object(members) => members.iter().find_map(|(name, value)| match value {
            Json::Text(text) if matches!(&**name, "title" | "headline") && is_title(text) => {
                Some(text.clone().into_owned())
            }
            _ => find_title(value, is_title),
        }),
        _ => None,
    }
}

/// What may be the body.
#[derive(Default)]
struct Candidate {
    html: String,
    /// Bytes of prose.
    length: usize,
}

impl Candidate {
    fn offer(&mut self, length: usize, html: impl FnOnce() -> String) {
        if length > self.length {
            (self.length, self.html) = (length, html());
        }
    }
}

/// Looks for the body in a value; gives how much prose is in it.
fn search(value: &Json<'_>, best: &mut Candidate) -> usize {
    match value {
        Json::Text(text) => {
            let is_markup = text.contains("</p>") || text.contains("<br");
            if is_markup {
                best.offer(text.len(), || text.clone().into_owned());
            }
            prose(text)
        }
        Json::List(items) => {
            let lengths: Vec<usize> = items.iter().map(|item| search(item, best)).collect();
            let total = lengths.iter().sum();
            let full = lengths.iter().filter(|&&length| length > 0).count();
            if full >= FEWEST_ITEMS && items.iter().all(|item| !is_other(item)) {
                best.offer(total, || {
                    let mut html = String::new();
                    items.iter().for_each(|item| push_item(item, &mut html));
                    html
                });
            }
            total
        }
        Json::Object(members) => members.iter().map(|(_, value)| search(value, best)).sum(),
        Json::Null | Json::Bool(_) | Json::Number(_) => 0,
    }
}

fn is_other(item: &Json<'_>) -> bool {
    ITEMS_OF_OTHERS.iter().any(|name| item.get(name).is_some())
}

/// Bytes of a string that reads like text.
fn prose(text: &str) -> usize {
    let is_prose = text.len() >= SHORTEST_PROSE
        && !text.starts_with("http")
        && text.split_ascii_whitespace().nth(5).is_some()
        && text.contains(['.', '!', '?', '。', '…', '।', '؟'])
        && !text.contains(['{', '}']);
    if is_prose { text.len() } else { 0 }
}

/// An item as a block.
fn push_item(item: &Json<'_>, html: &mut String) {
    let mut text = String::new();
    push_text(item, &mut text, true);
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    if text.contains("</") {
        html.push_str(text);
        return;
    }
    let kind = ["type", "__typename", "kind", "name", "tag"].iter().find_map(|name| item.get(name)?.as_text());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    let tag = match &*kind {
        "h2" | "heading" | "subheading" | "header" | "subtitle" | "subheadline" => "h2",
        "h3" => "h3",
        "quote" | "blockquote" | "pullquote" => "blockquote",
        _ => "p",
    };
    let _ = write!(html, "<{tag}>{text}</{tag}>");
}

/// The text of an item, its pieces joined. `is_item`: a bare string is its text.
fn push_text(value: &Json<'_>, text: &mut String, is_item: bool) {
    match value {
        Json::Text(piece) if is_item => text.push_str(piece),
        Json::List(items) => items.iter().for_each(|item| push_text(item, text, is_item)),
        Json::Object(members) => {
            for (name, value) in members {
                let is_text = TEXTS.contains(&name.as_ref());
                if is_text || matches!(value, Json::List(_) | Json::Object(_)) {
                    push_text(value, text, is_text);
                }
            }
        }
        _ => {}
    }
}

/// Plain text as paragraphs: a line each.
fn of_text(text: &str) -> String {
    if text.contains("</p>") || text.contains("<br") {
        return text.to_owned();
    }
    let mut html = String::with_capacity(text.len() + 64);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let _ = write!(html, "<p>{}</p>", line.replace('<', "&lt;"));
    }
    html
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::{Options, extract};

    const PARAGRAPHS: [&str; 4] = [
        "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed.",
        "The mayor said that the water would fall before the weekend, and that the farmers would get help in spring.",
        "On the other side of the hills it stayed dry, and people came with boats and bread, so that all had a bed.",
        "The railway will be closed until the end of the month, because the line was washed away in three places.",
    ];

    fn text_of(script: &str) -> String {
        let page = format!("<title>Rain</title><body><div id=root></div>{script}</body>");
        let article = extract(page.as_bytes(), &Options::default()).unwrap();
        assert!(article.readable || article.text.is_empty());
        article.text
    }

    #[test]
    fn a_body_that_is_only_data_is_found() {
        let next =
            |props: String| format!("<script id=__NEXT_DATA__ type=application/json>{{\"props\":{props}}}</script>");
        let items = |item: &dyn Fn(&str) -> String| PARAGRAPHS.map(item).join(",");
        let html: String = PARAGRAPHS.map(|text| format!("<p>{text}</p>")).concat();
        let typed = items(&|text| format!(r#"{{"type":"paragraph","children":[{{"text":"{text}"}}]}}"#));
        let strings = items(&|text| format!("\"{text}\""));
        for script in [
            next(format!(r#"{{"post":{{"slug":"rain","html":"{html}"}}}}"#)),
            next(format!(r#"{{"article":{{"body":[{typed}]}},"more":[{{"slug":"a","text":"Short."}}]}}"#)),
            next(format!(r#"{{"content":[{strings}]}}"#)),
            format!(
                "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}</script>",
                PARAGRAPHS.join("\\n\\n")
            ),
        ] {
            assert_eq!(text_of(&script), PARAGRAPHS.join("\n"), "{script}");
        }
    }

    #[test]
    fn lists_of_other_articles_are_no_body() {
        let teasers =
            PARAGRAPHS.map(|text| format!(r#"{{"headline":"Rain","slug":"rain","text":"{text}"}}"#)).join(",");
        let script = format!("<script id=__NEXT_DATA__ type=application/json>{{\"latest\":[{teasers}]}}</script>");
        assert_eq!(text_of(&script), "");
    }
}
