//! SVG and MathML (HTML standard, 13.2.6 *tree construction dispatcher* and 13.2.6.5).
//!
//! Their text is no running text, but what stands in them must not end what is around them, and
//! HTML that cannot stand in them must. lol_html tells a namespace too, but gives a `title` of SVG that of its content.

use super::builder::PageBuilder;
use super::open_elements::{Integration, Language, Open};
use super::{Flags, NodeId, Tag};
use crate::tokens::StartTag;

impl PageBuilder {
    /// Whether a start tag that comes now belongs to SVG or MathML.
    pub(super) fn takes_foreign_start(&self, tag: Tag) -> bool {
        let Some(open) = self.open.current().filter(|open| !open.is_html()) else { return false };
        match open.integration {
            Integration::Html => false,
            Integration::MathMlText => matches!(tag, Tag::MGLYPH | Tag::MALIGNMARK),
            Integration::None => !(open.tag == Tag::ANNOTATION_XML && tag == Tag::SVG),
        }
    }

    /// A start tag in foreign content.
    pub(super) fn foreign_start(&mut self, tag: Tag, start: &StartTag<'_>) {
        if leaves_foreign(tag, start) {
            self.leave_foreign();
            return self.html_start(tag, start);
        }
        let language = self.open.current().map_or(Language::Svg, |open| open.language);
        self.insert_foreign(self.current_node(), tag, language, start);
    }

    /// Makes an element of SVG or MathML and, unless it closes itself, opens it.
    pub(super) fn insert_foreign(&mut self, parent: NodeId, tag: Tag, language: Language, start: &StartTag<'_>) {
        let node = self.make(tag, language, parent, Some(start));
        if start.is_self_closing {
            self.end_node(node);
        } else {
            self.push(Open { node, tag, language, integration: integration(tag, language, start) });
        }
        if tag == Tag::MATH && !self.page.node(parent).flags.has(Flags::SKIPPED) {
            self.object(node, tag);
        }
    }

    /// An end tag where the innermost element is foreign; whether that was all it did.
    pub(super) fn foreign_end(&mut self, tag: Tag) -> bool {
        if self.open.current().is_none_or(Open::is_html) {
            return false;
        }
        if matches!(tag, Tag::P | Tag::BR) {
            self.leave_foreign();
            return false;
        }
        for at in (0..self.open.0.len()).rev() {
            let open = self.open.0[at];
            if open.is_html() {
                return false;
            }
            if open.tag == tag {
                self.pop_to(at);
                return true;
            }
        }
        false
    }

    /// Ends foreign elements up to one in which HTML may stand.
    fn leave_foreign(&mut self) {
        while self.open.current().is_some_and(|open| !open.is_html() && open.integration == Integration::None) {
            self.pop();
        }
    }
}

fn integration(tag: Tag, language: Language, start: &StartTag<'_>) -> Integration {
    match (language, tag) {
        (Language::Svg, Tag::FOREIGN_OBJECT | Tag::DESC | Tag::TITLE) => Integration::Html,
        (Language::MathMl, Tag::MI | Tag::MO | Tag::MN | Tag::MS | Tag::MTEXT) => Integration::MathMlText,
        (Language::MathMl, Tag::ANNOTATION_XML) => {
            let is_html = start.attributes.iter().any(|(name, value)| {
                name.eq_ignore_ascii_case("encoding")
                    && ["text/html", "application/xhtml+xml"].iter().any(|html| value.eq_ignore_ascii_case(html))
            });
            if is_html { Integration::Html } else { Integration::None }
        }
        _ => Integration::None,
    }
}

/// Elements of HTML that end SVG and MathML: no element of those has their names.
fn leaves_foreign(tag: Tag, start: &StartTag<'_>) -> bool {
    match tag {
        Tag::FONT => start
            .attributes
            .iter()
            .any(|(name, _)| ["color", "face", "size"].iter().any(|known| name.eq_ignore_ascii_case(known))),
        Tag::B
        | Tag::BIG
        | Tag::BLOCKQUOTE
        | Tag::BODY
        | Tag::BR
        | Tag::CENTER
        | Tag::CODE
        | Tag::DD
        | Tag::DIV
        | Tag::DL
        | Tag::DT
        | Tag::EM
        | Tag::EMBED
        | Tag::H1
        | Tag::H2
        | Tag::H3
        | Tag::H4
        | Tag::H5
        | Tag::H6
        | Tag::HEAD
        | Tag::HR
        | Tag::I
        | Tag::IMG
        | Tag::LI
        | Tag::LISTING
        | Tag::MENU
        | Tag::META
        | Tag::NOBR
        | Tag::OL
        | Tag::P
        | Tag::PRE
        | Tag::RUBY
        | Tag::S
        | Tag::SMALL
        | Tag::SPAN
        | Tag::STRONG
        | Tag::STRIKE
        | Tag::SUB
        | Tag::SUP
        | Tag::TABLE
        | Tag::TT
        | Tag::U
        | Tag::UL
        | Tag::VAR => true,
        _ => false,
    }
}
