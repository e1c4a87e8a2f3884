//! Page blocks go in, one after another; article blocks come out, nested in the lists, quotes, tables and figures that
//! the page put around them.
//!
//! Each page block has a *chain*: the structural elements around it, outermost first. Neighbours that share the first
//! element of their chains stand in the same container; within it the same rule applies to the rest of the chain.

use super::inlines::Inliner;
use super::math;
use crate::article::{Block, BlockKind, Definition, Inline, MAX_BLOCK_DEPTH};
use crate::links::Links;
use crate::page::{AttrName, BlockId, NodeId, Page};
use crate::roles::{Role, Roles};
use crate::verdict::{Decision, Verdict};
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// A finished top-level block.
pub struct Built {
    pub block: Block,
    /// How sure it is, 0 to 1: the mean of the page blocks in it, by their words.
    pub score: f32,
    /// The first and the last of the page blocks in it, and in what was built together with it.
    pub first: BlockId,
    pub last: BlockId,
    /// The outermost structural element around it.
    pub container: Option<NodeId>,
}

/// A page block and its chain.
pub struct Leaf {
    pub id: BlockId,
    pub chain: Vec<NodeId>,
}

/// Builds article blocks. Ids are unique over all that one builder builds, and the same whenever the same page blocks are
/// built, so that blocks can be announced before the page has ended (see [`ids`](super::ids)).
pub struct Builder<'a> {
    pub(super) page: &'a Page,
    pub(super) verdict: &'a Verdict,
    pub(super) links: &'a Links,
    pub(super) roles: Roles<'a>,
    pub(super) inliner: Inliner<'a>,
    /// Of each element asked for, the nearest structural element at or above it.
    structures: Vec<Option<Option<NodeId>>>,
    /// Whether each element is known to stand in no heading.
    pub(super) outside_headings: Vec<bool>,
    /// Ids of containers so far.
    container_ids: HashSet<u32>,
    /// Files of pictures that stand in the article already.
    pub(super) seen_images: HashSet<String>,
    /// Files of pictures that stand with a caption somewhere.
    pub(super) captioned_images: HashSet<String>,
    /// Page blocks with a caption right behind.
    pub(super) captioned: HashSet<BlockId>,
    /// Whether what is being built has a caption around it.
    pub(super) in_caption: bool,
}

impl<'a> Builder<'a> {
    pub fn new(page: &'a Page, verdict: &'a Verdict, links: &'a Links) -> Self {
        let mut roles = Roles::new(page, links);
        roles.notes.retain(|note| page.blocks_inside(note).any(|at| verdict.blocks[at].decision.is_shown()));
        Self {
            page,
            verdict,
            links,
            roles,
            inliner: Inliner::new(page, links),
            structures: vec![None; page.nodes.len()],
            outside_headings: vec![false; page.nodes.len()],
            container_ids: HashSet::new(),
            seen_images: HashSet::new(),
            captioned_images: HashSet::new(),
            captioned: HashSet::new(),
            in_caption: false,
        }
    }

    /// Nests page blocks, which are in document order.
    pub fn build(&mut self, ids: &[BlockId]) -> Vec<Built> {
        self.find_captioned(ids);
        let mut leaves: Vec<Leaf> =
            ids.iter().map(|&id| Leaf { id, chain: self.chain(self.page.block(id).container) }).collect();
        self.free_captions(&mut leaves);
        let mut built = Vec::new();
        let mut at = 0;
        while at < leaves.len() {
            let mut end = at + self.group(&leaves[at..], 0);
            // A caption goes to the picture before it, wherever the page put it.
            while leaves.get(end).is_some_and(|leaf| self.is_caption(leaf.id)) {
                end += 1;
            }
            let score = self.score(&leaves[at..end]);
            let (first, last) = (leaves[at].id, leaves[end - 1].id);
            let container = leaves[at].chain.first().copied();
            let blocks = self.nest(&leaves[at..end], 0);
            built.extend(blocks.into_iter().map(|block| Built { block, score, first, last, container }));
            at = end;
        }
        tidy_rules(&mut built);
        built
    }

    /// Takes captions out of lists that their pictures do not stand in: such a list is made of nothing else.
    fn free_captions(&mut self, leaves: &mut [Leaf]) {
        for at in 1..leaves.len() {
            if !self.is_caption(leaves[at].id) {
                continue;
            }
            let pairs = leaves[at - 1].chain.iter().zip(&leaves[at].chain);
            let shared = pairs.take_while(|(before, own)| before == own).count();
            if leaves[at].chain.get(shared).is_some_and(|&id| self.roles.of(id) == Role::List) {
                leaves[at].chain.truncate(shared);
            }
        }
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

    pub(super) fn is_caption(&self, id: BlockId) -> bool {
        self.verdict.of(id).decision == Decision::Caption
    }

    /// The structural elements around a container, itself included, outermost first.
    fn chain(&mut self, container: NodeId) -> Vec<NodeId> {
        let mut chain = Vec::new();
        let mut next = self.structure_at(container);
        while let Some(id) = next {
            chain.push(id);
            next = if id == NodeId::ROOT { None } else { self.structure_at(self.page.node(id).parent) };
        }
        chain.reverse();
        chain.truncate(MAX_BLOCK_DEPTH);
        chain
    }

    /// The nearest structural element at or above another.
    fn structure_at(&mut self, node: NodeId) -> Option<NodeId> {
        let page = self.page;
        let mut found = None;
        let mut top = node;
        for id in page.ancestors(node) {
            top = id;
            if let Some(known) = self.structures[id.index()] {
                found = known;
                break;
            }
            // Inline elements around blocks have no part in the structure.
            if page.node(id).container == id && self.roles.of(id).is_structural() {
                found = Some(id);
                break;
            }
        }
        for id in page.ancestors(node) {
            self.structures[id.index()] = Some(found);
            if id == top {
                break;
            }
        }
        found
    }

    /// How many leaves from the first on belong together at `depth`: they share that element of their chains, or are
    /// notes one after the other. A leaf whose chain ends there stands alone.
    fn group(&mut self, leaves: &[Leaf], depth: usize) -> usize {
        let Some(&node) = leaves[0].chain.get(depth) else { return 1 };
        if self.roles.notes.is_note(node) {
            let notes = &self.roles.notes;
            let is_note = |leaf: &&Leaf| leaf.chain.get(depth).is_some_and(|&id| notes.is_note(id));
            return leaves.iter().take_while(is_note).count();
        }
        same(leaves, depth)
    }

    /// Blocks of leaves that share the first `depth` elements of their chains.
    pub(super) fn nest(&mut self, leaves: &[Leaf], depth: usize) -> Vec<Block> {
        // Most lists have one, and room for four is more than that takes.
        let mut blocks = Vec::with_capacity(usize::from(leaves.len() == 1));
        let mut at = 0;
        while at < leaves.len() {
            let length = self.group(&leaves[at..], depth);
            let members = &leaves[at..at + length];
            match members[0].chain.get(depth) {
                Some(&node) => self.container(node, members, depth + 1, &mut blocks),
                None => self.leaf(members[0].id, &mut blocks),
            }
            at += length;
        }
        blocks
    }

    /// The block of a structural element. One that stands where it cannot (an `li` outside of a list) is looked through.
    fn container(&mut self, node: NodeId, members: &[Leaf], depth: usize, blocks: &mut Vec<Block>) {
        let page = self.page;
        let kind = match self.roles.of(node) {
            Role::List => {
                let items = self.items(members, depth);
                (!items.is_empty()).then(|| BlockKind::List {
                    ordered: page.node(node).tag == crate::page::Tag::OL,
                    start: page.attr(node, AttrName::Start).and_then(|start| start.trim().parse().ok()),
                    items,
                })
            }
            Role::Quote => {
                let inner = self.nest(members, depth);
                let cite = page.attr(node, AttrName::Cite).and_then(|cite| self.links.resolve(cite));
                (!inner.is_empty()).then_some(BlockKind::Quote { blocks: inner, cite })
            }
            Role::Table => {
                let (table, around) = self.table(node, members, depth);
                blocks.extend(around);
                table
            }
            Role::Definitions => {
                let items = self.definitions(members, depth);
                (!items.is_empty()).then_some(BlockKind::Definitions { items })
            }
            Role::Details => self.details(members, depth),
            Role::Code => self.code(node, members),
            Role::Callout => self.callout(node, members, depth),
            Role::Post => self.post(node, members, depth),
            Role::Note => self.footnotes(members, depth - 1),
            Role::Formula => math::of_element(page, node).map(math::block),
            Role::Figure => return self.figure(node, members, depth, blocks),
            Role::Gallery => return self.gallery(node, members, depth, blocks),
            Role::Skipped => None,
            Role::Item | Role::Term | Role::Definition | Role::Summary | Role::Transparent => {
                let inner = self.nest(members, depth);
                return blocks.extend(inner);
            }
        };
        if let Some(kind) = kind {
            blocks.push(Block { id: self.container_id(node, members), kind });
        }
    }

    /// The contents of a list's items; what stands between them belongs to the one before.
    fn items(&mut self, members: &[Leaf], depth: usize) -> Vec<Vec<Block>> {
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut at = 0;
        while at < members.len() {
            let length = same(&members[at..], depth);
            let part = &members[at..at + length];
            at += length;
            let role = part[0].chain.get(depth).map(|&id| self.roles.of(id));
            let blocks = self.nest(part, depth + usize::from(role == Some(Role::Item)));
            match items.last_mut() {
                Some(last) if role == Some(Role::List) => last.extend(blocks),
                _ if blocks.is_empty() => {}
                _ => items.push(blocks),
            }
        }
        items
    }

    fn definitions(&mut self, members: &[Leaf], depth: usize) -> Vec<Definition> {
        let mut items: Vec<Definition> = Vec::new();
        let mut at = 0;
        while at < members.len() {
            let length = same(&members[at..], depth);
            let part = &members[at..at + length];
            at += length;
            let role = part[0].chain.get(depth).map(|&id| self.roles.of(id));
            if role == Some(Role::Term) {
                let term = part.iter().flat_map(|leaf| self.inline(leaf.id)).collect();
                items.push(Definition { term, definition: Vec::new() });
                continue;
            }
            let blocks = self.nest(part, depth + usize::from(role == Some(Role::Definition)));
            match items.last_mut() {
                Some(last) => last.definition.extend(blocks),
                None if blocks.is_empty() => {}
                None => items.push(Definition { term: Vec::new(), definition: blocks }),
            }
        }
        items.retain(|item| !item.term.is_empty() || !item.definition.is_empty());
        items
    }

    fn details(&mut self, members: &[Leaf], depth: usize) -> Option<BlockKind> {
        let roles = &mut self.roles;
        let mut is_summary = |leaf: &Leaf| leaf.chain.get(depth).is_some_and(|&id| roles.of(id) == Role::Summary);
        let split = members.iter().take_while(|leaf| is_summary(leaf)).count();
        let (summary, members) = members.split_at(split);
        let summary: Vec<Inline> = summary.iter().flat_map(|leaf| self.inline(leaf.id)).collect();
        let blocks = self.nest(members, depth);
        (!summary.is_empty() || !blocks.is_empty()).then_some(BlockKind::Details { summary, blocks })
    }

    /// The inline content of a page block, pictures apart.
    pub(super) fn inline(&mut self, id: BlockId) -> Vec<Inline> {
        let block = self.page.block(id);
        self.inliner.line(self.page.block_items(id), block.container, &mut self.roles)
    }

    /// An id for a container that changes with what is in it: a stream of events announces a list that grew as another.
    pub(super) fn container_id(&mut self, node: NodeId, members: &[Leaf]) -> u32 {
        let mut hasher = DefaultHasher::new();
        node.hash(&mut hasher);
        for leaf in members {
            (leaf.id, self.is_caption(leaf.id)).hash(&mut hasher);
        }
        self.hashed_id(&hasher)
    }

    /// An id for the block number `count` that is made of one page block.
    pub(super) fn part_id(&mut self, id: BlockId, count: usize) -> u32 {
        let mut hasher = DefaultHasher::new();
        // Not as `usize`, which has other bytes in wasm.
        (id, count as u64).hash(&mut hasher);
        self.hashed_id(&hasher)
    }

    fn hashed_id(&mut self, hasher: &DefaultHasher) -> u32 {
        const CONTAINERS: u32 = 1 << 30;
        let mut id = CONTAINERS + (hasher.finish() % u64::from(CONTAINERS)) as u32;
        while !self.container_ids.insert(id) {
            id = CONTAINERS + (id + 1) % CONTAINERS;
        }
        id
    }
}

/// A rule parts two texts: not where the article begins or ends, before its notes, or beside another.
fn tidy_rules(built: &mut Vec<Built>) {
    let is_rule = |built: &Built| built.block.kind == BlockKind::Rule;
    let mut before_rule = true;
    built.retain(|built| {
        let is_kept = !(is_rule(built) && before_rule);
        before_rule = is_rule(built);
        is_kept
    });
    let mut is_end = true;
    for at in (0..built.len()).rev() {
        if is_end && is_rule(&built[at]) {
            built.remove(at);
        }
        is_end = built.get(at).is_none_or(|next| matches!(next.block.kind, BlockKind::Footnotes { .. }));
    }
}

/// How many leaves from the first on share an element of their chains.
pub(super) fn same(leaves: &[Leaf], depth: usize) -> usize {
    match leaves[0].chain.get(depth) {
        None => 1,
        node => leaves.iter().take_while(|leaf| leaf.chain.get(depth) == node).count(),
    }
}
