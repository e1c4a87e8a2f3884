//! An article goes in; HTML, Markdown or plain text comes out.
//!
//! All three are written from the article's blocks, never from its stored `html` and `text` and never from bytes of a
//! page: an article may come from a file that somebody else wrote. What each promises stands at its function.
//! `www/package/dom.js` builds the same tree as [`html`] out of DOM nodes.

mod anchors;
mod escape;
mod html;
mod markdown;
mod text;
mod walk;

pub use anchors::settle_places;
pub(crate) use walk::plain;

use crate::Article;
use crate::article::Block;

/// What every `id` in our HTML begins with, so that none can take the place of one of the embedding page's, or be read
/// as a property of its `document` (DOM clobbering).
pub const ID_PREFIX: &str = "bodycopy-";

/// The blocks as HTML.
///
/// Holds only allow-listed elements of the HTML namespace, with attributes from a list and in double quotes; addresses
/// are checked again. Parsing it gives exactly the tree that was written, so nothing can change its meaning on the way
/// through a parser. Fit for `innerHTML` of a `div`, `article` or `body`.
///
/// ```
/// use bodycopy::article::{Article, Block, BlockKind, Inline};
///
/// let content = vec![Inline::Text("1 < 2".to_owned())];
/// let article = Article { blocks: vec![Block { id: 0, kind: BlockKind::Paragraph { content } }], ..Article::default() };
/// assert_eq!(bodycopy::output::html(&article), "<p>1 &lt; 2</p>");
/// ```
#[must_use]
pub fn html(article: &Article) -> String {
    html_of(&article.blocks)
}

/// [`html`] of bare blocks.
#[must_use]
pub fn html_of(blocks: &[Block]) -> String {
    html::write(blocks)
}

/// The blocks as GitHub-flavoured Markdown.
#[must_use]
pub fn markdown(article: &Article) -> String {
    markdown_of(&article.blocks)
}

/// [`markdown`] of bare blocks.
#[must_use]
pub fn markdown_of(blocks: &[Block]) -> String {
    markdown::write(blocks)
}

/// The blocks as plain text.
///
/// One block a line, list items and table rows a line each, cells separated by a tab, a line break a line. Pictures,
/// media and all captions give nothing.
#[must_use]
pub fn text(article: &Article) -> String {
    text_of(&article.blocks)
}

/// [`text`] of bare blocks.
#[must_use]
pub fn text_of(blocks: &[Block]) -> String {
    text::write(blocks)
}
