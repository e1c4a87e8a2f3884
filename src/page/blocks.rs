//! Runs of inline content go in piece by piece; blocks come out, white space collapsed, counted.
//!
//! White space is collapsed as CSS does (`white-space: normal`): a space belongs to the element in which the first white
//! space of the run stands. Two breaks with nothing between them end a block: pages that have no paragraphs write them so.

use super::measure;
use super::{Block, Flags, Item, ItemKind, NodeId, Page, Tag, TextRange};

/// Blocks that a page may have however small they are. No page of the corpora has more than a fifth of it.
pub const FREE_BLOCKS: usize = 16_384;

/// Beyond these a page may have one more for so many of its bytes; real pages have some hundred bytes for each. A block costs
/// as much as that much text does, and hostile pages have one in four bytes. What would begin a further one begins a line.
pub const BYTES_FOR_A_BLOCK: usize = 128;

/// Whether a page that has so many blocks after so many of its bytes may have a further one.
pub const fn may_have_more(blocks: usize, bytes: usize) -> bool {
    blocks < FREE_BLOCKS + bytes / BYTES_FOR_A_BLOCK
}

/// The block that is being made.
#[derive(Debug, Default)]
pub struct Run {
    /// Whether one is being made; the rest counts only then.
    is_open: bool,
    container: u32,
    first_item: u32,
    text_start: u32,
    /// Whether anything but white space and breaks is in it.
    has_content: bool,
    /// Whether its last item, white space apart, is a break.
    after_break: bool,
    /// Whether a formula has come since the last text: then white space is not at the line's beginning, nor doubled.
    after_formula: bool,
    images: u16,
    /// Bytes of the page before what is read now.
    pub bytes: usize,
}

impl Run {
    /// Adds text that stands directly in `node`, character references decoded.
    pub fn text(&mut self, page: &mut Page, node: NodeId, text: &str) {
        let (flags, container) = {
            let node = page.node(node);
            (node.flags, node.container)
        };
        if flags.has(Flags::PREFORMATTED) {
            return self.preformatted(page, node, container, text);
        }
        let mut rest = text;
        while !rest.is_empty() {
            let (words, spaced) = rest.split_at(words_end(rest));
            if !words.is_empty() {
                self.open(page, container);
                self.push(page, node, words);
                self.has_content = self.has_content || !is_blank(words);
                self.after_break = false;
                rest = spaced;
            }
            let space_end = leading_space(rest);
            if space_end > 0 {
                if self.is_open && (self.after_formula || self.ends_in_word(page)) {
                    self.push(page, node, " ");
                }
                rest = &rest[space_end..];
            }
        }
    }

    fn preformatted(&mut self, page: &mut Page, node: NodeId, container: NodeId, text: &str) {
        if !self.is_open && is_blank(text) {
            return;
        }
        self.open(page, container);
        self.has_content = self.has_content || !is_blank(text);
        self.after_break = false;
        if text.contains('\r') {
            self.push(page, node, &text.replace("\r\n", "\n").replace('\r', "\n"));
        } else {
            self.push(page, node, text);
        }
    }

    /// Adds a line break that stands directly in `node`.
    pub fn line_break(&mut self, page: &mut Page, node: NodeId) {
        if self.is_open && self.after_break && self.may_part(page) {
            return self.close(page);
        }
        self.new_line(page, node);
    }

    /// Whether the page may have another block.
    pub const fn may_part(&self, page: &Page) -> bool {
        may_have_more(page.blocks.len(), self.bytes)
    }

    /// Begins a line where a block would begin or end if there were not too many of them.
    pub fn new_line(&mut self, page: &mut Page, node: NodeId) {
        if !self.is_open || self.after_break {
            return;
        }
        self.trim_space(page);
        page.items.push(Item { kind: ItemKind::Break, node });
        page.text.push('\n');
        self.after_break = true;
    }

    /// Adds an element without text of its own.
    pub fn element(&mut self, page: &mut Page, node: NodeId, is_image: bool) {
        let container = page.node(node).container;
        self.open(page, container);
        self.has_content = true;
        self.after_break = false;
        self.images = self.images.saturating_add(u16::from(is_image));
        self.after_formula |= matches!(page.node(node).tag, Tag::MATH | Tag::SCRIPT);
        page.items.push(Item { kind: ItemKind::Element, node });
    }

    /// Whether something of a block is there already.
    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Ends the block, if one is being made; one without content is none.
    pub fn close(&mut self, page: &mut Page) {
        if !std::mem::take(&mut self.is_open) {
            return;
        }
        if !self.has_content {
            return;
        }
        self.trim_end(page);
        let text = TextRange { start: self.text_start, end: page.text.len() as u32 };
        let items = self.first_item as usize..page.items.len();
        let counts = measure::counts(page.text_at(text));
        let (mut link_chars, mut bold_chars, mut links) = (0, 0, 0_u16);
        let mut last_link = None;
        for item in &page.items[items.clone()] {
            let node = page.node(item.node);
            if node.link.is_some() && node.link != last_link {
                links = links.saturating_add(1);
            }
            last_link = node.link.or(last_link);
            let ItemKind::Text(range) = item.kind else { continue };
            let is_bold = node.flags.has(Flags::EMPHASISED);
            if node.link.is_some() || is_bold {
                let chars = count_chars(page.text_at(range));
                link_chars += if node.link.is_some() { chars } else { 0 };
                bold_chars += if is_bold { chars } else { 0 };
            }
        }
        page.blocks.push(Block {
            container: NodeId(self.container),
            first_item: items.start as u32,
            end_item: items.end as u32,
            text,
            words: counts.words,
            chars: counts.chars,
            link_chars,
            bold_chars,
            unspaced_chars: counts.unspaced_chars,
            uppercase: counts.uppercase,
            digits: counts.digits,
            commas: counts.commas,
            sentences: counts.sentences,
            links,
            images: self.images,
        });
    }

    fn open(&mut self, page: &Page, container: NodeId) {
        if !self.is_open {
            *self = Self {
                is_open: true,
                container: container.0,
                first_item: page.items.len() as u32,
                text_start: page.text.len() as u32,
                bytes: self.bytes,
                ..Self::default()
            };
        }
    }

    /// Appends to the last item where it has the same owner, else begins a new one.
    fn push(&mut self, page: &mut Page, node: NodeId, text: &str) {
        self.after_formula = false;
        let start = page.text.len() as u32;
        page.text.push_str(text);
        let end = page.text.len() as u32;
        if page.items.len() > self.first_item as usize
            && let Some(Item { kind: ItemKind::Text(range), node: owner }) = page.items.last_mut()
            && *owner == node
            && range.end == start
        {
            range.end = end;
            return;
        }
        page.items.push(Item { kind: ItemKind::Text(TextRange { start, end }), node });
    }

    /// Whether a space would separate something: not at the start, after a space or after a break.
    fn ends_in_word(&self, page: &Page) -> bool {
        page.text.len() as u32 > self.text_start && !matches!(page.text.as_bytes().last(), Some(b' ' | b'\n') | None)
    }

    fn trim_space(&self, page: &mut Page) {
        if page.text.len() as u32 > self.text_start && page.text.ends_with(' ') {
            page.text.pop();
            shorten(page, self.first_item);
        }
    }

    fn trim_end(&self, page: &mut Page) {
        let text = &page.text[self.text_start as usize..];
        let kept = text.trim_end().len() as u32 + self.text_start;
        page.text.truncate(kept as usize);
        // Breaks at the end go with the white space; an element after them stays.
        while page.items.len() > self.first_item as usize
            && matches!(page.items.last(), Some(Item { kind: ItemKind::Break, .. }))
        {
            page.items.pop();
        }
        shorten(page, self.first_item);
    }
}

/// Cuts text items back to the end of the page's text, and drops those with nothing left.
fn shorten(page: &mut Page, first_item: u32) {
    let end = page.text.len() as u32;
    for at in (first_item as usize..page.items.len()).rev() {
        match &mut page.items[at].kind {
            ItemKind::Text(range) if range.end > end => {
                range.end = end;
                if range.start >= end {
                    page.items.remove(at);
                }
            }
            ItemKind::Text(_) => break,
            _ => {}
        }
    }
}

/// Where words end that single spaces part, as they are to stay.
fn words_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while let Some(&byte) = bytes.get(end) {
        // Most bytes: all white space is below.
        if byte > b' ' {
            end += 1;
            continue;
        }
        let parts_words = byte == b' ' && end > 0 && bytes.get(end + 1).is_some_and(|&next| !is_space(next));
        if is_space(byte) && !parts_words {
            break;
        }
        end += 1;
    }
    end
}

/// The length of the white space that a text begins with. Most of it is how markup is indented.
pub(super) fn leading_space(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    loop {
        while bytes.get(end..end + 8).is_some_and(|eight| eight == b"        ") {
            end += 8;
        }
        match bytes.get(end) {
            Some(&byte) if is_space(byte) => end += 1,
            _ => return end,
        }
    }
}

/// HTML's white space (not the no-break space).
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C')
}

/// Whether a text shows nothing: white space of any kind, and the marks that have no width.
fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{00ad}' | '\u{2060}'))
}

fn count_chars(text: &str) -> u32 {
    text.chars().filter(|c| !c.is_whitespace()).count() as u32
}
