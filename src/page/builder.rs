//! Tokens go in; the page's arena comes out: nodes, items and blocks in document order.
//!
//! The rules for each kind of token are the HTML standard's (13.2.6), for a tree that is only appended to: `body.rs` has
//! those of the insertion mode *in body*, `tables.rs` those of tables, `foreign.rs` those of SVG and MathML. What can
//! only be done by moving nodes is done by changing their parent (`adoption.rs`).

use super::attributes::names_picture;
use super::blocks::{Run, leading_space};
use super::class_names::Recent;
use super::formatting::{ActiveFormatting, Entry, Formatting};
use super::head::Capture;
use super::open_elements::{Language, Open, OpenElements};
use super::trace::Reach;
use super::{
    AttrName, Block, Flags, Item, ItemKind, MAX_DEPTH, Node, NodeId, Page, Tag, TagProperties, TextRange, quirks,
};
use crate::roles::marks::Marks;
use crate::tokens::{StartTag, TextKind, TokenSink, entities};
use crate::verdict::class_tokens::Tokens;
use std::collections::HashMap;
use std::ops::Range;

/// An element that has not ended yet has no end.
pub(super) const STILL_OPEN: u32 = u32::MAX;

/// Unknown names beyond this number share one tag.
const MAX_UNKNOWN_NAMES: usize = 4096;

/// Builds a [`Page`] from tokens.
#[derive(Debug)]
pub struct PageBuilder {
    pub(super) page: Page,
    pub(super) open: OpenElements,
    /// How many of them are `p`: most tags ask for one, which is dear in deep nesting.
    pub(super) open_paragraphs: usize,
    pub(super) active: ActiveFormatting,
    pub(super) run: Run,
    unknown_names: HashMap<Box<str>, Tag>,
    pub(super) recent: Recent,
    /// Where the text of a head element goes.
    pub(super) capture: Option<Capture>,
    /// The form element pointer (13.2.4.4).
    pub(super) form: Option<NodeId>,
    /// A `table` does not close a `p` (quirks mode).
    pub(super) is_quirky: bool,
    /// The newline right after `<pre>` is not content (13.2.6.4.7).
    pub(super) skip_newline: bool,
    /// How many nodes and items adoption may still look at: keeps hostile nesting linear.
    pub(super) adoption_budget: usize,
    /// How many formatting elements may still be re-opened, for the same reason.
    reopen_budget: usize,
    /// The last element that became a line, since there were too many blocks for it to be one.
    pub(super) line: Option<NodeId>,
    decoded: String,
    /// How far down the stack of open elements was changed, see `trace.rs`.
    pub(super) reach: Reach,
}

impl Default for PageBuilder {
    fn default() -> Self {
        Self {
            page: Self::empty_page(),
            open: OpenElements::default(),
            open_paragraphs: 0,
            active: ActiveFormatting::default(),
            run: Run::default(),
            unknown_names: HashMap::new(),
            recent: Recent::default(),
            capture: None,
            form: None,
            is_quirky: true,
            skip_newline: false,
            adoption_budget: 1 << 16,
            reopen_budget: 1 << 14,
            line: None,
            decoded: String::new(),
            reach: Reach::default(),
        }
    }
}

impl PageBuilder {
    /// A page with nothing but its root.
    #[must_use]
    pub fn empty_page() -> Page {
        let mut page = Page::default();
        page.nodes.push(Node {
            tag: Tag::HTML,
            flags: Flags::default(),
            depth: 0,
            attr_count: 0,
            first_attr: 0,
            parent: NodeId::ROOT,
            end: STILL_OPEN,
            link: None,
            container: NodeId::ROOT,
            tokens: Tokens::default(),
            marks: Marks::default(),
            first_block: 0,
            end_block: STILL_OPEN,
            first_item: 0,
            end_item: STILL_OPEN,
        });
        page
    }

    /// Adds an element without attributes under the root.
    pub(super) fn add_paragraph(page: &mut Page, tag: Tag) -> NodeId {
        let id = NodeId(page.nodes.len() as u32);
        let node = Node {
            tag,
            depth: 1,
            parent: NodeId::ROOT,
            container: id,
            end: id.0 + 1,
            first_block: page.blocks.len() as u32,
            first_item: page.items.len() as u32,
            ..page.node(NodeId::ROOT).clone()
        };
        page.nodes.push(node);
        id
    }

    /// The page so far. Elements that are still open reach to its end.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Shows the page so far as one that ends here: what is still open ends with what has come, and the block that is being
    /// made is not there yet. `look` is also told what is still open, in document order.
    pub fn so_far<T>(&mut self, look: impl FnOnce(&Page, &[NodeId]) -> T) -> T {
        let page = &mut self.page;
        let (nodes, items, blocks) = (page.nodes.len() as u32, page.items.len() as u32, page.blocks.len() as u32);
        let (mut open, mut ends) = (Vec::new(), Vec::new());
        for (at, node) in page.nodes.iter_mut().enumerate() {
            // One that ended within the block that is being made counts that block already, and one that ended with a
            // break counts an item that the block's end took away.
            if node.end == STILL_OPEN || node.end_block > blocks || node.end_item > items {
                if node.end == STILL_OPEN {
                    open.push(NodeId(at as u32));
                }
                ends.push((at, node.end, node.end_item, node.end_block));
                (node.end, node.end_item) = (node.end.min(nodes), node.end_item.min(items));
                node.end_block = node.end_block.min(blocks);
            }
        }
        let result = look(&self.page, &open);
        for (at, end, end_item, end_block) in ends {
            let node = &mut self.page.nodes[at];
            (node.end, node.end_item, node.end_block) = (end, end_item, end_block);
        }
        result
    }

    /// The blocks that have ended so far.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.page.blocks
    }

    /// Ends the page.
    #[must_use]
    pub fn finish(mut self) -> Page {
        self.pop_to(0);
        self.run.close(&mut self.page);
        self.end_node(NodeId::ROOT);
        let items = self.page.items.len() as u32;
        for node in &mut self.page.nodes {
            node.end_item = node.end_item.min(items);
        }
        self.page.shrink();
        self.page
    }

    fn tag(&mut self, name: &str) -> Tag {
        if let Some(tag) = Tag::of(name.as_bytes()) {
            return tag;
        }
        let name = name.to_ascii_lowercase();
        let next = self.unknown_names.len().min(MAX_UNKNOWN_NAMES);
        if next == MAX_UNKNOWN_NAMES {
            return self.unknown_names.get(name.as_str()).copied().unwrap_or(Tag(Tag::KNOWN + next as u16));
        }
        *self.unknown_names.entry(name.into_boxed_str()).or_insert(Tag(Tag::KNOWN + next as u16))
    }

    /// The element in which content now stands: the innermost, or the one around the table (foster parenting, 13.2.6.1).
    pub(super) fn insertion_parent(&self) -> NodeId {
        let Some(open) = self.open.current() else { return NodeId::ROOT };
        if !open.is_table_structure() {
            return open.node;
        }
        let around = self.open.0.iter().rev().find(|open| open.is(Tag::TABLE) || open.is(Tag::TEMPLATE));
        match around {
            Some(table) if table.tag == Tag::TABLE => self.page.node(table.node).parent,
            Some(template) => template.node,
            None => open.node,
        }
    }

    /// The innermost open element, even one of a table.
    pub(super) fn current_node(&self) -> NodeId {
        self.open.current().map_or(NodeId::ROOT, |open| open.node)
    }

    /// Makes the node of an element of HTML where content now stands, and opens it.
    pub(super) fn insert(&mut self, tag: Tag, start: Option<&StartTag<'_>>) -> NodeId {
        let parent = self.insertion_parent();
        self.insert_in(parent, tag, start)
    }

    /// Makes the node of an element of HTML in `parent`, and opens it.
    pub(super) fn insert_in(&mut self, parent: NodeId, tag: Tag, start: Option<&StartTag<'_>>) -> NodeId {
        let node = self.make(tag, Language::Html, parent, start);
        self.push(Open::html(node, tag));
        node
    }

    /// Makes the node of an element that has no content.
    pub(super) fn insert_empty(&mut self, parent: NodeId, tag: Tag, start: Option<&StartTag<'_>>) -> NodeId {
        let node = self.make(tag, Language::Html, parent, start);
        self.end_node(node);
        node
    }

    pub(super) fn push(&mut self, open: Open) {
        if self.open.0.len() >= MAX_DEPTH {
            self.pop();
        }
        self.open.0.push(open);
        self.open_paragraphs += usize::from(open.is(Tag::P));
        if has_marker(open) {
            self.active.0.push(Entry::Marker);
        }
    }

    pub(super) fn pop(&mut self) {
        if let Some(open) = self.open.0.pop() {
            self.open_paragraphs -= usize::from(open.is(Tag::P));
            self.reach.note(self.open.0.len(), Some((open.node, open.tag)));
            if has_marker(open) {
                self.active.clear_to_marker();
            }
            self.close(open);
        }
    }

    /// Pops the element at this position of the stack and all that are in it.
    pub(super) fn pop_to(&mut self, at: usize) {
        while self.open.0.len() > at {
            self.pop();
        }
    }

    /// What follows when an element leaves the stack.
    pub(super) fn close(&mut self, open: Open) {
        if open.has(TagProperties::BLOCK) {
            if self.page.node(open.node).container == open.node {
                self.run.close(&mut self.page);
            } else {
                self.run.new_line(&mut self.page, open.node);
            }
        }
        self.end_node(open.node);
    }

    pub(super) fn end_node(&mut self, node: NodeId) {
        let (nodes, items) = (self.page.nodes.len() as u32, self.page.items.len() as u32);
        let blocks = self.page.blocks.len() as u32 + u32::from(self.run.is_open());
        let node = &mut self.page.nodes[node.index()];
        (node.end, node.end_item, node.end_block) = (nodes, items, blocks);
    }

    /// Opens again the formatting elements that a block's end closed (13.2.4.3).
    pub(super) fn reconstruct_formatting(&mut self) {
        let mut from = self.active.0.len();
        while from > 0 {
            match self.active.0[from - 1] {
                Entry::Element(element) if self.page.node(element.node).end != STILL_OPEN => from -= 1,
                Entry::Element(_) | Entry::Marker => break,
            }
        }
        for at in from..self.active.0.len() {
            let Entry::Element(element) = self.active.0[at] else { continue };
            let Some(budget) = self.reopen_budget.checked_sub(1) else { return };
            self.reopen_budget = budget;
            let again = self.reopen(element.node, self.insertion_parent());
            self.push(Open::html(again, element.tag));
            self.active.0[at] = Entry::Element(Formatting { node: again, ..element });
        }
    }

    /// A copy of a formatting element inside `parent`, not yet on the stack.
    pub(super) fn reopen(&mut self, of: NodeId, parent: NodeId) -> NodeId {
        let original = self.page.node(of).clone();
        let copy = self.make(original.tag, Language::Html, parent, None);
        let has_href = original.link == Some(of);
        let node = &mut self.page.nodes[copy.index()];
        node.flags = node.flags.with(Flags::REOPENED);
        (node.first_attr, node.attr_count) = (original.first_attr, original.attr_count);
        (node.tokens, node.marks) = (original.tokens, original.marks);
        if has_href {
            node.link = Some(copy);
        }
        copy
    }

    /// Puts an element without text of its own among the items.
    pub(super) fn object(&mut self, node: NodeId, tag: Tag) {
        if tag == Tag::HR && self.page.node(node).tag != tag {
            // It became a line.
            return;
        }
        if matches!(tag, Tag::SOURCE | Tag::INPUT) {
            // Belongs to the element around it, and never is a block by itself.
            self.page.items.push(Item { kind: ItemKind::Element, node });
        } else {
            self.run.element(&mut self.page, node, tag.may_be_picture());
        }
        if tag == Tag::HR {
            self.run.close(&mut self.page);
        }
    }

    /// Takes an element off the stack and the list of active formatting elements, wherever it stands.
    pub(super) fn forget(&mut self, node: NodeId) {
        if let Some(at) = self.active.position(node) {
            self.active.0.remove(at);
        }
        if let Some(at) = self.open.position(node) {
            let open = self.open.0.remove(at);
            self.open_paragraphs -= usize::from(open.is(Tag::P));
            self.reach.note(at, None);
            self.close(open);
        }
    }
}

impl TokenSink for PageBuilder {
    fn start_tag(&mut self, start: &StartTag<'_>) {
        self.skip_newline = false;
        self.capture = None;
        self.run.bytes = start.span.start;
        let tag = self.tag(start.name);
        if self.takes_foreign_start(tag) {
            self.foreign_start(tag, start);
        } else {
            self.html_start(tag, start);
        }
    }

    fn end_tag(&mut self, name: &str, _span: Range<usize>) {
        self.skip_newline = false;
        self.capture = None;
        let tag = self.tag(name);
        if !self.foreign_end(tag) {
            self.html_end(tag);
        }
    }

    fn text(&mut self, raw: &str, kind: TextKind, _span: Range<usize>) {
        let skip_newline = std::mem::take(&mut self.skip_newline);
        if self.capture == Some(Capture::Formula) {
            let node = self.page.items.last().map_or(NodeId::ROOT, |item| item.node);
            return self.aside(node, raw);
        }
        if let Some(capture) = self.capture {
            return self.page.head.text(capture, raw, kind);
        }
        if kind == TextKind::Script {
            return;
        }
        let is_space = leading_space(raw) == raw.len();
        if is_space && !skip_newline {
            return self.running_text(raw, kind, true);
        }
        let mut decoded = std::mem::take(&mut self.decoded);
        decoded.clear();
        let mut text = raw;
        let has_references =
            matches!(kind, TextKind::Data | TextKind::Escapable) && memchr::memchr(b'&', raw.as_bytes()).is_some();
        if has_references {
            entities::decode_text(raw, &mut decoded);
            text = &decoded;
        }
        if memchr::memchr(0, text.as_bytes()).is_some() {
            // NUL is dropped from running text (13.2.6.4.7), and replaced everywhere else (13.2.5, 13.2.6.5).
            let is_dropped = kind == TextKind::Data && self.open.current().is_none_or(Open::holds_html_text);
            decoded = text.replace('\0', if is_dropped { "" } else { "\u{FFFD}" });
            text = &decoded;
        }
        if skip_newline {
            text = text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text);
        }
        if !text.is_empty() {
            self.running_text(text, kind, leading_space(text) == text.len());
        }
        self.decoded = decoded;
    }

    fn doctype(&mut self, raw: &str) {
        self.is_quirky = quirks::is_quirky(raw);
    }

    fn wants(&self, kind: TextKind) -> bool {
        match kind {
            TextKind::Data | TextKind::Verbatim => true,
            TextKind::Escapable => {
                self.capture.is_some() || self.open.current().is_some_and(|open| open.tag == Tag::TEXTAREA)
            }
            TextKind::Script => self.capture.is_some(),
            TextKind::Raw => self.open.current().is_some_and(|open| matches!(open.tag, Tag::NOSCRIPT | Tag::XMP)),
        }
    }
}

impl PageBuilder {
    fn running_text(&mut self, text: &str, kind: TextKind, is_space: bool) {
        if is_space && self.open.is_in_table_structure() {
            return;
        }
        let is_html = self.open.current().is_none_or(Open::holds_html_text);
        if is_html && matches!(kind, TextKind::Data | TextKind::Verbatim) {
            self.reconstruct_formatting();
        }
        let node = self.insertion_parent();
        if !self.page.node(node).flags.has(Flags::SKIPPED) {
            return self.run.text(&mut self.page, node, text);
        }
        if is_space {
            return;
        }
        if self.page.node(node).tag == Tag::NOSCRIPT && text.contains("<img") {
            // A picture for readers without scripts stands for one that a script would show.
            self.run.element(&mut self.page, node, true);
        }
        self.aside(node, text);
    }

    /// Keeps text that is not shown where it stands.
    fn aside(&mut self, node: NodeId, text: &str) {
        let start = self.page.values.len() as u32;
        self.page.values.push_str(text);
        let range = TextRange { start, end: self.page.values.len() as u32 };
        self.page.items.push(Item { kind: ItemKind::Aside(range), node });
    }

    /// Whether a script will put a picture into this element, which holds none by itself.
    pub(super) fn awaits_picture(&self, node: NodeId) -> bool {
        let is_shown = !self.page.node(node).flags.has(Flags::SKIPPED);
        is_shown && self.page.attr(node, AttrName::DataSrc).is_some_and(names_picture)
    }

    /// Makes the item of a script that holds a formula; its text follows.
    pub(super) fn formula_script(&mut self, start: &StartTag<'_>) {
        let parent = self.insertion_parent();
        if self.page.node(parent).flags.has(Flags::SKIPPED) {
            return;
        }
        let node = self.insert_empty(parent, Tag::SCRIPT, Some(start));
        self.object(node, Tag::SCRIPT);
        self.capture = Some(Capture::Formula);
    }
}

/// Elements that put a marker on the list of active formatting elements.
fn has_marker(open: Open) -> bool {
    open.is_html()
        && matches!(
            open.tag,
            Tag::TD | Tag::TH | Tag::CAPTION | Tag::TEMPLATE | Tag::OBJECT | Tag::APPLET | Tag::MARQUEE
        )
}
