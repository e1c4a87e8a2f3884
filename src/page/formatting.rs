//! The list of active formatting elements (HTML standard, 13.2.4.3): what is re-opened in the next
//! block after a block's end closed it.

use super::{NodeId, Tag};

/// An entry of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Cells, captions, objects and templates keep formatting from leaking in or out.
    Marker,
    Element {
        node: NodeId,
        tag: Tag,
    },
}

/// The list. It is short: an entry that repeats its three predecessors drops the first ("Noah's Ark").
#[derive(Debug, Default)]
pub struct ActiveFormatting(pub Vec<Entry>);

impl ActiveFormatting {
    /// Adds an element; `same` tells whether two elements have the same attributes.
    pub fn push(&mut self, node: NodeId, tag: Tag, same: impl Fn(NodeId, NodeId) -> bool) {
        let mut equal = 0;
        let mut earliest = None;
        for (at, entry) in self.0.iter().enumerate().rev() {
            match *entry {
                Entry::Marker => break,
                Entry::Element { node: other, tag: other_tag } => {
                    if other_tag == tag && same(node, other) {
                        equal += 1;
                        earliest = Some(at);
                    }
                }
            }
        }
        if let Some(at) = earliest.filter(|_| equal >= 3) {
            self.0.remove(at);
        }
        self.0.push(Entry::Element { node, tag });
    }

    /// Forgets everything after the last marker, and the marker.
    pub fn clear_to_marker(&mut self) {
        while let Some(entry) = self.0.pop() {
            if entry == Entry::Marker {
                break;
            }
        }
    }

    /// Position and node of the last element of a name after the last marker.
    pub fn find(&self, tag: Tag) -> Option<(usize, NodeId)> {
        for (at, entry) in self.0.iter().enumerate().rev() {
            match *entry {
                Entry::Marker => return None,
                Entry::Element { node, tag: other } if other == tag => return Some((at, node)),
                Entry::Element { .. } => {}
            }
        }
        None
    }

    /// Position of an element.
    pub fn position(&self, node: NodeId) -> Option<usize> {
        self.0.iter().rposition(|entry| matches!(entry, Entry::Element { node: other, .. } if *other == node))
    }
}
