//! Tables: the blocks in a table go in; rows of cells come out, each cell where the page has it, empty ones too.

use super::structure::{Builder, Leaf};
use crate::article::{Block, BlockKind, Inline, Span, SpanKind, TableCell};
use crate::page::{AttrName, NodeId, Page, Tag};

/// Longest span that says something: longer ones mean "to the end".
const LARGEST_SPAN: u16 = 1000;

impl Builder<'_> {
    /// The table block, and what was found in the table outside of its cells, which stands before it.
    pub(super) fn table(&mut self, table: NodeId, members: &[Leaf], depth: usize) -> (Option<BlockKind>, Vec<Block>) {
        let page = self.page;
        let mut caption = None;
        let mut rows: Vec<Vec<TableCell>> = Vec::new();
        let mut around = Vec::new();
        let mut rest = members;
        let end = (page.node(table).end as usize).min(page.nodes.len());
        let mut at = table.index() + 1;
        while at < end {
            let id = NodeId(at as u32);
            at += 1;
            let node = page.node(id);
            match node.tag {
                Tag::TR => rows.push(Vec::new()),
                Tag::TD | Tag::TH | Tag::CAPTION => {
                    let outside = rest.partition_point(|leaf| leaf.id.0 < node.first_block);
                    around.extend(self.nest(&rest[..outside], depth));
                    let inside = rest.partition_point(|leaf| leaf.id.0 < node.end_block);
                    let content = &rest[outside..inside];
                    rest = &rest[inside..];
                    // Tables within are the cell's own.
                    at = at.max(node.end as usize);
                    if node.tag == Tag::CAPTION {
                        caption = content.first().map(|leaf| self.inline(leaf.id)).filter(|line| !line.is_empty());
                        continue;
                    }
                    let cell = TableCell {
                        header: node.tag == Tag::TH,
                        span: [span(page, id, AttrName::Colspan), span(page, id, AttrName::Rowspan)],
                        content: self.nest(content, depth),
                    };
                    match rows.last_mut() {
                        Some(row) => row.push(cell),
                        None => rows.push(vec![cell]),
                    }
                }
                _ => {}
            }
        }
        around.extend(self.nest(rest, depth));
        rows.retain(|row| row.iter().any(|cell| !cell.content.is_empty()));
        mark_header(&mut rows);
        let kind = (!rows.is_empty()).then_some(BlockKind::Table { caption, rows });
        (kind, around)
    }
}

/// Pages without `th` set their header apart as strong text.
fn mark_header(rows: &mut [Vec<TableCell>]) {
    let is_strong = |cell: &TableCell| match &*cell.content {
        [Block { kind: BlockKind::Paragraph { content }, .. }] => {
            matches!(&**content, [Inline::Span(Span { kind: SpanKind::Strong, .. })])
        }
        _ => false,
    };
    let is_header = |row: &Vec<TableCell>| row.iter().all(is_strong);
    let [first, rest @ ..] = rows else { return };
    let has_headers = first.iter().chain(rest.iter().flatten()).any(|cell| cell.header);
    if !has_headers && !rest.is_empty() && is_header(first) && !rest.iter().any(is_header) {
        first.iter_mut().for_each(|cell| cell.header = true);
    }
}

fn span(page: &Page, cell: NodeId, name: AttrName) -> u16 {
    let value = page.attr(cell, name).and_then(|value| value.trim().parse().ok());
    value.unwrap_or(1_u16).clamp(1, LARGEST_SPAN)
}
