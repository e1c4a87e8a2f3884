//! Callouts: notes, tips and warnings, as documentation engines mark them (GitHub, Docusaurus, Sphinx, MkDocs, Asciidoctor,
//! VuePress, Obsidian, MDN, Bootstrap).

use super::classes;
use super::marks::Marks;
use crate::page::{AttrName, NodeId, Page, Tag};
use crate::sorting;

/// What callouts are called, most telling first: `note` is often named beside another.
const KINDS: [&str; 25] = [
    "tip",
    "warning",
    "caution",
    "danger",
    "important",
    "attention",
    "error",
    "hint",
    "info",
    "success",
    "failure",
    "bug",
    "example",
    "question",
    "abstract",
    "summary",
    "todo",
    "seealso",
    "quote",
    "experimental",
    "deprecated",
    "secondary",
    "primary",
    "check",
    "note",
];

/// Whether an element is a callout.
pub fn is_callout(page: &Page, id: NodeId, marks: Marks) -> bool {
    marks.any(Marks::CALLOUT)
        || marks.any(Marks::BOX) && kind(page, id).is_some()
        || page.attr(id, AttrName::DataCallout).is_some()
        || page.node(id).tag == Tag::DETAILS
            && page.attr(id, AttrName::Class).is_some_and(|class| KINDS.contains(&class))
}

/// What kind of callout its class names say.
pub fn kind(page: &Page, id: NodeId) -> Option<&str> {
    if let Some(kind) = page.attr(id, AttrName::DataCallout) {
        return Some(kind);
    }
    // `admonition-note`, `alert--info`, `theme-admonition-tip`
    let last = |class: &'_ str| class.rsplit('-').next().and_then(|name| KINDS.iter().find(|known| **known == name));
    let mut found: Vec<&'static str> = classes(page, id).filter_map(last).copied().collect();
    sorting::sort_by_key(&mut found, |name| KINDS.iter().position(|known| known == name));
    found.first().copied()
}
