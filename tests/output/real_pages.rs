//! The promises hold for the articles of real pages.

use crate::common::{corpus_pages, readability_pages};
use crate::markdown::assert_same_text;
use crate::tree::assert_sound;
use bodycopy::article::{Article, Block, BlockKind, Inline, TableCell};
use bodycopy::output::html_of;
use bodycopy::{Options, extract};

/// Some hundred pages of several languages and kinds.
fn articles() -> impl Iterator<Item = (String, Article)> {
    let options = Options { url: Some("https://www.example.org/news/rain.html".to_owned()), ..Options::default() };
    let corpora = ["naeb", "fundus", "vn"].into_iter().filter_map(corpus_pages).flat_map(|pages| pages.take(60));
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
