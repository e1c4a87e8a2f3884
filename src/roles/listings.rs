//! What holds a code listing beside `pre`: highlighters' tables and boxes.

use super::has_class;
use crate::page::{NodeId, Page, Tag};

/// Class names that a highlighter gives to what holds a listing and its line numbers.
const LISTINGS: [&str; 8] = [
    "highlighttable",
    "rouge-table",
    "lntable",
    "hljs-ln",
    "syntaxhighlighter",
    "highlight",
    "codehilitetable",
    "crayon-table",
];

/// Whether a table, `figure` or box is a highlighter's: then its lines are one listing.
pub fn is_listing(page: &Page, id: NodeId) -> bool {
    if !has_class(page, id, |class| LISTINGS.contains(&class)) {
        return false;
    }
    let inside = id.index() + 1..(page.node(id).end as usize).min(page.nodes.len());
    match page.node(id).tag {
        Tag::TABLE => true,
        // `highlight` is also what sites call their best stories.
        Tag::FIGURE => page.nodes[inside].iter().any(|node| node.tag == Tag::PRE),
        _ => has_class(page, id, |class| class == "syntaxhighlighter"),
    }
}
