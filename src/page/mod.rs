//! The page: tokens go in; a light tree, its blocks and the head's facts come out.
//!
//! Most of a page's bytes are markup that says nothing about its text, so there is no DOM here.
//! The tree is an arena of [`Node`]s that point to their parents only; text lives in one string;
//! what stands between two block boundaries is a [`Block`]. Nodes, items and blocks are in document
//! order, so a subtree is a range of ids and a total over it is a difference of prefix sums.
//!
//! Implied end tags, scopes and the list of active formatting elements follow the HTML standard
//! (13.2.6 Tree construction); `docs/tree.md` says where this tree is simpler and why.

mod adoption;
mod attributes;
mod blocks;
mod body;
mod builder;
mod class_names;
mod elements;
mod foreign;
mod formatting;
mod head;
pub mod measure;
mod open_elements;
mod plain;
mod quirks;
mod tables;
mod tag;
#[cfg(test)]
mod tests;
mod trace;

pub use builder::PageBuilder;
pub use plain::read_plain_text;

pub use tag::{Tag, TagProperties};
pub use trace::Reach;

pub(crate) use head::is_formula;

use crate::roles::marks::Marks;
use crate::verdict::class_tokens::Tokens;

/// Index of a [`Node`] in [`Page::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// Index of a [`Block`] in [`Page::blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

impl NodeId {
    /// The root: `<html>`. It always exists.
    pub const ROOT: Self = Self(0);

    /// As an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl BlockId {
    /// As an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in [`Page::text`] or [`Page::values`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// The attributes that later rooms read; all others are not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum AttrName {
    Class,
    Id,
    Href,
    Src,
    Srcset,
    Sizes,
    Alt,
    Title,
    Role,
    Rel,
    Type,
    Lang,
    Dir,
    Content,
    Name,
    Property,
    Itemprop,
    Itemtype,
    Datetime,
    Width,
    Height,
    Poster,
    Cite,
    Colspan,
    Rowspan,
    Scope,
    Start,
    Value,
    Media,
    Open,
    Style,
    Hidden,
    AriaHidden,
    AriaLabel,
    Loading,
    DataSrc,
    DataSrcset,
    /// Any other `data-` attribute of an `img` whose value looks like a picture's address.
    DataPicture,
    DataLang,
    DataType,
    DataUrl,
    /// The source of a formula: `data-latex`, `data-tex`, `alttext`.
    DataTex,
    /// What an embedding element shows: `videoid`, `data-videoid`, `data-tweetid`, `data-shortcode`, …
    DataId,
    DataCallout,
    /// `data` of `object`.
    Data,
    Display,
    Encoding,
    Shadowrootmode,
}

/// A stored attribute; its value is in [`Page::values`], entities decoded.
#[derive(Debug, Clone, Copy)]
pub struct Attr {
    /// Which.
    pub name: AttrName,
    /// Its value.
    pub value: TextRange,
}

/// Facts about a node that it hands down to everything inside it, or that are asked often: a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(pub u16);

impl Flags {
    /// Not shown: `hidden`, `display:none`, `visibility:hidden` here or above.
    pub const HIDDEN: Self = Self(1);
    /// `aria-hidden="true"` here or above.
    pub const ARIA_HIDDEN: Self = Self(1 << 1);
    /// Matches [`Options::keep`](crate::Options::keep), here or above.
    pub const KEEP: Self = Self(1 << 2);
    /// Matches [`Options::remove`](crate::Options::remove), here or above.
    pub const REMOVE: Self = Self(1 << 3);
    /// White space is as written: `pre`, here or above.
    pub const PREFORMATTED: Self = Self(1 << 4);
    /// Text in here is no content (`select`, `button`, `svg`, `template` …), here or above.
    pub const SKIPPED: Self = Self(1 << 5);
    /// Inside `strong`, `b`, `em`, `i`.
    pub const EMPHASISED: Self = Self(1 << 6);
    /// Re-opened by the parser (active formatting elements), not written here in the page.
    pub const REOPENED: Self = Self(1 << 7);
    /// Text is centred, by `align`, an inline style or `<center>`, here or above.
    pub const CENTERED: Self = Self(1 << 8);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// An element.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name.
    pub tag: Tag,
    /// What it is and what it inherited.
    pub flags: Flags,
    /// Number of ancestors, at most [`MAX_DEPTH`].
    pub depth: u16,
    /// How many stored attributes it has, from `first_attr` on.
    pub attr_count: u8,
    /// Index of its first attribute in [`Page::attrs`].
    pub first_attr: u32,
    /// The element it stands in; the root is its own parent.
    pub parent: NodeId,
    /// One past the last node inside it: its subtree is `id..end`.
    pub end: u32,
    /// The nearest `a[href]` at or above it.
    pub link: Option<NodeId>,
    /// The nearest block-level element at or above it.
    pub container: NodeId,
    /// What its class names, id, `itemprop`, `type` and role say of it.
    pub tokens: Tokens,
    /// What whole class names of common engines say of it.
    pub(crate) marks: Marks,
    /// First block inside it.
    pub first_block: u32,
    /// One past the last block inside it.
    pub end_block: u32,
    /// First item inside it.
    pub first_item: u32,
    /// One past the last item inside it.
    pub end_item: u32,
}

/// Elements nested deeper than this become siblings, as browsers do.
pub const MAX_DEPTH: usize = 512;

/// What an [`Item`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Text; the range is in [`Page::text`].
    Text(TextRange),
    /// `<br>`; it is a `\n` in the block's text.
    Break,
    /// An element without text of its own that later rooms look at: `img`, `picture`'s `source`, `video`, `audio`,
    /// `iframe`, `embed`, `object`, `hr`, `input`, `math`, a `script` with a formula, an element that a script fills
    /// with a picture.
    Element,
    /// Text of an element that is shown elsewhere or not at all (`noscript`, `math`, `button` …); the range is in [`Page::values`].
    Aside(TextRange),
}

/// A piece of inline content. Its inline formatting is its chain of ancestors up to the block's container and beyond.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// What.
    pub kind: ItemKind,
    /// The element that it stands directly in; for [`ItemKind::Element`] the element itself.
    pub node: NodeId,
}

/// A maximal run of inline content: paragraph, heading, list item, cell, caption …
///
/// Counts are of the block's visible text. A *word* is a run of letters and digits; in scripts that do not separate
/// words each character is one.
#[derive(Debug, Clone)]
pub struct Block {
    /// The innermost block-level element around it.
    pub container: NodeId,
    /// Its items in [`Page::items`].
    pub first_item: u32,
    /// One past its last item.
    pub end_item: u32,
    /// Its text in [`Page::text`], white space collapsed, trimmed; breaks are `\n`.
    pub text: TextRange,
    /// Words.
    pub words: u32,
    /// Characters without white space.
    pub chars: u32,
    /// Characters without white space that are in links.
    pub link_chars: u32,
    /// Characters without white space that are emphasised.
    pub bold_chars: u32,
    /// Characters of scripts that do not separate words.
    pub unspaced_chars: u32,
    /// Upper-case letters.
    pub uppercase: u32,
    /// Digits.
    pub digits: u32,
    /// Commas of any script.
    pub commas: u32,
    /// Ends of sentences: `.!?…。！？` and the like before white space, a closing quote, or the end.
    pub sentences: u32,
    /// Links that begin in it.
    pub links: u16,
    /// Pictures in it.
    pub images: u16,
}

/// A `<meta>` with a name: `name`, `property`, `itemprop` or `http-equiv`, and its `content`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// Lower case.
    pub name: String,
    /// Entities decoded, trimmed.
    pub content: String,
}

/// A `<link rel=… href=…>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadLink {
    /// Lower case, space-separated.
    pub rel: String,
    /// As written.
    pub href: String,
    /// `type`, `sizes`, `hreflang`: what is needed to choose.
    pub media_type: String,
    /// `sizes`.
    pub sizes: String,
}

/// What the page says about itself outside its text, wherever in the document it stands.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The first `<title>` outside `svg`, white space collapsed.
    pub title: String,
    /// Every named `<meta>`, in order.
    pub metas: Vec<Meta>,
    /// Every `<link>` with `rel` and `href`, in order.
    pub links: Vec<HeadLink>,
    /// The text of every `<script type="application/ld+json">`, in order.
    pub json_ld: Vec<String>,
    /// The text of hydration scripts (`id="__NEXT_DATA__"` and the like), in order.
    pub hydration: Vec<String>,
    /// The first `<base href>`.
    pub base: Option<String>,
    /// `lang` of `<html>`.
    pub lang: Option<String>,
    /// `dir` of `<html>` or `<body>`.
    pub dir: Option<String>,
}

/// A page as the later rooms see it.
#[derive(Debug, Default)]
pub struct Page {
    /// Text of all blocks, in order.
    pub text: String,
    /// Values of stored attributes, and text that stands in no block.
    pub values: String,
    /// Elements, in document order; the first is the root.
    pub nodes: Vec<Node>,
    /// Stored attributes, in order of their nodes.
    pub attrs: Vec<Attr>,
    /// Inline content, in document order.
    pub items: Vec<Item>,
    /// Blocks, in document order.
    pub blocks: Vec<Block>,
    /// What the page says about itself.
    pub head: Head,
    /// Whether it was plain text, each line a block: then markup says nothing.
    pub is_plain: bool,
    /// Whether its end was read: `</body>`, `</html>`, or what its reader knows to be all.
    pub is_whole: bool,
}

impl Page {
    /// Gives back the room that was kept for more to come: up to as much again as the page takes.
    fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.values.shrink_to_fit();
        self.nodes.shrink_to_fit();
        self.attrs.shrink_to_fit();
        self.items.shrink_to_fit();
        self.blocks.shrink_to_fit();
    }

    /// A node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// A block.
    #[must_use]
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.index()]
    }

    /// All block ids, in document order.
    pub fn block_ids(&self) -> impl DoubleEndedIterator<Item = BlockId> + ExactSizeIterator + use<> {
        (0..self.blocks.len() as u32).map(BlockId)
    }

    /// A block's text.
    #[must_use]
    pub fn block_text(&self, id: BlockId) -> &str {
        self.text_at(self.block(id).text)
    }

    /// A block's items.
    #[must_use]
    pub fn block_items(&self, id: BlockId) -> &[Item] {
        let block = self.block(id);
        &self.items[block.first_item as usize..block.end_item as usize]
    }

    /// The blocks inside an element, those so far if it is still open.
    #[must_use]
    pub fn blocks_inside(&self, id: NodeId) -> std::ops::Range<usize> {
        let node = self.node(id);
        let end = (node.end_block as usize).min(self.blocks.len());
        (node.first_block as usize).min(end)..end
    }

    /// The items inside an element, those so far if it is still open.
    #[must_use]
    pub fn items_inside(&self, id: NodeId) -> &[Item] {
        let node = self.node(id);
        let end = (node.end_item as usize).min(self.items.len());
        &self.items[(node.first_item as usize).min(end)..end]
    }

    /// The text at a range of [`Page::text`].
    #[must_use]
    pub fn text_at(&self, range: TextRange) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    /// The text at a range of [`Page::values`].
    #[must_use]
    pub fn value_at(&self, range: TextRange) -> &str {
        &self.values[range.start as usize..range.end as usize]
    }

    /// An element's stored attributes.
    #[must_use]
    pub fn attrs(&self, id: NodeId) -> &[Attr] {
        let node = self.node(id);
        &self.attrs[node.first_attr as usize..][..node.attr_count as usize]
    }

    /// The value of an attribute, if the element has it.
    #[must_use]
    #[inline]
    pub fn attr(&self, id: NodeId, name: AttrName) -> Option<&str> {
        self.attrs(id).iter().find(|attr| attr.name == name).map(|attr| self.value_at(attr.value))
    }

    /// The element and its ancestors, innermost first, the root last.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |&id| (id != NodeId::ROOT).then(|| self.node(id).parent))
    }

    /// Whether `inner` is `outer` or stands inside it.
    #[must_use]
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner.0 < self.node(outer).end
    }

    /// The visible text inside an element, blocks joined by a space.
    #[must_use]
    pub fn text_inside(&self, id: NodeId) -> String {
        let mut text = String::new();
        for item in self.items_inside(id) {
            match item.kind {
                ItemKind::Text(range) => text.push_str(self.text_at(range)),
                ItemKind::Break => text.push(' '),
                ItemKind::Element | ItemKind::Aside(_) => {}
            }
        }
        text
    }
}
