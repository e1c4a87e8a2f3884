//! The stack of open elements and its scopes (HTML standard, 13.2.4.2 The stack of open elements).

use super::{NodeId, Tag, TagProperties};

/// An open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    pub node: NodeId,
    pub tag: Tag,
    /// SVG or MathML.
    pub is_foreign: bool,
}

/// The stack, the root not in it. Searches look at no more than [`MAX_DEPTH`](super::MAX_DEPTH) entries.
#[derive(Debug, Default)]
pub struct OpenElements(pub Vec<Open>);

/// Which elements hide what is below them from a search.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// `applet`, `caption`, `table`, `td`, `th`, `marquee`, `object`, `template`, and foreign integration points.
    Default,
    /// These and `ol`, `ul`.
    ListItem,
    /// These and `button`.
    Button,
    /// `table` and `template` alone.
    Table,
}

impl Scope {
    fn ends_at(self, open: Open) -> bool {
        match self {
            Self::Table => matches!(open.tag, Tag::TABLE | Tag::TEMPLATE),
            Self::Default => open.is_foreign || open.tag.is(TagProperties::SCOPE),
            Self::ListItem => Self::Default.ends_at(open) || matches!(open.tag, Tag::OL | Tag::UL),
            Self::Button => Self::Default.ends_at(open) || open.tag == Tag::BUTTON,
        }
    }
}

impl OpenElements {
    /// Position of the innermost element that `wanted` picks, if nothing hides it.
    pub fn find(&self, scope: Scope, wanted: impl Fn(Tag) -> bool) -> Option<usize> {
        for (at, &open) in self.0.iter().enumerate().rev() {
            if !open.is_foreign && wanted(open.tag) {
                return Some(at);
            }
            if scope.ends_at(open) {
                return None;
            }
        }
        None
    }

    /// Position of an element.
    pub fn position(&self, node: NodeId) -> Option<usize> {
        self.0.iter().rposition(|open| open.node == node)
    }

    /// The innermost open element.
    pub fn current(&self) -> Option<Open> {
        self.0.last().copied()
    }

    /// Whether the innermost element is a `table` or a part of one that holds no text itself.
    pub fn in_table_context(&self) -> bool {
        self.current().is_some_and(|open| {
            !open.is_foreign && matches!(open.tag, Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR)
        })
    }
}
