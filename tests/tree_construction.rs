//! The tree is the HTML standard's, but for a reviewed list of deviations.
//!
//! html5lib's tree-construction cases are compared in what our tree tells of a page: each
//! stretch of text with the elements around it, in order; and each element with those around it. Our
//! tree never makes up `html`, `head`, `body` and `tbody`, has no comments, doctypes or white space
//! between blocks, and keeps what belongs to the head elsewhere; those are left out of both sides.
//!
//! `tests/data/tree_deviations.tsv` lists the cases that differ, with the reason (`docs/tree.md`
//! explains each). A case that differs and is not listed fails; so does one that is listed and does not differ.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use bodycopy::page::{ItemKind, NodeId, Page, Tag};
use bodycopy::{Options, read_page};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const SUITE: &str = "../shared/security/html5lib/tree-construction.json";
const LEDGER: &str = "tests/data/tree_deviations.tsv";

/// Elements that are not in our tree: those never made up, those of the head, those that can hold no text, and breaks,
/// which are items.
const LEFT_OUT: &[&str] = &[
    "html", "head", "body", "tbody", "title", "meta", "link", "base", "basefont", "bgsound", "script", "style", "br",
    "colgroup", "col", "frameset", "frame",
];

/// Elements whose text our tree leaves out.
const SILENT: &[&str] = &["title", "script", "style", "iframe", "noembed", "noframes"];

/// What is compared: paths of elements are names joined by `/`; unknown names and those of SVG and MathML are `?`.
#[derive(Default, PartialEq, Eq)]
struct Outline {
    /// Text without white space, and its path; adjacent ones of the same path are one.
    texts: Vec<(String, String)>,
    /// The path of each element, sorted.
    elements: Vec<String>,
}

impl Outline {
    fn text(&mut self, path: &[String], text: &str) {
        let path = path.iter().filter(|name| !LEFT_OUT.contains(&name.as_str())).cloned().collect::<Vec<_>>().join("/");
        let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        match self.texts.last_mut() {
            _ if text.is_empty() => {}
            Some((last_path, last_text)) if *last_path == path => last_text.push_str(&text),
            _ => self.texts.push((path, text)),
        }
    }

    fn element(&mut self, path: &[String]) {
        if path.last().is_some_and(|name| !LEFT_OUT.contains(&name.as_str())) {
            let names: Vec<&str> = path.iter().map(String::as_str).filter(|name| !LEFT_OUT.contains(name)).collect();
            self.elements.push(names.join("/"));
        }
    }

    fn of_page(page: &Page) -> Self {
        let mut outline = Self::default();
        let path = |node: NodeId| {
            let mut path: Vec<String> = page.ancestors(node).map(|id| known(page.node(id).tag.name())).collect();
            path.reverse();
            path
        };
        for index in 1..page.nodes.len() {
            outline.element(&path(NodeId(index as u32)));
        }
        for item in &page.items {
            match item.kind {
                ItemKind::Text(range) => outline.text(&path(item.node), page.text_at(range)),
                ItemKind::Aside(range) => outline.text(&path(item.node), page.value_at(range)),
                ItemKind::Break | ItemKind::Element => {}
            }
        }
        outline.elements.sort();
        outline
    }

    /// Reads the format of html5lib: a line a node, `| ` and two spaces a level.
    fn of_dump(dump: &str) -> Self {
        let mut outline = Self::default();
        let (mut path, mut silent) = (Vec::<String>::new(), Vec::new());
        // The lines of a text that has line breaks begin anyhow.
        let nodes = dump.strip_prefix("| ").unwrap_or(dump).split("\n| ");
        for node in nodes {
            let depth = node.len() - node.trim_start_matches(' ').len();
            let node = &node[depth..];
            if let Some(text) = node.strip_prefix('"') {
                path.truncate(depth / 2);
                if depth == 0 || silent.get(depth / 2 - 1) != Some(&true) {
                    outline.text(&path, text.strip_suffix('"').unwrap_or(text));
                }
            } else if node.starts_with("<!") || node.starts_with("<?") {
                path.truncate(depth / 2);
            } else if let Some(name) = node.strip_prefix('<').and_then(|tag| tag.strip_suffix('>')) {
                path.truncate(depth / 2);
                silent.truncate(depth / 2);
                // `svg title` is an element of SVG.
                silent.push(silent.last() == Some(&true) || SILENT.contains(&name));
                path.push(known(name.rsplit(' ').next().unwrap()));
                outline.element(&path);
            } else if node == "content" {
                // A template's content is one level further in.
                path.truncate(depth / 2);
                silent.truncate(depth / 2);
                path.push("body".into());
                silent.push(false);
            }
        }
        outline.elements.sort();
        outline
    }

    /// What differs, in two lines at most for each kind.
    fn difference(&self, other: &Self) -> String {
        let mut out = String::new();
        if self.texts != other.texts {
            writeln!(out, "    text     {:?}\n    standard {:?}", self.texts, other.texts).unwrap();
        }
        if self.elements != other.elements {
            writeln!(out, "    elements {:?}\n    standard {:?}", self.elements, other.elements).unwrap();
        }
        out
    }
}

fn known(name: &str) -> String {
    Tag::of(name.as_bytes()).map_or("?", Tag::name).to_owned()
}

/// Case id → reason.
fn ledger() -> BTreeMap<String, String> {
    let rows = std::fs::read_to_string(LEDGER).unwrap();
    rows.lines()
        .filter(|row| !row.starts_with('#'))
        .map(|row| {
            let mut columns = row.split('\t');
            (columns.next().unwrap().to_owned(), columns.next().expect("a reason").to_owned())
        })
        .collect()
}

#[test]
fn the_tree_is_the_standards_but_for_listed_deviations() {
    let Ok(json) = std::fs::read_to_string(SUITE) else {
        eprintln!("skipped: {SUITE} is not there");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&json).unwrap();
    let mut listed = ledger();
    let mut wrong = String::new();
    let (mut compared, mut deviations) = (0, 0);
    let mut of_file: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        let file = case["source"].as_str().unwrap().rsplit('/').next().unwrap();
        let number = of_file.entry(file).or_default();
        *number += 1;
        // Fragments have a context element, which a page has not; and scripts are always taken to be on.
        if !case["fragment"].is_null() || case["scripting"] == "off" {
            continue;
        }
        compared += 1;
        let id = format!("{file}:{number}");
        let html = case["payload"].as_str().unwrap();
        let ours = Outline::of_page(&read_page(html.as_bytes(), &Options::default()).unwrap());
        let standard = Outline::of_dump(case["document"].as_str().unwrap());
        match (ours == standard, listed.remove(&id)) {
            (true, None) => {}
            (false, Some(_)) => deviations += 1,
            (true, Some(reason)) => writeln!(wrong, "{id}: listed ({reason}), but no longer differs").unwrap(),
            (false, None) => writeln!(wrong, "{id}: {html:?}\n{}", ours.difference(&standard)).unwrap(),
        }
    }
    for id in listed.keys() {
        writeln!(wrong, "{id}: listed, but no case").unwrap();
    }
    eprintln!("{compared} cases compared, {deviations} of them listed deviations");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_reason_in_the_ledger_is_explained() {
    let explained = std::fs::read_to_string("docs/tree.md").unwrap();
    let reasons: BTreeSet<String> = ledger().into_values().collect();
    for reason in reasons {
        assert!(explained.contains(&format!("`{reason}`")), "docs/tree.md does not explain `{reason}`");
    }
}
