//! An article's JSON goes in, from a file or from JavaScript; the article comes out, or where and why it is none.
//!
//! Read by hand over [`Value`], not by serde's derived code: for unions that are nested, flattened and told apart by
//! a field, that is a sixth of all the code in the wasm, and its errors do not say where.

use super::{
    Article, Author, Block, BlockKind, Definition, FootnoteText, Image, ImageCandidate, Inline, Named, Related,
    Removed, Restored, Source, Span, TableCell,
};
use crate::{Error, Options};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// The deepest JSON that is read. Tables add the most levels: five for each, of at most
/// [`MAX_BLOCK_DEPTH`](super::MAX_BLOCK_DEPTH), and inline elements two each. Deeper nesting, which could exhaust the
/// stack, no article of ours has.
const MAX_JSON_DEPTH: usize = 256;

impl Article {
    /// Reads an article from JSON.
    ///
    /// ```
    /// use bodycopy::{Article, Options, extract};
    /// let article = extract(b"<h1>Rain</h1><p>It rained.</p>", &Options::default())?;
    /// let json = serde_json::to_string(&article).unwrap();
    /// assert_eq!(Article::from_json(&json)?, article);
    /// # Ok::<(), bodycopy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::InvalidInput`] that says what is wrong and where.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        if depth(json) > MAX_JSON_DEPTH {
            return Err(Error::InvalidInput(format!("not an article: nested deeper than {MAX_JSON_DEPTH} levels")));
        }
        let mut value =
            super::parse_json::parse(json).map_err(|problem| Error::InvalidInput(format!("not JSON: {problem}")))?;
        Self::read(&mut value).map_err(|problem| Error::InvalidInput(format!("not an article: {problem}")))
    }
}

/// How deep arrays and objects are nested.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut is_escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

macro_rules! deserialize {
    ($($name:ident)*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::read(&mut Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
            }
        }
    )*};
}

deserialize!(Article Block Inline);

/// What is wrong, and where.
#[derive(Debug)]
struct Problem(Box<Fault>);

/// Boxed, as every field that is read can give one and hardly any does.
#[derive(Debug)]
struct Fault {
    path: String,
    what: String,
}

impl Problem {
    #[cold]
    #[inline(never)]
    fn new(what: &str) -> Self {
        Self(Box::new(Fault { path: String::new(), what: what.to_owned() }))
    }

    #[cold]
    #[inline(never)]
    fn within(mut self, step: &str) -> Self {
        let Fault { path, .. } = &mut *self.0;
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = format!("{step}{dot}{path}");
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Fault { path, what } = &*self.0;
        let separator = if path.is_empty() { "" } else { ": " };
        write!(f, "{path}{separator}{what}")
    }
}

type Fields = Map<String, Value>;

trait FromJson: Sized {
    /// Takes what it needs out of `value`.
    fn read(value: &mut Value) -> Result<Self, Problem>;

    /// What stands for a field that is not there.
    fn absent() -> Option<Self> {
        None
    }
}

fn fields(value: &mut Value) -> Result<&mut Fields, Problem> {
    value.as_object_mut().ok_or_else(|| Problem::new("not an object"))
}

#[inline(never)]
fn field<T: FromJson>(fields: &mut Fields, name: &str) -> Result<T, Problem> {
    match fields.get_mut(name) {
        Some(value) => T::read(value),
        None => T::absent().ok_or_else(|| Problem::new("missing")),
    }
    .map_err(|problem| problem.within(name))
}

impl FromJson for Value {
    fn read(value: &mut Value) -> Result<Self, Problem> {
        Ok(value.take())
    }
}

impl FromJson for String {
    fn read(value: &mut Value) -> Result<Self, Problem> {
        match value {
            Value::String(text) => Ok(std::mem::take(text)),
            _ => Err(Problem::new("not a string")),
        }
    }
}

impl FromJson for bool {
    fn read(value: &mut Value) -> Result<Self, Problem> {
        value.as_bool().ok_or_else(|| Problem::new("not true or false"))
    }
}

impl FromJson for f32 {
    fn read(value: &mut Value) -> Result<Self, Problem> {
        value.as_f64().map(|number| number as Self).ok_or_else(|| Problem::new("not a number"))
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl FromJson for $integer {
            fn read(value: &mut Value) -> Result<Self, Problem> {
                let number = value.as_i64().and_then(|number| Self::try_from(number).ok());
                number.ok_or_else(|| Problem::new("not a whole number of the right size"))
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 i32);

impl<T: FromJson> FromJson for Option<T> {
    fn read(value: &mut Value) -> Result<Self, Problem> {
        if value.is_null() { Ok(None) } else { T::read(value).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(value: &mut Value) -> Result<Self, Problem> {
        let items = value.as_array_mut().ok_or_else(|| Problem::new("not an array"))?;
        let mut read = Self::with_capacity(items.len());
        for (index, item) in items.iter_mut().enumerate() {
            read.push(T::read(item).map_err(|problem| problem.within(&format!("[{index}]")))?);
        }
        Ok(read)
    }
}

impl<T: FromJson, const N: usize> FromJson for [T; N] {
    fn read(value: &mut Value) -> Result<Self, Problem> {
        Vec::read(value)?.try_into().map_err(|_| Problem::new(&format!("not {N} long")))
    }
}

macro_rules! names {
    ($($name:ty)*) => {$(
        impl FromJson for $name {
            fn read(value: &mut Value) -> Result<Self, Problem> {
                named(&String::read(value)?)
            }
        }
    )*};
}

names!(super::Direction super::Kind super::MediaKind);

fn named<T: Named>(name: &str) -> Result<T, Problem> {
    let found = T::NAMES.iter().find(|(_, known)| *known == name).map(|(one, _)| *one);
    found.ok_or_else(|| Problem::new(&format!("`{name}` is not among the names that can stand here")))
}

/// Objects whose fields have to be there, save optional ones.
macro_rules! objects {
    ($($object:ident { $($field:ident: $name:literal),* })*) => {$(
        impl FromJson for $object {
            fn read(value: &mut Value) -> Result<Self, Problem> {
                let fields = fields(value)?;
                Ok(Self { $($field: field(fields, $name)?),* })
            }
        }
    )*};
}

objects! {
    Author { name: "name", url: "url" }
    Related { title: "title", url: "url", section: "section", date: "date", teaser: "teaser", image: "image" }
    Removed {
        kind: "kind", reason: "reason", score: "score", text: "text", block: "block", at: "at", fold: "fold"
    }
    Restored { id: "id", kind: "kind", reason: "reason" }
    Image {
        url: "url", srcset: "srcset", alt: "alt", caption: "caption", credit: "credit", width: "width", height: "height"
    }
    ImageCandidate { url: "url", width: "width", density: "density" }
    Definition { term: "term", definition: "definition" }
    TableCell { header: "header", span: "span", content: "content" }
    Source { url: "url", media_type: "type" }
    FootnoteText { reference: "ref", blocks: "blocks" }
}

/// An object whose fields may be missing: what is written today must be read by a version that has more of them.
macro_rules! article {
    ($($field:ident: $name:literal),*) => {
        impl FromJson for Article {
            fn read(value: &mut Value) -> Result<Self, Problem> {
                let fields = fields(value)?;
                let version: u32 = field(fields, "version")?;
                if version != super::ARTICLE_VERSION {
                    return Err(Problem::new(&format!("{version} is not {}", super::ARTICLE_VERSION)).within("version"));
                }
                let mut article = Self::default();
                $(if fields.contains_key($name) {
                    article.$field = field(fields, $name)?;
                })*
                Ok(article)
            }
        }
    };
}

article! {
    readable: "readable", confidence: "confidence", title: "title", lead: "lead", byline: "byline",
    authors: "authors", source: "source", site_name: "siteName", section: "section", tags: "tags",
    published_time: "publishedTime", modified_time: "modifiedTime", url: "url", canonical_url: "canonicalUrl",
    next_page: "nextPage", lang: "lang", dir: "dir", image: "image", favicon: "favicon", excerpt: "excerpt",
    accessible_for_free: "accessibleForFree", blocks: "blocks", scores: "scores", html: "html", text: "text",
    related: "related", removed: "removed", removed_more: "removedMore", restored: "restored", word_count: "wordCount",
    reading_minutes: "readingMinutes", debug: "debug"
}

/// An object whose fields may be missing, and which has no others.
macro_rules! options {
    ($($field:ident: $name:literal),*) => {
        impl FromJson for Options {
            fn read(value: &mut Value) -> Result<Self, Problem> {
                let fields = fields(value)?;
                let (mut options, mut known) = (Self::default(), 0);
                $(if fields.contains_key($name) {
                    options.$field = field(fields, $name)?;
                    known += 1;
                })*
                if known < fields.len() {
                    return Err(Problem::new("an option that there is not"));
                }
                Ok(options)
            }
        }
    };
}

options! {
    url: "url", content_type: "contentType", strictness: "strictness", keep: "keep", remove: "remove",
    max_bytes: "maxBytes", debug: "debug", whole_body: "wholeBody"
}

impl Options {
    /// Reads options from JSON, as `www/package/options.js` has checked them. Whether their values make sense is for
    /// [`Options::validate`] to say.
    ///
    /// # Errors
    /// [`Error::Internal`] that says what is wrong and where.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let mut value = super::parse_json::parse(json).map_err(Error::Internal)?;
        Self::read(&mut value).map_err(|problem| Error::Internal(format!("options: {problem}")))
    }
}

impl FromJson for Block {
    fn read(value: &mut Value) -> Result<Self, Problem> {
        let of = fields(value)?;
        let id = field(of, "id")?;
        let name: String = field(of, "type")?;
        let kind = match name.as_str() {
            "paragraph" => BlockKind::Paragraph { content: field(of, "content")? },
            "heading" => BlockKind::Heading {
                level: field(of, "level")?,
                anchor: field(of, "anchor")?,
                content: field(of, "content")?,
            },
            "quote" => BlockKind::Quote { blocks: field(of, "blocks")?, cite: field(of, "cite")? },
            "code" => BlockKind::Code { language: field(of, "language")?, text: field(of, "text")? },
            "list" => BlockKind::List {
                ordered: field(of, "ordered")?,
                start: field(of, "start")?,
                items: field(of, "items")?,
            },
            "definitions" => BlockKind::Definitions { items: field(of, "items")? },
            "table" => BlockKind::Table { caption: field(of, "caption")?, rows: field(of, "rows")? },
            "figure" => BlockKind::Figure { images: field(of, "images")?, caption: field(of, "caption")? },
            "media" => BlockKind::Media {
                kind: field(of, "kind")?,
                sources: field(of, "sources")?,
                poster: field(of, "poster")?,
                caption: field(of, "caption")?,
            },
            "embed" => BlockKind::Embed {
                provider: field(of, "provider")?,
                url: field(of, "url")?,
                title: field(of, "title")?,
                quote: field(of, "quote")?,
            },
            "callout" => BlockKind::Callout {
                kind: field(of, "kind")?,
                title: field(of, "title")?,
                blocks: field(of, "blocks")?,
            },
            "details" => BlockKind::Details { summary: field(of, "summary")?, blocks: field(of, "blocks")? },
            "math" => {
                BlockKind::Math { tex: field(of, "tex")?, mathml: field(of, "mathml")?, text: field(of, "text")? }
            }
            "footnotes" => BlockKind::Footnotes { notes: field(of, "notes")? },
            "rule" => BlockKind::Rule,
            other => return Err(Problem::new(&format!("there is no block `{other}`")).within("type")),
        };
        Ok(Self { id, kind })
    }
}

impl FromJson for Inline {
    fn read(value: &mut Value) -> Result<Self, Problem> {
        if value.is_string() {
            return String::read(value).map(Self::Text);
        }
        let of = value.as_object_mut().ok_or_else(|| Problem::new("not a string or an object"))?;
        let name: String = field(of, "type")?;
        Ok(match name.as_str() {
            "link" => Self::Link { url: field(of, "url")?, title: field(of, "title")?, content: field(of, "content")? },
            "break" => Self::Break,
            "image" => Self::Image(field(of, "image")?),
            "footnote" => Self::Footnote(field(of, "ref")?),
            "math" => Self::Math { tex: field(of, "tex")?, text: field(of, "text")? },
            span => Self::Span(Span {
                kind: named(span).map_err(|problem| problem.within("type"))?,
                title: field(of, "title")?,
                content: field(of, "content")?,
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Every kind of block and inline, with and without what is optional.
    const EVERYTHING: &str = include_str!("../../tests/fixtures/every-block.json");

    #[test]
    fn what_is_written_is_read_unchanged() {
        let article = Article::from_json(EVERYTHING).unwrap();
        let json = serde_json::to_string(&article).unwrap();
        let again: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(again, serde_json::from_str::<Value>(EVERYTHING).unwrap(), "writing leaves nothing out");
        assert_eq!(Article::from_json(&json).unwrap(), article);
        assert_eq!(serde_json::from_str::<Article>(&json).unwrap(), article);
    }

    #[test]
    fn what_is_no_article_is_told_with_its_place() {
        let cases = [
            ("", "not JSON: its end at byte 0"),
            ("[]", "not an article: not an object"),
            ("{}", "not an article: version: missing"),
            (r#"{"version":2}"#, "not an article: version: 2 is not 1"),
            (r#"{"version":1,"title":3}"#, "not an article: title: not a string"),
            (r#"{"version":1,"dir":"up"}"#, "not an article: dir: `up` is not among the names that can stand here"),
            (
                r#"{"version":1,"blocks":[{"id":1,"type":"x"}]}"#,
                "not an article: blocks[0].type: there is no block `x`",
            ),
            (
                r#"{"version":1,"blocks":[{"id":1,"type":"list","ordered":true,"items":[[{"id":-1}]]}]}"#,
                "not an article: blocks[0].items[0][0].id: not a whole number of the right size",
            ),
        ];
        for (json, message) in cases {
            assert_eq!(Article::from_json(json), Err(Error::InvalidInput(message.to_owned())), "{json}");
        }
    }

    #[test]
    fn options_are_read_by_their_names_in_javascript() {
        let json = r#"{"url":"https://a.example/","contentType":"text/html","strictness":0.25,"keep":["p"],
            "remove":[".x"],"maxBytes":2147483648,"debug":true,"wholeBody":true}"#;
        let options = Options {
            url: Some("https://a.example/".into()),
            content_type: Some("text/html".into()),
            strictness: 0.25,
            keep: vec!["p".into()],
            remove: vec![".x".into()],
            max_bytes: 1 << 31,
            debug: true,
            whole_body: true,
        };
        assert_eq!(Options::from_json(json), Ok(options));
        assert_eq!(Options::from_json("{}"), Ok(Options::default()));
        for (json, message) in [
            (r#"{"debug":1}"#, "options: debug: not true or false"),
            (r#"{"keep":"p"}"#, "options: keep: not an array"),
            (r#"{"x":1}"#, "options: an option that there is not"),
        ] {
            assert_eq!(Options::from_json(json), Err(Error::Internal(message.to_owned())), "{json}");
        }
    }

    #[test]
    fn nesting_is_read_as_deep_as_articles_go_and_no_deeper() {
        let nested = |levels: usize| {
            let open = r#"{"id":1,"type":"table","rows":[[{"header":false,"span":[1,1],"content":["#.repeat(levels);
            format!(r#"{{"version":1,"blocks":[{open}{}]}}"#, "]}]]}".repeat(levels))
        };
        assert!(Article::from_json(&nested(super::super::MAX_BLOCK_DEPTH)).is_ok());
        assert!(Article::from_json(&nested(100_000)).is_err());
        assert!(Article::from_json(r#"{"version":1,"title":"]}\"[[[["}"#).is_ok());
    }
}
