//! The page's block-level elements that hold text: nodes go in; a tree of containers with totals comes out.
//!
//! Rows are in document order, so what a container holds is a range of rows and a total is a difference of prefix sums.

use super::row_text::Scale;
use crate::page::{AttrName, Block, BlockId, NodeId, Page, Tag};
use crate::verdict::class_tokens::Tokens;

/// Index of a [`Container`].
pub(super) type ContainerId = usize;

/// The root's index.
pub(super) const ROOT: ContainerId = 0;

/// Landmarks, in the order of the features from `InArticle` on without `ArticleHeadline`.
pub(super) const LANDMARKS: usize = 14;
pub(super) const ARTICLE: usize = 0;

/// A block-level element that holds rows.
#[derive(Debug, Clone)]
pub(super) struct Container {
    pub parent: ContainerId,
    /// Number of containers above it.
    pub depth: u16,
    /// Rows inside it.
    pub first: u32,
    pub end: u32,
    pub tag: Tag,
    /// Its tag's [`rank`].
    pub rank: i16,
    /// The chain of tags and first classes from the root, hashed.
    pub path: u64,
    /// Tag and first class, hashed.
    pub kind: u64,
    /// The nearest container above it with more rows.
    pub wider: ContainerId,
    /// The nearest `article` at or above it.
    pub article: Option<ContainerId>,
    /// Index of its [`Marks`], which it shares with others.
    marks: u32,
}

/// What stands at and above a container.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    /// How many of its ancestors and itself are landmarks of each sort.
    pub landmarks: [u8; LANDMARKS],
    /// The categories of which one of its ancestors or itself has a class token.
    pub tokens: Tokens,
    /// How many have one of each category.
    pub token_count: [u8; 32],
    /// How near the nearest of them is: [`NEAREST`] for itself, one less for each level.
    pub token_near: [u8; 32],
    /// The last marks that were made below these, of what: neighbours are mostly alike.
    last: Option<(Tokens, Option<usize>, u32)>,
}

impl Marks {
    /// Those of a container below, with its own tokens and landmark.
    fn below(&self, tokens: Tokens, landmark: Option<usize>) -> Self {
        let mut marks = Self { tokens: self.tokens.with(tokens), last: None, ..*self };
        for near in &mut marks.token_near {
            *near = near.saturating_sub(1);
        }
        let mut bits = tokens.0;
        while bits != 0 {
            let category = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            marks.token_count[category] = marks.token_count[category].saturating_add(1);
            marks.token_near[category] = NEAREST;
        }
        if let Some(landmark) = landmark {
            marks.landmarks[landmark] = marks.landmarks[landmark].saturating_add(1);
        }
        marks
    }

    /// Whether a container below without tokens and landmark has the same.
    fn are_handed_down(&self) -> bool {
        self.token_near == [0; 32]
    }
}

/// Nearness of a container's own class tokens.
pub(super) const NEAREST: u8 = 5;

impl Container {
    pub(super) const fn rows(&self) -> u32 {
        self.end - self.first
    }

    pub(super) const fn holds(&self, row: usize) -> bool {
        self.first as usize <= row && row < self.end as usize
    }
}

/// Totals over the rows before a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Totals {
    pub words: u32,
    pub chars: u32,
    pub link_chars: u32,
    /// Words of running text: blocks of eight words and more that are not links for the most part, less their links.
    pub text: u32,
    /// Words of links and of short blocks.
    pub links: u32,
    /// Blocks of running text.
    pub paragraphs: u32,
}

/// A block of running text has at least this many words …
const TEXT_WORDS: u32 = 8;
/// … and counts as a paragraph from this many on.
const PARAGRAPH_WORDS: u32 = 15;

impl Totals {
    fn with(self, block: &Block, words: u32) -> Self {
        let linked = words * block.link_chars / block.chars.max(1);
        let is_text = words >= TEXT_WORDS && block.link_chars * 2 < block.chars;
        let text = if is_text { words - linked } else { 0 };
        Self {
            words: self.words + words,
            chars: self.chars + block.chars,
            link_chars: self.link_chars + block.link_chars,
            text: self.text + text,
            links: self.links + linked + if words < TEXT_WORDS { words * 3 / 10 } else { 0 },
            paragraphs: self.paragraphs + u32::from(text > PARAGRAPH_WORDS),
        }
    }

    fn without(self, earlier: Self) -> Self {
        Self {
            words: self.words - earlier.words,
            chars: self.chars - earlier.chars,
            link_chars: self.link_chars - earlier.link_chars,
            text: self.text - earlier.text,
            links: self.links - earlier.links,
            paragraphs: self.paragraphs - earlier.paragraphs,
        }
    }
}

/// Rows, containers, and totals over any range of rows.
#[derive(Debug)]
pub(super) struct Containers {
    /// Containers in document order; the root is first.
    pub all: Vec<Container>,
    marks: Vec<Marks>,
    /// The blocks with words, in order: the rows.
    pub rows: Vec<BlockId>,
    /// The innermost container of each row.
    pub of_row: Vec<ContainerId>,
    /// Scaled words of each row.
    pub words: Vec<u32>,
    /// Totals before each row, and of all.
    sums: Vec<Totals>,
}

impl Containers {
    pub(super) fn of_page(page: &Page, tokens: &[Tokens]) -> Self {
        let scale = Scale::of_page(page);
        let mut rows = Vec::with_capacity(page.blocks.len());
        let mut words = Vec::with_capacity(page.blocks.len());
        let mut sums = vec![Totals::default()];
        // How many rows come before each block.
        let mut rows_before = Vec::with_capacity(page.blocks.len() + 1);
        let mut total = Totals::default();
        for id in page.block_ids() {
            rows_before.push(rows.len() as u32);
            let block = page.block(id);
            if block.words > 0 {
                let scaled = scale.words(block);
                rows.push(id);
                words.push(scaled);
                total = total.with(block, scaled);
                sums.push(total);
            }
        }
        rows_before.push(rows.len() as u32);
        let mut containers =
            Self { all: Vec::new(), marks: Vec::new(), of_row: vec![ROOT; rows.len()], rows, words, sums };
        containers.build(page, tokens, &rows_before);
        containers
    }

    fn build(&mut self, page: &Page, tokens: &[Tokens], rows_before: &[u32]) {
        // Container of each node that is one; other nodes are never asked for.
        let mut of_node = vec![ROOT as u32; page.nodes.len()];
        for (index, node) in page.nodes.iter().enumerate() {
            let id = NodeId(index as u32);
            let blocks = page.blocks_inside(id);
            let (first, end) = (rows_before[blocks.start], rows_before[blocks.end]);
            if id != NodeId::ROOT && (node.container != id || first == end) {
                continue;
            }
            // Inline elements between two containers belong to the inner one: custom elements are inline to a parser.
            let mut own_tokens = tokens.get(index).copied().unwrap_or_default();
            let mut above = node.parent;
            while above != NodeId::ROOT && page.node(above).container != above {
                own_tokens = own_tokens.with(tokens.get(above.index()).copied().unwrap_or_default());
                above = page.node(above).parent;
            }
            let parent = of_node[above.index()] as ContainerId;
            let container = self.container(page, id, parent, own_tokens, first..end);
            of_node[index] = self.all.len() as u32;
            self.all.push(container);
        }
        for (row, block) in self.rows.iter().enumerate() {
            self.of_row[row] = of_node[page.block(*block).container.index()] as ContainerId;
        }
    }

    fn container(
        &mut self,
        page: &Page,
        id: NodeId,
        parent: ContainerId,
        tokens: Tokens,
        rows: std::ops::Range<u32>,
    ) -> Container {
        let node = page.node(id);
        let above = self.all.get(parent);
        let class = page.attr(id, AttrName::Class).map_or(0, first_class);
        let kind = mixed(u64::from(node.tag.0) + 1, class);
        let landmark = landmark(node.tag).or_else(|| page.attr(id, AttrName::Role).and_then(landmark_of_role));
        let marks = self.marks_below(above.map(|above| above.marks), tokens, landmark);
        let above = self.all.get(parent);
        let article = if landmark == Some(ARTICLE) { Some(self.all.len()) } else { above.and_then(|a| a.article) };
        let wider = match above {
            Some(above) if above.rows() > rows.end - rows.start => parent,
            Some(above) => above.wider,
            None => ROOT,
        };
        Container {
            parent,
            depth: above.map_or(0, |above| above.depth + 1),
            first: rows.start,
            end: rows.end,
            tag: node.tag,
            rank: rank(node.tag),
            path: mixed(above.map_or(0, |above| above.path), kind),
            kind,
            wider,
            article,
            marks,
        }
    }

    /// The marks of a container below one with these, with its own tokens and landmark.
    fn marks_below(&mut self, above: Option<u32>, tokens: Tokens, landmark: Option<usize>) -> u32 {
        let next = self.marks.len() as u32;
        let marks = match above.and_then(|at| Some((at, self.marks.get_mut(at as usize)?))) {
            None => Marks::default().below(tokens, landmark),
            Some((at, above)) => {
                if tokens.0 == 0 && landmark.is_none() && above.are_handed_down() {
                    return at;
                }
                if let Some((.., known)) = above.last.filter(|&(t, l, _)| (t, l) == (tokens, landmark)) {
                    return known;
                }
                above.last = Some((tokens, landmark, next));
                above.below(tokens, landmark)
            }
        };
        self.marks.push(marks);
        next
    }

    /// What stands at and above a container.
    pub(super) fn marks(&self, container: &Container) -> &Marks {
        &self.marks[container.marks as usize]
    }

    /// Totals over a container.
    pub(super) fn totals(&self, id: ContainerId) -> Totals {
        let container = &self.all[id];
        self.sums[container.end as usize].without(self.sums[container.first as usize])
    }

    /// Totals over all rows.
    pub(super) fn page_totals(&self) -> Totals {
        self.sums[self.rows.len()]
    }

    /// Totals over the rows before one.
    pub(super) fn totals_before(&self, row: usize) -> Totals {
        self.sums[row]
    }

    /// Totals of one row.
    pub(super) fn totals_of(&self, row: usize) -> Totals {
        self.sums[row + 1].without(self.sums[row])
    }

    /// Where a row's siblings are: the innermost container around it with more than this row.
    pub(super) fn home(&self, row: usize) -> ContainerId {
        let id = self.of_row[row];
        if self.all[id].rows() > 1 { id } else { self.all[id].wider }
    }

    /// The container that holds a row.
    pub(super) fn of(&self, row: usize) -> &Container {
        &self.all[self.of_row[row]]
    }
}

const fn landmark(tag: Tag) -> Option<usize> {
    Some(match tag {
        Tag::ARTICLE => ARTICLE,
        Tag::MAIN => 1,
        Tag::ASIDE => 2,
        Tag::NAV => 3,
        Tag::FOOTER => 4,
        Tag::HEADER => 5,
        Tag::FORM | Tag::FIELDSET | Tag::SEARCH => 6,
        Tag::FIGURE => 7,
        Tag::TABLE => 8,
        Tag::UL | Tag::OL | Tag::MENU => 9,
        Tag::SECTION => 10,
        Tag::BLOCKQUOTE => 11,
        Tag::DL => 12,
        Tag::DETAILS | Tag::DIALOG => 13,
        _ => return None,
    })
}

fn landmark_of_role(role: &str) -> Option<usize> {
    Some(match role {
        "article" => ARTICLE,
        "main" => 1,
        "complementary" => 2,
        "navigation" => 3,
        "contentinfo" => 4,
        "banner" => 5,
        "search" | "form" => 6,
        "figure" => 7,
        "list" => 9,
        "dialog" | "alertdialog" => 13,
        _ => return None,
    })
}

/// Elements in an order in which a threshold makes sense: running text first, then lists and tables, then the rest.
pub(super) fn rank(tag: Tag) -> i16 {
    const ORDER: [Tag; 26] = [
        Tag::P,
        Tag::DIV,
        Tag::BLOCKQUOTE,
        Tag::PRE,
        Tag::LI,
        Tag::DD,
        Tag::DT,
        Tag::TD,
        Tag::TH,
        Tag::H1,
        Tag::H2,
        Tag::H3,
        Tag::H4,
        Tag::H5,
        Tag::H6,
        Tag::FIGCAPTION,
        Tag::CAPTION,
        Tag::ARTICLE,
        Tag::SECTION,
        Tag::BODY,
        Tag::HEADER,
        Tag::FOOTER,
        Tag::ASIDE,
        Tag::NAV,
        Tag::UL,
        Tag::FORM,
    ];
    ORDER.iter().position(|&other| other == tag).unwrap_or(ORDER.len()) as i16
}

/// The first class without its digits, hashed: `item-12` and `item-13` are one.
fn first_class(value: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in value.trim_start().bytes().take_while(|byte| !byte.is_ascii_whitespace()).take(64) {
        if !byte.is_ascii_digit() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// Two hashes as one (the finaliser of SplitMix64).
pub(super) const fn mixed(a: u64, b: u64) -> u64 {
    let mut hash = a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b;
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
