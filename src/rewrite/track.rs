//! Tokens go in; they reach the page's tree, and what stands where in the source is noted: for each element and each text
//! its bytes, and whether they can be left out without changing how the rest is read.
//!
//! An element can be left out if, behind it, the parser is in the state in which it was before it. That is so if its
//! start tag and its end changed nothing else on the stack of open elements, and the active formatting elements and the
//! form are the same. Where a start tag also ended a paragraph or a list item, that end is written in its place.

use super::structure::{self, Rules, Verdict};
use crate::page::{NodeId, PageBuilder, Tag, TagProperties};
use crate::tokens::{StartTag, TextKind, TokenSink};
use std::collections::VecDeque;
use std::ops::Range;

/// Where an element stands in the source.
#[derive(Debug, Clone, Copy)]
pub struct Element {
    pub start: usize,
    /// One past its last byte, once it has ended.
    pub end: usize,
    /// What the parser had in mind before it, see [`PageBuilder::context`].
    context: Option<u64>,
    /// What its start tag ended besides: written where the element is left out, unless that was left out as well.
    pub closed: Option<(NodeId, &'static str)>,
    pub state: State,
    /// Whether it goes whatever the verdict on it is.
    pub goes: bool,
    /// Whether it has been left out.
    pub is_cut: bool,
}

/// How far an element has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    /// It has ended and can be left out.
    Whole,
    /// Leaving it out would change how the rest is read.
    Entangled,
}

/// What stands somewhere in the source.
#[derive(Debug, Clone)]
pub struct Record {
    pub span: Range<usize>,
    pub what: What,
}

#[derive(Debug, Clone, Copy)]
pub enum What {
    /// The start tag of an element.
    Start(NodeId),
    /// An element without content, and the block it stands in.
    Leaf(NodeId, Option<u32>),
    /// Text or a line break of a block; whether it can be left out.
    Text(u32, bool),
}

/// Something that is replaced by a fixed text, most often by nothing.
#[derive(Debug, Clone)]
pub struct Edit {
    pub span: Range<usize>,
    pub with: &'static str,
    /// Whether what goes stands in a line of text.
    pub is_inline: bool,
}

/// Notes where everything stands.
#[derive(Debug)]
pub struct Tracker {
    pub builder: PageBuilder,
    rules: Rules,
    /// The open elements after the last token.
    stack: Vec<NodeId>,
    /// By node.
    pub elements: Vec<Element>,
    /// What has not been decided yet, in order.
    pub records: VecDeque<Record>,
    /// What goes or changes by its structure alone, in order.
    pub edits: VecDeque<Edit>,
    /// For each block that has begun where its last piece ends.
    pub block_ends: Vec<usize>,
    /// Where a script begins that has not ended.
    pub script: Option<usize>,
    /// One past the last token.
    pub seen: usize,
    /// How many elements are open that go as a whole or not at all, since what stands in them changes how the rest of
    /// it is read: templates and select boxes.
    opaque: usize,
    /// Whether the page is so broken that our tree is not sure to be a browser's. Then nothing more can be left out.
    is_lost: bool,
}

/// The state before a token.
struct Before {
    depth: usize,
    nodes: usize,
    context: Option<u64>,
}

/// What a token is, as far as it matters for what it ends.
#[derive(Clone, Copy)]
enum Cause {
    Start(Tag),
    End(Tag, usize),
    Text,
}

const NOWHERE: Element =
    Element { start: 0, end: 0, context: None, closed: None, state: State::Entangled, goes: false, is_cut: false };

impl Tracker {
    pub fn new(rules: Rules) -> Self {
        Self {
            builder: PageBuilder::default(),
            rules,
            stack: Vec::new(),
            elements: vec![NOWHERE],
            records: VecDeque::new(),
            edits: VecDeque::new(),
            block_ends: Vec::new(),
            script: None,
            seen: 0,
            opaque: 0,
            is_lost: false,
        }
    }

    fn before(&mut self) -> Before {
        let _ = self.builder.take_reach();
        Before { depth: self.stack.len(), nodes: self.builder.page().nodes.len(), context: self.builder.context() }
    }

    /// Notes what a token ended and opened; gives how deep it reached.
    fn settle(&mut self, before: &Before, cause: Cause, start: usize) -> usize {
        let reach = self.builder.take_reach();
        let low = reach.depth.min(before.depth);
        let depth = self.builder.depth();
        for at in (low..self.stack.len()).rev() {
            let node = self.stack[at];
            self.opaque -= usize::from(is_opaque(self.tag(node)));
            let is_open = self.builder.is_open(node);
            let own_end = match cause {
                Cause::End(tag, end) if at == low && depth == low && self.tag(node) == tag => Some(end),
                _ => None,
            };
            let context = if own_end.is_some() { self.builder.context() } else { before.context };
            // What becomes of the marker that these leave among the active formatting elements is not followed here; and
            // lol_html takes what follows for SVG.
            self.is_lost |= own_end.is_none()
                && matches!(self.tag(node), Tag::OBJECT | Tag::APPLET | Tag::MARQUEE | Tag::SVG | Tag::MATH);
            let is_clean = !self.is_lost && (own_end.is_some() || self.ends_by_the_way(at, low, cause));
            let element = &mut self.elements[node.index()];
            element.end = own_end.unwrap_or(start);
            let is_whole = !is_open && is_clean && element.state == State::Open && element.context == context;
            element.state = if is_whole && context.is_some() { State::Whole } else { State::Entangled };
        }
        self.stack.truncate(low);
        self.elements.resize(self.builder.page().nodes.len(), NOWHERE);
        self.stack.extend(self.builder.open_from(low));
        self.opaque += self.stack[low..].iter().filter(|&&node| is_opaque(self.tag(node))).count();
        low
    }

    /// Whether the element at this place of the stack was ended by something that would do the same without it.
    fn ends_by_the_way(&self, at: usize, low: usize, cause: Cause) -> bool {
        let tag = self.tag(self.stack[at]);
        match cause {
            // The end of something around it.
            Cause::End(ender, _) => {
                !is_table_part(tag)
                    && low < at
                    && self.tag(self.stack[low]) == ender
                    && !ender.is(TagProperties::FORMATTING)
            }
            Cause::Start(starter) => {
                let parent = at.checked_sub(1).map(|parent| self.tag(self.stack[parent]));
                match tag {
                    Tag::P => starter.is(TagProperties::CLOSES_P),
                    Tag::LI => starter == Tag::LI && low == at && matches!(parent, Some(Tag::UL | Tag::OL | Tag::MENU)),
                    Tag::DD | Tag::DT => matches!(starter, Tag::DD | Tag::DT) && low == at && parent == Some(Tag::DL),
                    _ => false,
                }
            }
            Cause::Text => false,
        }
    }

    /// Whether anything that stands here can be left out by itself.
    const fn can_cut(&self) -> bool {
        !self.is_lost && self.opaque == 0
    }

    fn tag(&self, node: NodeId) -> Tag {
        self.builder.page().node(node).tag
    }

    /// The block that what has just come belongs to, up to `end`.
    fn block_at(&mut self, end: usize) -> Option<u32> {
        let block = self.builder.block_in_progress()?;
        self.reach_of_block(block, end);
        Some(block)
    }

    fn reach_of_block(&mut self, block: u32, end: usize) {
        // Blocks that have no piece of their own in the source do not occur; should one, it ends with the next.
        self.block_ends.resize((block as usize + 1).max(self.block_ends.len()), end);
        self.block_ends[block as usize] = end;
    }

    /// Something that stands in a table goes before it (foster parenting): it does not go with the table.
    fn foster(&mut self) {
        let table = self.stack.iter().rposition(|&node| self.tag(node) == Tag::TABLE).unwrap_or(0);
        for node in &self.stack[table..] {
            self.elements[node.index()].state = State::Entangled;
        }
    }

    /// Whether what comes now stands in a table, but in no cell of it.
    fn is_between_cells(&self) -> bool {
        let tag = self.stack.last().map(|&node| self.tag(node));
        matches!(tag, Some(Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR))
    }

    /// The page has ended.
    pub fn end(&mut self, end: usize) {
        for node in std::mem::take(&mut self.stack) {
            let element = &mut self.elements[node.index()];
            (element.end, element.state) = (end, State::Entangled);
        }
        if let Some(start) = self.script.take() {
            self.edits.push_back(Edit { span: start..end, with: "", is_inline: true });
        }
        self.seen = end;
    }

    /// What a start tag ended that must be ended as well if the element is left out. Err if that cannot be said.
    fn closed(&self, before: &Before, low: usize, tag: Tag, outermost: Option<(NodeId, Tag)>) -> Closed {
        if low == before.depth {
            return Closed::Nothing;
        }
        match outermost {
            Some((node, Tag::P)) if tag.is(TagProperties::CLOSES_P) => Closed::By(node, "</p>"),
            Some((node, Tag::LI)) if tag == Tag::LI => Closed::By(node, "</li>"),
            Some((node, Tag::DD)) if matches!(tag, Tag::DD | Tag::DT) => Closed::By(node, "</dd>"),
            Some((node, Tag::DT)) if matches!(tag, Tag::DD | Tag::DT) => Closed::By(node, "</dt>"),
            _ => Closed::More,
        }
    }
}

const fn is_table_part(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::TD | Tag::TH | Tag::TR | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::CAPTION | Tag::COLGROUP | Tag::COL
    )
}

const fn is_opaque(tag: Tag) -> bool {
    matches!(tag, Tag::TEMPLATE | Tag::SELECT)
}

enum Closed {
    Nothing,
    By(NodeId, &'static str),
    More,
}

impl TokenSink for Tracker {
    fn start_tag(&mut self, start: &StartTag<'_>) {
        let before = self.before();
        let span = start.span.clone();
        self.builder.start_tag(start);
        let outermost = self.builder.reach().outermost;
        let nodes = self.builder.page().nodes.len();
        // Of several nodes the last is the tag's own; those before it were made up.
        let node = (nodes > before.nodes).then(|| NodeId(nodes as u32 - 1));
        let tag = node.map_or_else(|| Tag::of(start.name.as_bytes()).unwrap_or(Tag::SPAN), |node| self.tag(node));
        let low = self.settle(&before, Cause::Start(tag), span.start);
        self.seen = span.end;
        // See `docs/tree.md`, `template-modes` and `frames`.
        if tag == Tag::FRAMESET || is_table_part(tag) && self.opaque > 0 || self.builder.is_crowded() {
            self.is_lost = true;
        }
        let Some(node) = node else {
            match structure::of_bare(tag, start, self.rules) {
                Verdict::Stays => {}
                Verdict::Goes if tag == Tag::SCRIPT => self.script = Some(span.start),
                Verdict::Goes => self.edits.push_back(Edit { span, with: "", is_inline: true }),
                Verdict::Becomes(with) => self.edits.push_back(Edit { span, with, is_inline: true }),
            }
            // A line break.
            if tag == Tag::BR
                && let Some(block) = self.block_at(self.seen)
            {
                let is_free = self.can_cut() && self.stack.len() == before.depth && low == before.depth;
                self.records.push_back(Record { span: start.span.clone(), what: What::Text(block, is_free) });
            }
            return;
        };
        let parent = low.checked_sub(1).map_or(NodeId::ROOT, |at| self.stack[at]);
        if self.builder.page().node(node).parent != parent
            && matches!(self.tag(parent), Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR)
        {
            self.foster();
        }
        let is_open = self.builder.is_open(node);
        let closed = self.closed(&before, low, tag, outermost);
        let is_alone = nodes == before.nodes + 1 && self.builder.depth() == low + usize::from(is_open);
        // The outermost of them may go.
        let is_outermost = is_open && is_opaque(tag) && self.opaque == 1;
        let is_free = is_alone
            && (self.can_cut() || is_outermost && !self.is_lost)
            && before.context.is_some()
            && !matches!(closed, Closed::More);
        let state = match (is_free, is_open) {
            (true, true) => State::Open,
            (true, false) => State::Whole,
            (false, _) => State::Entangled,
        };
        self.elements[node.index()] = Element {
            start: span.start,
            end: span.end,
            context: before.context,
            closed: if let Closed::By(node, with) = closed { Some((node, with)) } else { None },
            state,
            goes: structure::goes(tag, start, self.rules),
            is_cut: false,
        };
        let what = if is_open {
            What::Start(node)
        } else if tag == Tag::HR {
            // A block of its own, which has ended already.
            let block = (self.builder.page().blocks.len() as u32).checked_sub(1);
            block.inspect(|&block| self.reach_of_block(block, span.end));
            What::Leaf(node, block)
        } else {
            What::Leaf(node, self.block_at(span.end))
        };
        self.records.push_back(Record { span, what });
    }

    fn end_tag(&mut self, name: &str, span: Range<usize>) {
        if let Some(start) = self.script.take()
            && name.eq_ignore_ascii_case("script")
        {
            self.edits.push_back(Edit { span: start..span.end, with: "", is_inline: true });
        }
        let before = self.before();
        self.builder.end_tag(name, span.clone());
        // An element of an unknown name is ended by its own end tag alone.
        let ended = || self.stack.get(self.builder.reach().depth).map(|&node| self.tag(node));
        let tag = Tag::of(name.as_bytes()).or_else(ended).unwrap_or(Tag::SPAN);
        self.settle(&before, Cause::End(tag, span.end), span.start);
        self.seen = span.end;
        if tag == Tag::BR
            && let Some(block) = self.block_at(span.end)
        {
            self.records.push_back(Record { span, what: What::Text(block, false) });
        }
    }

    fn text(&mut self, raw: &str, kind: TextKind, span: Range<usize>) {
        let before = self.before();
        if kind == TextKind::Raw
            && let Some(&node) = self.stack.last()
            && self.tag(node) == Tag::NOSCRIPT
        {
            self.elements[node.index()].goes |= structure::is_noscript_tracker(raw, self.rules);
        }
        if self.is_between_cells() && !raw.trim().is_empty() {
            self.foster();
        }
        self.builder.text(raw, kind, span.clone());
        let low = self.settle(&before, Cause::Text, span.start);
        self.seen = span.end;
        // Raw text goes with its element or not at all.
        let is_free =
            kind != TextKind::Raw && self.can_cut() && low == before.depth && self.stack.len() == before.depth;
        if let Some(block) = self.block_at(span.end) {
            self.records.push_back(Record { span, what: What::Text(block, is_free) });
        }
    }

    fn doctype(&mut self, raw: &str) {
        self.builder.doctype(raw);
    }

    fn wants(&self, kind: TextKind) -> bool {
        self.builder.wants(kind)
    }
}
