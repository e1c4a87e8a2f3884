//! What the page says about the article: title, authors, dates, source, language, pictures.

use crate::article::{Author, Direction, Image};
use crate::links::Links;
use crate::page::{BlockId, Page, Tag};

/// What is known of the article beside its text.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Metadata {
    pub title: String,
    pub lead: Option<String>,
    pub byline: Option<String>,
    pub authors: Vec<Author>,
    pub source: Option<String>,
    pub site_name: Option<String>,
    pub section: Vec<String>,
    pub tags: Vec<String>,
    pub published_time: Option<String>,
    pub modified_time: Option<String>,
    pub canonical_url: Option<String>,
    pub next_page: Option<String>,
    pub lang: Option<String>,
    pub dir: Option<Direction>,
    pub image: Option<Image>,
    pub favicon: Option<String>,
    pub excerpt: Option<String>,
    pub accessible_for_free: Option<bool>,
    pub headline: Option<BlockId>,
}

/// Reads a page's metadata.
#[must_use]
pub fn gather(page: &Page, _links: &Links) -> Metadata {
    let headline = page.block_ids().find(|&id| page.node(page.block(id).container).tag == Tag::H1);
    let title = headline.map_or_else(|| page.head.title.clone(), |id| page.block_text(id).to_owned());
    Metadata { title, headline, ..Metadata::default() }
}

/// The source that a line names.
#[must_use]
pub fn source_line(_text: &str) -> Option<String> {
    None
}
