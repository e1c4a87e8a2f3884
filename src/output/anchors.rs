//! The places in an article that something can point to: headings and footnotes.

use super::walk;
use crate::article::{Block, BlockKind};
use crate::links::checked_anchor;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The places of one article, gathered before anything is written, so that no link points to nothing.
#[derive(Debug, Default)]
pub(super) struct Anchors<'a> {
    headings: BTreeSet<Cow<'a, str>>,
    notes: BTreeMap<Cow<'a, str>, usize>,
}

impl<'a> Anchors<'a> {
    pub fn of(blocks: &'a [Block]) -> Self {
        let mut anchors = Self::default();
        let mut number = 0;
        for block in walk::all(blocks) {
            match &block.kind {
                BlockKind::Heading { anchor: Some(anchor), .. } => {
                    anchors.headings.extend(checked_anchor(anchor));
                }
                BlockKind::Footnotes { notes } => {
                    for note in notes {
                        number += 1;
                        if let Some(anchor) = checked_anchor(&note.reference) {
                            anchors.notes.entry(anchor).or_insert(number);
                        }
                    }
                }
                _ => {}
            }
        }
        anchors
    }

    /// Whether a heading has this anchor, as [`checked_anchor`] gives it.
    pub fn has_heading(&self, anchor: &str) -> bool {
        self.headings.contains(anchor)
    }

    /// The number of a footnote, from 1 on through the article.
    pub fn note(&self, anchor: &str) -> Option<usize> {
        self.notes.get(anchor).copied()
    }
}
