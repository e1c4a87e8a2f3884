//! Whatever the bytes are, there is an article or a typed error: no panic, no hang, nothing lost.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use bodycopy::page::{Flags, ItemKind};
use bodycopy::{Error, Extractor, Options, extract};

fn text(page: &[u8]) -> String {
    extract(page, &Options { strictness: 0.0, ..Options::default() }).unwrap().text
}

const SENTENCE: &str = "It rained all day in the valley, and by the evening the river had risen over its banks.";

#[test]
fn bytes_of_any_kind_give_an_article() {
    let noise: Vec<u8> = (0..100_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (id, page) in [
        ("empty", Vec::new()),
        ("binary", noise),
        ("NULs", vec![0; 100_000]),
        ("lone angle brackets", b"<".repeat(100_000)),
        ("unfinished tags", b"<a ".repeat(100_000)),
        ("unfinished comment", b"<!--".repeat(50_000)),
        ("unclosed everything", b"<div><p><b><i><table><tr><td><ul><li><a href=x>".repeat(5_000)),
        ("stray end tags", b"</p></div></b></table></br></x>".repeat(20_000)),
        ("unknown names", (0..50_000).flat_map(|i| format!("<x{i}>").into_bytes()).collect()),
        ("entity storm", b"&amp;&#x41;&notit;&".repeat(100_000)),
        ("broken UTF-8", b"<p>\xff\xfe\xc3(".repeat(50_000)),
        ("misnested formatting", b"<a><b><div></a></b>x".repeat(20_000)),
        ("open formatting", b"<b><p>".repeat(50_000)),
        ("many attributes", format!("<p {}>x", "a=b ".repeat(300_000)).into_bytes()),
        ("one attribute", format!("<p title='{}'>x", "y".repeat(30 << 20)).into_bytes()),
        ("tiny blocks", b"<p>a".repeat(200_000)),
        ("formatting storm", (0..20_000).flat_map(|i| format!("<font color={i}><p>x").into_bytes()).collect()),
        ("nested tables", b"<table><tr><td>".repeat(20_000)),
        ("nested svg", b"<svg><g><foreignObject><p>".repeat(20_000)),
    ] {
        let article = extract(&page, &Options::default());
        assert!(article.is_ok(), "{id}: {article:?}");
    }
}

#[test]
fn text_survives_hostile_markup() {
    for (id, page) in [
        ("deep", format!("{}<p>{SENTENCE}", "<div>".repeat(200_000))),
        ("after deep", format!("{}{}<p>{SENTENCE}", "<div>".repeat(200_000), "</div>".repeat(200_000))),
        ("in a table that is none", format!("<table><p>{SENTENCE}")),
        ("NULs within", format!("<p>{}", SENTENCE.replace(' ', " \0"))),
    ] {
        assert!(text(page.as_bytes()).contains(SENTENCE), "{id}");
    }
}

/// Pages of so many tiny blocks that most of them become lines. `#` stands for the number of each.
const TINY_BLOCKS: [(&str, &str); 11] = [
    ("paragraphs", "<p>w#."),
    ("nested", "<div>w#."),
    ("headings with links", "<h2><a href=/x/#>w#.</a></h2>"),
    ("items", "<ul><li class=x>w#.</ul>"),
    ("cells", "<table><tr><td>w#.<td>w#,</table>"),
    ("one table", "<tr><td>w#."),
    ("breaks", "w#.<br><br>"),
    ("rules", "w#.<hr>"),
    ("forms", "<form><div>w#.</form>"),
    ("formatting", "<b><p>w#.<i>"),
    ("misnested", "<b><div>w#.</b>w#,"),
];

/// How many there are of them.
const TINY: usize = 24_000;

fn tiny_blocks(part: &str) -> String {
    let parts: String = (0..TINY).map(|at| part.replace('#', &at.to_string())).collect();
    format!("<h1>Rain</h1><p>{SENTENCE}</p><table>{parts}")
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',')).filter(|word| !word.is_empty()).collect()
}

#[test]
fn a_page_of_too_many_blocks_loses_no_text() {
    for (id, part) in TINY_BLOCKS {
        let page = tiny_blocks(part);
        let read = bodycopy::read_page(page.as_bytes(), &Options::default()).unwrap();
        assert!(read.blocks.len() < 17_500 + page.len() / 64, "{id}: {} blocks", read.blocks.len());
        let text: String = read.block_ids().flat_map(|id| [read.block_text(id), "\n"]).collect();
        let expected: Vec<String> =
            (0..TINY).flat_map(|at| vec![format!("w{at}"); part.matches("w#").count()]).collect();
        let found = words(&text);
        assert!(found[found.len() - expected.len()..] == expected[..], "{id}: another text");
        let article = extract(page.as_bytes(), &Options::default()).unwrap();
        let removed: String = article.removed.iter().flat_map(|removed| [removed.text.as_str(), "\n"]).collect();
        let related: Vec<&str> = article.related.iter().flat_map(|related| words(&related.title)).collect();
        let mut shown: Vec<&str> = [words(&article.text), words(&removed), related].concat();
        shown.sort_unstable();
        let lost = expected.iter().find(|word| shown.binary_search(&word.as_str()).is_err());
        assert_eq!(lost, None, "{id}: neither in the article nor removed");
    }
}

#[test]
fn what_is_in_a_line_is_still_what_it_was() {
    let parts = "<p>w".repeat(TINY);
    let page =
        format!("<body><p>{SENTENCE}{parts}<div hidden><h2>x<a href=/far>y</a></h2></div><ul class=u><li><img src=a>");
    let page = bodycopy::read_page(page.as_bytes(), &Options::default()).unwrap();
    let last = page.blocks.last().unwrap();
    let flags: Vec<_> = page.items[last.first_item as usize..last.end_item as usize]
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Text(range) if ["x", "y"].contains(&page.text_at(range))))
        .map(|item| (page.node(item.node).flags.has(Flags::HIDDEN), page.node(item.node).link.is_some()))
        .collect();
    assert_eq!(flags, [(true, false), (true, true)]);
    assert_eq!(last.images, 1);
}

#[test]
fn a_page_over_the_limit_is_refused_before_it_is_read() {
    let options = Options { max_bytes: 10, ..Options::default() };
    assert_eq!(extract(b"12345678901", &options), Err(Error::TooLarge { limit: 10 }));
    let mut extractor = Extractor::new(options).unwrap();
    extractor.write(b"1234567890").unwrap();
    assert_eq!(extractor.write(b"1"), Err(Error::TooLarge { limit: 10 }));
}

#[test]
fn a_senseless_option_is_named() {
    for (name, options) in [
        ("strictness", Options { strictness: 1.5, ..Options::default() }),
        ("strictness", Options { strictness: f32::NAN, ..Options::default() }),
        ("maxBytes", Options { max_bytes: 0, ..Options::default() }),
        ("url", Options { url: Some("not a url".into()), ..Options::default() }),
        ("keep", Options { keep: vec!["p >".into()], ..Options::default() }),
        ("remove", Options { remove: vec!["::".into()], ..Options::default() }),
    ] {
        match extract(b"", &options) {
            Err(Error::InvalidOption { option, .. }) => assert_eq!(option, name),
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn every_page_of_every_corpus_gives_an_article() {
    for corpus in
        ["fundus", "google_trends", "magic_html", "naeb", "pankaj", "postlight", "trafilatura_eval", "vn", "zh_elwin"]
    {
        let Some(pages) = common::corpus_pages(corpus) else { return };
        for (id, page) in pages {
            let article = extract(&page, &Options::default());
            assert!(article.is_ok(), "{corpus}/{id}: {:?}", article.err());
        }
    }
}
