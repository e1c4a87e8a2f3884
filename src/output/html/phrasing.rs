//! The inline parts of a block as HTML phrasing content.

use super::Writer;
use crate::article::{Inline, MAX_INLINE_DEPTH, Span, SpanKind};
use crate::links::{checked_anchor, checked_link};
use crate::output::ID_PREFIX;
use crate::output::escape::{push_attribute, push_text};
use crate::output::walk;

/// What is open around the inline part being written.
#[derive(Debug, Default)]
pub(super) struct Context {
    depth: usize,
    in_link: bool,
    /// A bit for each [`SpanKind`].
    open: u16,
}

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        if self.phrasing.depth >= MAX_INLINE_DEPTH {
            for leaf in walk::inline_leaves(inlines) {
                self.inline(leaf);
            }
            return;
        }
        self.phrasing.depth += 1;
        for inline in inlines {
            self.inline(inline);
        }
        self.phrasing.depth -= 1;
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => push_text(&mut self.out, text),
            Inline::Link { url, title, content } => self.link(url, title.as_deref(), content),
            Inline::Span(span) => self.span(span),
            Inline::Break => self.out.push_str("<br>"),
            Inline::Image(image) => self.image(image),
            Inline::Footnote(reference) => self.footnote_reference(reference),
            Inline::Math { tex: Some(tex), .. } if !tex.is_empty() => {
                self.out.push_str("<code class=\"language-math math-inline\">");
                push_text(&mut self.out, tex);
                self.end("code");
            }
            Inline::Math { text, .. } => push_text(&mut self.out, text),
        }
    }

    /// A link in a link would end the outer one, so only the outer one is written.
    fn link(&mut self, url: &str, title: Option<&str>, content: &[Inline]) {
        let Some(href) = self.href(url).filter(|_| !self.phrasing.in_link) else {
            return self.inlines(content);
        };
        self.phrasing.in_link = true;
        self.element_with(
            "a",
            |writer| {
                push_attribute(&mut writer.out, "href", &href);
                if let Some(title) = title {
                    push_attribute(&mut writer.out, "title", title);
                }
                writer.out.push_str(" rel=\"noopener noreferrer\"");
            },
            |writer| writer.inlines(content),
        );
        self.phrasing.in_link = false;
    }

    /// Where a link goes; None for what is not allowed, or a place that is not in the article.
    pub(super) fn href(&self, url: &str) -> Option<String> {
        let url = url.trim_matches(|c| c <= ' ');
        let Some(place) = url.strip_prefix('#') else {
            return checked_link(url).map(Into::into);
        };
        let anchor = checked_anchor(place)?;
        if self.anchors.has_heading(&anchor) {
            Some(["#", ID_PREFIX, "h-", &anchor].concat())
        } else {
            self.anchors.note(&anchor).map(|_| ["#", ID_PREFIX, "fn-", &anchor].concat())
        }
    }

    fn span(&mut self, span: &Span) {
        let bit = 1 << span.kind as u16;
        let nests = matches!(span.kind, SpanKind::Sub | SpanKind::Sup | SpanKind::Quote);
        if self.phrasing.open & bit != 0 && !nests {
            return self.inlines(&span.content);
        }
        let outer = self.phrasing.open;
        self.phrasing.open |= bit;
        let title = span.title.as_deref();
        self.element_with(
            name(span.kind),
            |writer| match (span.kind, title) {
                (SpanKind::Abbr, Some(title)) => push_attribute(&mut writer.out, "title", title),
                (SpanKind::Time, Some(title)) => push_attribute(&mut writer.out, "datetime", title),
                _ => {}
            },
            |writer| {
                let start = writer.out.len();
                writer.inlines(&span.content);
                if let (SpanKind::Ruby, Some(reading), true) = (span.kind, title, writer.out.len() > start) {
                    writer.out.push_str("<rp>(</rp><rt>");
                    push_text(&mut writer.out, reading);
                    writer.out.push_str("</rt><rp>)</rp>");
                }
            },
        );
        self.phrasing.open = outer;
    }

    fn footnote_reference(&mut self, reference: &str) {
        let anchor = checked_anchor(reference);
        let note = anchor.as_ref().and_then(|anchor| Some((anchor, self.anchors.note(anchor)?)));
        let Some((anchor, number)) = note else {
            return self.element("sup", |writer| {
                writer.out.push('[');
                push_text(&mut writer.out, reference);
                writer.out.push(']');
            });
        };
        let label = format!("[{number}]");
        self.out.push_str("<sup>");
        if self.phrasing.in_link {
            self.out.push_str(&label);
        } else {
            self.out.push_str("<a");
            self.id("fnref-", anchor);
            push_attribute(&mut self.out, "href", &["#", ID_PREFIX, "fn-", anchor].concat());
            self.out.push_str(" rel=\"noopener noreferrer\" role=\"doc-noteref\">");
            self.out.push_str(&label);
            self.end("a");
        }
        self.end("sup");
    }
}

fn name(kind: SpanKind) -> &'static str {
    match kind {
        SpanKind::Emphasis => "em",
        SpanKind::Strong => "strong",
        SpanKind::Code => "code",
        SpanKind::Sub => "sub",
        SpanKind::Sup => "sup",
        SpanKind::Mark => "mark",
        SpanKind::Delete => "del",
        SpanKind::Insert => "ins",
        SpanKind::Small => "small",
        SpanKind::Abbr => "abbr",
        SpanKind::Time => "time",
        SpanKind::Quote => "q",
        SpanKind::Ruby => "ruby",
    }
}
