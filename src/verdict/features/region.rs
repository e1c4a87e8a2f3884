//! Where the page's text is: containers go in; the few that stand out come out, and how far every other is from them.

use super::containers::{ContainerId, Containers, ROOT};
use crate::page::{BlockId, Page};
use crate::sorting;

/// Containers that stand out, and what each container is to them.
#[derive(Debug)]
pub(super) struct Region {
    /// Highest score of Readability's kind.
    pub top: ContainerId,
    /// Most running text less links.
    pub best: ContainerId,
    /// Tightest with 60 % of the page's running text.
    pub tight: ContainerId,
    /// Most running text in paragraphs of its own.
    pub main: ContainerId,
    /// Readability's score of each container, times [`UNIT`].
    pub scores: Vec<u64>,
    /// Whether each row is one of the main container's paragraphs.
    pub is_main: Vec<bool>,
    /// The chain of tags and classes of most of them.
    pub main_path: u64,
    /// The row of the headline.
    pub headline: Option<usize>,
    /// For each container the depth of the last ancestor shared with the main container.
    pub common_with_main: Vec<u16>,
    /// The same for the headline's.
    pub common_with_headline: Vec<u16>,
}

/// Scores are in whole numbers: divisible by 2 and by 4.5, 6 and 7.5.
const UNIT: u64 = 180;

/// Shorter blocks do not score (Readability's rule), in characters.
const SCORED_CHARS: u32 = 25;

impl Region {
    pub(super) fn of(page: &Page, containers: &Containers, headline: Option<BlockId>) -> Self {
        let scores = scores(page, containers);
        let top = best_of(containers, |id| scores[id]);
        let total = containers.page_totals().text;
        let best = best_of(containers, |id| {
            let totals = containers.totals(id);
            let text = i64::from(totals.text) * 200 - i64::from(totals.links) * 300;
            (text + (1 << 40)) as u64 + u64::from(containers.all[id].depth)
        });
        let tight = best_of(containers, |id| {
            let enough = u64::from(containers.totals(id).text) * 10 >= u64::from(total) * 6;
            u64::from(enough) * (u64::from(containers.all[id].depth) + 1)
        });
        let main = main(containers);
        let is_main: Vec<bool> = (0..containers.rows.len())
            .map(|row| containers.home(row) == main && containers.totals_of(row).text > 0)
            .collect();
        let headline = headline.and_then(|id| containers.rows.binary_search(&id).ok());
        Self {
            top,
            best,
            tight,
            main,
            main_path: main_path(containers, &is_main),
            common_with_main: common_with(containers, main),
            common_with_headline: common_with(containers, headline.map_or(ROOT, |row| containers.of_row[row])),
            scores,
            is_main,
            headline,
        }
    }
}

/// Readability's score: each block counts for the containers above its own, less the higher they are.
fn scores(page: &Page, containers: &Containers) -> Vec<u64> {
    let mut scores = vec![0; containers.all.len()];
    for (row, id) in containers.rows.iter().enumerate() {
        let block = page.block(*id);
        if block.chars < SCORED_CHARS {
            continue;
        }
        let points = 1 + block.commas + (block.chars / 100).min(3);
        let unlinked = block.chars - block.link_chars.min(block.chars);
        let points = u64::from(points) * UNIT * u64::from(unlinked) / u64::from(block.chars);
        let mut above = containers.of(row).parent;
        for share in [points, points / 2, points * 2 / 9, points / 6, points * 2 / 15] {
            scores[above] += share;
            if above == ROOT {
                break;
            }
            above = containers.all[above].parent;
        }
    }
    scores
}

/// The container with the highest value; the first of equals.
fn best_of(containers: &Containers, value: impl Fn(ContainerId) -> u64) -> ContainerId {
    let mut best = (ROOT, value(ROOT));
    for id in 1..containers.all.len() {
        let value = value(id);
        if value > best.1 {
            best = (id, value);
        }
    }
    best.0
}

fn main(containers: &Containers) -> ContainerId {
    let mut own_text = vec![0_u64; containers.all.len()];
    for row in 0..containers.rows.len() {
        own_text[containers.home(row)] += u64::from(containers.totals_of(row).text);
    }
    best_of(containers, |id| own_text[id])
}

fn main_path(containers: &Containers, is_main: &[bool]) -> u64 {
    let mut paths: Vec<(u64, u32)> = (0..is_main.len())
        .filter(|&row| is_main[row])
        .map(|row| (containers.of(row).path, containers.totals_of(row).text))
        .collect();
    sorting::sort(&mut paths);
    paths
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| (group.iter().map(|(_, words)| u64::from(*words)).sum::<u64>(), group[0].0))
        .max()
        .map_or(0, |(_, path)| path)
}

fn common_with(containers: &Containers, other: ContainerId) -> Vec<u16> {
    let mut on_chain = vec![false; containers.all.len()];
    let mut above = other;
    while !std::mem::replace(&mut on_chain[above], true) {
        above = containers.all[above].parent;
    }
    let mut common = vec![0; containers.all.len()];
    for id in 1..containers.all.len() {
        let container = &containers.all[id];
        common[id] = if on_chain[id] { container.depth } else { common[container.parent] };
    }
    common
}
