//! Headings: levels as the page has them go in; levels without gaps come out.
//!
//! The article's title is the first level, so the headings of its body begin with the second.

use crate::article::{Block, BlockKind};

/// The highest level that a heading in the body can have.
const HIGHEST: u8 = 2;

/// Gives each heading the level below the nearest heading above it that is of a higher level on the page.
pub fn level(blocks: &mut [Block]) {
    let mut above = Vec::new();
    visit(blocks, &mut above);
}

/// `above`: the headings that the next one may stand below, their levels on the page and in the article.
fn visit(blocks: &mut [Block], above: &mut Vec<(u8, u8)>) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => {
                while above.last().is_some_and(|(written, _)| *written >= *level) {
                    above.pop();
                }
                let given = above.last().map_or(HIGHEST, |(_, given)| (given + 1).min(6));
                above.push((*level, given));
                *level = given;
            }
            BlockKind::Quote { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Details { blocks, .. } => {
                visit(blocks, above);
            }
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| visit(item, above)),
            BlockKind::Definitions { items } => items.iter_mut().for_each(|item| visit(&mut item.definition, above)),
            BlockKind::Table { rows, .. } => {
                rows.iter_mut().flatten().for_each(|cell| visit(&mut cell.content, above));
            }
            _ => {}
        }
    }
}
