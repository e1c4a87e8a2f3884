//! An article survives JSON.

use crate::generate::{AWKWARD, Generator};
use bodycopy::article::{Article, Block, BlockKind, MAX_BLOCK_DEPTH, TableCell};

#[test]
fn every_kind_survives_json() {
    for seed in 0..500 {
        let article = Article { blocks: Generator::new(seed, AWKWARD).blocks(3), ..Article::default() };
        let json = serde_json::to_string(&article).unwrap();
        let back: Article = serde_json::from_str(&json).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{json}"));
        assert_eq!(back, article, "seed {seed}");
    }
}

#[test]
fn an_article_as_deep_as_allowed_survives_json() {
    let mut blocks = vec![Block { id: 0, kind: BlockKind::Rule }];
    for _ in 1..MAX_BLOCK_DEPTH {
        // Of all containers the one with the most levels of JSON.
        let cell = TableCell { header: false, span: [1, 1], content: blocks };
        blocks = vec![Block { id: 0, kind: BlockKind::Table { caption: None, rows: vec![vec![cell]] } }];
    }
    let article = Article { blocks, ..Article::default() };
    assert_eq!(Article::from_json(&serde_json::to_string(&article).unwrap()).unwrap(), article);
}

#[test]
fn unknown_fields_and_missing_optional_ones_are_read() {
    let json = r#"{"id": 1, "type": "paragraph", "later": true, "content": [
        "a", {"type": "link", "url": "/x", "content": ["b"], "later": 1}, {"type": "break"},
        {"type": "image", "image": {"url": "/y", "srcset": []}}, {"type": "strong", "content": []}]}"#;
    let block: Block = serde_json::from_str(json).unwrap();
    let BlockKind::Paragraph { content } = block.kind else { panic!("{block:?}") };
    assert_eq!(content.len(), 5);
}

#[test]
fn a_wrong_type_is_an_error_and_no_panic() {
    for json in [
        r#"{"id": 1, "type": "script"}"#,
        r#"{"id": -1, "type": "rule"}"#,
        r#"{"type": "rule"}"#,
        r#"{"id": 1, "type": "paragraph", "content": [7]}"#,
        r#"{"id": 1, "type": "paragraph", "content": [{"type": "svg"}]}"#,
        r#"{"id": 1, "type": "heading", "level": 999, "content": []}"#,
        r#"{"id": 1, "type": "list", "ordered": "yes", "items": []}"#,
    ] {
        assert!(serde_json::from_str::<Block>(json).is_err(), "{json}");
    }
}
