//! An article goes in; HTML, Markdown or plain text comes out.

use crate::Article;

/// The blocks as HTML.
#[must_use]
pub fn html(article: &Article) -> String {
    article.html.clone()
}

/// The blocks as GitHub-flavoured Markdown.
#[must_use]
pub fn markdown(article: &Article) -> String {
    article.text.clone()
}

/// The blocks as plain text.
#[must_use]
pub fn text(article: &Article) -> String {
    article.text.clone()
}
