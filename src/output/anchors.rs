//! The places in an article that something can point to: headings and footnotes.

use super::walk;
use crate::article::{Block, BlockKind, Inline};
use crate::links::{Links, checked_anchor};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Makes links to places of the page that are not in the article absolute, so that they still lead there.
///
/// For articles that the library built itself, which are no deeper than
/// [`MAX_BLOCK_DEPTH`](crate::article::MAX_BLOCK_DEPTH).
pub fn settle_places(blocks: &mut [Block], links: &Links) {
    let anchors = Anchors::of(blocks);
    let (mut headings, mut notes) = (BTreeSet::new(), BTreeSet::new());
    headings.extend(anchors.headings.into_iter().map(Cow::into_owned));
    notes.extend(anchors.notes.into_keys().map(Cow::into_owned));
    let settle = &mut |url: &mut String| {
        if let Some(anchor) = url.strip_prefix('#')
            && !headings.contains(anchor)
            && !notes.contains(anchor)
            && let Some(absolute) = links.place_in_page(anchor)
        {
            *url = absolute;
        }
    };
    for_each_line(blocks, &mut |line| for_each_link(line, settle));
}

fn for_each_line(blocks: &mut [Block], visit: &mut impl FnMut(&mut [Inline])) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph { content } | BlockKind::Heading { content, .. } => visit(content),
            BlockKind::Quote { blocks, .. }
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Embed { quote: Some(blocks), .. } => for_each_line(blocks, visit),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| for_each_line(item, visit)),
            BlockKind::Definitions { items } => {
                for item in items {
                    visit(&mut item.term);
                    for_each_line(&mut item.definition, visit);
                }
            }
            BlockKind::Table { caption, rows } => {
                caption.iter_mut().for_each(|caption| visit(caption));
                rows.iter_mut().flatten().for_each(|cell| for_each_line(&mut cell.content, visit));
            }
            BlockKind::Figure { caption: Some(caption), .. } | BlockKind::Media { caption: Some(caption), .. } => {
                visit(caption);
            }
            BlockKind::Details { summary, blocks } => {
                visit(summary);
                for_each_line(blocks, visit);
            }
            BlockKind::Footnotes { notes } => {
                notes.iter_mut().for_each(|note| for_each_line(&mut note.blocks, visit));
            }
            BlockKind::Code { .. }
            | BlockKind::Figure { .. }
            | BlockKind::Media { .. }
            | BlockKind::Embed { .. }
            | BlockKind::Math { .. }
            | BlockKind::Rule => {}
        }
    }
}

fn for_each_link(line: &mut [Inline], visit: &mut impl FnMut(&mut String)) {
    for inline in line {
        match inline {
            Inline::Link { url, content, .. } => {
                visit(url);
                for_each_link(content, visit);
            }
            Inline::Span(span) => for_each_link(&mut span.content, visit),
            _ => {}
        }
    }
}

/// The places of one article, gathered before anything is written, so that no link points to nothing.
#[derive(Debug, Default)]
pub(super) struct Anchors<'a> {
    headings: BTreeSet<Cow<'a, str>>,
    notes: BTreeMap<Cow<'a, str>, usize>,
}

impl<'a> Anchors<'a> {
    pub fn of(blocks: &'a [Block]) -> Self {
        let mut anchors = Self::default();
        let mut number = 0;
        for block in walk::all(blocks) {
            match &block.kind {
                BlockKind::Heading { anchor: Some(anchor), .. } => {
                    anchors.headings.extend(checked_anchor(anchor));
                }
                BlockKind::Footnotes { notes } => {
                    for note in notes {
                        number += 1;
                        if let Some(anchor) = checked_anchor(&note.reference) {
                            anchors.notes.entry(anchor).or_insert(number);
                        }
                    }
                }
                _ => {}
            }
        }
        anchors
    }

    /// Whether a heading has this anchor, as [`checked_anchor`] gives it.
    pub fn has_heading(&self, anchor: &str) -> bool {
        self.headings.contains(anchor)
    }

    /// The number of a footnote, from 1 on through the article.
    pub fn note(&self, anchor: &str) -> Option<usize> {
        self.notes.get(anchor).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_places_left_behind_become_absolute() {
        let link = |url: &str| Inline::Link { url: url.to_owned(), title: None, content: Vec::new() };
        let block = |kind| Block { id: 0, kind };
        let content = vec![link("#kept"), link("#gone"), link("https://example.com/")];
        let mut blocks = [
            block(BlockKind::Quote { blocks: vec![block(BlockKind::Paragraph { content })], cite: None }),
            block(BlockKind::Heading { level: 2, anchor: Some("kept".to_owned()), content: Vec::new() }),
        ];
        settle_places(&mut blocks, &Links::new(Some("https://example.org/a?b#c"), Some("/other/")));
        let mut urls = Vec::new();
        for_each_line(&mut blocks, &mut |line| for_each_link(line, &mut |url| urls.push(url.clone())));
        assert_eq!(urls, ["#kept", "https://example.org/a?b#gone", "https://example.com/"]);
    }
}
