//! The items of a block go in; inline content comes out, nested as the page nested it.

use crate::article::{Inline, MAX_INLINE_DEPTH, Span, SpanKind};
use crate::links::Links;
use crate::page::{AttrName, Item, ItemKind, NodeId, Page, Tag};

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
        Tag::RUBY => SpanKind::Ruby,
        _ => return None,
    })
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

    /// The inline content of items that stand in `container`; what `picture` gives for an element is put in its place.
    pub fn content(
        &mut self,
        items: &[Item],
        container: NodeId,
        mut picture: impl FnMut(NodeId) -> Option<Inline>,
    ) -> Vec<Inline> {
        let mut done = Vec::new();
        for item in items {
            let piece = match item.kind {
                ItemKind::Text(range) => Inline::Text(self.page.text_at(range).to_owned()),
                ItemKind::Break => Inline::Break,
                ItemKind::Element => match picture(item.node) {
                    Some(inline) => inline,
                    None => continue,
                },
                ItemKind::Aside(_) => continue,
            };
            self.enclose(item.node, container);
            let common = self.open.iter().zip(&self.wanted).take_while(|(open, node)| open.node == **node).count();
            self.close_to(common, &mut done);
            for &node in &self.wanted[common..] {
                self.open.push(Open { node, content: Vec::new() });
            }
            push(self.open.last_mut().map_or(&mut done, |open| &mut open.content), piece);
        }
        self.close_to(0, &mut done);
        done
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

/// Puts an element around its content; white space at its edges is moved out of it, and an empty one is none.
fn wrap(page: &Page, links: &Links, open: Open, outer: &mut Vec<Inline>) {
    let Open { node, mut content } = open;
    let is_code = meaning(page, node) == Some(SpanKind::Code);
    let (leads, trails) = if is_code { (false, false) } else { trim_edges(&mut content) };
    if leads {
        push(outer, Inline::Text(" ".into()));
    }
    if !content.is_empty() {
        let title = page.attr(node, AttrName::Title).filter(|title| !title.trim().is_empty()).map(str::to_owned);
        match meaning(page, node) {
            Some(kind) => {
                let title = match kind {
                    SpanKind::Abbr => title,
                    SpanKind::Time => page.attr(node, AttrName::Datetime).map(str::to_owned),
                    _ => None,
                };
                outer.push(Inline::Span(Span { kind, title, content }));
            }
            None => match page.attr(node, AttrName::Href).and_then(|href| links.resolve(href)) {
                Some(url) => outer.push(Inline::Link { url, title, content }),
                None => content.into_iter().for_each(|inline| push(outer, inline)),
            },
        }
    }
    if trails {
        push(outer, Inline::Text(" ".into()));
    }
}

/// Adds to a list, joining neighbouring texts.
fn push(list: &mut Vec<Inline>, inline: Inline) {
    match (list.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
        (_, inline) => list.push(inline),
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
