//! The list of active formatting elements (HTML standard, 13.2.4.3): what is re-opened in the next
//! block after a block's end closed it.

use super::{NodeId, Tag};

/// An entry of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Cells, captions, objects and templates keep formatting from leaking in or out.
    Marker,
    Element(Formatting),
}

/// A formatting element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formatting {
    pub node: NodeId,
    pub tag: Tag,
    /// The same for the same attributes in any order.
    pub attributes: u64,
}

/// Elements after a marker. The standard has no such limit; real pages have fewer than ten, and hostile ones would
/// make a page of *n* tags cost *n*² nodes, since each block re-opens them all.
const MAX_ELEMENTS: usize = 64;

/// The list. It is short: an entry that repeats its three predecessors drops the first ("Noah's Ark").
#[derive(Debug, Default)]
pub struct ActiveFormatting(pub Vec<Entry>);

impl ActiveFormatting {
    /// Adds an element.
    pub fn push(&mut self, element: Formatting) {
        let (mut equal, mut elements) = (0, 0);
        let mut earliest = None;
        for (at, other) in self.since_marker() {
            elements += 1;
            if elements == MAX_ELEMENTS {
                (equal, earliest) = (3, Some(at));
            } else if other.tag == element.tag && other.attributes == element.attributes {
                equal += 1;
                earliest = Some(at);
            }
        }
        if let Some(at) = earliest.filter(|_| equal >= 3) {
            self.0.remove(at);
        }
        self.0.push(Entry::Element(element));
    }

    /// The elements after the last marker and where they are, the last first.
    fn since_marker(&self) -> impl Iterator<Item = (usize, Formatting)> {
        self.0.iter().enumerate().rev().map_while(|(at, entry)| match entry {
            Entry::Marker => None,
            Entry::Element(element) => Some((at, *element)),
        })
    }

    /// Forgets everything after the last marker, and the marker.
    pub fn clear_to_marker(&mut self) {
        while let Some(entry) = self.0.pop() {
            if entry == Entry::Marker {
                break;
            }
        }
    }

    /// The last element of a name after the last marker, and where it is.
    pub fn find(&self, tag: Tag) -> Option<(usize, Formatting)> {
        self.since_marker().find(|(_, element)| element.tag == tag)
    }

    /// Position of an element.
    pub fn position(&self, node: NodeId) -> Option<usize> {
        self.0.iter().rposition(|entry| matches!(entry, Entry::Element(element) if element.node == node))
    }
}
