//! Tokens go in; the page's arena comes out: nodes, items and blocks in document order.
//!
//! This is the *in body* insertion mode of the HTML standard (13.2.6.4.7) and those of tables, for a tree that is only
//! appended to. What can only be done by moving nodes is done by changing their parent (`adoption.rs`).

use super::attributes::presentation;
use super::blocks::Run;
use super::formatting::{ActiveFormatting, Entry};
use super::head::{Capture, attribute};
use super::open_elements::{Open, OpenElements, Scope};
use super::{
    Attr, AttrName, Block, Flags, Item, ItemKind, MAX_DEPTH, Node, NodeId, Page, Tag, TagProperties, TextRange,
};
use crate::tokens::{Namespace, StartTag, TextKind, TokenSink, entities};
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
    pub(super) active: ActiveFormatting,
    run: Run,
    unknown_names: HashMap<Box<str>, Tag>,
    /// Where the text of a head element goes.
    capture: Option<Capture>,
    /// The form element pointer (13.2.4.4).
    form: Option<NodeId>,
    has_doctype: bool,
    /// The newline right after `<pre>` is not content (13.2.6.4.7).
    skip_newline: bool,
    /// How many nodes and items adoption may still look at: keeps hostile nesting linear.
    pub(super) adoption_budget: usize,
    decoded: String,
}

impl Default for PageBuilder {
    fn default() -> Self {
        Self {
            page: Self::empty_page(),
            open: OpenElements::default(),
            active: ActiveFormatting::default(),
            run: Run::default(),
            unknown_names: HashMap::new(),
            capture: None,
            form: None,
            has_doctype: false,
            skip_newline: false,
            adoption_budget: 1 << 16,
            decoded: String::new(),
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
    fn insertion_parent(&self) -> NodeId {
        match self.open.current() {
            None => NodeId::ROOT,
            Some(open) if !self.open.in_table_context() => open.node,
            Some(open) => self
                .open
                .find(Scope::Table, |tag| tag == Tag::TABLE)
                .map_or(open.node, |at| self.page.node(self.open.0[at].node).parent),
        }
    }

    /// Makes the node of a start tag inside `parent`.
    fn make(&mut self, tag: Tag, parent: NodeId, start: Option<&StartTag<'_>>) -> NodeId {
        let properties = tag.properties();
        let is_foreign = start.is_some_and(|start| start.namespace == Namespace::Foreign);
        let is_block = properties.has(TagProperties::BLOCK) && !is_foreign;
        if is_block {
            self.run.close(&mut self.page);
        }
        let id = NodeId(self.page.nodes.len() as u32);
        let first_attr = self.page.attrs.len() as u32;
        let mut flags = self.page.node(parent).flags;
        flags.0 &= !Flags::REOPENED.0;
        let mut has_href = false;
        let mut is_shadow_root = false;
        if let Some(start) = start {
            flags = flags.with(presentation(start.attributes));
            if start.marks.keep {
                flags = flags.with(Flags::KEEP);
            }
            if start.marks.remove {
                flags = flags.with(Flags::REMOVE);
            }
            for (name, value) in start.attributes.iter() {
                let Some(name) = AttrName::of(name) else { continue };
                if name == AttrName::Style {
                    continue;
                }
                has_href |= name == AttrName::Href;
                is_shadow_root |= name == AttrName::Shadowrootmode;
                let from = self.page.values.len() as u32;
                entities::decode_attribute(value, &mut self.page.values);
                let value = TextRange { start: from, end: self.page.values.len() as u32 };
                if self.page.attrs.len() as u32 - first_attr < u32::from(u8::MAX) {
                    self.page.attrs.push(Attr { name, value });
                }
            }
        }
        if properties.has(TagProperties::SKIPPED) && !is_shadow_root || is_foreign {
            flags = flags.with(Flags::SKIPPED);
        }
        if matches!(tag, Tag::PRE | Tag::LISTING | Tag::PLAINTEXT) {
            flags = flags.with(Flags::PREFORMATTED);
        }
        if tag == Tag::CENTER {
            flags = flags.with(Flags::CENTERED);
        }
        if matches!(tag, Tag::STRONG | Tag::B | Tag::EM | Tag::I) {
            flags = flags.with(Flags::EMPHASISED);
        }
        let outer = self.page.node(parent);
        let node = Node {
            tag,
            flags,
            depth: outer.depth.saturating_add(1).min(MAX_DEPTH as u16),
            attr_count: (self.page.attrs.len() as u32 - first_attr) as u8,
            first_attr,
            parent,
            end: STILL_OPEN,
            link: if tag == Tag::A && has_href && !is_foreign { Some(id) } else { outer.link },
            container: if is_block { id } else { outer.container },
            first_block: self.page.blocks.len() as u32,
            end_block: STILL_OPEN,
            first_item: self.page.items.len() as u32,
            end_item: STILL_OPEN,
        };
        self.page.nodes.push(node);
        id
    }

    /// Makes the node of a start tag where content now stands, and opens it.
    fn insert(&mut self, tag: Tag, start: &StartTag<'_>) -> NodeId {
        let node = self.make(tag, self.insertion_parent(), Some(start));
        self.push(node, tag, start.namespace == Namespace::Foreign);
        node
    }

    /// Makes the node of a table part, which never is foster-parented, and opens it.
    fn insert_in_table(&mut self, tag: Tag, start: Option<&StartTag<'_>>) {
        let parent = self.open.current().map_or(NodeId::ROOT, |open| open.node);
        let node = self.make(tag, parent, start);
        self.push(node, tag, false);
    }

    fn push(&mut self, node: NodeId, tag: Tag, is_foreign: bool) {
        if self.open.0.len() >= MAX_DEPTH {
            self.pop();
        }
        self.open.0.push(Open { node, tag, is_foreign });
        if !is_foreign && has_marker(tag) {
            self.active.0.push(Entry::Marker);
        }
    }

    pub(super) fn pop(&mut self) {
        if let Some(open) = self.open.0.pop() {
            if !open.is_foreign && has_marker(open.tag) {
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
        if open.tag.is(TagProperties::BLOCK) && !open.is_foreign {
            self.run.close(&mut self.page);
        }
        self.end_node(open.node);
    }

    fn end_node(&mut self, node: NodeId) {
        let (nodes, items) = (self.page.nodes.len() as u32, self.page.items.len() as u32);
        let blocks = self.page.blocks.len() as u32 + u32::from(self.run.is_open());
        let node = &mut self.page.nodes[node.index()];
        (node.end, node.end_item, node.end_block) = (nodes, items, blocks);
    }

    fn close_p(&mut self) {
        if let Some(at) = self.open.find(Scope::Button, |tag| tag == Tag::P) {
            self.pop_to(at);
        }
    }

    /// Closes an `li`, or a `dd` or `dt`, that a new one ends.
    fn close_item(&mut self, is_same: impl Fn(Tag) -> bool) {
        for at in (0..self.open.0.len()).rev() {
            let open = self.open.0[at];
            if !open.is_foreign && is_same(open.tag) {
                return self.pop_to(at);
            }
            if open.is_foreign
                || open.tag.is(TagProperties::SPECIAL) && !matches!(open.tag, Tag::ADDRESS | Tag::DIV | Tag::P)
            {
                return;
            }
        }
    }

    fn pop_implied(&mut self) {
        while self.open.current().is_some_and(|open| {
            matches!(
                open.tag,
                Tag::DD
                    | Tag::DT
                    | Tag::LI
                    | Tag::OPTGROUP
                    | Tag::OPTION
                    | Tag::P
                    | Tag::RB
                    | Tag::RP
                    | Tag::RT
                    | Tag::RTC
            )
        }) {
            self.pop();
        }
    }

    /// Opens again the formatting elements that a block's end closed (13.2.4.3).
    fn reconstruct_formatting(&mut self) {
        let mut from = self.active.0.len();
        while from > 0 {
            match self.active.0[from - 1] {
                Entry::Element { node, .. } if self.page.node(node).end != STILL_OPEN => from -= 1,
                _ => break,
            }
        }
        for at in from..self.active.0.len() {
            let Entry::Element { node, tag } = self.active.0[at] else { continue };
            let again = self.reopen(node, self.insertion_parent());
            self.push(again, tag, false);
            self.active.0[at] = Entry::Element { node: again, tag };
        }
    }

    /// A copy of a formatting element inside `parent`, not yet on the stack.
    pub(super) fn reopen(&mut self, of: NodeId, parent: NodeId) -> NodeId {
        let original = self.page.node(of).clone();
        let copy = self.make(original.tag, parent, None);
        let has_href = original.link == Some(of);
        let node = &mut self.page.nodes[copy.index()];
        node.flags = node.flags.with(Flags::REOPENED);
        (node.first_attr, node.attr_count) = (original.first_attr, original.attr_count);
        if has_href {
            node.link = Some(copy);
        }
        copy
    }

    fn push_formatting(&mut self, node: NodeId, tag: Tag) {
        let page = &self.page;
        self.active.push(node, tag, |a, b| {
            let (a, b) = (page.attrs(a), page.attrs(b));
            a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| a.name == b.name && page.value_at(a.value) == page.value_at(b.value))
        });
    }

    /// Leaves foreign content for an HTML element that cannot stand in it.
    fn leave_foreign(&mut self) {
        while let Some(open) = self.open.current().filter(|open| open.is_foreign) {
            if is_integration_point(open.tag, &self.unknown_names) {
                break;
            }
            self.pop();
        }
    }

    fn html_start(&mut self, tag: Tag, start: &StartTag<'_>) {
        match tag {
            Tag::HTML => {
                let head = &mut self.page.head;
                head.lang =
                    head.lang.take().or_else(|| attribute(start, "lang").or_else(|| attribute(start, "xml:lang")));
                head.dir = head.dir.take().or_else(|| attribute(start, "dir"));
            }
            Tag::HEAD => {}
            Tag::BODY => {
                let head = &mut self.page.head;
                head.dir = head.dir.take().or_else(|| attribute(start, "dir"));
                if self.open.0.is_empty() {
                    self.insert(tag, start);
                }
            }
            Tag::TITLE | Tag::META | Tag::LINK | Tag::BASE | Tag::SCRIPT | Tag::STYLE => {
                self.capture = self.page.head.start(tag, start);
            }
            Tag::CAPTION
            | Tag::COLGROUP
            | Tag::COL
            | Tag::TBODY
            | Tag::THEAD
            | Tag::TFOOT
            | Tag::TR
            | Tag::TD
            | Tag::TH => {
                self.table_part(tag, start);
            }
            _ => self.body_start(tag, start),
        }
    }

    /// A start tag of a table's part closes what it cannot stand in (13.2.6.4.9 ff.); outside a table it is ignored.
    fn table_part(&mut self, tag: Tag, start: &StartTag<'_>) {
        let Some(table) = self.open.find(Scope::Table, |tag| matches!(tag, Tag::TABLE | Tag::TEMPLATE)) else { return };
        let is_section = |tag| matches!(tag, Tag::TBODY | Tag::THEAD | Tag::TFOOT);
        let place = match tag {
            Tag::TR => self.open.find(Scope::Table, is_section).unwrap_or(table),
            Tag::TD | Tag::TH => {
                let row = self.open.find(Scope::Table, |tag| tag == Tag::TR);
                row.or_else(|| self.open.find(Scope::Table, is_section)).unwrap_or(table)
            }
            _ => table,
        };
        self.pop_to(place + 1);
        if matches!(tag, Tag::TD | Tag::TH) && self.open.current().is_some_and(|open| open.tag != Tag::TR) {
            self.insert_in_table(Tag::TR, None);
        }
        if tag != Tag::COL {
            self.insert_in_table(tag, Some(start));
        }
    }

    fn body_start(&mut self, tag: Tag, start: &StartTag<'_>) {
        let properties = tag.properties();
        match tag {
            Tag::LI => self.close_item(|tag| tag == Tag::LI),
            Tag::DD | Tag::DT => self.close_item(|tag| matches!(tag, Tag::DD | Tag::DT)),
            Tag::A => {
                if let Some((_, node)) = self.active.find(Tag::A) {
                    self.adopt(Tag::A);
                    self.forget(node);
                }
            }
            Tag::NOBR if self.open.find(Scope::Default, |tag| tag == Tag::NOBR).is_some() => self.adopt(Tag::NOBR),
            Tag::BUTTON => {
                if let Some(at) = self.open.find(Scope::Default, |tag| tag == Tag::BUTTON) {
                    self.pop_to(at);
                }
            }
            Tag::SELECT => {
                if let Some(at) = self.open.find(Scope::Default, |tag| tag == Tag::SELECT) {
                    // A select in a select ends it (13.2.6.4.7).
                    return self.pop_to(at);
                }
            }
            Tag::OPTION | Tag::OPTGROUP => {
                if self.open.current().is_some_and(|open| open.tag == Tag::OPTION) {
                    self.pop();
                }
                if tag == Tag::OPTGROUP && self.open.current().is_some_and(|open| open.tag == Tag::OPTGROUP) {
                    self.pop();
                }
            }
            Tag::RB | Tag::RTC | Tag::RP | Tag::RT
                if self.open.find(Scope::Default, |tag| tag == Tag::RUBY).is_some() =>
            {
                while self.open.current().is_some_and(|open| {
                    matches!(open.tag, Tag::RB | Tag::RP | Tag::RT)
                        || open.tag == Tag::RTC && !matches!(tag, Tag::RP | Tag::RT)
                }) {
                    self.pop();
                }
            }
            Tag::FORM => {
                if self.form.is_some() {
                    return;
                }
                if self.open.in_table_context() {
                    // It holds nothing there: inserted and popped at once (13.2.6.4.9).
                    let parent = self.insertion_parent();
                    let node = self.make(tag, parent, Some(start));
                    self.end_node(node);
                    self.form = Some(node);
                    return;
                }
            }
            Tag::TABLE => {
                if self.open.in_table_context()
                    && let Some(at) = self.open.find(Scope::Table, |tag| tag == Tag::TABLE)
                {
                    self.pop_to(at);
                }
                if self.has_doctype {
                    self.close_p();
                }
            }
            _ => {}
        }
        if properties.has(TagProperties::CLOSES_P) {
            self.close_p();
        }
        if tag.heading_level().is_some() && self.open.current().is_some_and(|open| open.tag.heading_level().is_some()) {
            self.pop();
        }
        if !properties.has(TagProperties::BLOCK) {
            self.reconstruct_formatting();
        }
        if tag == Tag::BR {
            let node = self.insertion_parent();
            return self.run.line_break(&mut self.page, node);
        }
        if properties.has(TagProperties::VOID) || !start.has_content {
            let parent = self.insertion_parent();
            let node = self.make(tag, parent, Some(start));
            if properties.has(TagProperties::OBJECT) && !self.page.node(parent).flags.has(Flags::SKIPPED)
                || tag == Tag::SOURCE
            {
                self.object(node, tag);
            }
            return self.end_node(node);
        }
        let node = self.insert(tag, start);
        if properties.has(TagProperties::FORMATTING) {
            self.push_formatting(node, tag);
        }
        match tag {
            Tag::FORM => self.form = Some(node),
            Tag::PRE | Tag::LISTING => self.skip_newline = true,
            _ => {}
        }
        if properties.has(TagProperties::OBJECT) {
            self.object(node, tag);
        }
    }

    /// Puts an element without text of its own among the items.
    fn object(&mut self, node: NodeId, tag: Tag) {
        if matches!(tag, Tag::SOURCE | Tag::INPUT) {
            // Belongs to the element around it, and never is a block by itself.
            self.page.items.push(Item { kind: ItemKind::Element, node });
        } else {
            self.run.element(&mut self.page, node, matches!(tag, Tag::IMG | Tag::AMP_IMG));
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
            self.close(open);
        }
    }

    fn html_end(&mut self, tag: Tag) {
        let properties = tag.properties();
        match tag {
            Tag::HTML | Tag::HEAD | Tag::BODY => {}
            Tag::P => match self.open.find(Scope::Button, |tag| tag == Tag::P) {
                Some(at) => self.pop_to(at),
                // An empty paragraph, which still parts what is before from what is behind.
                None => self.run.close(&mut self.page),
            },
            Tag::BR => {
                self.reconstruct_formatting();
                let node = self.insertion_parent();
                self.run.line_break(&mut self.page, node);
            }
            Tag::LI => self.end_in(Scope::ListItem, |tag| tag == Tag::LI),
            Tag::DD | Tag::DT => self.end_in(Scope::Default, |other| other == tag),
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                self.end_in(Scope::Default, |tag| tag.heading_level().is_some());
            }
            Tag::FORM => {
                let Some(form) = self.form.take() else { return };
                if let Some(at) = self.open.find(Scope::Default, |tag| tag == Tag::FORM)
                    && self.open.0[at].node == form
                {
                    self.pop_implied();
                    // Not what is in it: a form may end before the elements it holds (13.2.6.4.7).
                    self.forget(form);
                }
            }
            Tag::TABLE
            | Tag::TR
            | Tag::TBODY
            | Tag::THEAD
            | Tag::TFOOT
            | Tag::TD
            | Tag::TH
            | Tag::CAPTION
            | Tag::COLGROUP => {
                self.end_in(Scope::Table, |other| other == tag);
            }
            Tag::TEMPLATE => {
                if let Some(at) = self.open.0.iter().rposition(|open| open.tag == Tag::TEMPLATE) {
                    self.pop_to(at);
                }
            }
            _ if properties.has(TagProperties::FORMATTING) => self.adopt(tag),
            _ if properties.has(TagProperties::CLOSES_LIKE_DIV)
                || matches!(tag, Tag::APPLET | Tag::MARQUEE | Tag::OBJECT | Tag::SELECT) =>
            {
                self.end_in(Scope::Default, |other| other == tag);
            }
            _ => self.end_any(tag),
        }
    }

    fn end_in(&mut self, scope: Scope, wanted: impl Fn(Tag) -> bool) {
        if let Some(at) = self.open.find(scope, wanted) {
            self.pop_to(at);
        }
    }

    /// *Any other end tag* (13.2.6.4.7).
    pub(super) fn end_any(&mut self, tag: Tag) {
        for at in (0..self.open.0.len()).rev() {
            let open = self.open.0[at];
            if open.tag == tag {
                return self.pop_to(at);
            }
            if open.tag.is(TagProperties::SPECIAL) && !open.is_foreign {
                return;
            }
        }
    }

    /// An end tag in foreign content; whether it closed something there.
    fn foreign_end(&mut self, tag: Tag) -> bool {
        for at in (0..self.open.0.len()).rev() {
            let open = self.open.0[at];
            if !open.is_foreign {
                return false;
            }
            if open.tag == tag {
                self.pop_to(at);
                return true;
            }
        }
        false
    }
}

impl TokenSink for PageBuilder {
    fn start_tag(&mut self, start: &StartTag<'_>) {
        self.skip_newline = false;
        self.capture = None;
        let mut tag = self.tag(start.name);
        if start.namespace == Namespace::Foreign {
            if matches!(tag, Tag::SVG | Tag::MATH) {
                self.reconstruct_formatting();
            }
            let parent = self.insertion_parent();
            let node = self.make(tag, parent, Some(start));
            if start.has_content {
                self.push(node, tag, true);
            } else {
                self.end_node(node);
            }
            if tag == Tag::MATH && !self.page.node(parent).flags.has(Flags::SKIPPED) {
                self.object(node, tag);
            }
            return;
        }
        if tag == Tag::IMAGE {
            tag = Tag::IMG;
        }
        self.leave_foreign();
        self.html_start(tag, start);
    }

    fn end_tag(&mut self, name: &str, _span: Range<usize>) {
        self.skip_newline = false;
        self.capture = None;
        let tag = self.tag(name);
        if self.open.current().is_some_and(|open| open.is_foreign) && self.foreign_end(tag) {
            return;
        }
        self.html_end(tag);
    }

    fn text(&mut self, raw: &str, kind: TextKind) {
        let skip_newline = std::mem::take(&mut self.skip_newline);
        if let Some(capture) = self.capture {
            return self.page.head.text(capture, raw, kind);
        }
        if kind == TextKind::Script {
            return;
        }
        let mut decoded = std::mem::take(&mut self.decoded);
        decoded.clear();
        let mut text = raw;
        let has_references = matches!(kind, TextKind::Data | TextKind::Escapable) && raw.contains('&');
        if has_references || raw.contains('\0') {
            if has_references {
                entities::decode_text(raw, &mut decoded);
            } else {
                decoded.push_str(raw);
            }
            // NUL in running text is dropped (13.2.6.4.7).
            decoded.retain(|c| c != '\0');
            text = &decoded;
        }
        if skip_newline {
            text = text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text);
        }
        self.running_text(text, kind);
        self.decoded = decoded;
    }

    fn doctype(&mut self, _raw: &str) {
        self.has_doctype = true;
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
    fn running_text(&mut self, text: &str, kind: TextKind) {
        let is_space = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if !is_space && kind == TextKind::Data {
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
        let start = self.page.values.len() as u32;
        self.page.values.push_str(text);
        let range = TextRange { start, end: self.page.values.len() as u32 };
        self.page.items.push(Item { kind: ItemKind::Aside(range), node });
    }
}

/// Elements that put a marker on the list of active formatting elements.
const fn has_marker(tag: Tag) -> bool {
    matches!(tag, Tag::TD | Tag::TH | Tag::CAPTION | Tag::TEMPLATE | Tag::OBJECT | Tag::APPLET | Tag::MARQUEE)
}

/// Whether HTML may stand in this foreign element (13.2.6.5).
fn is_integration_point(tag: Tag, unknown_names: &HashMap<Box<str>, Tag>) -> bool {
    tag == Tag::TITLE
        || ["foreignobject", "desc", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"]
            .iter()
            .any(|name| unknown_names.get(*name) == Some(&tag))
}
