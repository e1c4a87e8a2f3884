//! Words stand under the same elements as in html5ever's tree, on real pages.
//!
//! Each word of a page is taken with the names of the elements around it, in our tree and in
//! html5ever's; the two must be the same, except for so few words as the limit allows. `html`,
//! `head`, `body` and `tbody` don't count, since ours are never made up; nor does what is no text
//! of the page, such as scripts.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use bodycopy::page::{ItemKind, NodeId, Page, Tag, TagProperties, measure};
use bodycopy::{Options, read_page};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The least share of words that must agree.
const LEAST: f64 = 0.9998;

/// Elements whose text is no text of the page.
const IGNORED: &[Tag] =
    &[Tag::SCRIPT, Tag::STYLE, Tag::NOSCRIPT, Tag::IFRAME, Tag::SVG, Tag::TITLE, Tag::NOEMBED, Tag::NOFRAMES];

/// Elements that html5ever makes up and our tree does not.
const MADE_UP: &[Tag] = &[Tag::HTML, Tag::HEAD, Tag::BODY, Tag::TBODY];

/// What our tree calls an element whose name it does not know.
const UNKNOWN: Tag = Tag(u16::MAX);

/// Words with the path of elements around them, and how often each comes.
#[derive(Default)]
struct Words {
    counts: HashMap<(String, String), u32>,
    word: String,
    path: Vec<Tag>,
}

impl Words {
    /// Adds text under these elements, the outermost first. Text goes on where it stopped if the path is the same.
    fn text(&mut self, path: &[Tag], text: &str) {
        if path.iter().any(|tag| IGNORED.contains(tag)) {
            return;
        }
        let path = path.iter().filter(|tag| !MADE_UP.contains(tag));
        if !self.path.iter().eq(path.clone()) {
            self.end_word();
            self.path = path.copied().collect();
        }
        for character in text.chars() {
            if measure::is_unspaced(character) {
                self.end_word();
            }
            if character.is_alphanumeric() {
                self.word.push(character);
            }
            if measure::is_unspaced(character) || !character.is_alphanumeric() {
                self.end_word();
            }
        }
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            let names: Vec<&str> = self.path.iter().map(|tag| tag.name()).collect();
            *self.counts.entry((names.join("/"), std::mem::take(&mut self.word))).or_default() += 1;
        }
    }

    fn total(&self) -> u32 {
        self.counts.values().sum()
    }

    /// How many words of `self` are not in `other`, and the commonest of them.
    fn missing(&self, other: &Self) -> (u32, String) {
        let mut missing: Vec<(u32, String)> = Vec::new();
        for (key, &count) in &self.counts {
            let lost = count.saturating_sub(other.counts.get(key).copied().unwrap_or(0));
            if lost > 0 {
                missing.push((lost, format!("{:?} in {}", key.1, key.0)));
            }
        }
        missing.sort_by(|a, b| b.cmp(a));
        let total = missing.iter().map(|entry| entry.0).sum();
        (total, missing.first().map(|entry| entry.1.clone()).unwrap_or_default())
    }
}

fn our_words(page: &Page) -> Words {
    let mut words = Words::default();
    let mut block_starts = page.block_ids().map(|id| page.block(id).first_item).peekable();
    for (at, item) in page.items.iter().enumerate() {
        while block_starts.next_if(|&start| start as usize <= at).is_some() {
            words.end_word();
        }
        let text = match item.kind {
            ItemKind::Text(range) => page.text_at(range),
            ItemKind::Aside(range) => page.value_at(range),
            ItemKind::Break => " ",
            ItemKind::Element => continue,
        };
        words.text(&our_path(page, item.node), text);
        // White space between asides is not kept.
        if matches!(item.kind, ItemKind::Aside(_)) {
            words.end_word();
        }
    }
    words.end_word();
    words
}

fn our_path(page: &Page, node: NodeId) -> Vec<Tag> {
    let mut path: Vec<Tag> = page
        .ancestors(node)
        .map(|id| page.node(id).tag)
        .map(|tag| if tag.name().is_empty() { UNKNOWN } else { tag })
        .collect();
    path.reverse();
    path
}

fn their_words(html: &str) -> Words {
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut words = Words::default();
    let mut path = Vec::new();
    walk(&dom.document, &mut path, &mut words);
    words.end_word();
    words
}

fn walk(node: &Handle, path: &mut Vec<Tag>, words: &mut Words) {
    let mut opened = None;
    match &node.data {
        NodeData::Text { contents } => {
            words.text(path, &contents.borrow());
            if path.iter().any(|tag| tag.is(TagProperties::SKIPPED)) {
                words.end_word();
            }
        }
        NodeData::Element { name, template_contents, .. } => {
            let tag = Tag::of(name.local.as_bytes()).unwrap_or(UNKNOWN);
            opened = Some(tag);
            path.push(tag);
            if tag.is(TagProperties::BLOCK) || tag == Tag::BR {
                words.end_word();
            }
            if let Some(contents) = template_contents.borrow().as_ref() {
                walk(contents, path, words);
            }
        }
        _ => {}
    }
    for child in node.children.borrow().iter() {
        walk(child, path, words);
    }
    if let Some(tag) = opened {
        path.pop();
        if tag.is(TagProperties::BLOCK) {
            words.end_word();
        }
    }
}

/// The pages of a corpus: id and HTML. Said aloud, if it is missing.
fn pages(folder: &str, page_of: impl Fn(PathBuf) -> PathBuf) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: {folder} is not there");
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| page_of(entry.unwrap().path())).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| (path.display().to_string(), read(path))).collect()
}

fn read(path: &Path) -> String {
    let mut bytes = std::fs::read(path).unwrap();
    if path.extension().is_some_and(|extension| extension == "gz") {
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
        bytes = unpacked;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn words_stand_where_html5ever_puts_them() {
    let mut all = pages("../shared/peer-suites/readability/test-pages", |folder| folder.join("source.html"));
    all.extend(pages("../shared/corpus/naeb/pages", |page| page));
    if all.is_empty() {
        return;
    }
    // The pages are kept as UTF-8, whatever they declare.
    let options = Options { content_type: Some("text/html; charset=utf-8".into()), ..Options::default() };
    let (mut total, mut astray, mut exact) = (0, 0, 0);
    let mut worst = Vec::new();
    for (id, html) in &all {
        let page = read_page(html.as_bytes(), &options).unwrap();
        let (ours, theirs) = (our_words(&page), their_words(html));
        let (lost, example) = theirs.missing(&ours);
        let (added, other_example) = ours.missing(&theirs);
        total += ours.total().max(theirs.total());
        astray += lost.max(added);
        if lost + added == 0 {
            exact += 1;
        } else {
            worst.push((lost.max(added), format!("{id}: theirs {example}, ours {other_example}")));
        }
    }
    worst.sort_by(|a, b| b.cmp(a));
    let share = 1.0 - f64::from(astray) / f64::from(total);
    eprintln!("{total} words, {astray} astray, {:.4} %; {exact} of {} pages exact", share * 100.0, all.len());
    for (words, page) in worst.iter().take(25) {
        eprintln!("{words:6} {page}");
    }
    assert!(share >= LEAST, "only {:.4} % of words agree", share * 100.0);
}
