//! Page blocks go in, one after another; article blocks come out, nested in the lists, quotes, tables and figures that
//! the page put around them.
//!
//! Each page block has a *chain*: the structural elements around it, outermost first. Neighbours that share the first
//! element of their chains stand in the same container; within it the same rule applies to the rest of the chain.

use super::images;
use super::inlines::Inliner;
use crate::article::{Block, BlockKind, Definition, Image, Inline, MAX_BLOCK_DEPTH, TableCell};
use crate::links::{Links, checked_anchor};
use crate::page::{AttrName, BlockId, Flags, ItemKind, NodeId, Page, Tag};
use crate::verdict::{Decision, Verdict};
use std::borrow::Cow;
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// A finished top-level block.
pub struct Built {
    pub block: Block,
    /// How sure it is, 0 to 1: the mean of the page blocks in it, by their words.
    pub score: f32,
    /// The first page block in it.
    pub first: BlockId,
}

/// A page block and its chain.
struct Leaf {
    id: BlockId,
    chain: Vec<NodeId>,
}

/// Builds article blocks. Ids are unique over all that one builder builds, and the same whenever the same page blocks are
/// built, so that blocks can be announced before the page has ended.
pub struct Builder<'a> {
    page: &'a Page,
    verdict: &'a Verdict,
    links: &'a Links,
    inliner: Inliner<'a>,
    /// Ids of containers so far.
    container_ids: HashSet<u32>,
    /// Whether a `table` holds data rather than laying out the page; found once for each.
    data_tables: HashMap<NodeId, bool>,
    /// Addresses of pictures that stand in the article already.
    seen_images: HashSet<String>,
}

impl<'a> Builder<'a> {
    pub fn new(page: &'a Page, verdict: &'a Verdict, links: &'a Links) -> Self {
        Self {
            page,
            verdict,
            links,
            inliner: Inliner::new(page, links),
            container_ids: HashSet::new(),
            data_tables: HashMap::new(),
            seen_images: HashSet::new(),
        }
    }

    /// Nests page blocks, which are in document order.
    pub fn build(&mut self, ids: &[BlockId]) -> Vec<Built> {
        let leaves: Vec<Leaf> =
            ids.iter().map(|&id| Leaf { id, chain: self.chain(self.page.block(id).container) }).collect();
        let mut built = Vec::new();
        let mut at = 0;
        while at < leaves.len() {
            let mut end = at + group(&leaves[at..], 0);
            // A caption goes to the picture before it, wherever the page put it.
            while leaves.get(end).is_some_and(|leaf| self.verdict.of(leaf.id).decision == Decision::Caption) {
                end += 1;
            }
            let score = self.score(&leaves[at..end]);
            let first = leaves[at].id;
            built.extend(self.nest(&leaves[at..end], 0).into_iter().map(|block| Built { block, score, first }));
            at = end;
        }
        built
    }

    /// Never on the other side of the threshold than all of the leaves. A caption goes where its picture goes.
    fn score(&self, leaves: &[Leaf]) -> f32 {
        let (mut sum, mut words, mut lowest) = (0.0, 0.0, 1.0_f32);
        for leaf in leaves {
            let judgement = self.verdict.of(leaf.id);
            if judgement.decision == Decision::Caption && leaves.len() > 1 {
                continue;
            }
            let weight = self.page.block(leaf.id).words.max(1) as f32;
            sum += judgement.score * weight;
            words += weight;
            lowest = lowest.min(judgement.score);
        }
        if words > 0.0 { lowest.max(sum / words) } else { lowest }
    }

    /// The structural elements around a container, itself included, outermost first.
    fn chain(&mut self, container: NodeId) -> Vec<NodeId> {
        let mut chain = Vec::new();
        for id in self.page.ancestors(container) {
            let is_structural = match self.page.node(id).tag {
                Tag::UL
                | Tag::OL
                | Tag::MENU
                | Tag::LI
                | Tag::BLOCKQUOTE
                | Tag::DL
                | Tag::DT
                | Tag::DD
                | Tag::FIGURE
                | Tag::DETAILS
                | Tag::SUMMARY => true,
                Tag::TABLE | Tag::TR | Tag::TD | Tag::TH | Tag::CAPTION => self.is_in_data_table(id),
                _ => false,
            };
            if is_structural {
                chain.push(id);
            }
        }
        chain.reverse();
        chain.truncate(MAX_BLOCK_DEPTH);
        chain
    }

    fn is_in_data_table(&mut self, id: NodeId) -> bool {
        let Some(table) = self.page.ancestors(id).find(|&id| self.page.node(id).tag == Tag::TABLE) else {
            return false;
        };
        if let Some(&known) = self.data_tables.get(&table) {
            return known;
        }
        let is_data = is_data_table(self.page, table);
        self.data_tables.insert(table, is_data);
        is_data
    }

    /// Blocks of leaves that share the first `depth` elements of their chains.
    fn nest(&mut self, leaves: &[Leaf], depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut at = 0;
        while at < leaves.len() {
            let length = group(&leaves[at..], depth);
            let members = &leaves[at..at + length];
            match members[0].chain.get(depth) {
                Some(&node) => self.container(node, members, depth + 1, &mut blocks),
                None => self.leaf(leaves, at, &mut blocks),
            }
            at += length;
        }
        blocks
    }

    /// The block of a structural element. One that stands where it cannot (an `li` outside of a list) is looked through.
    fn container(&mut self, node: NodeId, members: &[Leaf], depth: usize, blocks: &mut Vec<Block>) {
        let kind = match self.page.node(node).tag {
            Tag::UL | Tag::OL | Tag::MENU => {
                let items = self.parts(members, depth, |tag| tag == Tag::LI);
                if items.is_empty() {
                    return;
                }
                BlockKind::List {
                    ordered: self.page.node(node).tag == Tag::OL,
                    start: self.page.attr(node, AttrName::Start).and_then(|start| start.trim().parse().ok()),
                    items,
                }
            }
            Tag::BLOCKQUOTE => {
                let inner = self.nest(members, depth);
                if inner.is_empty() {
                    return;
                }
                let cite = self.page.attr(node, AttrName::Cite).and_then(|cite| self.links.resolve(cite));
                BlockKind::Quote { blocks: inner, cite }
            }
            Tag::TABLE => match self.table(members, depth) {
                Some(kind) => kind,
                None => return,
            },
            Tag::DL => {
                let items = self.definitions(members, depth);
                if items.is_empty() {
                    return;
                }
                BlockKind::Definitions { items }
            }
            Tag::FIGURE => return self.figure(members, depth, blocks),
            Tag::DETAILS => {
                let split = members
                    .iter()
                    .take_while(|leaf| leaf.chain.get(depth).is_some_and(|&id| self.page.node(id).tag == Tag::SUMMARY))
                    .count();
                let summary = members[..split].first().map(|leaf| self.inline(leaf.id)).unwrap_or_default();
                let inner = self.nest(&members[split..], depth);
                BlockKind::Details { summary, blocks: inner }
            }
            _ => {
                let inner = self.nest(members, depth);
                return blocks.extend(inner);
            }
        };
        let id = self.container_id(node, members);
        blocks.push(Block { id, kind });
    }

    /// The contents of a container's parts; what stands between the parts is a part of its own.
    fn parts(&mut self, members: &[Leaf], depth: usize, is_part: impl Fn(Tag) -> bool) -> Vec<Vec<Block>> {
        let mut parts = Vec::new();
        let mut at = 0;
        while at < members.len() {
            let length = group(&members[at..], depth);
            let part = &members[at..at + length];
            let is_inside = part[0].chain.get(depth).is_some_and(|&id| is_part(self.page.node(id).tag));
            let blocks = self.nest(part, depth + usize::from(is_inside));
            if !blocks.is_empty() {
                parts.push(blocks);
            }
            at += length;
        }
        parts
    }

    fn table(&mut self, members: &[Leaf], depth: usize) -> Option<BlockKind> {
        let mut caption = None;
        let mut rows: Vec<Vec<TableCell>> = Vec::new();
        let mut at = 0;
        while at < members.len() {
            let length = group(&members[at..], depth);
            let row = &members[at..at + length];
            at += length;
            match row[0].chain.get(depth).map(|&id| self.page.node(id).tag) {
                Some(Tag::CAPTION) => caption = Some(self.inline(row[0].id)),
                Some(Tag::TR) => {
                    let cells = self.cells(row, depth + 1);
                    if !cells.is_empty() {
                        rows.push(cells);
                    }
                }
                _ => {
                    let content = self.nest(row, depth);
                    rows.push(vec![TableCell { header: false, span: [1, 1], content }]);
                }
            }
        }
        (!rows.is_empty()).then_some(BlockKind::Table { caption, rows })
    }

    fn cells(&mut self, row: &[Leaf], depth: usize) -> Vec<TableCell> {
        let mut cells = Vec::new();
        let mut at = 0;
        while at < row.len() {
            let length = group(&row[at..], depth);
            let cell = &row[at..at + length];
            at += length;
            let node = cell[0].chain.get(depth).copied();
            let span = |name| {
                let value =
                    node.and_then(|node| self.page.attr(node, name)).and_then(|value| value.trim().parse().ok());
                value.unwrap_or(1_u16).clamp(1, 1000)
            };
            let span = [span(AttrName::Colspan), span(AttrName::Rowspan)];
            let header = node.is_some_and(|node| self.page.node(node).tag == Tag::TH);
            cells.push(TableCell { header, span, content: self.nest(cell, depth + usize::from(node.is_some())) });
        }
        cells
    }

    fn definitions(&mut self, members: &[Leaf], depth: usize) -> Vec<Definition> {
        let mut items: Vec<Definition> = Vec::new();
        let mut at = 0;
        while at < members.len() {
            let length = group(&members[at..], depth);
            let part = &members[at..at + length];
            at += length;
            let tag = part[0].chain.get(depth).map(|&id| self.page.node(id).tag);
            if tag == Some(Tag::DT) {
                items.push(Definition { term: self.inline(part[0].id), definition: Vec::new() });
                continue;
            }
            let blocks = self.nest(part, depth + usize::from(tag == Some(Tag::DD)));
            match items.last_mut() {
                Some(last) => last.definition.extend(blocks),
                None => items.push(Definition { term: Vec::new(), definition: blocks }),
            }
        }
        items
    }

    /// A `figure` is one figure block where it shows pictures; else its content stands by itself.
    fn figure(&mut self, members: &[Leaf], depth: usize, blocks: &mut Vec<Block>) {
        let mut pictures = Vec::new();
        let mut caption = Vec::new();
        let mut rest = Vec::new();
        for (at, leaf) in members.iter().enumerate() {
            let found = self.images_of(leaf.id, false);
            let is_caption = self.verdict.of(leaf.id).decision == Decision::Caption;
            pictures.extend(found);
            if is_caption {
                if !caption.is_empty() {
                    caption.push(Inline::Text(" ".into()));
                }
                caption.extend(self.inline(leaf.id));
            } else if !self.page.block(leaf.id).text.is_empty() {
                rest.push(at);
            }
        }
        if !pictures.is_empty() {
            let kind = BlockKind::Figure { images: pictures, caption: (!caption.is_empty()).then_some(caption) };
            let id = self.container_id(members[0].chain[depth - 1], members);
            blocks.push(Block { id, kind });
        }
        for at in rest {
            let inner = self.nest(&members[at..=at], depth);
            blocks.extend(inner);
        }
    }

    /// The block of a page block that no further structure surrounds.
    fn leaf(&mut self, leaves: &[Leaf], at: usize, blocks: &mut Vec<Block>) {
        let id = leaves[at].id;
        let page_block = self.page.block(id);
        if self.verdict.of(id).decision == Decision::Caption {
            return self.attach_caption(id, blocks);
        }
        let has_caption = leaves.get(at + 1).is_some_and(|next| self.verdict.of(next.id).decision == Decision::Caption);
        let pictures = self.images_of(id, has_caption);
        if !pictures.is_empty() {
            let id = leaf_id(id, if has_caption { Part::CaptionedPicture } else { Part::Picture });
            blocks.push(Block { id, kind: BlockKind::Figure { images: pictures, caption: None } });
        }
        if page_block.text.is_empty() {
            if self.page.block_items(id).iter().any(|item| self.page.node(item.node).tag == Tag::HR) {
                blocks.push(Block { id: leaf_id(id, Part::Text), kind: BlockKind::Rule });
            }
            return;
        }
        let container = page_block.container;
        if self.page.node(container).flags.has(Flags::PREFORMATTED) {
            let text = self.page.block_text(id).to_owned();
            return blocks.push(Block { id: leaf_id(id, Part::Text), kind: BlockKind::Code { language: None, text } });
        }
        let content = self.inline(id);
        if content.is_empty() {
            return;
        }
        let heading = self.page.ancestors(container).find_map(|id| Some((id, self.page.node(id).tag.heading_level()?)));
        let kind = match heading {
            Some((node, level)) => {
                let anchor = self.page.attr(node, AttrName::Id).and_then(checked_anchor).map(Cow::into_owned);
                BlockKind::Heading { level, anchor, content }
            }
            None => BlockKind::Paragraph { content },
        };
        blocks.push(Block { id: leaf_id(id, Part::Text), kind });
    }

    /// A caption that stands behind its picture rather than in a `figure` with it.
    fn attach_caption(&mut self, id: BlockId, blocks: &mut [Block]) {
        let content = self.inline(id);
        if let Some(Block { kind: BlockKind::Figure { caption, .. }, .. }) = blocks.last_mut() {
            match caption {
                Some(caption) => {
                    caption.push(Inline::Text(" ".into()));
                    caption.extend(content);
                }
                None => *caption = Some(content),
            }
        }
    }

    /// The pictures of a page block that do not stand in the article yet, or have a caption of their own here.
    fn images_of(&mut self, id: BlockId, has_caption: bool) -> Vec<Image> {
        if self.page.block(id).images == 0 {
            return Vec::new();
        }
        let mut found = Vec::new();
        for item in self.page.block_items(id) {
            if item.kind == ItemKind::Element
                && let Some(image) = images::image(self.page, item.node, self.links)
                && (self.seen_images.insert(image.url.clone()) || has_caption)
            {
                found.push(image);
            }
        }
        found
    }

    fn inline(&mut self, id: BlockId) -> Vec<Inline> {
        let block = self.page.block(id);
        self.inliner.content(self.page.block_items(id), block.container, |_| None)
    }

    /// An id for a container that changes with what is in it: a stream of events announces a list that grew as another.
    fn container_id(&mut self, node: NodeId, members: &[Leaf]) -> u32 {
        const CONTAINERS: u32 = 1 << 30;
        let mut hasher = DefaultHasher::new();
        node.hash(&mut hasher);
        for leaf in members {
            (leaf.id, self.verdict.of(leaf.id).decision == Decision::Caption).hash(&mut hasher);
        }
        let mut id = CONTAINERS + (hasher.finish() % u64::from(CONTAINERS)) as u32;
        while !self.container_ids.insert(id) {
            id = CONTAINERS + (id + 1) % CONTAINERS;
        }
        id
    }
}

/// What of a page block an article block is made of.
#[derive(Clone, Copy)]
enum Part {
    Text,
    Picture,
    CaptionedPicture,
}

/// The id of a block that is made of one page block: the same whenever it is built.
const fn leaf_id(id: BlockId, part: Part) -> u32 {
    id.0 * 3 + part as u32
}

/// How many leaves from the first on belong together at `depth`: they share that element of their chains. A leaf whose
/// chain ends there stands alone.
fn group(leaves: &[Leaf], depth: usize) -> usize {
    match leaves[0].chain.get(depth) {
        None => 1,
        node => leaves.iter().take_while(|leaf| leaf.chain.get(depth) == node).count(),
    }
}

/// Whether a table holds data. One that lays out a page holds other tables, single cells, or long running text.
fn is_data_table(page: &Page, table: NodeId) -> bool {
    let inside = table.index() + 1..(page.node(table).end as usize).min(page.nodes.len());
    let (mut rows, mut cells, mut has_marks) = (0_usize, 0_usize, false);
    for node in &page.nodes[inside] {
        match node.tag {
            Tag::TABLE => return false,
            Tag::TR => rows += 1,
            Tag::TD => cells += 1,
            Tag::TH | Tag::CAPTION | Tag::THEAD => {
                cells += usize::from(node.tag == Tag::TH);
                has_marks = true;
            }
            _ => {}
        }
    }
    let blocks = page.blocks_inside(table);
    let words: usize = page.blocks[blocks].iter().map(|block| block.words as usize).sum();
    let words_a_cell = words / cells.max(1);
    if rows == 0 || cells < 2 {
        return false;
    }
    if has_marks {
        return words_a_cell < 100;
    }
    rows >= 2 && cells >= rows * 2 && words_a_cell < 30
}
