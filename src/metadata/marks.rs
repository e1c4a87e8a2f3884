//! What the body's elements are marked as: one sweep over the nodes, so that every subject finds its own at once.

use crate::page::{AttrName, Flags, Item, ItemKind, NodeId, Page, Tag};

/// Types remembered of one page.
const MAX_TYPES: usize = 64;

/// Elements with a meaning of their own, in document order.
#[derive(Debug, Default)]
pub struct Marks<'p> {
    /// `h1`.
    pub headings: Vec<NodeId>,
    /// `time`.
    pub times: Vec<NodeId>,
    /// Elements with `itemprop`, and its value.
    pub itemprops: Vec<(NodeId, &'p str)>,
    /// Values of `itemtype`, at most [`MAX_TYPES`].
    pub itemtypes: Vec<&'p str>,
    /// `a` or `link` with `rel=author`.
    pub rel_author: Vec<NodeId>,
    /// Addresses of `rel=next`.
    pub rel_next: Vec<&'p str>,
    /// `rel=tag`.
    pub rel_tag: Vec<NodeId>,
    /// Lists of breadcrumbs, by label or type.
    pub breadcrumbs: Vec<NodeId>,
}

impl<'p> Marks<'p> {
    /// Sweeps over a page.
    pub fn of(page: &'p Page) -> Self {
        let mut marks = Self::default();
        for (index, node) in (0..).zip(&page.nodes) {
            let id = NodeId(index);
            match node.tag {
                Tag::H1 if !node.flags.has(Flags::SKIPPED) => marks.headings.push(id),
                Tag::TIME => marks.times.push(id),
                _ => {}
            }
            for attr in page.attrs(id) {
                match attr.name {
                    AttrName::Itemprop => marks.itemprops.push((id, page.value_at(attr.value))),
                    AttrName::Rel => marks.rel(page, id, page.value_at(attr.value)),
                    AttrName::Itemtype => {
                        let kind = page.value_at(attr.value);
                        if kind.ends_with("BreadcrumbList") {
                            marks.breadcrumbs.push(id);
                        }
                        if marks.itemtypes.len() < MAX_TYPES {
                            marks.itemtypes.push(kind);
                        }
                    }
                    AttrName::AriaLabel if is_breadcrumb_label(page.value_at(attr.value)) => marks.breadcrumbs.push(id),
                    _ => {}
                }
            }
        }
        marks
    }

    fn rel(&mut self, page: &'p Page, node: NodeId, rel: &str) {
        for word in rel.split_ascii_whitespace() {
            match word {
                "author" => self.rel_author.push(node),
                "tag" => self.rel_tag.push(node),
                "next" => self.rel_next.extend(page.attr(node, AttrName::Href)),
                _ => {}
            }
        }
    }

    /// Elements whose `itemprop` names a property.
    pub fn itemprop(&self, name: &str) -> impl Iterator<Item = NodeId> {
        self.itemprops
            .iter()
            .filter(move |(_, value)| value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(name)))
            .map(|(node, _)| *node)
    }
}

fn is_breadcrumb_label(label: &str) -> bool {
    label.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("breadcrumb"))
}

/// What stands between two elements that only a style sheet sets apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// A space, for titles.
    Space,
    /// A sign that ends a name, for bylines.
    Dot,
}

/// The text of inline content, with something between two elements that only a style sheet sets apart: a small letter or
/// digit in the one, a capital or digit in the next ("Ann Lee" `</a><a>` "Bob Ray").
pub fn shown_text(page: &Page, items: &[Item], between: Apart) -> String {
    let mut text = String::new();
    let mut last: Option<NodeId> = None;
    for item in items {
        match item.kind {
            ItemKind::Text(range) => {
                let next = page.text_at(range);
                let apart = last.is_some_and(|last| last != item.node)
                    && text
                        .ends_with(|c: char| c.is_lowercase() || c.is_numeric() || matches!(c, '.' | ')' | '!' | '?'))
                    && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
                if apart {
                    text.push_str(if between == Apart::Dot { " · " } else { " " });
                }
                text.push_str(next);
                last = Some(item.node);
            }
            ItemKind::Break => text.push(' '),
            ItemKind::Element | ItemKind::Aside(_) => {}
        }
    }
    text
}

/// The value of a microdata property: an attribute where the element has one for it, else its text
/// (HTML standard, 5.2.4 "Values").
pub fn property_value(page: &Page, node: NodeId) -> String {
    [AttrName::Content, AttrName::Datetime]
        .into_iter()
        .find_map(|name| page.attr(node, name))
        .map_or_else(|| shown_text(page, page.items_inside(node), Apart::Dot), str::to_owned)
}
