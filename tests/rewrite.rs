//! What a cleaned page promises: it is the same page, whatever went; and the same comes out however it is cut.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use bodycopy::article::Kind;
use bodycopy::{Article, CleanPage, Cleaning, Options, extract};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::fmt::Write as _;
use std::ops::Range;

fn utf8() -> Options {
    Options { content_type: Some("text/html; charset=utf-8".into()), ..Options::default() }
}

fn cleaned(
    page: &[u8],
    options: &Options,
    cleaning: &Cleaning,
    mut size: impl FnMut() -> usize,
) -> (String, Article, Vec<Range<usize>>) {
    let mut clean = CleanPage::new(options.clone(), cleaning).unwrap().keeping_account();
    let (mut out, mut rest) = (String::new(), page);
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(size().clamp(1, rest.len()));
        out += &clean.write(piece).unwrap();
        rest = behind;
    }
    let (last, article, account) = clean.end_with_account().unwrap();
    (out + &last, article, account)
}

fn clean(page: &str) -> String {
    cleaned(page.as_bytes(), &utf8(), &Cleaning::default(), || page.len()).0
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

const GONE: char = '\u{F8FE}';

/// The page with a mark on everything that went.
fn marked(page: &str, gone: &[Range<usize>]) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for span in gone {
        marked += &page[at..span.start];
        let source = &page[span.clone()];
        let name = source.strip_prefix('<').filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
        if let Some(name) = name {
            let end = name.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap();
            write!(marked, "<{} data-gone{}", &name[..end], &name[end..]).unwrap();
        } else if !source.starts_with('<') {
            marked.extend(source.chars().map(|c| if c.is_whitespace() { c } else { GONE }));
        }
        at = span.end;
    }
    marked + &page[at..]
}

/// html5ever's tree of a body, without comments, white space, and what is marked as gone.
fn tree(html: &str) -> String {
    fn walk(node: &Handle, in_body: bool, out: &mut String) {
        let mut is_body = in_body;
        match &node.data {
            NodeData::Text { contents } if in_body => {
                out.extend(contents.borrow().chars().filter(|&c| !c.is_whitespace() && c != GONE));
            }
            NodeData::Element { name, attrs, template_contents, .. } => {
                let attrs = attrs.borrow();
                // What a page says of its charset is said anew.
                if attrs.iter().any(|attr| &*attr.name.local == "data-gone") || &*name.local == "meta" {
                    return;
                }
                is_body |= &*name.local == "body";
                if is_body {
                    write!(out, "\n<{}", &*name.local).unwrap();
                    for attr in attrs.iter() {
                        write!(out, " {}={}", &*attr.name.local, &*attr.value).unwrap();
                    }
                    out.push('>');
                }
                if let Some(contents) = template_contents.borrow().as_ref() {
                    walk(contents, is_body, out);
                }
            }
            _ => {}
        }
        for child in node.children.borrow().iter() {
            walk(child, is_body, out);
        }
        if is_body && matches!(node.data, NodeData::Element { .. }) {
            out.push_str("</>");
        }
    }
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut out = String::new();
    walk(&dom.document, false, &mut out);
    out
}

/// The first lines that differ.
fn difference(left: &str, right: &str) -> Option<String> {
    let (mut left, mut right) = (left.lines(), right.lines());
    let mut before = String::new();
    loop {
        match (left.next(), right.next()) {
            (None, None) => return None,
            (a, b) if a == b => before = a.unwrap_or_default().to_owned(),
            (a, b) => return Some(format!("behind {before}\n  expected {a:?}\n  found    {b:?}")),
        }
    }
}

fn check(id: &str, page: &[u8], options: &Options, cleaning: &Cleaning) {
    let (out, article, gone) = cleaned(page, options, cleaning, || page.len());
    assert!(article == extract(page, options).unwrap(), "{id}: the article");
    let mut sizes = random(page.len() as u64 + 1);
    for (name, size) in [("1000", 1000), ("64 KiB", 64 << 10), ("random", 0)] {
        let other = cleaned(page, options, cleaning, || if size > 0 { size } else { sizes() });
        assert!(other.0 == out, "{id}: another page in pieces of {name}");
    }
    let text = String::from_utf8_lossy(page);
    let expected = tree(&marked(text.strip_prefix('\u{feff}').unwrap_or(&text), &gone));
    if let Some(difference) = difference(&expected, &tree(&out)) {
        panic!("{id}: the rest is read in another way {difference}");
    }
}

#[test]
fn what_stays_of_every_real_page_is_read_as_before_however_it_is_cut() {
    let step = if std::env::var_os("ALL_PAGES").is_some() { 1 } else { 13 };
    let mut failed = Vec::new();
    for corpus in ["naeb", "fundus", "wcxb", "vn", "zh_elwin"] {
        for (id, page) in common::corpus_pages(corpus).into_iter().flatten().step_by(step) {
            let result = std::panic::catch_unwind(|| check(&id, &page, &utf8(), &Cleaning::default()));
            failed.extend(result.err().map(|_| id));
        }
    }
    let all_kinds =
        Cleaning { drop: vec![Kind::Navigation, Kind::Other, Kind::Legal, Kind::Byline], keep_scripts: true };
    for (id, page) in common::readability_pages().into_iter().flatten().step_by(5) {
        let result = std::panic::catch_unwind(|| check(&id, &page, &utf8(), &all_kinds));
        failed.extend(result.err().map(|_| id));
    }
    assert!(failed.is_empty(), "{} pages: {failed:?}", failed.len());
}

/// Words that make an article of the page around the cases, and keep them from being all there is.
const STORY: &str = "<main><h1>Rain in the valley</h1><p>It rained all day in the valley, and by the evening the river had \
    risen so high that the bridge was closed, and the school became a shelter for the night.</p><p>The mayor said that the \
    water would fall before the weekend, and that the farmers who had lost their harvest would get help from the state in \
    spring.</p><p>Nobody had seen so much water here since the flood of the year in which the mill was built, and the people \
    of the village carried what they could to the upper floors.</p></main>";

/// What stands behind the story, and what is left of it.
const CASES: &[(&str, &str)] = &[
    ("<div class=gone>Buy kettles!</div>x", "x"),
    ("<ul class=gone><li><a href=/a>News</a><li><a href=/b>Sport</a></ul><b>x</b>", "<b>x</b>"),
    // Implied end tags: what is behind the advert stays.
    ("<ul><li>milk<li class=gone>Buy kettles!<li>bread</ul>x", "<ul><li>milk</li><li>bread</ul>x"),
    ("<ul><li class=gone>Buy kettles!<li>bread</ul>x", "<ul><li>bread</ul>x"),
    ("<p>a<div class=gone>Buy kettles!</div>b", "<p>a</p>b"),
    ("<p class=gone>Buy kettles!<p>b", "<p>b"),
    ("<aside class=gone>Buy kettles!<p>and pans", "<aside class=gone><p>"),
    // Formatting that leaks out of what goes keeps its tags; so does what is entangled with it.
    ("<div class=gone>Buy <b>kettles!</div>x", "<div class=gone><b></div>x"),
    // What was apart does not become one.
    ("&am<span class=gone>Buy kettles!</span>p;", "&am<span class=gone>Buy kettles!</span>p;"),
    ("&am<div class=gone>Buy kettles!</div>p; <<div class=gone>Buy pans!</div>b>c", "&am\np; <\nb>c"),
    // Trackers and scripts, by structure alone.
    ("<img src=//t.example/p.gif width=1 height=1 alt=''>x", "x"),
    (
        "<img src=/photo.jpg width=640 height=480 alt='A bridge'>x",
        "<img src=/photo.jpg width=640 height=480 alt='A bridge'>x",
    ),
    ("<iframe src=//t.example style='width:0;height:0'></iframe>x", "x"),
    ("<noscript><img height=1 width=1 style=\"display:none\" src=\"//t.example/tr?id=1\"/></noscript>x", "x"),
    ("<noscript><img src=/photo.jpg width=640></noscript>x", "<noscript><img src=/photo.jpg width=640></noscript>x"),
    ("a<script>if (1 < 2) document.write('<p>')</script> b", "a b"),
    ("<svg><script>spy()</script><path d='M0 0'/></svg>x", "<svg><path d='M0 0'/></svg>x"),
    ("<script type='math/tex'>a^2</script>x", "<script type='math/tex'>a^2</script>x"),
    ("x<script>spy()", "x"),
    ("<div class='ad-slot'></div>x", "x"),
];

#[test]
fn what_goes_takes_nothing_with_it() {
    // What goes is said here, so that the cases do not hang on the verdict.
    let adverts = Cleaning { drop: vec![Kind::Advert], keep_scripts: false };
    let options = Options { remove: vec![".gone".into()], ..utf8() };
    for (behind, left) in CASES {
        let page = format!("<!doctype html><title>Rain in the valley</title><body>{STORY}{behind}");
        let out = cleaned(page.as_bytes(), &options, &adverts, || page.len()).0;
        let got = out.split_once("</main>").map_or(out.as_str(), |(_, behind)| behind);
        assert_eq!(got, *left, "{behind}");
        check(behind, page.as_bytes(), &options, &adverts);
    }
}

#[test]
fn what_stays_of_a_page_of_too_many_blocks_is_read_as_before() {
    let menu = "<nav><ul><li><a href=/a>News</a><li><a href=/b>Sport</a></ul></nav><script>spy()</script>";
    let parts = "<table><tr><td class=gone>x<td>y</table><p class=gone>z<form><li class=gone>a</form>".repeat(9_000);
    let page = format!("<!doctype html><title>Rain</title><body>{menu}{STORY}{parts}{menu}{parts}{menu}");
    let options = Options { remove: vec![".gone".into()], ..utf8() };
    check("tiny blocks", page.as_bytes(), &options, &Cleaning::default());
}

#[test]
fn what_comes_out_says_that_it_is_utf_8() {
    for (meta, left) in [
        ("<meta charset=gbk>", "<meta charset=\"utf-8\">"),
        ("<meta charset=\"UTF-8\" />", "<meta charset=\"UTF-8\" />"),
        (
            "<META content='text/html; charset=iso-8859-1' http-equiv=content-type>",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">",
        ),
        ("<meta name=x content='charset=gbk'>", "<meta name=x content='charset=gbk'>"),
    ] {
        assert_eq!(clean(&format!("{meta}<p>a")), format!("{left}<p>a"));
    }
    let latin = CleanPage::new(Options::default(), &Cleaning::default());
    let mut latin = latin.unwrap();
    let mut out = latin.write(b"<meta charset=latin1><p>caf\xe9").unwrap();
    out += &latin.end().unwrap().0;
    assert_eq!(out, "<meta charset=\"utf-8\"><p>caf\u{e9}");
}

#[test]
fn no_more_than_256_kib_waits() {
    let menu = "<li><a href=/a>News of the day</a></li>".repeat(40);
    let pieces = [
        format!("<ul>{menu}</ul>").repeat(1200),
        "<div>".to_owned() + &"no end in sight ".repeat(60_000),
        "<div class=x>".repeat(90_000),
        format!("<div class=advert>{}", "<p>Buy kettles! ".repeat(60_000)),
    ];
    for (at, page) in pieces.iter().enumerate() {
        let mut clean = CleanPage::new(utf8(), &Cleaning::default()).unwrap().keeping_account();
        let (mut come, mut given) = (0, 0);
        for piece in page.as_bytes().chunks(1000) {
            come += piece.len();
            given += clean.write(piece).unwrap().len();
            assert!(come - given <= 256 << 10, "page {at}: {} bytes wait at {come}", come - given);
        }
    }
}

/// A page of random parts, many of them broken.
fn generated(seed: u64) -> String {
    const PARTS: &[&str] = &[
        "<p>",
        "</p>",
        "<p class=advert>",
        "<ul><li>",
        "<li>",
        "<li class=share>",
        "</ul>",
        "<b>",
        "</b>",
        "<i class=ad>",
        "</i>",
        "<a href='/x'>",
        "</a>",
        "<div class='related'>",
        "<div>",
        "</div>",
        "<nav>",
        "</nav>",
        "<aside class=advert>",
        "</aside>",
        "<table><tr><td>",
        "<td>",
        "<table class=advert><tr><td>",
        "</table>",
        "<form class=newsletter>",
        "</form>",
        "<br>",
        "<hr>",
        "<img src=/a.jpg width=600>",
        "<img src=/b.gif width=1 height=1>",
        "<script>a('<p>')</script>",
        "<noscript><img src=/c.gif width=1 height=1></noscript>",
        "<h2>",
        "</h2>",
        "<dl><dt>",
        "<dd class=advert>",
        "<dd>",
        "</dl>",
        "<svg><path>",
        "</svg>",
        "<button>",
        "</button>",
        "<select><option>",
        "</select>",
        "<template>",
        "</template>",
        "<div id=cookie-banner>",
        "<iframe src=/x width=0 height=0></iframe>",
        "<pre>\n",
        "</pre>",
        "&am",
        "<",
        "p;",
        "<!-- c -->",
        "<center>",
        "</center>",
        "<nobr>",
        "<font color=red>",
        "</font>",
        "<object>",
        "</object>",
    ];
    let mut next = random(seed);
    let mut page = format!("<!doctype html><title>Rain in the valley</title><body>{STORY}");
    for part in 0..250 {
        page.push_str(PARTS[next() % PARTS.len()]);
        if next().is_multiple_of(2) {
            write!(page, "Buy kettles {part}! ").unwrap();
        }
        if next().is_multiple_of(9) {
            page.push_str("The river rose in the night, and by the morning the lower meadow was under water again. ");
        }
    }
    page
}

#[test]
fn what_stays_of_every_generated_page_is_read_as_before_however_it_is_cut() {
    let count = std::env::var("SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(60);
    let mut gone = 0;
    for seed in 1..=count {
        let page = generated(seed * 7919);
        gone += page.len() - clean(&page).len();
        check(&format!("seed {seed}"), page.as_bytes(), &utf8(), &Cleaning::default());
    }
    assert!(gone > 20_000, "only {gone} bytes go");
}
