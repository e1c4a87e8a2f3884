//! Depth and size limits: hostile articles come out flat, in linear time, without a panic.

use crate::tree::assert_sound;
use bodycopy::article::*;
use bodycopy::output::{html_of, markdown_of, text_of};

fn paragraph(text: &str) -> Block {
    Block { id: 0, kind: BlockKind::Paragraph { content: vec![Inline::Text(text.to_owned())] } }
}

type Wrap = fn(Vec<Block>) -> BlockKind;

const CONTAINERS: [(&str, Wrap); 8] = [
    ("quote", |blocks| BlockKind::Quote { blocks, cite: None }),
    ("list", |blocks| BlockKind::List { ordered: false, start: None, items: vec![blocks] }),
    ("definitions", |definition| BlockKind::Definitions {
        items: vec![Definition { term: vec![Inline::Text("term".to_owned())], definition }],
    }),
    ("table", |content| BlockKind::Table {
        caption: None,
        rows: vec![vec![TableCell { header: false, span: [1, 1], content }]],
    }),
    ("callout", |blocks| BlockKind::Callout { kind: "note".to_owned(), title: Some("title".to_owned()), blocks }),
    ("details", |blocks| BlockKind::Details { summary: vec![Inline::Text("sum".to_owned())], blocks }),
    ("embed", |blocks| BlockKind::Embed {
        provider: "X".to_owned(),
        url: "https://example.org/".to_owned(),
        title: None,
        quote: Some(blocks),
    }),
    ("footnotes", |blocks| BlockKind::Footnotes { notes: vec![FootnoteText { reference: "1".to_owned(), blocks }] }),
];

#[test]
fn blocks_nested_too_deep_are_flattened_and_none_is_lost() {
    for (name, wrap) in CONTAINERS {
        for depth in [MAX_BLOCK_DEPTH - 1, MAX_BLOCK_DEPTH, MAX_BLOCK_DEPTH + 1, 500] {
            let mut blocks = vec![paragraph("innermost")];
            for level in 0..depth {
                blocks.insert(0, paragraph(&format!("level{level}")));
                blocks = vec![Block { id: 0, kind: wrap(blocks) }];
            }
            let html = html_of(&blocks);
            assert_sound(&html, name);
            for (format, out) in [("html", &html), ("text", &text_of(&blocks)), ("markdown", &markdown_of(&blocks))] {
                // What a post says is not in the text.
                if (name, format) == ("embed", "text") {
                    continue;
                }
                for level in 0..depth {
                    assert!(out.contains(&format!("level{level}")), "{name} {depth} {format}: level {level}");
                }
                assert!(out.contains("innermost"), "{name} {depth} {format}");
            }
        }
    }
}

#[test]
fn inlines_nested_too_deep_are_flattened_and_none_is_lost() {
    for depth in [MAX_INLINE_DEPTH, MAX_INLINE_DEPTH + 1, 2000] {
        let mut content = vec![Inline::Text("innermost".to_owned())];
        for level in 0..depth {
            content.insert(0, Inline::Text(format!("level{level} ")));
            let kind = if level % 2 == 0 { SpanKind::Emphasis } else { SpanKind::Sub };
            content = vec![Inline::Span(Span { kind, title: None, content })];
        }
        let blocks = [Block { id: 0, kind: BlockKind::Paragraph { content } }];
        assert_sound(&html_of(&blocks), "spans");
        for out in [html_of(&blocks), text_of(&blocks), markdown_of(&blocks)] {
            assert!(out.contains("level0 ") && out.contains("innermost"), "{depth}: {out}");
        }
    }
}

#[test]
fn spans_of_hostile_tables_do_not_multiply() {
    let cell = || TableCell { header: false, span: [u16::MAX, u16::MAX], content: vec![paragraph("x")] };
    let rows = (0..200).map(|_| (0..50).map(|_| cell()).collect()).collect();
    let blocks = [Block { id: 0, kind: BlockKind::Table { caption: None, rows } }];
    assert_sound(&html_of(&blocks), "spans");
    assert!(markdown_of(&blocks).len() < 1 << 20);
}
