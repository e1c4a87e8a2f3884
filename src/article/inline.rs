//! The inline parts of an article: strings, spans of emphasis, links, pictures.

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// A piece of running text. In JSON a bare string, or an object told apart by `type`.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Text, white space collapsed.
    Text(String),
    /// A link; `url` is absolute where the page's address is known.
    Link {
        /// Where to.
        url: String,
        /// The `title` attribute.
        title: Option<String>,
        /// What is linked.
        content: Vec<Inline>,
    },
    /// A span of text with a meaning of its own.
    Span(Span),
    /// A line break.
    Break,
    /// A picture within a line.
    Image(Image),
    /// A reference to a [`FootnoteText`](super::FootnoteText).
    Footnote(String),
    /// A formula within a line.
    Math {
        /// TeX source, where the page gives it.
        tex: Option<String>,
        /// The formula as text.
        text: String,
    },
}

/// A span of inline text with a meaning of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Which meaning.
    pub kind: SpanKind,
    /// `title` of an abbreviation, `datetime` of a time, the reading above the text of a ruby.
    pub title: Option<String>,
    /// What it holds.
    pub content: Vec<Inline>,
}

/// The meanings of a [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum SpanKind {
    Emphasis,
    Strong,
    Code,
    Sub,
    Sup,
    Mark,
    Delete,
    Insert,
    Small,
    Abbr,
    Time,
    Quote,
    Ruby,
}

/// A picture and what is said about it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Image {
    /// The best address for it.
    pub url: String,
    /// Other sizes of it.
    pub srcset: Vec<ImageCandidate>,
    /// The `alt` attribute.
    pub alt: Option<String>,
    /// The caption shown with it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// CSS pixels.
    pub width: Option<u32>,
    /// CSS pixels.
    pub height: Option<u32>,
}

/// One entry of a `srcset`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImageCandidate {
    /// Its address.
    pub url: String,
    /// The width descriptor (`640w`), in pixels.
    pub width: Option<u32>,
    /// The density descriptor (`2x`).
    pub density: Option<f32>,
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = match self {
            Self::Text(text) => return serializer.serialize_str(text),
            _ => serializer.serialize_map(None)?,
        };
        match self {
            Self::Text(_) => {}
            Self::Link { url, title, content } => {
                map.serialize_entry("type", "link")?;
                map.serialize_entry("url", url)?;
                map.serialize_entry("title", title)?;
                map.serialize_entry("content", content)?;
            }
            Self::Span(span) => {
                map.serialize_entry("type", &span.kind)?;
                map.serialize_entry("content", &span.content)?;
                if let Some(title) = &span.title {
                    map.serialize_entry("title", title)?;
                }
            }
            Self::Break => map.serialize_entry("type", "break")?,
            Self::Image(image) => {
                map.serialize_entry("type", "image")?;
                map.serialize_entry("image", image)?;
            }
            Self::Footnote(reference) => {
                map.serialize_entry("type", "footnote")?;
                map.serialize_entry("ref", reference)?;
            }
            Self::Math { tex, text } => {
                map.serialize_entry("type", "math")?;
                map.serialize_entry("tex", tex)?;
                map.serialize_entry("text", text)?;
            }
        }
        map.end()
    }
}
