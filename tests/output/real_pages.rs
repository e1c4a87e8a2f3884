//! The promises hold for the articles of real pages.

use crate::common::{corpus_pages, readability_pages};
use crate::markdown::assert_same_text;
use crate::tree::assert_sound;
use bodycopy::article::{Article, Block, BlockKind, Inline, TableCell};
use bodycopy::output::html_of;
use bodycopy::{Options, extract};
use std::collections::HashMap;

const ADDRESS: &str = "https://www.example.org/news/rain.html";

/// Pages of each corpus that are read; with `ALL_PAGES=1` all of them are.
const SAMPLE: usize = 30;

const CORPORA: [&str; 10] = [
    "fundus",
    "google_trends",
    "magic_html",
    "naeb",
    "pankaj",
    "postlight",
    "trafilatura_eval",
    "vn",
    "wcxb",
    "zh_elwin",
];

/// Some hundred pages of several languages and kinds.
fn articles() -> impl Iterator<Item = (String, Article)> {
    let options = Options { url: Some(ADDRESS.to_owned()), ..Options::default() };
    let limit = if std::env::var_os("ALL_PAGES").is_some() { usize::MAX } else { SAMPLE };
    let corpora = CORPORA.into_iter().filter_map(corpus_pages).flat_map(move |pages| pages.take(limit));
    readability_pages().into_iter().flatten().chain(corpora).map(move |(id, page)| {
        let article = extract(&page, &options).unwrap_or_else(|error| panic!("{id}: {error}"));
        (id, article)
    })
}

/// Formulas are their source in Markdown and their letters in the text, notes that are left out have no number.
fn is_plain_line(line: &[Inline]) -> bool {
    line.iter().all(|inline| match inline {
        Inline::Math { .. } | Inline::Footnote(_) => false,
        Inline::Link { content, .. } => is_plain_line(content),
        Inline::Span(span) => is_plain_line(&span.content),
        _ => true,
    })
}

/// Whether Markdown writes nothing for the block, or something within it, that is not in the text.
fn is_plain(block: &Block) -> bool {
    let all = |blocks: &[Block]| blocks.iter().all(is_plain);
    match &block.kind {
        BlockKind::Paragraph { content } | BlockKind::Heading { content, .. } => is_plain_line(content),
        BlockKind::Code { .. } | BlockKind::Rule => true,
        BlockKind::Quote { blocks, .. } => all(blocks),
        BlockKind::Details { summary, blocks } => is_plain_line(summary) && all(blocks),
        BlockKind::List { items, .. } => items.iter().all(|item| all(item)),
        BlockKind::Definitions { items } => items.iter().all(|item| is_plain_line(&item.term) && all(&item.definition)),
        BlockKind::Table { caption, rows } => {
            let has_text = |cell: &TableCell| all(&cell.content);
            caption.is_none() && rows.iter().flatten().all(has_text)
        }
        _ => false,
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The page that a reader would save: the article's HTML under its title, with nothing that says whose it is.
#[test]
fn an_article_of_ours_read_again_keeps_its_words() {
    let options = Options { url: Some(ADDRESS.to_owned()), ..Options::default() };
    let (mut all, mut kept) = (0_usize, 0_usize);
    let mut worst: Vec<(usize, String)> = Vec::new();
    for (id, article) in articles().filter(|(_, article)| article.readable) {
        let title = article.title.replace('&', "&amp;").replace('<', "&lt;");
        let html = &article.html;
        let page = format!("<!DOCTYPE html><title>{title}</title><article><h1>{title}</h1>{html}</article>");
        let again = extract(page.as_bytes(), &options).unwrap();
        let mut there: HashMap<String, usize> = HashMap::new();
        words(&again.text).for_each(|word| *there.entry(word).or_default() += 1);
        let mut lost = 0;
        for word in words(&article.text) {
            all += 1;
            match there.get_mut(&word).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => lost += 1,
            }
        }
        kept += words(&article.text).count() - lost;
        worst.push((lost, id));
    }
    worst.sort_unstable_by(|a, b| b.cmp(a));
    worst.truncate(5);
    assert!(kept as f64 >= all as f64 * 0.99, "{kept} of {all} words; most are lost of {worst:?}");
}

#[test]
fn articles_of_real_pages_are_sound_and_survive() {
    for (id, article) in articles() {
        assert_sound(&article.html, &id);
        assert_eq!(html_of(&article.blocks), article.html, "{id}");
        let json = serde_json::to_string(&article).unwrap();
        assert!(Article::from_json(&json).unwrap() == article, "{id}: changed by JSON");
        let plain: Vec<Block> = article.blocks.into_iter().filter(is_plain).collect();
        assert_same_text(&plain, &id);
    }
}
