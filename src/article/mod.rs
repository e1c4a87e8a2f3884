//! The article: what a page comes down to, as plain data.
//!
//! The shapes here are the public contract of the library (`docs/api.md`) in Rust. They are the
//! same in JavaScript: field names in camel case, unions told apart by `type`. An article
//! survives JSON both ways; what is stored today must stay readable, so fields are only added.

mod block;
mod inline;
mod json;
mod metadata;
mod parse_json;
mod parts;
mod write_json;

pub use block::{Block, BlockKind, Definition, FootnoteText, MediaKind, Source, TableCell};
pub use inline::{Image, ImageCandidate, Inline, Span, SpanKind};
pub use metadata::ArticleMetadata;
pub use parts::Parts;
pub(crate) use write_json::{Named, ToJson};

use serde::{Deserialize, Serialize};

/// The version of the article's shape, in [`Article::version`].
pub const ARTICLE_VERSION: u32 = 1;

/// Containers nested deeper than this are flattened into their parent.
pub const MAX_BLOCK_DEPTH: usize = 32;

/// Inline elements nested deeper than this are flattened into their parent.
pub const MAX_INLINE_DEPTH: usize = 8;

/// A clean article. See `docs/api.md` for each field in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// Always [`ARTICLE_VERSION`].
    pub version: u32,
    /// Whether the page holds an article. If not, the fields below hold the best there is.
    pub readable: bool,
    /// How sure [`readable`](Self::readable) is, 0 to 1.
    pub confidence: f32,
    /// The headline.
    pub title: String,
    /// The standfirst (sapo, dek), when the page has one.
    pub lead: Option<String>,
    /// The byline as the page shows it.
    pub byline: Option<String>,
    /// The persons who wrote it.
    pub authors: Vec<Author>,
    /// The agency or site that it was taken from ("Theo: …", "Source: …").
    pub source: Option<String>,
    /// The site's name.
    pub site_name: Option<String>,
    /// The breadcrumb, outermost first.
    pub section: Vec<String>,
    /// Tags or keywords.
    pub tags: Vec<String>,
    /// ISO 8601, with the offset where the page gives one.
    pub published_time: Option<String>,
    /// ISO 8601, with the offset where the page gives one.
    pub modified_time: Option<String>,
    /// The address that the caller gave.
    pub url: Option<String>,
    /// The address that the page gives itself.
    pub canonical_url: Option<String>,
    /// The next page of the same article.
    pub next_page: Option<String>,
    /// BCP 47 language tag.
    pub lang: Option<String>,
    /// Base direction.
    pub dir: Option<Direction>,
    /// The picture that stands for the article.
    pub image: Option<Image>,
    /// The site's icon.
    pub favicon: Option<String>,
    /// The page's own description of itself.
    pub excerpt: Option<String>,
    /// `Some(false)` where the page says that a paywall or login cuts it.
    pub accessible_for_free: Option<bool>,
    /// The kept blocks.
    pub blocks: Vec<Block>,
    /// How sure each of `blocks` is, 0 to 1, in the same order.
    pub scores: Vec<f32>,
    /// `blocks` as HTML.
    pub html: String,
    /// `blocks` as plain text; captions and embedded posts are not in it.
    pub text: String,
    /// Other articles that the page links to, once each.
    pub related: Vec<Related>,
    /// What was left out, and why.
    pub removed: Vec<Removed>,
    /// How many further blocks were left out than `removed` lists.
    pub removed_more: u32,
    /// What [`restrict`](crate::restrict) put back: what it was called before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub restored: Vec<Restored>,
    /// Words of `text`; characters for scripts that do not separate words.
    pub word_count: u32,
    /// At 230 words (500 characters of an unspaced script) a minute, rounded up.
    pub reading_minutes: u32,
    /// How the verdict came about, with [`Options::debug`](crate::Options::debug).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debug: Option<serde_json::Value>,
}

impl Default for Article {
    fn default() -> Self {
        Self {
            version: ARTICLE_VERSION,
            readable: false,
            confidence: 0.0,
            title: String::new(),
            lead: None,
            byline: None,
            authors: Vec::new(),
            source: None,
            site_name: None,
            section: Vec::new(),
            tags: Vec::new(),
            published_time: None,
            modified_time: None,
            url: None,
            canonical_url: None,
            next_page: None,
            lang: None,
            dir: None,
            image: None,
            favicon: None,
            excerpt: None,
            accessible_for_free: None,
            blocks: Vec::new(),
            scores: Vec::new(),
            html: String::new(),
            text: String::new(),
            related: Vec::new(),
            removed: Vec::new(),
            removed_more: 0,
            restored: Vec::new(),
            word_count: 0,
            reading_minutes: 0,
            debug: None,
        }
    }
}

/// A person who wrote the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Author {
    /// The person's name, without "By" or a role.
    pub name: String,
    /// The person's page.
    pub url: Option<String>,
}

/// Base direction of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// Another article that the page points to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Its headline.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The section it stands in, as shown.
    pub section: Option<String>,
    /// Its date as ISO 8601 where it could be read, else as shown.
    pub date: Option<String>,
    /// Its teaser.
    pub teaser: Option<String>,
    /// The address of its picture.
    pub image: Option<String>,
}

/// A block that was left out of the article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Removed {
    /// What it is.
    pub kind: Kind,
    /// Why it was taken for that, in a few words.
    pub reason: String,
    /// How sure it is that the block belongs to the *article*, 0 to 1.
    pub score: f32,
    /// Its text.
    pub text: String,
    /// The block itself, so that it can be put back.
    pub block: Block,
    /// The index into [`Article::blocks`] before which it stood.
    pub at: u32,
    /// Whether it is so unsure that a reader should see it folded rather than not at all.
    pub fold: bool,
}

/// The name under which a block had been left out that [`restrict`](crate::restrict) put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// The block's id.
    pub id: u32,
    /// What it was taken for.
    pub kind: Kind,
    /// Why.
    pub reason: String,
}

/// What a block is that does not belong to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Menus, breadcrumbs, pagers, site headers and footers.
    Navigation,
    /// Adverts and sponsored boxes.
    Advert,
    /// Other articles: tails, boxes, cards, "read more" lines.
    Related,
    /// Share bars and "follow us" lines.
    Share,
    /// Readers' comments and their forms.
    Comment,
    /// Sign-up boxes for newsletters and apps, donation boxes.
    Newsletter,
    /// Copyright lines, terms, disclaimers.
    Legal,
    /// Consent layers.
    Cookie,
    /// Bylines, dates and author biographies.
    Byline,
    /// A second copy of what stands elsewhere.
    Duplicate,
    /// Anything else that is not the article.
    Other,
}

impl Kind {
    /// All kinds, in the order of the contract.
    pub const ALL: [Self; 11] = [
        Self::Navigation,
        Self::Advert,
        Self::Related,
        Self::Share,
        Self::Comment,
        Self::Newsletter,
        Self::Legal,
        Self::Cookie,
        Self::Byline,
        Self::Duplicate,
        Self::Other,
    ];
}

/// What kind of page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum PageKind {
    Article,
    Live,
    List,
    Forum,
    Product,
    Documentation,
    Gallery,
    Video,
    Other,
}
