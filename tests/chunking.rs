//! However a page is cut into pieces, the article is the same.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use bodycopy::{Article, Extractor, Options};

fn in_pieces(page: &[u8], options: &Options, mut size: impl FnMut() -> usize) -> Article {
    let mut extractor = Extractor::new(options.clone()).unwrap();
    let mut rest = page;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(size().clamp(1, rest.len()));
        extractor.write(piece).unwrap();
        rest = after;
    }
    extractor.end().unwrap().1
}

/// A small generator of sizes (xorshift), so that a failure can be repeated.
fn random_sizes(mut seed: u64) -> impl FnMut() -> usize {
    move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % 4000) as usize
    }
}

fn assert_same_in_all_pieces(id: &str, page: &[u8], options: &Options, by_one: bool) {
    let whole = bodycopy::extract(page, options).unwrap();
    let cuts = [if by_one { 1 } else { 997 }, 7, 64 << 10];
    for size in cuts {
        assert_eq!(in_pieces(page, options, || size), whole, "{id} by {size} bytes");
    }
    for seed in 1..4 {
        assert_eq!(in_pieces(page, options, random_sizes(seed)), whole, "{id} at random cuts, seed {seed}");
    }
}

#[test]
fn chunking_never_changes_an_article_of_too_many_blocks() {
    let parts: String = (0..6_000).map(|at| format!("<div><b>w{at}<p>x<br><br></b>y<hr>")).collect();
    assert_same_in_all_pieces("tiny blocks", parts.as_bytes(), &Options::default(), false);
}

#[test]
fn chunking_never_changes_the_article() {
    for (id, page, content_type) in [
        ("misnested", &b"<!DOCTYPE html><title>A &amp; B</title><b><p>x &eac"[..], None),
        (
            "entities",
            "<h1>C&amp;D &notit; &#x1F600;</h1><p title='a&copy=b'>caf\u{e9} &hellip; x < y</p>".as_bytes(),
            None,
        ),
        ("windows-1252", b"<meta charset=latin1><p>caf\xe9 \x96 ouvert", None),
        ("undeclared", b"<p>caf\xe9 without a word on its charset", None),
        ("utf-16", b"\xff\xfe<\0p\0>\0a\0b\0", None),
        ("script", b"<script type='application/ld+json'>{\"headline\":\"A</b>\"}</script><p>text", None),
        ("plain", "One line\r\n\r\nTh\u{ea}m m\u{1ed9}t d\u{f2}ng".as_bytes(), Some("text/plain")),
    ] {
        let options = Options { content_type: content_type.map(Into::into), ..Options::default() };
        assert_same_in_all_pieces(id, page, &options, true);
    }
}

#[test]
fn chunking_never_changes_the_article_of_a_real_page() {
    let Some(pages) = common::readability_pages() else { return };
    for (id, page) in pages.into_iter().step_by(9) {
        assert_same_in_all_pieces(&id, &page, &Options::default(), page.len() < 40_000);
    }
}
