//! The insertion mode *in body* (HTML standard, 13.2.6.4.7), where most of a page is, and what little
//! of the modes before and after it the tree needs.

use super::builder::PageBuilder;
use super::formatting::Formatting;
use super::head::{attribute, is_formula};
use super::open_elements::{Language, Scope};
use super::{Flags, Tag, TagProperties};
use crate::tokens::StartTag;

impl PageBuilder {
    /// A start tag in HTML content.
    pub(super) fn html_start(&mut self, tag: Tag, start: &StartTag<'_>) {
        match tag {
            Tag::HTML => {
                let head = &mut self.page.head;
                head.lang =
                    head.lang.take().or_else(|| attribute(start, "lang").or_else(|| attribute(start, "xml:lang")));
                head.dir = head.dir.take().or_else(|| attribute(start, "dir"));
            }
            Tag::BODY => {
                let head = &mut self.page.head;
                head.dir = head.dir.take().or_else(|| attribute(start, "dir"));
                if self.open.0.is_empty() {
                    self.insert(tag, Some(start));
                }
            }
            // A frame is another page; what a frameset says instead, in `noframes`, is not shown.
            Tag::HEAD | Tag::FRAMESET | Tag::FRAME | Tag::BASEFONT | Tag::BGSOUND => {}
            Tag::SCRIPT if is_formula(start) => self.formula_script(start),
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
            | Tag::TH => self.table_part(tag, start),
            Tag::SVG | Tag::MATH => {
                self.reconstruct_formatting();
                let language = if tag == Tag::SVG { Language::Svg } else { Language::MathMl };
                self.insert_foreign(self.insertion_parent(), tag, language, start);
            }
            _ => self.body_start(if tag == Tag::IMAGE { Tag::IMG } else { tag }, start),
        }
    }

    fn body_start(&mut self, tag: Tag, start: &StartTag<'_>) {
        if self.stays_in_table(tag, start) {
            return self.start_in_table(tag, start);
        }
        if self.close_before(tag) {
            return;
        }
        if does_reconstruct(tag) {
            self.reconstruct_formatting();
        }
        if tag == Tag::BR {
            let node = self.insertion_parent();
            return self.run.line_break(&mut self.page, node);
        }
        if tag.is(TagProperties::VOID) {
            let parent = self.insertion_parent();
            let node = self.insert_empty(parent, tag, Some(start));
            if tag.is(TagProperties::OBJECT) && !self.page.node(parent).flags.has(Flags::SKIPPED) || tag == Tag::SOURCE
            {
                self.object(node, tag);
            }
            return;
        }
        let node = self.insert(tag, Some(start));
        if tag.is(TagProperties::FORMATTING) {
            self.active.push(Formatting { node, tag, attributes: attributes_hash(start) });
        }
        match tag {
            Tag::FORM => self.form = Some(node),
            Tag::PRE | Tag::LISTING | Tag::TEXTAREA => self.skip_newline = true,
            _ => {}
        }
        if tag.is(TagProperties::OBJECT) || matches!(tag, Tag::DIV | Tag::SPAN) && self.awaits_picture(node) {
            self.object(node, tag);
        }
    }

    /// A start tag of an element that is put into a table's structure, where it holds nothing (13.2.6.4.9).
    fn start_in_table(&mut self, tag: Tag, start: &StartTag<'_>) {
        let parent = self.current_node();
        match tag {
            Tag::FORM if self.form.is_some() => {}
            Tag::FORM => self.form = Some(self.insert_empty(parent, tag, Some(start))),
            Tag::TEMPLATE => {
                self.insert_in(parent, tag, Some(start));
            }
            _ => {
                let node = self.insert_empty(parent, tag, Some(start));
                self.object(node, tag);
            }
        }
    }

    /// Closes what a start tag ends. `true` if that is all it does.
    fn close_before(&mut self, tag: Tag) -> bool {
        match tag {
            Tag::LI => self.close_item(|tag| tag == Tag::LI),
            Tag::DD | Tag::DT => self.close_item(|tag| matches!(tag, Tag::DD | Tag::DT)),
            Tag::A => {
                if let Some((_, element)) = self.active.find(Tag::A) {
                    self.adopt(Tag::A);
                    self.forget(element.node);
                }
            }
            Tag::NOBR => {
                self.reconstruct_formatting();
                if self.is_in_scope(Tag::NOBR) {
                    self.adopt(Tag::NOBR);
                }
            }
            Tag::BUTTON => self.end_in(Scope::Default, |tag| tag == Tag::BUTTON),
            Tag::SELECT | Tag::INPUT => {
                if let Some(at) = self.open.find(Scope::Default, |tag| tag == Tag::SELECT) {
                    self.pop_to(at);
                    return tag == Tag::SELECT;
                }
            }
            Tag::HR if self.is_in_scope(Tag::SELECT) => self.pop_implied(|_| true),
            Tag::OPTION if self.is_in_scope(Tag::SELECT) => self.pop_implied(|tag| tag != Tag::OPTGROUP),
            Tag::OPTGROUP if self.is_in_scope(Tag::SELECT) => self.pop_implied(|_| true),
            Tag::OPTION | Tag::OPTGROUP if self.open.current().is_some_and(|open| open.is(Tag::OPTION)) => self.pop(),
            Tag::RB | Tag::RTC if self.is_in_scope(Tag::RUBY) => self.pop_implied(|_| true),
            Tag::RP | Tag::RT if self.is_in_scope(Tag::RUBY) => self.pop_implied(|tag| tag != Tag::RTC),
            Tag::FORM if self.form.is_some() => return true,
            Tag::TABLE => {
                self.end_table_in_structure();
                if !self.is_quirky {
                    self.close_p();
                }
            }
            _ => {}
        }
        if tag.is(TagProperties::CLOSES_P) {
            self.close_p();
        }
        if tag.heading_level().is_some()
            && self.open.current().is_some_and(|open| open.is_html() && open.tag.heading_level().is_some())
        {
            self.pop();
        }
        false
    }

    /// An end tag in HTML content.
    pub(super) fn html_end(&mut self, tag: Tag) {
        match tag {
            Tag::HTML | Tag::BODY => self.page.is_whole = true,
            Tag::HEAD => {}
            Tag::P => match self.paragraph() {
                Some(at) => self.pop_to(at),
                // Before the body it is ignored.
                None if self.page.nodes.len() == 1 && !self.run.is_open() => {}
                // An empty paragraph, which still parts what is before from what is behind.
                None => {
                    self.insert_empty(self.insertion_parent(), Tag::P, None);
                }
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
                    self.pop_implied(|_| true);
                    // Not what is in it: a form may end before the elements it holds.
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
            | Tag::COLGROUP => self.table_end(tag),
            Tag::TEMPLATE => {
                if let Some(at) = self.open.0.iter().rposition(|open| open.is(Tag::TEMPLATE)) {
                    self.pop_to(at);
                }
            }
            _ if tag.is(TagProperties::FORMATTING) => self.adopt(tag),
            _ if tag.is(TagProperties::CLOSES_LIKE_DIV)
                || matches!(tag, Tag::APPLET | Tag::MARQUEE | Tag::OBJECT | Tag::SELECT) =>
            {
                self.end_in(Scope::Default, |other| other == tag);
            }
            _ => self.end_any(tag),
        }
    }

    fn is_in_scope(&self, tag: Tag) -> bool {
        self.open.find(Scope::Default, |other| other == tag).is_some()
    }

    fn end_in(&mut self, scope: Scope, wanted: impl Fn(Tag) -> bool) {
        if let Some(at) = self.open.find(scope, wanted) {
            self.pop_to(at);
        }
    }

    /// *Any other end tag*.
    pub(super) fn end_any(&mut self, tag: Tag) {
        for at in (0..self.open.0.len()).rev() {
            let open = self.open.0[at];
            if open.is(tag) {
                return self.pop_to(at);
            }
            if open.is_special() {
                return;
            }
        }
    }

    /// Position of the `p` that is open, if nothing hides it.
    fn paragraph(&self) -> Option<usize> {
        if self.open_paragraphs == 0 {
            return None;
        }
        self.open.find(Scope::Button, |tag| tag == Tag::P)
    }

    fn close_p(&mut self) {
        if let Some(at) = self.paragraph() {
            self.pop_to(at);
        }
    }

    /// Closes an `li`, or a `dd` or `dt`, that a new one ends.
    fn close_item(&mut self, is_same: impl Fn(Tag) -> bool) {
        for at in (0..self.open.0.len()).rev() {
            let open = self.open.0[at];
            if open.is_html() && is_same(open.tag) {
                return self.pop_to(at);
            }
            if open.is_special() && !matches!(open.tag, Tag::ADDRESS | Tag::DIV | Tag::P) {
                return;
            }
        }
    }

    /// *Generate implied end tags* (13.2.6.3), for those that `wanted` does not except.
    fn pop_implied(&mut self, wanted: impl Fn(Tag) -> bool) {
        let is_implied = |tag| {
            matches!(
                tag,
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
        };
        while self.open.current().is_some_and(|open| open.is_html() && is_implied(open.tag) && wanted(open.tag)) {
            self.pop();
        }
    }
}

/// Whether the start tag re-opens formatting elements before it: inline content does, blocks don't.
fn does_reconstruct(tag: Tag) -> bool {
    match tag {
        Tag::XMP => true,
        Tag::TABLE
        | Tag::TEXTAREA
        | Tag::IFRAME
        | Tag::NOEMBED
        | Tag::NOFRAMES
        | Tag::NOSCRIPT
        | Tag::TEMPLATE
        | Tag::RB
        | Tag::RP
        | Tag::RT
        | Tag::RTC
        | Tag::PARAM
        | Tag::SOURCE
        | Tag::TRACK => false,
        _ => !tag.is(TagProperties::CLOSES_P),
    }
}

/// The same for the same attributes in any order: *Noah's Ark* compares them (13.2.4.3). A hash of each, added up.
fn attributes_hash(start: &StartTag<'_>) -> u64 {
    let add = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let hash = |(name, value): (&str, &str)| {
        let hash = name.bytes().fold(value.len() as u64, |hash, byte| add(hash, u64::from(byte.to_ascii_lowercase())));
        let (words, rest) = value.as_bytes().as_chunks::<8>();
        let hash = words.iter().fold(hash, |hash, word| add(hash, u64::from_le_bytes(*word)));
        rest.iter().fold(hash, |hash, &byte| add(hash, u64::from(byte)))
    };
    start.attributes.iter().map(hash).fold(0, u64::wrapping_add)
}
