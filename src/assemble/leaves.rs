//! A page block that no further structure surrounds goes in; the article's blocks that it comes to come out: a paragraph
//! or heading, and before, between and behind its lines the pictures, media, embeds and formulas that stand by themselves.

use super::images::{self, image};
use super::inlines::{Piece, Placed};
use super::structure::Builder;
use super::{embeds, math, media};
use crate::article::{Block, BlockKind, Image, Inline, Span, SpanKind};
use crate::links::{Links, checked_anchor};
use crate::page::{AttrName, BlockId, Item, ItemKind, NodeId, Page, Tag};
use crate::roles::{Role, Roles, has_class};
use crate::verdict::Decision;
use std::borrow::Cow;

/// A picture in a line whose stated height is below this, in CSS pixels, stays in the line.
const LINE_HEIGHT: u32 = 100;

/// What of a page block an article block is made of.
#[derive(Clone, Copy)]
enum Part {
    Text,
    Picture,
    CaptionedPicture,
}

/// The id of the first block of its part of a page block: the same whenever it is built.
const fn leaf_id(id: BlockId, part: Part) -> u32 {
    id.0 * 3 + part as u32
}

impl Builder<'_> {
    /// The blocks of a page block.
    pub(super) fn leaf(&mut self, id: BlockId, blocks: &mut Vec<Block>) {
        if self.is_caption(id) {
            return self.attach_caption(id, blocks);
        }
        let has_caption = self.in_caption || self.captioned.contains(&id);
        let mut count = 0;
        let mut pictures = Vec::new();
        for piece in self.pieces(id, has_caption) {
            count += 1;
            if let Piece::Picture(picture) = piece {
                pictures.push(picture);
                continue;
            }
            self.flush(id, has_caption, &mut count, &mut pictures, blocks);
            let kind = match piece {
                Piece::Block(kind) => *kind,
                Piece::Line(_) if self.verdict.of(id).decision == Decision::Picture => continue,
                Piece::Line(content) => match self.line_kind(id, content) {
                    Some(kind) => kind,
                    None => continue,
                },
                Piece::Picture(_) => continue,
            };
            let is_first_line = matches!(kind, BlockKind::Paragraph { .. } | BlockKind::Heading { .. })
                && !blocks.iter().rev().take(count).any(|block| block.id == leaf_id(id, Part::Text));
            let id = if is_first_line { leaf_id(id, Part::Text) } else { self.part_id(id, count) };
            blocks.push(Block { id, kind });
        }
        self.flush(id, has_caption, &mut count, &mut pictures, blocks);
    }

    /// One figure of pictures with nothing between them.
    fn flush(
        &mut self,
        id: BlockId,
        has_caption: bool,
        count: &mut usize,
        pictures: &mut Vec<Image>,
        blocks: &mut Vec<Block>,
    ) {
        if pictures.is_empty() {
            return;
        }
        let part = if has_caption { Part::CaptionedPicture } else { Part::Picture };
        let is_first = !blocks.iter().rev().take(*count).any(|block| block.id == leaf_id(id, part));
        let id = if is_first { leaf_id(id, part) } else { self.part_id(id, *count) };
        *count += 1;
        blocks.push(Block { id, kind: BlockKind::Figure { images: std::mem::take(pictures), caption: None } });
    }

    fn pieces(&mut self, id: BlockId, has_caption: bool) -> Vec<Piece> {
        let Self { page, links, inliner, roles, seen_images, captioned_images, .. } = self;
        let (page, links) = (*page, *links);
        let block = page.block(id);
        let items = page.block_items(id);
        let is_data = block.text.is_empty() && is_cell_of_data(page, block.container, roles);
        let alone = if block.images > 0 { standing_alone(page, items) } else { Vec::new() };
        inliner.pieces(items, block.container, roles, |at| {
            let node = items[at].node;
            match page.node(node).tag {
                Tag::HR => return Placed::Block(BlockKind::Rule),
                Tag::IMG => {
                    if let Some(formula) = math::of_picture(page, node) {
                        return Placed::Inline(math::inline(formula));
                    }
                    if let Some(sign) = images::sign(page, node) {
                        return Placed::Inline(Inline::Text(sign.to_owned()));
                    }
                }
                tag if tag.may_be_picture() => {}
                Tag::NOSCRIPT if is_twin(page, items, at) => return Placed::Nothing,
                Tag::NOSCRIPT => {}
                _ => {
                    let found = media::media(page, node, links).or_else(|| embeds::of_frame(page, node, links));
                    return found.map_or(Placed::Nothing, Placed::Block);
                }
            }
            if is_data && image(page, node, links).is_none() {
                return images::icon(page, node, links).map_or(Placed::Nothing, |i| Placed::Inline(Inline::Image(i)));
            }
            let Some(picture) = image(page, node, links) else { return Placed::Nothing };
            let is_small = picture.height.or(picture.width).is_some_and(|side| side < LINE_HEIGHT);
            if !block.text.is_empty() && (is_small || !alone[at]) {
                return Placed::Inline(Inline::Image(picture));
            }
            let file = images::file_key(&picture.url);
            if !has_caption && let Some(url) = linked_page(page, node, links) {
                if captioned_images.contains(&file) || !seen_images.insert(file) {
                    return Placed::Nothing;
                }
                let content = vec![Inline::Image(picture)];
                let content = vec![Inline::Link { url, title: None, content }];
                return Placed::Block(BlockKind::Paragraph { content });
            }
            let is_better_elsewhere = !has_caption && captioned_images.contains(&file);
            // Under another caption it shows something else.
            let is_seen = !seen_images.insert(file) && !has_caption;
            if is_better_elsewhere || is_seen { Placed::Nothing } else { Placed::Picture(picture) }
        })
    }

    /// What a line is: a heading, code, or a paragraph.
    fn line_kind(&mut self, id: BlockId, mut content: Vec<Inline>) -> Option<BlockKind> {
        trim(&mut content);
        if content.is_empty() {
            return None;
        }
        let page = self.page;
        let container = page.block(id).container;
        if let [Inline::Span(Span { kind: SpanKind::Code, content: code, .. })] = &*content
            && code.contains(&Inline::Break)
        {
            let line = |inline: &Inline| match inline {
                Inline::Text(text) => text.clone(),
                Inline::Break => "\n".to_owned(),
                _ => String::new(),
            };
            return Some(BlockKind::Code { language: None, text: code.iter().map(line).collect() });
        }
        Some(match self.heading_around(container) {
            Some((node, level)) => BlockKind::Heading { level, anchor: anchor(page, node), content },
            None => BlockKind::Paragraph { content },
        })
    }

    /// The nearest heading at or above a container, and its level. Elements that have none are looked through once.
    fn heading_around(&mut self, container: NodeId) -> Option<(NodeId, u8)> {
        let page = self.page;
        let mut known = page.nodes.len();
        for id in page.ancestors(container) {
            if self.outside_headings[id.index()] {
                known = id.index();
                break;
            }
            if let Some(level) = page.node(id).tag.heading_level() {
                return Some((id, level));
            }
        }
        for id in page.ancestors(container).take_while(|id| id.index() != known) {
            self.outside_headings[id.index()] = true;
        }
        None
    }
}

/// Whether a container is a cell of a table of data.
fn is_cell_of_data(page: &Page, container: NodeId, roles: &mut Roles<'_>) -> bool {
    matches!(page.node(container).tag, Tag::TD | Tag::TH)
        && page
            .ancestors(container)
            .find(|&id| page.node(id).tag == Tag::TABLE)
            .is_some_and(|table| roles.of(table) == Role::Table)
}

/// The name by which a heading can be linked to: its own, that of an element in it, or of the section that it heads.
fn anchor(page: &Page, heading: NodeId) -> Option<String> {
    let inside = (heading.0..page.node(heading).end).take(6).map(NodeId);
    let section = page.node(heading).parent;
    let heads = section != NodeId::ROOT && page.node(section).first_block == page.node(heading).first_block;
    let is_named_section =
        page.node(section).tag == Tag::SECTION || has_class(page, section, |class| class == "section");
    inside
        .flat_map(|id| {
            let name = if page.node(id).tag == Tag::A { page.attr(id, AttrName::Name) } else { None };
            [page.attr(id, AttrName::Id), name]
        })
        .flatten()
        .chain((heads && is_named_section).then(|| page.attr(section, AttrName::Id)).flatten())
        .find_map(checked_anchor)
        .map(Cow::into_owned)
}

/// Where a link around a picture leads, if that is another page: most lead to a larger copy of the picture.
fn linked_page(page: &Page, picture: NodeId, links: &Links) -> Option<String> {
    let href = page.attr(page.node(picture).link?, AttrName::Href)?;
    let path = href.split(['?', '#']).next().unwrap_or(href);
    let leads_to_picture = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"]
        .iter()
        .any(|end| path.get(path.len().saturating_sub(end.len())..).is_some_and(|tail| tail.eq_ignore_ascii_case(end)));
    links.resolve(href).filter(|url| !leads_to_picture && !url.starts_with('#'))
}

/// For each item whether no words stand beside it on its line: nothing before, nothing behind, or breaks on both sides.
fn standing_alone(page: &Page, items: &[Item]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum Side {
        End,
        Break,
        Words,
    }
    let next = |side: Side, item: &Item| match item.kind {
        ItemKind::Text(range) if !page.text_at(range).trim().is_empty() => Side::Words,
        ItemKind::Break if side != Side::End => Side::Break,
        _ => side,
    };
    let mut side = Side::End;
    let mut before = Vec::with_capacity(items.len());
    for item in items {
        before.push(side);
        side = next(side, item);
    }
    side = Side::End;
    let mut alone = vec![false; items.len()];
    for (at, item) in items.iter().enumerate().rev() {
        alone[at] = before[at] == Side::End || side == Side::End || before[at] == Side::Break && side == Side::Break;
        side = next(side, item);
    }
    alone
}

/// Whether a `noscript` holds the picture that stands right before or behind it, for those without scripts.
fn is_twin(page: &Page, items: &[Item], at: usize) -> bool {
    let is_picture = |item: &Item| item.kind == ItemKind::Element && page.node(item.node).tag.may_be_picture();
    let has_address = |item: &Item| {
        [AttrName::DataSrc, AttrName::DataSrcset, AttrName::DataPicture]
            .into_iter()
            .any(|name| page.attr(item.node, name).is_some())
    };
    at > 0 && is_picture(&items[at - 1]) && has_address(&items[at - 1])
}

/// Takes white space and breaks off the ends.
pub(super) fn trim(content: &mut Vec<Inline>) {
    let is_blank = |inline: &Inline| match inline {
        Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    while content.last().is_some_and(is_blank) {
        content.pop();
    }
    let leading = content.iter().take_while(|inline| is_blank(inline)).count();
    content.drain(..leading);
    if let Some(Inline::Text(text)) = content.first_mut()
        && text.starts_with(' ')
    {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text(text)) = content.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
    }
}
