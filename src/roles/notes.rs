//! Footnotes: the page's links within itself go in; which of them refer to a note, which lead back, and where the notes are
//! come out.
//!
//! Engines (Markdown's, Pandoc, WordPress, MediaWiki, Docutils, Substack) differ in names and agree in shape: a short link
//! leads to a place, and in the block at that place a link leads back to where the first one stands.

use super::has_class;
use crate::links::{Links, checked_anchor};
use crate::page::{AttrName, NodeId, Page, Tag};
use crate::sorting::sort_by_key;
use std::collections::{HashMap, HashSet};

/// Longest mark of a footnote in bytes: `[note 12]`.
const LONGEST_MARK: usize = 12;
/// A note has at most this many blocks.
const MOST_BLOCKS: usize = 24;
/// Links of a note that are looked at for one that leads back.
const MOST_LINKS: usize = 64;
/// Elements above a note that may say that notes are in it.
const LEVELS: usize = 4;

/// The footnotes of a page.
#[derive(Debug, Default)]
pub struct Notes {
    /// Links that refer to a note, and its anchor.
    references: HashMap<NodeId, String>,
    /// Links that lead from a note to what refers to it.
    ways_back: HashSet<NodeId>,
    /// Notes and their anchors.
    notes: HashMap<NodeId, String>,
    by_anchor: HashMap<String, NodeId>,
    /// Lists whose items are notes.
    lists: HashSet<NodeId>,
}

/// A link to a place, within the page as far as its address tells; or under whatever address the page calls itself by,
/// when it is read under another: a copy, a mirror.
struct InnerLink<'a> {
    node: NodeId,
    /// What stands before the anchor; empty for the page's own address.
    address: &'a str,
    anchor: &'a str,
}

impl Notes {
    pub fn of_page(page: &Page, links: &Links) -> Self {
        let inner = inner_links(page, links);
        let mut notes = Self::default();
        if inner.len() < 2 {
            return notes;
        }
        let places = places(page, &inner);
        for link in &inner {
            if !is_mark(page, link.node) {
                continue;
            }
            let Some(&place) = places.get(link.anchor) else { continue };
            let Some(note) = note_at(page, place, link.node) else { continue };
            let from = inner.partition_point(|other| other.node < note);
            let within = inner[from..].iter().take_while(|other| page.contains(note, other.node)).take(MOST_LINKS);
            let container = page.node(link.node).container;
            let leads_back = |other: &&InnerLink<'_>| {
                other.address == link.address
                    && places.get(other.anchor).is_some_and(|&place| {
                        page.node(place).container == container && place != note || page.contains(place, link.node)
                    })
            };
            let back: Vec<NodeId> = within.filter(leads_back).map(|other| other.node).collect();
            // The notes lead to their references as the references to the notes: the later of the two is the note.
            let is_said = link.address.is_empty() && says_notes(page, note);
            if (back.is_empty() || note < link.node) && !is_said {
                continue;
            }
            let Some(anchor) = checked_anchor(link.anchor) else { continue };
            let anchor = notes.notes.entry(note).or_insert_with(|| anchor.into_owned()).clone();
            notes.by_anchor.insert(anchor.clone(), note);
            notes.references.insert(link.node, anchor);
            notes.ways_back.extend(back);
            if page.node(note).tag == Tag::LI {
                notes.lists.insert(page.node(note).parent);
            }
        }
        notes.references.retain(|link, _| !notes.ways_back.contains(link));
        notes
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// Whether an element is a note.
    pub fn is_note(&self, id: NodeId) -> bool {
        self.notes.contains_key(&id)
    }

    /// The anchor of a note.
    pub fn anchor(&self, note: NodeId) -> Option<&str> {
        self.notes.get(&note).map(String::as_str)
    }

    /// Each link that refers to a note, and the note, in the page's order: a note may refer to another.
    pub fn pairs(&self) -> Vec<(NodeId, NodeId)> {
        let note_of = |(&link, anchor): (&NodeId, &String)| Some((link, *self.by_anchor.get(anchor)?));
        let mut pairs: Vec<(NodeId, NodeId)> = self.references.iter().filter_map(note_of).collect();
        sort_by_key(&mut pairs, |pair| pair.0);
        pairs
    }

    /// Forgets the notes that are not shown, and what refers to them.
    pub fn retain(&mut self, is_shown: impl Fn(NodeId) -> bool) {
        self.notes.retain(|&note, _| is_shown(note));
        self.by_anchor.retain(|_, note| self.notes.contains_key(note));
        self.references.retain(|_, anchor| self.by_anchor.contains_key(anchor));
    }

    /// Whether a list holds notes.
    pub fn is_list(&self, id: NodeId) -> bool {
        self.lists.contains(&id)
    }

    /// The anchor of the note that a link refers to.
    pub fn reference(&self, link: NodeId) -> Option<&str> {
        self.references.get(&link).map(String::as_str)
    }

    /// Whether a link leads from a note to what refers to it.
    pub fn is_way_back(&self, link: NodeId) -> bool {
        self.ways_back.contains(&link)
    }
}

fn inner_links<'a>(page: &'a Page, links: &Links) -> Vec<InnerLink<'a>> {
    let mut found = Vec::new();
    for (at, node) in page.nodes.iter().enumerate() {
        let id = NodeId(at as u32);
        if node.tag != Tag::A || node.link != Some(id) {
            continue;
        }
        let Some((before, anchor)) = page.attr(id, AttrName::Href).and_then(|href| href.trim().split_once('#')) else {
            continue;
        };
        if !anchor.is_empty() {
            let is_here = before.is_empty() || links.is_page(before);
            found.push(InnerLink { node: id, address: if is_here { "" } else { before }, anchor });
        }
    }
    found
}

/// Where the anchors that links lead to are.
fn places<'a>(page: &'a Page, links: &[InnerLink<'a>]) -> HashMap<&'a str, NodeId> {
    let wanted: HashSet<&str> = links.iter().map(|link| link.anchor).collect();
    let mut places = HashMap::new();
    for at in 0..page.nodes.len() {
        let id = NodeId(at as u32);
        for attr in page.attrs(id) {
            let is_name = attr.name == AttrName::Id || attr.name == AttrName::Name && page.node(id).tag == Tag::A;
            if is_name && let Some(&anchor) = wanted.get(page.value_at(attr.value)) {
                places.entry(anchor).or_insert(id);
            }
        }
    }
    places
}

/// Whether a link's text is a footnote's mark: a number, a letter, a sign, in brackets or not.
fn is_mark(page: &Page, link: NodeId) -> bool {
    let length: usize = page.items_inside(link).len();
    if length == 0 || length > 6 {
        return false;
    }
    let text = page.text_inside(link);
    let bare = text.trim().trim_matches(['[', ']', '(', ')', '.', ':']);
    let is_sign = || bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    let in_sup = || {
        page.ancestors(link)
            .take(3)
            .chain((link.0 + 1..page.node(link).end).take(3).map(NodeId))
            .any(|id| page.node(id).tag == Tag::SUP)
    };
    !bare.is_empty()
        && text.len() <= LONGEST_MARK
        && (bare.bytes().all(|byte| byte.is_ascii_digit())
            || bare.chars().count() == 1 && bare.chars().all(char::is_alphanumeric)
            || is_sign()
            || in_sup())
}

/// The element that is the note at a place: the block there, or the list item that begins with it.
fn note_at(page: &Page, place: NodeId, link: NodeId) -> Option<NodeId> {
    let mut note = page.node(place).container;
    let outer = page.node(note).parent;
    if page.node(outer).tag == Tag::LI && page.node(outer).first_block == page.node(note).first_block {
        note = outer;
    }
    let blocks = page.blocks_inside(note);
    let is_fit = !blocks.is_empty() && blocks.len() <= MOST_BLOCKS && !page.contains(note, link);
    (is_fit && page.node(note).tag.heading_level().is_none()).then_some(note)
}

/// Whether an element or what is around it says that notes are in it.
fn says_notes(page: &Page, id: NodeId) -> bool {
    page.ancestors(id).take(LEVELS).any(|id| {
        matches!(page.attr(id, AttrName::Role), Some("doc-endnotes" | "doc-footnote" | "doc-endnote"))
            || has_class(page, id, |class| {
                let class = class.to_ascii_lowercase();
                ["footnote", "endnote", "references", "reflist"].iter().any(|name| class.contains(name))
            })
    })
}
