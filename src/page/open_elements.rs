//! The stack of open elements and its scopes (HTML standard, 13.2.4.2 The stack of open elements).

use super::{NodeId, Tag, TagProperties};

/// Which language an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Html,
    Svg,
    MathMl,
}

/// What may stand in an element of SVG or MathML, besides its own language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integration {
    /// Nothing else; for HTML elements, which need none.
    None,
    /// HTML (an *HTML integration point*).
    Html,
    /// HTML, but for `mglyph` and `malignmark` (a *MathML text integration point*).
    MathMlText,
}

/// An open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    pub node: NodeId,
    pub tag: Tag,
    pub language: Language,
    pub integration: Integration,
}

impl Open {
    /// An element of HTML.
    pub const fn html(node: NodeId, tag: Tag) -> Self {
        Self { node, tag, language: Language::Html, integration: Integration::None }
    }

    pub const fn is_html(self) -> bool {
        matches!(self.language, Language::Html)
    }

    /// Whether it is this element of HTML.
    pub fn is(self, tag: Tag) -> bool {
        self.tag == tag && self.is_html()
    }

    /// Whether it is an element of HTML with this property.
    pub fn has(self, property: TagProperties) -> bool {
        self.is_html() && self.tag.is(property)
    }

    /// Whether text in it is text of HTML.
    pub fn holds_html_text(self) -> bool {
        self.is_html() || self.integration != Integration::None
    }

    /// Whether it bounds the default scope.
    pub fn is_scope(self) -> bool {
        self.has(TagProperties::SCOPE) || self.is_special_foreign()
    }

    /// Whether it is in the *special* category.
    pub fn is_special(self) -> bool {
        self.has(TagProperties::SPECIAL) || self.is_special_foreign()
    }

    fn is_special_foreign(self) -> bool {
        match self.language {
            Language::Html => false,
            Language::Svg => matches!(self.tag, Tag::FOREIGN_OBJECT | Tag::DESC | Tag::TITLE),
            Language::MathMl => {
                matches!(self.tag, Tag::MI | Tag::MO | Tag::MN | Tag::MS | Tag::MTEXT | Tag::ANNOTATION_XML)
            }
        }
    }

    /// Whether it is a table or a part of one that holds no text itself.
    pub fn is_table_structure(self) -> bool {
        self.is_html() && matches!(self.tag, Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR)
    }
}

/// The stack, the root not in it. It is no deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
#[derive(Debug, Default)]
pub struct OpenElements(pub Vec<Open>);

/// Which elements hide what is below them from a search.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// `applet`, `caption`, `table`, `td`, `th`, `marquee`, `object`, `select`, `template`, and some of SVG and MathML.
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
            Self::Table => open.is(Tag::TABLE) || open.is(Tag::TEMPLATE),
            Self::Default => open.is_scope(),
            Self::ListItem => open.is_scope() || open.is(Tag::OL) || open.is(Tag::UL),
            Self::Button => open.is_scope() || open.is(Tag::BUTTON),
        }
    }
}

impl OpenElements {
    /// Position of the innermost element of HTML that `wanted` picks, if nothing hides it.
    pub fn find(&self, scope: Scope, wanted: impl Fn(Tag) -> bool) -> Option<usize> {
        for (at, &open) in self.0.iter().enumerate().rev() {
            if open.is_html() && wanted(open.tag) {
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
    pub fn is_in_table_structure(&self) -> bool {
        self.current().is_some_and(Open::is_table_structure)
    }

    /// The table whose structure is being built: that of the insertion modes *in table*, *in table body* and *in row*.
    pub fn table_in_structure(&self) -> Option<usize> {
        let is_boundary = |open: &Open| {
            open.is_table_structure()
                || open.is_html() && matches!(open.tag, Tag::TD | Tag::TH | Tag::CAPTION | Tag::TEMPLATE)
        };
        let innermost = self.0.iter().rposition(is_boundary)?;
        let is_structure = self.0.get(innermost).is_some_and(|open| open.is_table_structure());
        is_structure.then(|| self.0.iter().rposition(|open| open.is(Tag::TABLE))).flatten()
    }
}
