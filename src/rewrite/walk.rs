//! Records and choices go in; edits come out: the source is walked from what waits longest, as far as it is decided.

use super::choice::{self, Choice, Choices};
use super::held::Held;
use super::structure::Kinds;
use super::track::{Edit, Element, Record, State, Tracker, What};
use crate::page::{NodeId, Page, Tag, TagProperties};
use std::collections::VecDeque;
use std::ops::Range;

/// Where one is on the way through the page, and what decides.
pub struct Walk<'a> {
    pub page: &'a Page,
    pub choices: &'a Choices,
    pub drop: Kinds,
    /// Whether the page has ended; then nothing waits.
    pub is_end: bool,
    /// What begins before this place waits no longer.
    pub overdue: usize,
}

/// What becomes of a record.
enum Fate {
    /// It stays; what is in it is decided by itself.
    Stays,
    Goes,
    Waits,
}

/// Walks over everything that has been tracked, as far as it is decided. Whether something waits.
pub fn advance(tracker: &mut Tracker, choices: &Choices, held: &mut Held, drop: Kinds, overdue: usize) -> bool {
    let Tracker { builder, elements, records, edits, .. } = tracker;
    Walk { page: builder.page(), choices, drop, is_end: false, overdue }.run(elements, records, edits, held)
}

impl Walk<'_> {
    /// Decides as far as can be; whether something waits.
    pub fn run(
        &self,
        elements: &mut [Element],
        records: &mut VecDeque<Record>,
        edits: &mut VecDeque<Edit>,
        held: &mut Held,
    ) -> bool {
        while let Some(record) = records.front() {
            let fate = match self.fate(record.what, elements) {
                Fate::Waits if self.is_end || record.span.start < self.overdue => Fate::Stays,
                fate => fate,
            };
            match fate {
                Fate::Waits => break,
                Fate::Stays => {
                    records.pop_front();
                }
                Fate::Goes => {
                    let edit = self.cut(record, elements);
                    while edits.front().is_some_and(|other| other.span.start < edit.span.end) {
                        let Some(before) = edits.pop_front() else { break };
                        if before.span.start < edit.span.start {
                            held.edit(before);
                        }
                    }
                    while records.front().is_some_and(|record| record.span.start < edit.span.end) {
                        records.pop_front();
                    }
                    held.edit(edit);
                }
            }
        }
        let decided = records.front().map_or(usize::MAX, |record| record.span.start);
        while edits.front().is_some_and(|edit| edit.span.start < decided) {
            let Some(edit) = edits.pop_front() else { break };
            held.edit(edit);
        }
        !records.is_empty()
    }

    fn fate(&self, what: What, elements: &[Element]) -> Fate {
        match what {
            What::Text(block, is_free) => self.of_piece(block, is_free),
            What::Leaf(node, block) => {
                let element = &elements[node.index()];
                let is_whole = element.state == State::Whole;
                if element.goes && is_whole {
                    return Fate::Goes;
                }
                block.map_or(Fate::Stays, |block| self.of_piece(block, is_whole))
            }
            What::Start(node) => self.of_element(node, &elements[node.index()]),
        }
    }

    fn of_piece(&self, block: u32, is_free: bool) -> Fate {
        if !is_free {
            return Fate::Stays;
        }
        match self.choices.of(block as usize..block as usize + 1) {
            Some(Choice::Goes) => Fate::Goes,
            Some(Choice::Waits) => Fate::Waits,
            Some(Choice::Stays) | None => Fate::Stays,
        }
    }

    fn of_element(&self, id: NodeId, element: &Element) -> Fate {
        let node = self.page.node(id);
        if element.state == State::Entangled || must_stay(node.tag) {
            return Fate::Stays;
        }
        let is_whole = element.state == State::Whole;
        let goes = if is_whole { Fate::Goes } else { Fate::Waits };
        if element.goes {
            return goes;
        }
        match self.choices.of(self.blocks_of(id)) {
            Some(Choice::Stays) => Fate::Stays,
            Some(Choice::Goes) => goes,
            Some(Choice::Waits) => Fate::Waits,
            None if !is_whole => Fate::Waits,
            None => match choice::of_empty(self.page, id, self.drop) {
                Choice::Goes => Fate::Goes,
                Choice::Stays | Choice::Waits => Fate::Stays,
            },
        }
    }

    /// The blocks in an element, that which is being made included.
    fn blocks_of(&self, id: NodeId) -> Range<usize> {
        let node = self.page.node(id);
        let count = self.page.blocks.len();
        let most = if self.is_end { count } else { count + 1 };
        let end = (node.end_block as usize).min(most);
        (node.first_block as usize).min(end)..end
    }

    fn cut(&self, record: &Record, elements: &mut [Element]) -> Edit {
        let (What::Start(node) | What::Leaf(node, _)) = record.what else {
            return Edit { span: record.span.clone(), with: "", is_inline: true };
        };
        let element = elements[node.index()];
        elements[node.index()].is_cut = true;
        let with = element.closed.filter(|(closed, _)| !elements[closed.index()].is_cut);
        Edit {
            span: element.start..element.end,
            with: with.map_or("", |(_, with)| with),
            is_inline: !self.page.node(node).tag.is(TagProperties::BLOCK),
        }
    }
}

/// Elements that lay out a page or a table: they stay, empty if need be.
fn must_stay(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::HTML
            | Tag::BODY
            | Tag::MAIN
            | Tag::TR
            | Tag::TD
            | Tag::TH
            | Tag::TBODY
            | Tag::THEAD
            | Tag::TFOOT
            | Tag::CAPTION
            | Tag::COLGROUP
            | Tag::SUMMARY
    )
}
