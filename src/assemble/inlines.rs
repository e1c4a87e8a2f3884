//! The items of a block go in; inline content comes out, nested as the page nested it.

use super::math;
use crate::article::{BlockKind, Image, Inline, MAX_INLINE_DEPTH, Span, SpanKind};
use crate::links::Links;
use crate::page::measure::is_unspaced;
use crate::page::{AttrName, Item, ItemKind, NodeId, Page, Tag};
use crate::roles::{Role, Roles};

/// What an element means within a line; `None` for one that means nothing.
fn meaning(page: &Page, node: NodeId) -> Option<SpanKind> {
    Some(match page.node(node).tag {
        Tag::EM | Tag::I | Tag::CITE | Tag::DFN | Tag::VAR => SpanKind::Emphasis,
        Tag::STRONG | Tag::B => SpanKind::Strong,
        Tag::CODE | Tag::KBD | Tag::SAMP | Tag::TT => SpanKind::Code,
        Tag::SUB => SpanKind::Sub,
        Tag::SUP => SpanKind::Sup,
        Tag::MARK => SpanKind::Mark,
        Tag::DEL | Tag::S | Tag::STRIKE => SpanKind::Delete,
        Tag::INS => SpanKind::Insert,
        Tag::SMALL => SpanKind::Small,
        Tag::ABBR => SpanKind::Abbr,
        Tag::TIME => SpanKind::Time,
        Tag::Q => SpanKind::Quote,
        _ => return None,
    })
}

/// A piece of a block.
pub enum Piece {
    Line(Vec<Inline>),
    Picture(Image),
    Block(Box<BlockKind>),
}

/// What becomes of an element without text of its own.
pub enum Placed {
    Nothing,
    /// It stands in the line.
    Inline(Inline),
    /// It is annotated text.
    Ruby(Vec<Inline>),
    /// It is a picture that ends the line.
    Picture(Image),
    /// It is a block that ends the line.
    Block(BlockKind),
}

/// An element that is not the sum of its items.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Formula(NodeId),
    Reference(NodeId),
    Ruby(NodeId),
    Skipped(NodeId),
}

impl Whole {
    const fn node(self) -> NodeId {
        match self {
            Self::Formula(node) | Self::Reference(node) | Self::Ruby(node) | Self::Skipped(node) => node,
        }
    }
}

/// White space around a picture in a line. Blocks collapse it as if the picture were not there: `sign <img> of` has none left
/// behind it, and a line that begins with a picture neither.
struct Space {
    /// Whether the line begins here, or its last text ends in white space.
    is_last: bool,
    /// Whether a picture has come since.
    is_owed: bool,
}

impl Default for Space {
    fn default() -> Self {
        Self { is_last: true, is_owed: false }
    }
}

impl Space {
    /// A text with the space that is owed to it, if words are parted by spaces there.
    fn before(&mut self, text: &str) -> String {
        let parts = text.starts_with(|c: char| c.is_alphanumeric() && !is_unspaced(c));
        let is_owed = std::mem::take(&mut self.is_owed) && parts;
        self.is_last = text.ends_with([' ', '\n']);
        if is_owed { format!(" {text}") } else { text.to_owned() }
    }
}

/// An inline element that is being filled.
struct Open {
    node: NodeId,
    content: Vec<Inline>,
}

/// Turns items into inline content.
pub struct Inliner<'a> {
    page: &'a Page,
    links: &'a Links,
    open: Vec<Open>,
    /// The meaningful elements around the current item, outermost first.
    wanted: Vec<NodeId>,
}

impl<'a> Inliner<'a> {
    pub const fn new(page: &'a Page, links: &'a Links) -> Self {
        Self { page, links, open: Vec::new(), wanted: Vec::new() }
    }

    /// The inline content of items that stand in `container`, pictures and all that is a block by itself left out.
    pub fn line(&mut self, items: &[Item], container: NodeId, roles: &mut Roles<'_>) -> Vec<Inline> {
        let pieces = self.walk(items, container, roles, false, &mut |_| Placed::Nothing);
        let lines = pieces.into_iter().filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Block(_) | Piece::Picture(_) => None,
        });
        lines.flatten().collect()
    }

    /// The pieces of a block: its lines, and what stands before, between and behind them. `place` says what becomes of the
    /// element at an index.
    pub fn pieces(
        &mut self,
        items: &[Item],
        container: NodeId,
        roles: &mut Roles<'_>,
        mut place: impl FnMut(usize) -> Placed,
    ) -> Vec<Piece> {
        self.walk(items, container, roles, true, &mut place)
    }

    fn walk(
        &mut self,
        items: &[Item],
        container: NodeId,
        roles: &mut Roles<'_>,
        splits: bool,
        place: &mut dyn FnMut(usize) -> Placed,
    ) -> Vec<Piece> {
        let page = self.page;
        let mut done = Vec::new();
        let mut pieces = Vec::new();
        let mut space = Space::default();
        let mut at = 0;
        while let Some(item) = items.get(at) {
            at += 1;
            if matches!(item.kind, ItemKind::Aside(_)) {
                continue;
            }
            let mut node = item.node;
            let placed = match whole_around(page, roles, item.node, container) {
                Some(whole) => {
                    let is_inside = |item: &&Item| page.contains(whole.node(), item.node);
                    let end = at + items[at..].iter().take_while(is_inside).count();
                    let inside = &items[at - 1..end];
                    at = end;
                    // Formatting within it is its own; the link of a reference is what is replaced.
                    node = match whole {
                        Whole::Reference(node) => page.node(node).parent,
                        other => other.node(),
                    };
                    self.whole(whole, inside, roles)
                }
                None => match item.kind {
                    ItemKind::Text(range) => Placed::Inline(Inline::Text(space.before(page.text_at(range)))),
                    ItemKind::Break => {
                        space = Space::default();
                        Placed::Inline(Inline::Break)
                    }
                    _ if page.node(item.node).tag == Tag::SCRIPT => {
                        math::of_script(page, item.node, items.get(at)).map_or(Placed::Nothing, formula)
                    }
                    _ => {
                        let placed = place(at - 1);
                        space.is_owed |= space.is_last && matches!(placed, Placed::Inline(_));
                        placed
                    }
                },
            };
            let block = match placed {
                Placed::Nothing => continue,
                Placed::Inline(inline) => {
                    self.add(node, container, inline, &mut done);
                    continue;
                }
                Placed::Ruby(spans) => {
                    spans.into_iter().for_each(|span| self.add(node, container, span, &mut done));
                    continue;
                }
                Placed::Block(BlockKind::Math { tex, text, .. }) if !splits => {
                    self.add(node, container, Inline::Math { tex, text }, &mut done);
                    continue;
                }
                Placed::Block(kind) => Piece::Block(Box::new(kind)),
                Placed::Picture(picture) => Piece::Picture(picture),
            };
            space = Space::default();
            self.close_to(0, &mut done);
            if !done.is_empty() {
                pieces.push(Piece::Line(std::mem::take(&mut done)));
            }
            pieces.push(block);
        }
        self.close_to(0, &mut done);
        if !done.is_empty() {
            pieces.push(Piece::Line(done));
        }
        pieces
    }

    /// Adds a piece of a line within the elements around it.
    fn add(&mut self, node: NodeId, container: NodeId, inline: Inline, done: &mut Vec<Inline>) {
        self.enclose(node, container);
        let common = self.open.iter().zip(&self.wanted).take_while(|(open, node)| open.node == **node).count();
        self.close_to(common, done);
        for &node in &self.wanted[common..] {
            self.open.push(Open { node, content: Vec::new() });
        }
        push(self.open.last_mut().map_or(done, |open| &mut open.content), inline);
    }

    /// What stands for an element that is not the sum of its items.
    fn whole(&self, whole: Whole, items: &[Item], roles: &Roles<'_>) -> Placed {
        match whole {
            Whole::Formula(node) => math::of_element(self.page, node).map_or(Placed::Nothing, formula),
            Whole::Reference(node) => match roles.notes.reference(node) {
                Some(anchor) => Placed::Inline(Inline::Footnote(anchor.to_owned())),
                None => Placed::Nothing,
            },
            Whole::Ruby(node) => Placed::Ruby(self.ruby(node, items)),
            Whole::Skipped(_) => Placed::Nothing,
        }
    }

    /// Annotated text (HTML standard, 4.5.10): each base with the reading after it.
    fn ruby(&self, ruby: NodeId, items: &[Item]) -> Vec<Inline> {
        let mut spans = Vec::new();
        let (mut base, mut reading) = (String::new(), String::new());
        let mut flush = |base: &mut String, reading: &mut String| {
            let (text, title) = (std::mem::take(base), std::mem::take(reading));
            let content = vec![Inline::Text(text.clone())];
            if !title.trim().is_empty() && !text.trim().is_empty() {
                let title = Some(title.trim().to_owned());
                spans.push(Inline::Span(Span { kind: SpanKind::Ruby, title, content }));
            } else if !text.is_empty() {
                spans.extend(content);
            }
        };
        for item in items {
            let text = match item.kind {
                ItemKind::Text(range) => self.page.text_at(range),
                _ => continue,
            };
            let is_reading = self
                .page
                .ancestors(item.node)
                .take_while(|&id| id != ruby)
                .any(|id| matches!(self.page.node(id).tag, Tag::RT | Tag::RTC));
            if is_reading {
                reading.push_str(text);
            } else {
                if !reading.is_empty() {
                    flush(&mut base, &mut reading);
                }
                base.push_str(text);
            }
        }
        flush(&mut base, &mut reading);
        spans
    }

    /// Lists the meaningful elements from `container` down to `node`. A link counts even when it is around the container.
    fn enclose(&mut self, node: NodeId, container: NodeId) {
        self.wanted.clear();
        let link = self.page.node(node).link;
        let mut is_link_listed = link.is_none();
        for ancestor in self.page.ancestors(node) {
            if ancestor == container || ancestor == NodeId::ROOT {
                break;
            }
            if Some(ancestor) == link {
                is_link_listed = true;
                self.wanted.push(ancestor);
            } else if let Some(kind) = meaning(self.page, ancestor)
                && !self.wanted.iter().any(|&inner| meaning(self.page, inner) == Some(kind))
            {
                self.wanted.push(ancestor);
            }
        }
        if let (false, Some(link)) = (is_link_listed, link) {
            self.wanted.push(link);
        }
        self.wanted.reverse();
        self.wanted.truncate(MAX_INLINE_DEPTH);
    }

    fn close_to(&mut self, depth: usize, done: &mut Vec<Inline>) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            let outer = self.open.last_mut().map_or(&mut *done, |outer| &mut outer.content);
            wrap(self.page, self.links, open, outer);
        }
    }
}

/// The outermost element around a node, within `container`, that is not the sum of its items.
fn whole_around(page: &Page, roles: &mut Roles<'_>, node: NodeId, container: NodeId) -> Option<Whole> {
    let mut found = None;
    for id in page.ancestors(node) {
        if id == container || id == NodeId::ROOT {
            break;
        }
        let whole = match roles.of(id) {
            Role::Formula => Some(Whole::Formula(id)),
            Role::Skipped => Some(Whole::Skipped(id)),
            _ => match page.node(id).tag {
                Tag::RUBY => Some(Whole::Ruby(id)),
                Tag::A if roles.notes.reference(id).is_some() => Some(Whole::Reference(id)),
                Tag::A if roles.notes.is_way_back(id) => Some(Whole::Skipped(id)),
                _ => None,
            },
        };
        found = whole.or(found);
    }
    found
}

fn formula(formula: math::Formula) -> Placed {
    if formula.is_display { Placed::Block(math::block(formula)) } else { Placed::Inline(math::inline(formula)) }
}

/// Puts an element around its content; white space at its edges is moved out of it, and an empty one is none.
fn wrap(page: &Page, links: &Links, open: Open, outer: &mut Vec<Inline>) {
    let Open { node, mut content } = open;
    let kind = meaning(page, node);
    let is_code = kind == Some(SpanKind::Code);
    let (leads, trails) = if is_code { (false, false) } else { trim_edges(&mut content) };
    if leads {
        push(outer, Inline::Text(" ".into()));
    }
    if kind == Some(SpanKind::Sup) && is_references(&content) {
        // A reference is written raised by itself, in brackets.
        outer.extend(content.into_iter().filter(|inline| matches!(inline, Inline::Footnote(_))));
    } else if !content.is_empty() {
        let title =
            page.attr(node, AttrName::Title).map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned);
        match kind {
            Some(kind) => {
                let title = match kind {
                    SpanKind::Abbr => title,
                    SpanKind::Time => page.attr(node, AttrName::Datetime).map(str::to_owned),
                    _ => None,
                };
                push(outer, Inline::Span(Span { kind, title, content }));
            }
            None => match page.attr(node, AttrName::Href).and_then(|href| links.resolve(href)) {
                Some(url) => push(outer, Inline::Link { url, title, content }),
                None => content.into_iter().for_each(|inline| push(outer, inline)),
            },
        }
    }
    if trails {
        push(outer, Inline::Text(" ".into()));
    }
}

/// Whether content is references to notes, and nothing else but what stands around and between them.
fn is_references(content: &[Inline]) -> bool {
    content.iter().any(|inline| matches!(inline, Inline::Footnote(_)))
        && content.iter().all(|inline| match inline {
            Inline::Footnote(_) => true,
            Inline::Text(text) => text.chars().all(|c| matches!(c, '[' | ']' | '(' | ')' | ',' | ';' | ' ')),
            _ => false,
        })
}

/// Adds to a list, joining neighbouring texts.
fn push(list: &mut Vec<Inline>, inline: Inline) {
    match (list.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
        (_, inline) => {
            // Most lists have one, and room for four would be as much as its text.
            if list.is_empty() {
                list.reserve_exact(1);
            }
            list.push(inline);
        }
    }
}

fn trim_edges(content: &mut Vec<Inline>) -> (bool, bool) {
    let (mut leads, mut trails) = (false, false);
    if let Some(Inline::Text(text)) = content.first_mut()
        && text.starts_with(' ')
    {
        leads = true;
        text.remove(0);
        if text.is_empty() {
            content.remove(0);
        }
    }
    if let Some(Inline::Text(text)) = content.last_mut()
        && text.ends_with(' ')
    {
        trails = true;
        text.pop();
        if text.is_empty() {
            content.pop();
        }
    }
    (leads, trails)
}
