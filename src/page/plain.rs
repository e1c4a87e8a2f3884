//! Plain text goes in; a page of one-line blocks comes out, so that later rooms have one path.

use super::{Block, Item, ItemKind, NodeId, Page, PageBuilder, Tag, TextRange, measure};

/// Reads plain text: each line with something in it is a block in a paragraph of its own.
///
/// ```
/// let page = bodycopy::page::read_plain_text("A title\n\nA line of text.\r\n");
/// assert_eq!(page.blocks.len(), 2);
/// ```
#[must_use]
pub fn read_plain_text(text: &str) -> Page {
    let mut page = PageBuilder::empty_page();
    page.is_plain = true;
    for line in text.lines() {
        let start = page.text.len() as u32;
        for word in line.split_whitespace() {
            if page.text.len() as u32 > start {
                page.text.push(' ');
            }
            page.text.push_str(word);
        }
        let range = TextRange { start, end: page.text.len() as u32 };
        if range.is_empty() {
            continue;
        }
        let node = PageBuilder::add_paragraph(&mut page, Tag::P);
        page.items.push(Item { kind: ItemKind::Text(range), node });
        let counts = measure::counts(page.text_at(range));
        let item = page.items.len() as u32 - 1;
        page.blocks.push(Block {
            container: node,
            first_item: item,
            end_item: item + 1,
            text: range,
            words: counts.words,
            chars: counts.chars,
            link_chars: 0,
            bold_chars: 0,
            unspaced_chars: counts.unspaced_chars,
            uppercase: counts.uppercase,
            digits: counts.digits,
            commas: counts.commas,
            sentences: counts.sentences,
            links: 0,
            images: 0,
        });
        let block_count = page.blocks.len() as u32;
        let node = &mut page.nodes[node.index()];
        (node.end_block, node.end_item) = (block_count, item + 1);
    }
    let (blocks, items, nodes) = (page.blocks.len() as u32, page.items.len() as u32, page.nodes.len() as u32);
    let root = &mut page.nodes[NodeId::ROOT.index()];
    (root.end_block, root.end_item, root.end) = (blocks, items, nodes);
    page
}
