//! Which blocks have been announced, in the order of the page.

use super::Event;
use crate::article::Block;
use crate::assemble::Group;
use crate::page::BlockId;
use std::collections::HashSet;

/// Article blocks that were announced together, since they are made of the same page blocks.
#[derive(Debug)]
struct Told {
    first: BlockId,
    last: BlockId,
    ids: Vec<u32>,
}

/// What has been announced. No two of its members have a page block between them in common.
#[derive(Debug, Default)]
pub struct Announced(Vec<Told>);

impl Announced {
    /// How many groups have been announced.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Announces the groups that stand where nothing has been announced yet.
    pub fn add(&mut self, groups: impl Iterator<Item = Group>, events: &mut Vec<Event>) {
        for group in groups {
            let at = self.0.partition_point(|told| told.last < group.first);
            if self.0.get(at).is_some_and(|told| told.first <= group.last) {
                continue;
            }
            let mut after = self.0[..at].last().and_then(|told| told.ids.last()).copied();
            let ids: Vec<u32> = group.blocks.iter().map(|block| block.id).collect();
            if ids.is_empty() || ids.iter().any(|id| self.0.iter().any(|told| told.ids.contains(id))) {
                continue;
            }
            for block in group.blocks {
                let id = block.id;
                events.push(Event::Block { id, after, block });
                after = Some(id);
            }
            self.0.insert(at, Told { first: group.first, last: group.last, ids });
        }
    }

    /// Takes back what is not among the article's blocks, and announces those that are missing.
    pub fn finish(self, blocks: &[Block], events: &mut Vec<Event>) {
        let ids: HashSet<u32> = blocks.iter().map(|block| block.id).collect();
        let mut known = HashSet::new();
        for id in self.0.iter().flat_map(|told| &told.ids) {
            if ids.contains(id) {
                known.insert(*id);
            } else {
                events.push(Event::Retract { id: *id });
            }
        }
        let mut after = None;
        for block in blocks {
            if !known.contains(&block.id) {
                events.push(Event::Block { id: block.id, after, block: block.clone() });
            }
            after = Some(block.id);
        }
    }
}
