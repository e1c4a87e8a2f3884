//! Markdown rendered by comrak, an implementation of GFM, has the characters of the article's text.

use crate::generate::{AWKWARD, Generator};
use crate::tree::{Node, is_link, parsed_in, text};
use bodycopy::article::Block;
use bodycopy::output::{markdown_of, text_of};

fn rendered(markdown: &str) -> String {
    text(&rendered_tree(markdown))
}

fn rendered_tree(markdown: &str) -> Vec<Node> {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_code = true;
    // What we wrote as text and the renderer takes for HTML comes out as an element, and its text is missing.
    options.render.r#unsafe = true;
    parsed_in(&comrak::markdown_to_html(markdown, &options), "div")
}

/// Without white space, which Markdown collapses, and without what no format shows.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}').collect()
}

#[track_caller]
pub fn assert_same_text(blocks: &[Block], of: &str) {
    let markdown = markdown_of(blocks);
    let (expected, found) = (squeezed(&text_of(blocks)), squeezed(&rendered(&markdown)));
    assert!(
        expected == found,
        "{of}\n--- text\n{expected}\n--- rendered\n{found}\n--- markdown\n{markdown}\n--- blocks\n{}",
        serde_json::to_string(blocks).unwrap()
    );
}

#[test]
fn rendered_markdown_has_the_text_of_the_article() {
    for seed in 0..5000 {
        let mut generator = Generator::new(seed, AWKWARD);
        generator.plain = true;
        assert_same_text(&generator.blocks(3), &format!("seed {seed}"));
    }
}

/// Elements that comrak makes of Markdown; HTML of ours or of a payload would bring others or their attributes.
const MARKDOWN_ELEMENTS: [&str; 38] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "span",
    "s",
    "math",
    "dl",
    "dt",
    "dd",
    "u",
    "sub",
];

fn injected(nodes: &[Node]) -> Option<String> {
    nodes.iter().find_map(|node| {
        let Node::Element { name, attributes, children } = node else { return None };
        let hostile = |(key, value): &(String, String)| {
            key.starts_with("on") || key == "style" || (["href", "src"].contains(&&**key) && !is_link(value))
        };
        if !MARKDOWN_ELEMENTS.contains(&&**name) || attributes.iter().any(hostile) {
            return Some(format!("<{name} {attributes:?}>"));
        }
        injected(children)
    })
}

#[test]
fn no_payload_is_markup_in_rendered_markdown() {
    let Some(payloads) = crate::attacks::payloads() else { return };
    for (index, (of, payload)) in payloads.iter().enumerate() {
        let blocks = Generator::new(index as u64, &[payload]).blocks(2);
        let markdown = markdown_of(&blocks);
        if let Some(element) = injected(&rendered_tree(&markdown)) {
            panic!("{of}: {element}\n--- payload\n{payload}\n--- markdown\n{markdown}");
        }
    }
}
