//! An element goes in; the role that it plays in the article comes out, found once for each.
//!
//! Roles are read off tags, and off the class names that the common engines give to what HTML has no element for.

pub mod callouts;
pub(crate) mod marks;
mod notes;
pub mod providers;
mod tables;

use crate::links::Links;
use crate::page::{AttrName, NodeId, Page, Tag};
use marks::Marks;
pub use notes::Notes;

/// What an element is to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing: what is in it stands as if it were not there.
    Transparent,
    List,
    Item,
    Quote,
    Definitions,
    Term,
    Definition,
    Figure,
    /// Pictures that belong together.
    Gallery,
    Details,
    Summary,
    /// A table of data.
    Table,
    Code,
    Callout,
    /// The text of a footnote.
    Note,
    /// A post of another site that a script turns into a frame.
    Post,
    /// A formula in any of the forms that pages have for it.
    Formula,
    /// Line numbers, copy buttons, marks of permanent links: no part of the text.
    Skipped,
}

impl Role {
    /// Whether blocks are nested in it.
    pub const fn is_structural(self) -> bool {
        !matches!(self, Self::Transparent)
    }
}

/// The roles of a page's elements.
pub struct Roles<'a> {
    page: &'a Page,
    known: Vec<Option<Role>>,
    /// Footnotes and what refers to them.
    pub notes: Notes,
}

impl<'a> Roles<'a> {
    pub fn new(page: &'a Page, links: &Links) -> Self {
        Self { page, known: vec![None; page.nodes.len()], notes: Notes::of_page(page, links) }
    }

    pub fn of(&mut self, id: NodeId) -> Role {
        if let Some(role) = self.known[id.index()] {
            return role;
        }
        let role = self.find(id);
        self.known[id.index()] = Some(role);
        role
    }

    fn find(&self, id: NodeId) -> Role {
        let page = self.page;
        if self.notes.is_note(id) {
            return Role::Note;
        }
        let marks = page.node(id).marks;
        if marks.any(Marks::SKIPPED) && !holds_text(page, id) {
            return Role::Skipped;
        }
        match page.node(id).tag {
            Tag::UL | Tag::OL | Tag::MENU | Tag::DIR if self.notes.is_list(id) => Role::Transparent,
            Tag::UL | Tag::OL | Tag::MENU | Tag::DIR | Tag::DL if is_gallery(page, id) => Role::Gallery,
            Tag::UL | Tag::OL | Tag::MENU | Tag::DIR => Role::List,
            Tag::LI => Role::Item,
            Tag::BLOCKQUOTE | Tag::DIV | Tag::SECTION | Tag::ASIDE | Tag::FIGURE | Tag::P if marks.any(Marks::POST) => {
                Role::Post
            }
            Tag::BLOCKQUOTE | Tag::DIV | Tag::SECTION | Tag::ASIDE | Tag::DETAILS | Tag::TABLE
                if callouts::is_callout(page, id, marks) =>
            {
                Role::Callout
            }
            Tag::BLOCKQUOTE => Role::Quote,
            Tag::ASIDE | Tag::DIV if is_pull_quote(page, id, marks) => Role::Quote,
            Tag::DIV | Tag::TABLE | Tag::FIGURE if marks.any(Marks::LISTING) && holds_listing(page, id) => Role::Code,
            Tag::PRE | Tag::LISTING | Tag::PLAINTEXT => Role::Code,
            Tag::DL => Role::Definitions,
            Tag::DT => Role::Term,
            Tag::DD => Role::Definition,
            Tag::FIGURE => Role::Figure,
            Tag::DIV | Tag::SECTION if marks.any(Marks::GALLERY) && is_gallery(page, id) => Role::Gallery,
            Tag::DETAILS => Role::Details,
            Tag::SUMMARY => Role::Summary,
            Tag::TABLE if tables::is_data(page, id) => Role::Table,
            Tag::MATH | Tag::MJX_CONTAINER => Role::Formula,
            Tag::A if is_permanent_link(page, id) => Role::Skipped,
            Tag::SPAN | Tag::DIV if is_formula(page, id, marks) && is_drawn_from_script(page, id) => Role::Skipped,
            Tag::SPAN | Tag::DIV if is_formula(page, id, marks) => Role::Formula,
            _ => Role::Transparent,
        }
    }
}

/// A sentence of at least this many words is no line number and no button.
const SENTENCE_WORDS: u32 = 8;
/// So many blocks of an element are looked at for one.
const MOST_BLOCKS: usize = 256;

/// Whether an element holds running text: names that a build tool makes up may be those of a highlighter's line numbers.
fn holds_text(page: &Page, id: NodeId) -> bool {
    let blocks = &page.blocks[page.blocks_inside(id)];
    blocks.iter().take(MOST_BLOCKS).any(|block| block.sentences > 0 && block.words >= SENTENCE_WORDS)
}

/// Class names are read up to this many bytes of the attribute: real ones are shorter, a hostile one costs no more.
const LONGEST_CLASS: usize = 512;

/// The class names of an element.
pub fn classes(page: &Page, id: NodeId) -> impl Iterator<Item = &str> {
    classes_of(page.attr(id, AttrName::Class).unwrap_or_default())
}

fn classes_of(class: &str) -> impl Iterator<Item = &str> {
    class.get(..LONGEST_CLASS).unwrap_or(class).split_ascii_whitespace()
}

/// Whether one of its class names is wanted.
pub fn has_class(page: &Page, id: NodeId, wanted: impl Fn(&str) -> bool) -> bool {
    has_class_of(page, id, &wanted)
}

/// Not generic, so that there is one of it.
fn has_class_of(page: &Page, id: NodeId, wanted: &dyn Fn(&str) -> bool) -> bool {
    classes(page, id).any(wanted)
}

/// Whether an element is a wiki's box of facts about the page's subject.
pub fn is_fact_box(page: &Page, id: NodeId) -> bool {
    page.node(id).tag == Tag::TABLE && has_class(page, id, |class| class.starts_with("infobox"))
}

/// Whether an element shows several pictures and, captions apart, says nothing.
fn is_gallery(page: &Page, id: NodeId) -> bool {
    let blocks = &page.blocks[page.blocks_inside(id)];
    let is_caption = |container: NodeId| {
        page.ancestors(container).take(4).any(|id| matches!(page.node(id).tag, Tag::FIGCAPTION | Tag::DD))
            || has_class(page, container, |class| class.contains("caption"))
    };
    blocks.iter().all(|block| block.words == 0 || is_caption(block.container))
        && blocks.iter().filter(|block| block.images > 0).nth(1).is_some()
}

/// Whether a link leads to where it stands and shows a sign for that.
fn is_permanent_link(page: &Page, id: NodeId) -> bool {
    page.attr(id, AttrName::Href).is_some_and(|href| href.starts_with('#'))
        && page.items_inside(id).len() <= 3
        && matches!(page.text_inside(id).trim(), "#" | "¶" | "§" | "🔗" | "⚓")
}

/// WordPress, Medium and the press call it one of these; the role is ARIA's (Digital Publishing, 2.1).
fn is_pull_quote(page: &Page, id: NodeId, marks: Marks) -> bool {
    let inside = id.index() + 1..(page.node(id).end as usize).min(page.nodes.len());
    page.attr(id, AttrName::Role) == Some("doc-pullquote")
        || marks.any(Marks::PULL_QUOTE) && !page.nodes[inside].iter().any(|node| node.tag == Tag::BLOCKQUOTE)
}

/// Whether a table, `figure` or box is a highlighter's: then its lines are one listing.
fn holds_listing(page: &Page, id: NodeId) -> bool {
    let inside = id.index() + 1..(page.node(id).end as usize).min(page.nodes.len());
    match page.node(id).tag {
        Tag::TABLE => true,
        // `highlight` is also what sites call their best stories.
        Tag::FIGURE => page.nodes[inside].iter().any(|node| node.tag == Tag::PRE),
        _ => has_class(page, id, |class| class == "syntaxhighlighter"),
    }
}

/// Whether a formula's source stands in a script right behind it, as MathJax 2 has it.
fn is_drawn_from_script(page: &Page, id: NodeId) -> bool {
    let next = page.nodes.get(page.node(id).end as usize);
    next.is_some_and(|next| next.tag == Tag::SCRIPT && next.parent == page.node(id).parent)
}

/// Whether an element is what an engine puts around a formula.
fn is_formula(page: &Page, id: NodeId, marks: Marks) -> bool {
    marks.any(Marks::FORMULA)
        || page.attr(id, AttrName::DataTex).is_some()
        || marks.any(Marks::MATH) && has_class(page, id, |class| matches!(class, "inline" | "display"))
}

#[cfg(test)]
mod tests {
    use crate::Options;

    #[test]
    fn an_article_in_an_element_whose_made_up_name_is_that_of_line_numbers_keeps_its_text() {
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed.";
        let paragraphs = format!("<p>{text}</p>").repeat(6);
        let html = format!("<h1>Rain</h1><article><div class='gk gl gm'>{paragraphs}</div></article>");
        let article = crate::extract(html.as_bytes(), &Options::default()).unwrap_or_default();
        assert!(article.text.contains(text), "{:?}", article.text);
    }

    #[test]
    fn line_numbers_are_left_out() {
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed.";
        let html = format!(
            "<h1>Rain</h1><article><p>{text}</p><p>{text} Again.</p><pre><span class=gl>41</span>let rain = 1;</pre>\
             <p>{text} At last.</p></article>"
        );
        let article = crate::extract(html.as_bytes(), &Options::default()).unwrap_or_default();
        assert!(article.text.contains("let rain = 1;") && !article.text.contains("41"), "{:?}", article.text);
    }
}
