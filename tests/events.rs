//! What a page's events promise, whatever the page is and however it is cut.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use bodycopy::article::{Block, BlockKind};
use bodycopy::{Article, Event, Extractor, Options, extract};
use std::collections::HashSet;
use std::fmt::Write as _;

fn events_of(page: &[u8], options: &Options, mut size: impl FnMut() -> usize) -> (Vec<Event>, Article) {
    let mut extractor = Extractor::new(options.clone()).unwrap();
    let (mut events, mut rest) = (Vec::new(), page);
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(size().clamp(1, rest.len()));
        events.extend(extractor.write(piece).unwrap());
        rest = after;
    }
    let (last, article) = extractor.end().unwrap();
    events.extend(last);
    (events, article)
}

/// A small generator of numbers (xorshift), so that a failure can be repeated.
fn random(mut seed: u64) -> impl FnMut() -> usize {
    move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % 9973).unwrap()
    }
}

/// Applies events as a reader's screen does.
fn applied(id: &str, events: &[Event]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut used = HashSet::new();
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Block { id: block_id, after, block } => {
                assert_eq!(*block_id, block.id, "{id}");
                assert!(used.insert(*block_id), "{id}: {block_id} is used twice");
                let place = after.map(|after| blocks.iter().position(|block| block.id == after));
                assert_ne!(place, Some(None), "{id}: no {after:?}");
                blocks.insert(place.flatten().map_or(0, |before| before + 1), block.clone());
            }
            Event::Retract { id: gone } => {
                let before = blocks.len();
                blocks.retain(|block| block.id != *gone);
                assert_eq!(blocks.len() + 1, before, "{id}: {gone} is not there");
            }
            Event::Article { .. } => assert_eq!(at, events.len() - 1, "{id}: the article is last"),
            _ => {}
        }
    }
    blocks
}

fn check(id: &str, page: &[u8], options: &Options) -> usize {
    let (events, article) = events_of(page, options, || page.len());
    assert_eq!(article, extract(page, options).unwrap(), "{id}: the article");
    assert!(matches!(events.last(), Some(Event::Article { article: last }) if **last == article), "{id}: comes last");
    assert_eq!(applied(id, &events), article.blocks, "{id}: the blocks");
    let mut sizes = random(page.len() as u64 + 1);
    for (name, size) in [("1000", 1000), ("64 KiB", 64 << 10), ("random", 0)] {
        let other = events_of(page, options, || if size > 0 { size } else { sizes() });
        assert!(other.0 == events, "{id}: other events in pieces of {name}");
    }
    events.iter().take_while(|event| !matches!(event, Event::Retract { .. } | Event::Article { .. })).count()
}

#[test]
fn events_give_the_article_of_every_real_page_however_it_is_cut() {
    for corpus in ["naeb", "fundus", "wcxb", "vn", "zh_elwin"] {
        for (id, page) in common::corpus_pages(corpus).into_iter().flatten().step_by(13) {
            check(&id, &page, &Options::default());
        }
    }
    for (id, page) in common::readability_pages().into_iter().flatten().step_by(7) {
        check(&id, &page, &Options { strictness: 0.2, ..Options::default() });
    }
}

/// A page of random parts, many of them broken.
fn generated(seed: u64) -> String {
    const PARTS: &[&str] = &[
        "<p>",
        "</p>",
        "<ul><li>",
        "<li>",
        "</ul>",
        "<blockquote>",
        "</blockquote>",
        "<figure>",
        "</figure>",
        "<h2>",
        "</h2>",
        "<table><tr><td>",
        "<td>",
        "</table>",
        "<b>",
        "</b>",
        "<a href='/x'>",
        "</a>",
        "<div class='related'>",
        "</div>",
        "<img src='/a.jpg' width=600>",
        "<img src='/b.jpg'>",
        "<figcaption>",
        "<br>",
        "<br><br>",
        "<hr>",
        "<details><summary>",
        "</details>",
        "<script>var a = '<p>';</script>",
        "<dl><dt>",
        "<dd>",
        "<aside>",
        "</aside>",
        "<article>",
    ];
    let mut next = random(seed);
    let mut page = "<title>High water</title><h1>High water</h1>".to_owned();
    for part in 0..400 {
        page.push_str(PARTS[next() % PARTS.len()]);
        if !next().is_multiple_of(3) {
            write!(page, "The river rose {part} inches in the night, ").unwrap();
            page.push_str(&"and by the morning the lower meadow was under water again. ".repeat(next() % 4));
        }
    }
    page
}

#[test]
fn events_give_the_article_of_every_generated_page_however_it_is_cut() {
    let mut early = 0;
    for seed in 1..60 {
        early += check(&format!("seed {seed}"), generated(seed * 7919).as_bytes(), &Options::default());
    }
    assert!(early > 300, "only {early} blocks come before the page has ended");
}

#[test]
fn nothing_and_plain_text_have_events_too() {
    check("nothing", b"", &Options::default());
    let text = "High water\n\nThe river rose in the night, and by the morning the meadow was under water.\n".repeat(40);
    check("plain", text.as_bytes(), &Options { content_type: Some("text/plain".into()), ..Options::default() });
}

#[test]
fn metadata_comes_with_the_head_and_only_when_it_changes() {
    let paragraph = format!("<p>{}</p>", "The river rose in the night, and the meadow was under water. ".repeat(9));
    let page = format!("<title>High water</title><body>{}", paragraph.repeat(200));
    let (events, article) = events_of(page.as_bytes(), &Options::default(), || 4096);
    let told: Vec<_> = events
        .iter()
        .filter_map(|e| if let Event::Metadata { metadata } = e { Some(metadata) } else { None })
        .collect();
    assert!(matches!(&events[0], Event::Metadata { metadata } if metadata.title == "High water"));
    assert!(told.windows(2).all(|pair| pair[0] != pair[1]));
    assert_eq!(told.last().unwrap().title, article.title);
}

#[test]
fn the_picture_above_the_text_comes_with_its_first_paragraphs() {
    let paragraph = format!("<p>{}</p>", "The river rose in the night, and the meadow was under water. ".repeat(9));
    let page = format!(
        "<title>High water</title><body><h1>High water</h1><img src=river.jpg alt='The river' width=900 height=600>{}",
        paragraph.repeat(200)
    );
    let (events, article) = events_of(page.as_bytes(), &Options::default(), || 256);
    let of_blocks: Vec<&Block> =
        events.iter().filter_map(|e| if let Event::Block { block, .. } = e { Some(block) } else { None }).collect();
    let place = of_blocks.iter().position(|block| matches!(block.kind, BlockKind::Figure { .. }));
    assert!(matches!(article.blocks[0].kind, BlockKind::Figure { .. }), "the article begins with its picture");
    assert!(place.is_some_and(|place| place < 3), "the picture is block {place:?} of {}", of_blocks.len());
}
