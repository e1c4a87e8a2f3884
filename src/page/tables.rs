//! The insertion modes of tables (HTML standard, 13.2.6.4.9 to 13.2.6.4.15).
//!
//! Which mode holds is read from the stack of open elements. `tbody` is not made up: a `tr` may stand in a `table`.
//! `col` and `colgroup`, which hold nothing, are left out.

use super::Tag;
use super::builder::PageBuilder;
use super::open_elements::Scope;
use crate::tokens::StartTag;

const fn is_section(tag: Tag) -> bool {
    matches!(tag, Tag::TBODY | Tag::THEAD | Tag::TFOOT)
}

impl PageBuilder {
    /// A start tag of a table's part closes what it cannot stand in; outside a table it is ignored.
    pub(super) fn table_part(&mut self, tag: Tag, start: &StartTag<'_>) {
        let Some(table) = self.open.find(Scope::Table, |tag| matches!(tag, Tag::TABLE | Tag::TEMPLATE)) else { return };
        let is_template = self.open.0[table].is(Tag::TEMPLATE);
        if is_template && !self.is_template_of_table_parts(table) {
            return;
        }
        let section = || self.open.find(Scope::Table, is_section);
        let place = match tag {
            Tag::TR => section().unwrap_or(table),
            Tag::TD | Tag::TH => self.open.find(Scope::Table, |tag| tag == Tag::TR).or_else(section).unwrap_or(table),
            _ => table,
        };
        self.pop_to(place + 1);
        if matches!(tag, Tag::COL | Tag::COLGROUP) {
            return;
        }
        let is_cell = matches!(tag, Tag::TD | Tag::TH);
        if is_cell && self.open.current().is_some_and(|open| !matches!(open.tag, Tag::TR | Tag::TEMPLATE)) {
            self.insert_in(self.current_node(), Tag::TR, None);
        }
        self.insert_in(self.current_node(), tag, Some(start));
    }

    /// Whether nothing but parts of tables is open in the template. Elsewhere in a template they are ignored, as in a body.
    fn is_template_of_table_parts(&self, template: usize) -> bool {
        self.open.0.get(template + 1).is_none_or(|open| {
            open.is_table_structure() || open.is_html() && matches!(open.tag, Tag::TD | Tag::TH | Tag::CAPTION)
        })
    }

    /// A `table` in a table's structure ends that one.
    pub(super) fn end_table_in_structure(&mut self) {
        if let Some(table) = self.open.table_in_structure() {
            self.pop_to(table);
        }
    }

    /// The end tag of a table or of its part.
    pub(super) fn table_end(&mut self, tag: Tag) {
        let found = self.open.find(Scope::Table, |other| other == tag);
        // The section of a row that has none written was never made up.
        let found = found.or_else(|| {
            let row = self.open.find(Scope::Table, |other| other == Tag::TR).filter(|_| tag == Tag::TBODY)?;
            let parent = self.open.0.get(row.checked_sub(1)?)?;
            (!is_section(parent.tag)).then_some(row)
        });
        if let Some(at) = found {
            self.pop_to(at);
        }
    }

    /// Whether a start tag stays in a table's structure, although it is no part of one.
    pub(super) fn stays_in_table(&self, tag: Tag, start: &StartTag<'_>) -> bool {
        match tag {
            _ if !self.open.is_in_table_structure() => false,
            Tag::TEMPLATE | Tag::FORM => true,
            Tag::INPUT => start
                .attributes
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case("type"))
                .is_some_and(|(_, value)| value.eq_ignore_ascii_case("hidden")),
            _ => false,
        }
    }
}
