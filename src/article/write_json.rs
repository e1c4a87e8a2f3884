//! An article goes in; its JSON comes out, field by field into one string.
//!
//! The same JSON as serde's derived code writes, which Rust callers have besides; but for unions that are nested and
//! flattened that code is large and slow, and the article's way into JavaScript leads through here.

use super::{
    Article, ArticleMetadata, Author, Block, BlockKind, Definition, Direction, FootnoteText, Image, ImageCandidate,
    Inline, Kind, MediaKind, PageKind, Related, Removed, Restored, Source, SpanKind, TableCell,
};
use crate::assess::Readable;
use crate::decimal;
use serde_json::Value;

impl Article {
    /// The article as JSON.
    ///
    /// ```
    /// use bodycopy::{Article, Options, extract};
    /// let article = extract(b"<h1>Rain</h1><p>It rained.</p>", &Options::default())?;
    /// assert_eq!(Article::from_json(&article.to_json())?, article);
    /// # Ok::<(), bodycopy::Error>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::with_capacity(1024 + 4 * self.text.len());
        self.write(&mut out);
        out
    }
}

/// What has a form in JSON.
pub trait ToJson {
    /// Appends it.
    fn write(&self, out: &mut String);
}

impl ToJson for str {
    fn write(&self, out: &mut String) {
        out.push('"');
        push_escaped(out, self);
        out.push('"');
    }
}

impl ToJson for String {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

impl ToJson for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl ToJson for $integer {
            fn write(&self, out: &mut String) {
                decimal::push_integer(out, i64::from(*self));
            }
        }
    )*};
}

integers!(u8 u16 u32 i32);

impl ToJson for f32 {
    fn write(&self, out: &mut String) {
        decimal::push(out, *self);
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: ToJson> ToJson for [T] {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            item.write(out);
        }
        out.push(']');
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, out: &mut String) {
        self.as_slice().write(out);
    }
}

impl<T: ToJson, const N: usize> ToJson for [T; N] {
    fn write(&self, out: &mut String) {
        self.as_slice().write(out);
    }
}

impl ToJson for Value {
    fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(flag) => flag.write(out),
            Self::Number(number) => match number.as_i64() {
                Some(whole) => decimal::push_integer(out, whole),
                // What this crate puts into a value are scores.
                None => decimal::push(out, number.as_f64().unwrap_or(f64::NAN) as f32),
            },
            Self::String(text) => text.write(out),
            Self::Array(items) => items.write(out),
            Self::Object(members) => {
                let mut before = '{';
                for (name, value) in members {
                    out.push(before);
                    before = ',';
                    name.write(out);
                    out.push(':');
                    value.write(out);
                }
                out.push_str(if members.is_empty() { "{}" } else { "}" });
            }
        }
    }
}

/// What has a name in JSON, and nothing else.
pub(crate) trait Named: Copy + 'static {
    /// All there are.
    const NAMES: &'static [(Self, &'static str)];
    /// This one's.
    fn name(self) -> &'static str;
}

macro_rules! names {
    ($($name:ident { $($variant:ident $text:literal),* })*) => {$(
        impl Named for $name {
            const NAMES: &'static [(Self, &'static str)] = &[$((Self::$variant, $text)),*];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl ToJson for $name {
            fn write(&self, out: &mut String) {
                self.name().write(out);
            }
        }
    )*};
}

names! {
    Direction { Ltr "ltr", Rtl "rtl" }
    PageKind {
        Article "article", Live "live", List "list", Forum "forum", Product "product", Documentation "documentation",
        Gallery "gallery", Video "video", Other "other"
    }
    Readable { Yes "yes", No "no", Unsure "unsure" }
    MediaKind { Audio "audio", Video "video" }
    Kind {
        Navigation "navigation", Advert "advert", Related "related", Share "share", Comment "comment",
        Newsletter "newsletter", Legal "legal", Cookie "cookie", Byline "byline", Duplicate "duplicate", Other "other"
    }
    SpanKind {
        Emphasis "emphasis", Strong "strong", Code "code", Sub "sub", Sup "sup", Mark "mark", Delete "delete",
        Insert "insert", Small "small", Abbr "abbr", Time "time", Quote "quote", Ruby "ruby"
    }
}

/// Further fields of an object.
macro_rules! fields {
    ($out:expr, $($name:literal: $value:expr),+ $(,)?) => {$(
        member($out, concat!(",\"", $name, "\":"), $value);
    )+};
}

/// One function for values of every kind: there are a hundred calls of it.
#[inline(never)]
fn member(out: &mut String, name: &str, value: &dyn ToJson) {
    out.push_str(name);
    value.write(out);
}

/// Objects, field by field.
macro_rules! objects {
    ($($object:ident { $first:ident: $first_name:literal $(, $field:ident: $name:literal)* })*) => {$(
        impl ToJson for $object {
            fn write(&self, out: &mut String) {
                member(out, concat!("{\"", $first_name, "\":"), &self.$first);
                $(fields!(out, $name: &self.$field);)*
                out.push('}');
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
    ArticleMetadata {
        title: "title", lead: "lead", byline: "byline", authors: "authors", source: "source", site_name: "siteName",
        section: "section", tags: "tags", published_time: "publishedTime", modified_time: "modifiedTime", url: "url",
        canonical_url: "canonicalUrl", next_page: "nextPage", lang: "lang", dir: "dir", image: "image",
        favicon: "favicon", excerpt: "excerpt", accessible_for_free: "accessibleForFree"
    }
    Image {
        url: "url", srcset: "srcset", alt: "alt", caption: "caption", credit: "credit", width: "width", height: "height"
    }
    ImageCandidate { url: "url", width: "width", density: "density" }
    Definition { term: "term", definition: "definition" }
    TableCell { header: "header", span: "span", content: "content" }
    Source { url: "url", media_type: "type" }
    FootnoteText { reference: "ref", blocks: "blocks" }
}

impl ToJson for Article {
    fn write(&self, out: &mut String) {
        member(out, "{\"version\":", &self.version);
        fields!(out,
            "readable": &self.readable, "confidence": &self.confidence, "title": &self.title, "lead": &self.lead,
            "byline": &self.byline, "authors": &self.authors, "source": &self.source, "siteName": &self.site_name,
            "section": &self.section, "tags": &self.tags, "publishedTime": &self.published_time,
            "modifiedTime": &self.modified_time, "url": &self.url, "canonicalUrl": &self.canonical_url,
            "nextPage": &self.next_page, "lang": &self.lang, "dir": &self.dir, "image": &self.image,
            "favicon": &self.favicon, "excerpt": &self.excerpt, "accessibleForFree": &self.accessible_for_free,
            "blocks": &self.blocks, "scores": &self.scores, "html": &self.html, "text": &self.text,
            "related": &self.related, "removed": &self.removed, "removedMore": &self.removed_more,
        );
        if !self.restored.is_empty() {
            fields!(out, "restored": &self.restored);
        }
        fields!(out, "wordCount": &self.word_count, "readingMinutes": &self.reading_minutes);
        if let Some(debug) = &self.debug {
            fields!(out, "debug": debug);
        }
        out.push('}');
    }
}

/// `{"type":…` with the fields of a variant.
macro_rules! variant {
    ($out:expr, $open:literal, $kind:literal $(, $name:literal: $value:expr)* $(,)?) => {{
        $out.push_str(concat!($open, "\"type\":\"", $kind, "\""));
        $(fields!($out, $name: $value);)*
    }};
}

impl ToJson for Block {
    fn write(&self, out: &mut String) {
        member(out, "{\"id\":", &self.id);
        match &self.kind {
            BlockKind::Paragraph { content } => variant!(out, ",", "paragraph", "content": content),
            BlockKind::Heading { level, anchor, content } => {
                variant!(out, ",", "heading", "level": level, "anchor": anchor, "content": content);
            }
            BlockKind::Quote { blocks, cite } => variant!(out, ",", "quote", "blocks": blocks, "cite": cite),
            BlockKind::Code { language, text } => variant!(out, ",", "code", "language": language, "text": text),
            BlockKind::List { ordered, start, items } => {
                variant!(out, ",", "list", "ordered": ordered, "start": start, "items": items);
            }
            BlockKind::Definitions { items } => variant!(out, ",", "definitions", "items": items),
            BlockKind::Table { caption, rows } => variant!(out, ",", "table", "caption": caption, "rows": rows),
            BlockKind::Figure { images, caption } => {
                variant!(out, ",", "figure", "images": images, "caption": caption);
            }
            BlockKind::Media { kind, sources, poster, caption } => {
                variant!(out, ",", "media", "kind": kind, "sources": sources, "poster": poster, "caption": caption);
            }
            BlockKind::Embed { provider, url, title, quote } => {
                variant!(out, ",", "embed", "provider": provider, "url": url, "title": title, "quote": quote);
            }
            BlockKind::Callout { kind, title, blocks } => {
                variant!(out, ",", "callout", "kind": kind, "title": title, "blocks": blocks);
            }
            BlockKind::Details { summary, blocks } => {
                variant!(out, ",", "details", "summary": summary, "blocks": blocks);
            }
            BlockKind::Math { tex, mathml, text } => {
                variant!(out, ",", "math", "tex": tex, "mathml": mathml, "text": text);
            }
            BlockKind::Footnotes { notes } => variant!(out, ",", "footnotes", "notes": notes),
            BlockKind::Rule => variant!(out, ",", "rule"),
        }
        out.push('}');
    }
}

impl ToJson for Inline {
    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => return text.write(out),
            Self::Link { url, title, content } => {
                variant!(out, "{", "link", "url": url, "title": title, "content": content);
            }
            Self::Span(span) => {
                member(out, "{\"type\":", &span.kind);
                fields!(out, "content": &span.content);
                if let Some(title) = &span.title {
                    fields!(out, "title": title);
                }
            }
            Self::Break => variant!(out, "{", "break"),
            Self::Image(image) => variant!(out, "{", "image", "image": image),
            Self::Footnote(reference) => variant!(out, "{", "footnote", "ref": reference),
            Self::Math { tex, text } => variant!(out, "{", "math", "tex": tex, "text": text),
        }
        out.push('}');
    }
}

const fn must_be_escaped(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, b'"' | b'\\')
}

/// The inside of a JSON string (RFC 8259, 7).
fn push_escaped(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let bytes = text.as_bytes();
    // Without an early exit the compiler checks 16 bytes at a time; most strings have nothing to escape.
    if !bytes.iter().fold(false, |found, &byte| found | must_be_escaped(byte)) {
        return out.push_str(text);
    }
    let mut done = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !must_be_escaped(byte) {
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0x08 => out.push_str("\\b"),
            0x0c => out.push_str("\\f"),
            _ => {
                out.push_str("\\u00");
                out.push(HEX[usize::from(byte >> 4)] as char);
                out.push(HEX[usize::from(byte & 15)] as char);
            }
        }
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_article_is_written_as_serde_writes_it() {
        let everything = include_str!("../../tests/fixtures/every-block.json");
        let article = Article::from_json(everything).unwrap();
        let value = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        assert_eq!(value(&article.to_json()), value(&serde_json::to_string(&article).unwrap()));
    }

    #[test]
    fn strings_are_escaped_as_serde_escapes_them() {
        for text in ["", "plain đẹp", "a\"b\\c", "\n\r\t\u{8}\u{c}\0\u{1f}\u{7f}", "</script>\u{2028}"] {
            let mut out = String::new();
            text.write(&mut out);
            assert_eq!(out, serde_json::to_string(text).unwrap());
        }
    }
}
