//! What an article says about itself, apart from its text.

use super::{Article, Author, Direction, Image};
use serde::Serialize;

/// The fields of an [`Article`] that are known before its text is. See there.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub struct ArticleMetadata {
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
    pub url: Option<String>,
    pub canonical_url: Option<String>,
    pub next_page: Option<String>,
    pub lang: Option<String>,
    pub dir: Option<Direction>,
    pub image: Option<Image>,
    pub favicon: Option<String>,
    pub excerpt: Option<String>,
    pub accessible_for_free: Option<bool>,
}

impl ArticleMetadata {
    /// Those fields of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let article = article.clone();
        Self {
            title: article.title,
            lead: article.lead,
            byline: article.byline,
            authors: article.authors,
            source: article.source,
            site_name: article.site_name,
            section: article.section,
            tags: article.tags,
            published_time: article.published_time,
            modified_time: article.modified_time,
            url: article.url,
            canonical_url: article.canonical_url,
            next_page: article.next_page,
            lang: article.lang,
            dir: article.dir,
            image: article.image,
            favicon: article.favicon,
            excerpt: article.excerpt,
            accessible_for_free: article.accessible_for_free,
        }
    }
}
