//! Code listings: the blocks of a `pre` or of a highlighter's table go in; the text and its language come out, without
//! line numbers and buttons.

use super::structure::{Builder, Leaf};
use crate::article::BlockKind;
use crate::page::{AttrName, BlockId, Item, ItemKind, NodeId, Page, Tag};
use crate::roles::{Role, classes, has_class};

const LANGUAGES: &str = include_str!("../../data/code_languages.txt");

/// Beginnings of class names that a language follows.
const PREFIXES: [&str; 6] = ["language-", "lang-", "highlight-source-", "highlight-text-", "highlight-", "brush:"];

/// Class names beside which a bare class name may be a language.
const HIGHLIGHTERS: [&str; 8] =
    ["hljs", "sourceCode", "highlight", "codehilite", "syntaxhighlighter", "prettyprint", "src", "brush:"];

/// Elements above a listing that may name its language.
const LEVELS: usize = 4;

/// The language that the class names and `data-` attributes of a listing and what is around it name.
fn language(page: &Page, id: NodeId) -> Option<String> {
    let inside = id.index() + 1..(page.node(id).end as usize).min(page.nodes.len());
    let own =
        inside.map(|at| NodeId(at as u32)).take(8).filter(|&id| matches!(page.node(id).tag, Tag::CODE | Tag::PRE));
    let around = page.ancestors(id).take(LEVELS);
    own.chain(around).find_map(|id| language_of(page, id))
}

fn language_of(page: &Page, id: NodeId) -> Option<String> {
    let is_pre = matches!(page.node(id).tag, Tag::PRE | Tag::CODE);
    let named = page
        .attr(id, AttrName::DataLang)
        .or_else(|| page.attr(id, AttrName::Lang).filter(|lang| is_pre && is_known(lang)));
    if let Some(name) = named {
        return fit(name);
    }
    let mut names = classes(page, id);
    let is_highlighter = has_class(page, id, |class| HIGHLIGHTERS.contains(&class));
    names.find_map(|class| {
        for prefix in PREFIXES {
            if let Some(name) = class.strip_prefix(prefix).filter(|name| !name.is_empty()) {
                // Pandoc and Sphinx have `highlight-default`.
                return if prefix == "highlight-" && !is_known(name) { None } else { fit(name) };
            }
        }
        ((is_highlighter || is_pre) && is_known(class)).then(|| fit(class)).flatten()
    })
}

/// `highlight-source-js` and `language-js` as written, without what a highlighter adds; none for no language.
fn fit(name: &str) -> Option<String> {
    let name = name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase();
    let is_none =
        matches!(&*name, "" | "none" | "text" | "plain" | "plaintext" | "txt" | "nohighlight" | "default" | "null");
    (!is_none && name.len() <= 32 && !name.contains(char::is_whitespace)).then_some(name)
}

fn is_known(name: &str) -> bool {
    let name = name.split(';').next().unwrap_or(name);
    LANGUAGES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .any(|line| line.split(' ').any(|known| known.eq_ignore_ascii_case(name)))
}

impl Builder<'_> {
    /// The listing of the leaves in an element.
    pub(super) fn code(&mut self, id: NodeId, members: &[Leaf]) -> Option<BlockKind> {
        let mut text = String::new();
        let mut before: Option<NodeId> = None;
        for leaf in members {
            let start = text.len();
            if before.is_some() {
                text.push('\n');
            }
            let container = self.page.block(leaf.id).container;
            // Two breaks ended the block before.
            if before == Some(container) {
                text.push('\n');
            }
            let content = text.len();
            self.push_code(id, leaf.id, &mut text);
            if text.len() == content {
                text.truncate(start);
            } else {
                before = Some(container);
            }
        }
        let end = text.trim_end().len();
        text.truncate(end);
        let text = text.trim_start_matches('\n');
        (!text.is_empty()).then(|| BlockKind::Code { language: language(self.page, id), text: text.to_owned() })
    }

    /// The text of a block but for what is skipped.
    fn push_code(&mut self, listing: NodeId, id: BlockId, text: &mut String) {
        let page = self.page;
        for &Item { kind, node } in page.block_items(id) {
            let is_skipped = page
                .ancestors(node)
                .take_while(|&ancestor| ancestor != listing)
                .any(|ancestor| self.roles.of(ancestor) == Role::Skipped);
            match kind {
                _ if is_skipped => {}
                ItemKind::Text(range) => text.push_str(page.text_at(range)),
                ItemKind::Break => text.push('\n'),
                ItemKind::Element | ItemKind::Aside(_) => {}
            }
        }
    }
}
