//! The threshold of an article can be moved without its page.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use bodycopy::{Article, Options, extract, restrict};
use std::collections::BTreeSet;

const STRICTNESSES: [f32; 6] = [0.0, 0.25, 0.4, 0.6, 0.75, 1.0];

fn sample() -> Vec<(String, Vec<u8>)> {
    let mut pages = Vec::new();
    for corpus in ["naeb", "fundus", "wcxb"] {
        pages.extend(common::corpus_pages(corpus).into_iter().flatten().step_by(40));
    }
    pages
}

fn lines(article: &Article) -> BTreeSet<&str> {
    article.text.lines().filter(|line| !line.trim().is_empty()).collect()
}

#[test]
fn moving_the_threshold_back_gives_the_article_that_was() {
    for (id, page) in sample() {
        let article = extract(&page, &Options::default()).unwrap();
        assert_eq!(restrict(&article, 0.5).unwrap(), article, "{id}: not moved");
        for strictness in STRICTNESSES {
            let moved = restrict(&article, strictness).unwrap();
            let json = serde_json::to_string(&moved).unwrap();
            let read = Article::from_json(&json).unwrap();
            assert_eq!(read, moved, "{id} at {strictness}: JSON");
            assert_eq!(restrict(&read, 0.5).unwrap(), article, "{id} at {strictness} and back");
            let on = restrict(&moved, 1.0 - strictness).unwrap();
            assert_eq!(restrict(&on, 0.5).unwrap(), article, "{id} at {strictness}, its opposite, and back");
        }
    }
}

/// Not all of it: a list that is kept in part is kept or left as a whole, and copies, cards and captions are settled anew
/// when a page is judged at another threshold.
#[test]
fn a_restricted_article_has_the_text_of_one_that_was_read_at_that_strictness() {
    let (mut shares, mut pages) = (0.0, 0);
    let mut worst = Vec::new();
    for (id, page) in sample() {
        let article = extract(&page, &Options::default()).unwrap();
        for strictness in STRICTNESSES {
            let read = extract(&page, &Options { strictness, ..Options::default() }).unwrap();
            let moved = restrict(&article, strictness).unwrap();
            let (ours, theirs) = (lines(&moved), lines(&read));
            let common = ours.intersection(&theirs).count();
            let all = ours.union(&theirs).count();
            // A page's share, so that one long list does not speak for all pages.
            shares += common as f64 / all.max(1) as f64;
            pages += 1;
            if common < all {
                worst.push((
                    all - common,
                    format!("{id} at {strictness}: {:?}", ours.symmetric_difference(&theirs).next()),
                ));
            }
        }
    }
    if pages == 0 {
        return;
    }
    worst.sort_by(|a, b| b.cmp(a));
    for (count, page) in worst.iter().take(12) {
        eprintln!("{count:5} {page}");
    }
    let share = shares / f64::from(pages);
    eprintln!("{:.2} % of a page's lines agree", share * 100.0);
    assert!(share >= 0.97, "only {:.2} % of a page's lines agree", share * 100.0);
}

#[test]
fn selectors_hold_at_every_strictness() {
    let page = "<title>Rain</title><h1>Rain</h1><p class=k>Share</p><p>It rained all day in the valley, and by the \
                evening the river had risen so high that the bridge was closed.</p><p class=r>A long line that reads \
                like the article, and which the caller does not want to see, whatever is said of it here.</p>";
    let options = Options { keep: vec![".k".into()], remove: vec![".r".into()], ..Options::default() };
    let article = extract(page.as_bytes(), &options).unwrap();
    for strictness in STRICTNESSES {
        let text = restrict(&article, strictness).unwrap().text;
        assert!(text.contains("Share") && !text.contains("A long line"), "{strictness}: {text}");
    }
}

#[test]
fn a_senseless_strictness_is_refused() {
    for strictness in [-0.1, 1.1, f32::NAN, f32::INFINITY] {
        assert_eq!(restrict(&Article::default(), strictness).unwrap_err().code(), "INVALID_OPTION");
    }
}
