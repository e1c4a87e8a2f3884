//! Pictures, sound, moving pictures and embeds as HTML. Nothing here loads by itself but pictures.

use super::Writer;
use crate::article::{Block, Image, Inline, MediaKind, Source};
use crate::decimal;
use crate::links::{checked_image, checked_media};
use crate::output::escape::{self, push_attribute, push_number, push_text, push_value};
use crate::output::walk;

impl Writer<'_> {
    pub(super) fn figure(&mut self, images: &[Image], caption: Option<&[Inline]>) {
        self.element("figure", |writer| {
            let start = writer.out.len();
            if let [image] = images {
                writer.image(image);
                writer.separated(start, |writer| writer.caption(image, caption));
                return;
            }
            for image in images {
                writer.separated(start, |writer| {
                    if image.caption.is_none() && image.credit.is_none() {
                        return writer.image(image);
                    }
                    writer.element("figure", |writer| {
                        let start = writer.out.len();
                        writer.image(image);
                        writer.separated(start, |writer| writer.caption(image, None));
                    });
                });
            }
            if let Some(caption) = caption {
                writer.separated(start, |writer| writer.element("figcaption", |writer| writer.inlines(caption)));
            }
        });
    }

    /// The caption of one picture: the figure's, else the picture's own; with the credit, if it is not in there.
    fn caption(&mut self, image: &Image, caption: Option<&[Inline]>) {
        let credit = image.credit.as_deref().filter(|credit| !escape::is_empty(credit));
        self.element("figcaption", |writer| {
            let start = writer.out.len();
            let credited = match (caption, image.caption.as_deref()) {
                (Some(caption), _) => {
                    writer.inlines(caption);
                    credit.is_some_and(|credit| walk::plain(caption).contains(credit))
                }
                (None, Some(caption)) => {
                    push_text(&mut writer.out, caption);
                    credit.is_some_and(|credit| caption.contains(credit))
                }
                (None, None) => false,
            };
            if let (Some(credit), false) = (credit, credited) {
                if writer.out.len() > start {
                    writer.out.push(' ');
                }
                writer.element("small", |writer| push_text(&mut writer.out, credit));
            }
        });
    }

    pub(super) fn image(&mut self, image: &Image) {
        let Some(url) = checked_image(&image.url) else { return };
        self.out.push_str("<img");
        push_attribute(&mut self.out, "src", &url);
        self.srcset(image);
        if let Some(alt) = &image.alt {
            push_attribute(&mut self.out, "alt", alt);
        }
        for (name, size) in [("width", image.width), ("height", image.height)] {
            if let Some(size) = size.filter(|&size| size > 0) {
                push_number(&mut self.out, name, size);
            }
        }
        self.out.push_str(" loading=\"lazy\" referrerpolicy=\"no-referrer\">");
    }

    fn srcset(&mut self, image: &Image) {
        let start = self.out.len();
        for candidate in &image.srcset {
            // A comma at either end would be read as the one between candidates.
            let Some(url) = checked_image(&candidate.url).filter(|url| !url.starts_with(',') && !url.ends_with(','))
            else {
                continue;
            };
            self.out.push_str(if self.out.len() == start { " srcset=\"" } else { ", " });
            push_value(&mut self.out, &url);
            match (candidate.width, candidate.density) {
                (Some(width), _) if width > 0 => self.out.push_str(&format!(" {width}w")),
                (_, Some(density)) if (0.1..=100.0).contains(&density) => {
                    let density = (density * 1000.0).round() / 1000.0;
                    self.out.push(' ');
                    decimal::push(&mut self.out, density);
                    self.out.push('x');
                }
                _ => {}
            }
        }
        if self.out.len() > start {
            self.out.push('"');
        }
    }

    pub(super) fn media(
        &mut self,
        kind: MediaKind,
        sources: &[Source],
        poster: Option<&str>,
        caption: Option<&[Inline]>,
    ) {
        let name = match kind {
            MediaKind::Audio => "audio",
            MediaKind::Video => "video",
        };
        self.element("figure", |writer| {
            let start = writer.out.len();
            let poster = poster.and_then(checked_image).filter(|_| kind == MediaKind::Video);
            writer.element_with(
                name,
                |writer| {
                    writer.out.push_str(" controls=\"\" preload=\"none\"");
                    if let Some(poster) = poster {
                        push_attribute(&mut writer.out, "poster", &poster);
                    }
                },
                |writer| {
                    for source in sources {
                        writer.source(source);
                    }
                },
            );
            if let Some(caption) = caption {
                writer.separated(start, |writer| writer.element("figcaption", |writer| writer.inlines(caption)));
            }
        });
    }

    fn source(&mut self, source: &Source) {
        let Some(url) = checked_media(&source.url) else { return };
        self.out.push_str("<source");
        push_attribute(&mut self.out, "src", &url);
        if let Some(media_type) = &source.media_type {
            push_attribute(&mut self.out, "type", media_type);
        }
        self.out.push('>');
    }

    /// A link: what is embedded is another site's page, which nobody asked for yet.
    pub(super) fn embed(&mut self, provider: &str, url: &str, title: Option<&str>, quote: Option<&[Block]>) {
        let label = [title.unwrap_or_default(), provider, url].into_iter().map(trimmed).find(|label| !label.is_empty());
        let link = |writer: &mut Self| {
            let Some(label) = label else { return };
            writer.element("p", |writer| match writer.href(url) {
                Some(url) => {
                    writer.out.push_str("<a");
                    push_attribute(&mut writer.out, "href", &url);
                    writer.out.push_str(" rel=\"noopener noreferrer\">");
                    push_text(&mut writer.out, label);
                    writer.end("a");
                }
                None => push_text(&mut writer.out, label),
            });
        };
        match quote {
            Some(quote) if !quote.is_empty() => self.element("blockquote", |writer| {
                let start = writer.out.len();
                writer.blocks(quote);
                writer.separated(start, link);
            }),
            _ => link(self),
        }
    }
}

/// Without white space of ASCII at its ends.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c| c <= ' ')
}
