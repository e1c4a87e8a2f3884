#![allow(clippy::unwrap_used)]
//! lol_html's own selectors are the judge: which start tags of a page each selector matches.

use super::*;
use crate::tokens::{StartTag, TextKind, TokenSink, Tokenizer};
use lol_html::{HtmlRewriter, Settings, element};
use std::ops::Range;

const PAGE: &str = r#"<!doctype html><html lang=en><head><title>a</title><meta name=b content=c><link REL=Next></head>
<body class="x y"><div id=main class="a b"><p class=a>1<p class="A">2</p><br><p title="one two">3</p></p>
<ul><li>1</li><li class='b c'>2</li><li>3<ul><li>3.1<li>3.2</ul></li><li>4</li></ul>
<DIV id=inner data-kind=""><em><a href="https://example.org/x.html" rel="nofollow Author">l</a></em></div>
<section lang=en-GB><h2>h<b>b</b></h2><p>p</p><h2>h</h2><p class=a><i>i</i></p><img src=x.png alt><p></section>
<svg viewBox="0 0 1 1"><g id=g /><path class=a d=M0 /><g><circle/></g></svg><x-long-custom-name class=a:b>
<b class=é>é</b></x-long-custom-name></div></span><form><input type=Text name="q[]"><input type=radio></form>
<aside><p class="a b">x<div><p class=last>y</div></aside></body></html>"#;

const SELECTORS: &[&str] = &[
    "*",
    "p",
    "P",
    "div",
    "x-long-custom-name",
    "X-Long-Custom-Name .é",
    ".a",
    ".A",
    ".a.b",
    "p.a",
    "#main",
    "#MAIN",
    "div#main.a",
    "div p",
    "div > p",
    "div>p",
    "#main > ul > li",
    "#main ul ul li",
    "body * > a",
    "html body #main .a",
    "ul li:first-child",
    "li:nth-child(2)",
    "li:nth-child(odd)",
    "li:NTH-CHILD( EVEN )",
    "li:nth-child(2n+1)",
    "li:nth-child(-n+2)",
    "li:nth-child( -2n + 3 )",
    "li:nth-child(n)",
    "li:nth-child(+3n - 2)",
    "li:nth-child(0n+4)",
    "p:nth-of-type(2)",
    "p:first-of-type",
    "section > :nth-of-type(2n)",
    "*:first-of-type",
    ":not(p)",
    "p:not(.a)",
    "p:not(.a):not([title])",
    ":not(div, p, .a)",
    "li:not(:first-child)",
    "li:not(:not(.b))",
    "[title]",
    "[TITLE]",
    "[alt]",
    "[alt='']",
    "[data-kind='']",
    "[data-kind^='']",
    "[title='one two']",
    "[title=\"one two\"]",
    "[title='ONE two']",
    "[title='ONE two' i]",
    "[title='ONE two'I]",
    "[title=one s]",
    "[title~=two]",
    "[title~='one two']",
    "[title^=one]",
    "[title$=two]",
    "[title*='e t']",
    "[href$='.html']",
    "[href *= 'EXAMPLE' i]",
    "[lang|=en]",
    "[lang|=EN]",
    "[lang|=e]",
    "[type=text]",
    "[type=text s]",
    "[rel=next]",
    "[rel~=author]",
    "[name='q[]']",
    "input[type=radio], .last , #g",
    ".a\\:b",
    ".\\61\\:b",
    "#\\67 ",
    "/* x */ p /* y */ > /**/ .a",
    "p[title",
    "p[title='one two",
    "li:not(.b",
    "li:nth-child(2",
    "svg > path, g",
    "svg g *",
    "g > circle",
    "g path",
    "p p",
    "p > p",
    "-a, --b, _c",
    "[\\64 ata-kind]",
];

const FAULTY: &[&str] = &[
    "",
    " ",
    ",",
    "p,",
    ",p",
    "p >",
    "> p",
    "p > > a",
    "p[",
    "p[]",
    "p[=a]",
    "p[a=]",
    "p[a=1]",
    "p[a b]",
    "p[a=b x]",
    ".",
    ".1",
    "#",
    "#1",
    "p..a",
    "a + b",
    "a ~ b",
    "::",
    "p::before",
    ":hover",
    ":nth-child",
    ":nth-child()",
    ":nth-child(x)",
    ":nth-child(2n+)",
    ":nth-child(2 n)",
    ":nth-child(1 of p)",
    ":nth-last-child(1)",
    ":last-child",
    ":empty",
    ":root",
    ":has(a)",
    ":is(a)",
    ":not()",
    ":not(p a)",
    ":not(p > a)",
    ":first-child()",
    "p)",
    "p{}",
    "a|b",
    "p!",
    "p &",
    "%",
    "p 1",
    "a**",
    "*a",
    "[a='b\nc']",
];

/// The start tags that are marked, by where they stand.
#[derive(Default)]
struct Marked(Vec<usize>);

impl TokenSink for Marked {
    fn start_tag(&mut self, tag: &StartTag<'_>) {
        if tag.marks.keep {
            self.0.push(tag.span.start);
        }
    }
    fn end_tag(&mut self, _: &str, _: Range<usize>) {}
    fn text(&mut self, _: &str, _: TextKind, _: Range<usize>) {}
    fn doctype(&mut self, _: &str) {}
    fn wants(&self, _: TextKind) -> bool {
        false
    }
}

fn ours(selector: &str) -> Vec<usize> {
    let options = Options { keep: vec![selector.to_owned()], ..Options::default() };
    let mut tokenizer = Tokenizer::new(Marked::default(), &options);
    tokenizer.write(PAGE).unwrap();
    tokenizer.end().unwrap().0
}

fn of_lol_html(selector: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let settings = Settings::new().append_element_content_handler(element!(selector, |element| {
        found.push(element.source_location().bytes().start);
        Ok(())
    }));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(PAGE.as_bytes()).unwrap();
    rewriter.end().unwrap();
    found
}

#[test]
fn selectors_match_what_they_match_in_lol_html() {
    for selector in SELECTORS {
        assert_eq!(check(selector), Ok(()), "{selector}");
        let tags = |places: Vec<usize>| {
            places.iter().map(|&at| PAGE[at..].chars().take(30).collect()).collect::<Vec<String>>()
        };
        assert_eq!(tags(ours(selector)), tags(of_lol_html(selector)), "{selector}");
    }
}

#[test]
fn what_lol_html_does_not_take_is_refused() {
    let taken = |takes: fn(&str) -> bool| FAULTY.iter().filter(|selector| takes(selector)).collect::<Vec<_>>();
    assert_eq!(taken(|selector| selector.parse::<lol_html::Selector>().is_ok()), Vec::<&&str>::new(), "by lol_html");
    assert_eq!(taken(|selector| check(selector).is_ok()), Vec::<&&str>::new(), "by us");
}

#[test]
fn a_negated_compound_selector_is_negated_as_a_whole() {
    // lol_html negates each of its parts.
    assert!(ours("p:not(.a.b)").len() > of_lol_html("p:not(.a.b)").len());
}
