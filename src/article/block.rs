//! The block-level parts of an article, each told apart by its `type`.

use super::inline::{Image, Inline};
use serde::{Deserialize, Serialize};

/// A block and its id, unique in the article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// Unique in the article, and never used twice in a stream of events.
    pub id: u32,
    /// What it is and what it holds.
    #[serde(flatten)]
    pub kind: BlockKind,
}

/// What a block is. Field names are those of the public contract.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum BlockKind {
    Paragraph {
        content: Vec<Inline>,
    },
    /// `level` is 1 to 6.
    Heading {
        level: u8,
        anchor: Option<String>,
        content: Vec<Inline>,
    },
    Quote {
        blocks: Vec<Block>,
        cite: Option<String>,
    },
    Code {
        language: Option<String>,
        text: String,
    },
    List {
        ordered: bool,
        start: Option<i32>,
        items: Vec<Vec<Block>>,
    },
    Definitions {
        items: Vec<Definition>,
    },
    Table {
        caption: Option<Vec<Inline>>,
        rows: Vec<Vec<TableCell>>,
    },
    Figure {
        images: Vec<Image>,
        caption: Option<Vec<Inline>>,
    },
    Media {
        kind: MediaKind,
        sources: Vec<Source>,
        poster: Option<String>,
        caption: Option<Vec<Inline>>,
    },
    Embed {
        provider: String,
        url: String,
        title: Option<String>,
        quote: Option<Vec<Block>>,
    },
    Callout {
        kind: String,
        title: Option<String>,
        blocks: Vec<Block>,
    },
    Details {
        summary: Vec<Inline>,
        blocks: Vec<Block>,
    },
    /// `mathml` is a string and never emitted as markup.
    Math {
        tex: Option<String>,
        mathml: Option<String>,
        text: String,
    },
    Footnotes {
        notes: Vec<FootnoteText>,
    },
    Rule,
}

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Definition {
    pub term: Vec<Inline>,
    pub definition: Vec<Block>,
}

/// A cell of a data table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableCell {
    /// Whether it is a header cell (`th`).
    pub header: bool,
    /// Columns and rows that it covers, each at least 1.
    pub span: [u16; 2],
    /// What stands in it.
    pub content: Vec<Block>,
}

/// Sound or moving pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum MediaKind {
    Audio,
    Video,
}

/// One file of an audio or video block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its address.
    pub url: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
}

/// A footnote's text; inline [`Inline::Footnote`] points to it by `reference`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FootnoteText {
    /// The mark that both ends share.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}
