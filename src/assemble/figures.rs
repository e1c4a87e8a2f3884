//! Figures: pictures, media and tables that the page puts together with a caption, and galleries of pictures.

use super::images::{file_key, image};
use super::structure::{Builder, Leaf};
use crate::article::{Block, BlockKind, Image, Inline};
use crate::page::{AttrName, BlockId, Item, ItemKind, NodeId, Page, Tag};
use crate::roles::has_class;

/// A caption that stands behind its picture has at most this many blocks between.
const NEAR: usize = 3;

impl Builder<'_> {
    /// Notes the pictures that have a caption: where they stand without, they are copies.
    pub(super) fn find_captioned(&mut self, ids: &[BlockId]) {
        for pair in ids.windows(2) {
            if !self.is_caption(pair[1]) || self.page.block(pair[0]).images == 0 {
                continue;
            }
            self.captioned.insert(pair[0]);
            for item in self.page.block_items(pair[0]) {
                if item.kind == ItemKind::Element
                    && let Some(image) = image(self.page, item.node, self.links)
                {
                    self.captioned_images.insert(file_key(&image.url));
                }
            }
        }
    }

    /// A `figure`: its pictures are one block with its caption; what else it holds stands by itself.
    pub(super) fn figure(&mut self, node: NodeId, members: &[Leaf], depth: usize, blocks: &mut Vec<Block>) {
        let outer = self.in_caption;
        self.in_caption |= members.iter().any(|leaf| self.is_caption_in(node, leaf.id));
        let mut caption = Vec::new();
        let mut credit = None;
        let mut inner = Vec::new();
        let mut at = 0;
        while at < members.len() {
            let length = members[at..].iter().take_while(|leaf| self.is_caption_in(node, leaf.id)).count();
            for leaf in &members[at..at + length] {
                let (line, found) = self.caption(leaf.id);
                join(&mut caption, line);
                credit = found.or(credit);
            }
            at += length;
            let length = members[at..].iter().take_while(|leaf| !self.is_caption_in(node, leaf.id)).count();
            inner.extend(self.nest(&members[at..at + length], depth));
            at += length;
        }
        self.in_caption = outer;
        let mut caption = (!caption.is_empty()).then_some(caption);
        let start = blocks.len();
        let mut pictures = Vec::new();
        let mut place = None;
        for block in inner {
            match block.kind {
                BlockKind::Figure { images, caption } => {
                    place.get_or_insert(blocks.len());
                    pictures.extend(with_caption(images, caption));
                }
                _ => blocks.push(block),
            }
        }
        if let Some(place) = place {
            match &mut *pictures {
                [only] => only.credit = credit.or(only.credit.take()),
                _ => join(caption.get_or_insert_default(), credit.map(Inline::Text).into_iter().collect()),
            }
            let caption = caption.filter(|caption| !caption.is_empty());
            // A single picture's caption is the figure's.
            let own = match (&*pictures, &caption) {
                ([only], None) => only.caption.clone().map(|text| vec![Inline::Text(text)]),
                _ => None,
            };
            let id = self.container_id(node, members);
            blocks.insert(place, Block { id, kind: BlockKind::Figure { images: pictures, caption: caption.or(own) } });
        } else if let Some(caption) = caption {
            let place = blocks[start..].iter_mut().find_map(caption_of).filter(|place| place.is_none());
            if let Some(place) = place {
                *place = Some(caption);
            } else if blocks.len() > start {
                let id = self.container_id(node, members);
                blocks.push(Block { id, kind: BlockKind::Paragraph { content: caption } });
            }
        }
    }

    fn is_caption_in(&self, figure: NodeId, id: BlockId) -> bool {
        let page = self.page;
        self.is_caption(id)
            || page.ancestors(page.block(id).container).take_while(|&inner| inner != figure).any(|inner| {
                page.node(inner).tag == Tag::FIGCAPTION && page.node(page.node(inner).parent).tag == Tag::FIGURE
            })
    }

    /// A gallery is one figure, if nothing but pictures came out of it.
    pub(super) fn gallery(&mut self, node: NodeId, members: &[Leaf], depth: usize, blocks: &mut Vec<Block>) {
        let inner = self.nest(members, depth);
        if !inner.iter().all(|block| matches!(block.kind, BlockKind::Figure { .. })) {
            return blocks.extend(inner);
        }
        let images: Vec<Image> = inner
            .into_iter()
            .flat_map(|block| match block.kind {
                BlockKind::Figure { images, caption } => with_caption(images, caption),
                _ => Vec::new(),
            })
            .collect();
        if !images.is_empty() {
            blocks.push(Block {
                id: self.container_id(node, members),
                kind: BlockKind::Figure { images, caption: None },
            });
        }
    }

    /// A caption that stands behind its picture rather than in a `figure` with it.
    pub(super) fn attach_caption(&mut self, id: BlockId, blocks: &mut [Block]) {
        let (mut line, credit) = self.caption(id);
        let mut near = blocks.iter_mut().rev().take(NEAR);
        let Some(block) = near.find_map(|block| caption_of(block).is_some().then_some(block)) else { return };
        match &mut block.kind {
            BlockKind::Figure { images, .. } if images.len() == 1 => {
                images[0].credit = credit.or(images[0].credit.take())
            }
            _ => join(&mut line, credit.map(Inline::Text).into_iter().collect()),
        }
        if let (Some(place), false) = (caption_of(block), line.is_empty()) {
            join(place.get_or_insert_default(), line);
        }
    }

    /// A caption, and the name that it gives in an element of its own: who took the picture.
    fn caption(&mut self, id: BlockId) -> (Vec<Inline>, Option<String>) {
        let page = self.page;
        let block = page.block(id);
        let (credited, rest): (Vec<Item>, Vec<Item>) =
            page.block_items(id).iter().partition(|item| is_credited(page, item.node));
        let mut line = self.inliner.line(&rest, block.container, &mut self.roles);
        super::leaves::trim(&mut line);
        let credit: String = credited
            .iter()
            .map(|item| match item.kind {
                ItemKind::Text(range) => page.text_at(range),
                _ => "",
            })
            .collect();
        let credit = credit.trim();
        (line, (!credit.is_empty()).then(|| credit.to_owned()))
    }
}

/// Where the caption of a block is, for those that have one.
fn caption_of(block: &mut Block) -> Option<&mut Option<Vec<Inline>>> {
    match &mut block.kind {
        BlockKind::Figure { caption, .. } | BlockKind::Media { caption, .. } | BlockKind::Table { caption, .. } => {
            Some(caption)
        }
        _ => None,
    }
}

/// Adds to a caption what it does not say yet: pages have one for each width of the screen.
fn join(caption: &mut Vec<Inline>, content: Vec<Inline>) {
    if says(&crate::output::plain(caption), crate::output::plain(&content).trim()) {
        return;
    }
    if !caption.is_empty() && !content.is_empty() {
        caption.push(Inline::Text(" ".into()));
    }
    caption.extend(content);
}

/// Whether a text holds another as whole words. What has no words, as a formula or a small picture, is never said by it.
fn says(text: &str, other: &str) -> bool {
    !other.is_empty()
        && text.match_indices(other).any(|(at, _)| {
            !text[..at].ends_with(char::is_alphanumeric) && !text[at + other.len()..].starts_with(char::is_alphanumeric)
        })
}

/// Pictures that take the caption of the figure they came from into another.
fn with_caption(mut images: Vec<Image>, caption: Option<Vec<Inline>>) -> Vec<Image> {
    if let (Some(caption), Some(last)) = (caption, images.last_mut()) {
        last.caption = Some(crate::output::plain(&caption).trim().to_owned()).filter(|text| !text.is_empty());
    }
    images
}

/// Whether what stands in an element names who took the picture.
fn is_credited(page: &Page, id: NodeId) -> bool {
    let is_credit = |node: NodeId| {
        matches!(page.attr(node, AttrName::Itemprop), Some("copyrightHolder" | "creditText" | "creator"))
            || has_class(page, node, |class| {
                let class = class.to_ascii_lowercase();
                class.contains("credit") || class.contains("copyright") || class.contains("photographer")
            })
    };
    let mut around = page.ancestors(id).take_while(|&id| page.node(id).tag != Tag::FIGURE).take(6);
    around.any(|node| page.node(node).tag != Tag::FIGCAPTION && is_credit(node))
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn only_whole_words_are_said_twice() {
        let caption = "A MAP of the valley. Photo: Ann Lee";
        for (other, is_said) in
            [("Photo: Ann Lee", true), ("A MAP of the valley.", true), ("AP", false), ("Ann L", false), ("", false)]
        {
            assert_eq!(says(caption, other), is_said, "{other}");
        }
    }
}
