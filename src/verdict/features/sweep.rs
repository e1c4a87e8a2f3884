//! The sweep: totals, groups and the region go in; what each row of the table holds comes out.

use super::FAR;
use super::cells::{Cell, Row, difference, per_mille};
use super::containers::{self, Container, Containers, ROOT, Totals};
use super::cues::{self, Cues};
use super::distances::Distances;
use super::groups::Groups;
use super::names::{Feature, HIT_FIRST, TOKEN_COUNT_FIRST, TOKEN_NEAR_FIRST, WIDER, WIDER_FIRST, WIDER_LEVELS};
use super::overlap::{TrigramSet, WordSet};
use super::region::Region;
use super::row_text::Signs;
use crate::page::{Block, Flags, ItemKind, NodeId, Page, Tag};
use crate::verdict::Evidence;

/// Blocks of this many words and more that are not mostly links are long.
const LONG_WORDS: u32 = 25;

/// Texts of more words are not compared with the title: they repeat it by chance.
const COMPARED_WORDS: u32 = 60;

/// The beginning of a text that boilerplate shares, in bytes.
const START_BYTES: usize = 24;

/// What the rows are filled from.
pub(super) struct Sweep<'a> {
    evidence: &'a Evidence<'a>,
    page: &'a Page,
    pub(super) containers: Containers,
    region: Region,
    distances: Distances,
    title: WordSet,
    description: WordSet,
    article_body: Option<TrigramSet>,
    by_path: Groups,
    by_plain_path: Groups,
    by_kind: Groups,
    by_text: Groups,
    /// How many rows with the same text come before each.
    seen_before: Vec<u32>,
    by_start: Groups,
    /// Siblings of the same kind of each row's container.
    siblings: Groups,
    total: Totals,
    long: Vec<bool>,
    first_long: usize,
    last_long: usize,
    articles: usize,
    is_article: bool,
}

impl<'a> Sweep<'a> {
    pub(super) fn new(evidence: &'a Evidence<'a>) -> Self {
        let page = evidence.page;
        let owned = Containers::of_page(page, &evidence.tokens);
        let containers = &owned;
        let meta = |names: &'static [&'static str]| {
            let metas = page.head.metas.iter();
            metas.filter(move |meta| names.contains(&meta.name.as_str())).map(|meta| meta.content.as_str())
        };
        let titles = meta(&["og:title", "twitter:title"]).chain([page.head.title.as_str()]);
        let rows = containers.rows.len();
        let block = |row: usize| page.block(containers.rows[row]);
        let counts = |row: usize| (containers.words[row], block(row).chars, block(row).link_chars);
        let text = |row: usize| page.text_at(block(row).text).as_bytes();
        let is_long =
            |row: usize| containers.words[row] >= LONG_WORDS && block(row).link_chars * 10 < block(row).chars * 3;
        let long: Vec<bool> = (0..rows).map(is_long).collect();
        let kind = |row: usize| containers.of(row).kind;
        let plain_path = |row: usize| {
            let container = containers.of(row);
            containers::mixed(containers.all[container.parent].path, u64::from(container.tag.0))
        };
        let by_text = Groups::by_key((0..rows).map(|row| hash(text(row))), counts);
        let region = Region::of(page, containers, evidence.metadata.headline);
        let distances = Distances::new(page, containers, &region, &long);
        Self {
            evidence,
            page,
            region,
            distances,
            title: WordSet::of_texts(titles),
            description: WordSet::of_texts(meta(&["og:description", "twitter:description", "description"])),
            article_body: evidence.metadata.article_body.as_deref().and_then(TrigramSet::of_text),
            by_path: Groups::by_key((0..rows).map(|row| containers.of(row).path), counts),
            by_plain_path: Groups::by_key((0..rows).map(plain_path), counts),
            by_kind: Groups::by_key((0..rows).map(kind), counts),
            seen_before: by_text.before(),
            by_text,
            by_start: Groups::by_key((0..rows).map(|row| hash(&text(row)[..text(row).len().min(START_BYTES)])), counts),
            siblings: siblings(containers),
            total: containers.page_totals(),
            first_long: long.iter().position(|&long| long).unwrap_or(0),
            last_long: long.iter().rposition(|&long| long).unwrap_or(rows.saturating_sub(1)),
            long,
            articles: page.nodes.iter().filter(|node| node.tag == Tag::ARTICLE).count(),
            is_article: meta(&["og:type"]).any(|value| value.eq_ignore_ascii_case("article"))
                || page.head.json_ld.iter().any(|json| names_article(json.as_bytes())),
            containers: owned,
        }
    }

    /// Fills the next row, whose cells are 0.
    pub(super) fn fill(&mut self, row: usize, cells: &mut Row<'_>) {
        let (evidence, is_long) = (self.evidence, self.long[row]);
        self.distances.fill(row, evidence, &self.containers, &self.region, is_long, cells);
        let block = self.page.block(self.containers.rows[row]);
        self.fill_text(row, block, cells);
        self.fill_place(row, cells);
        self.fill_container(row, block, cells);
        self.fill_region(row, cells);
        self.fill_tokens(row, block, cells);
        self.fill_page(cells);
    }

    fn fill_text(&self, row: usize, block: &Block, cells: &mut Row<'_>) {
        use Feature as F;
        let words = self.containers.words[row];
        let text = self.page.text_at(block.text);
        let node = self.page.node(block.container);
        cells.set(F::Words, words);
        cells.set(F::Chars, block.chars);
        cells.set(F::CharsPerWord, block.chars * 10 / words);
        cells.set(F::LinkDensity, per_mille(block.link_chars, block.chars));
        cells.set(F::Links, block.links);
        cells.set(F::WordsPerLink, words / (u32::from(block.links) + 1));
        cells.set(F::Bold, per_mille(block.bold_chars, block.chars));
        cells.set(F::Sentences, block.sentences);
        cells.set(F::WordsPerSentence, words.checked_div(block.sentences).unwrap_or(0));
        cells.set(F::Commas, block.commas);
        cells.set(F::Digits, per_mille(block.digits, block.chars));
        cells.set(F::Uppercase, per_mille(block.uppercase, block.chars));
        cells.set(F::Unspaced, per_mille(block.unspaced_chars, block.chars));
        let signs = Signs::of(text);
        cells.set(F::Lines, signs.lines);
        cells.set(F::EndsSentence, signs.ends_sentence);
        cells.set(F::EndsColon, signs.ends_colon);
        cells.set(F::EndsEllipsis, signs.ends_ellipsis);
        cells.set(F::EndsQuestion, signs.ends_question);
        cells.set(F::StartsUpper, signs.starts_upper);
        cells.set(F::StartsLower, signs.starts_lower);
        cells.set(F::StartsQuote, signs.starts_quote);
        cells.set(F::StartsDigit, signs.starts_digit);
        cells.set(F::StartsMark, signs.starts_mark);
        cells.set(F::HasPipe, signs.has_pipe);
        cells.set(F::HasCopyright, signs.has_copyright);
        cells.set(F::HasAddress, signs.has_address);
        cells.set(F::DateLike, signs.date_like);
        cells.set(F::Pictures, block.images);
        cells.set(F::Tag, containers::rank(node.tag));
        cells.set(F::Depth, node.depth);
        cells.set(F::Hidden, node.flags.has(Flags::HIDDEN));
        cells.set(F::AriaHidden, node.flags.has(Flags::ARIA_HIDDEN));
        cells.set(F::OneLink, block.links == 1 && block.link_chars >= block.chars);
        let id = Some(self.containers.rows[row]);
        let metadata = self.evidence.metadata;
        cells.set(F::IsHeadline, id == metadata.headline);
        cells.set(F::IsLead, id == metadata.lead_block);
        cells.set(F::IsByline, metadata.byline_blocks.iter().any(|block| Some(*block) == id));
        cells.set(F::IsSource, id == metadata.source_block);
        cells.set(F::ArticleBody, self.article_body.as_ref().map_or(-1, |body| body.share(text)));
        if words <= COMPARED_WORDS {
            let mut cues = [0; cues::SORTS];
            let count = |word| Cues::get().count(word, &mut cues);
            let [title, description] = WordSet::overlaps([&self.title, &self.description], text, count);
            for (sort, count) in cues.into_iter().enumerate() {
                cells.set_at(F::CueAppeal as usize + sort, count);
            }
            cells.set(F::InTitle, title.of_text);
            cells.set(F::OfTitle, title.of_set);
            cells.set(F::InDescription, description.of_text);
            cells.set(F::OfDescription, description.of_set);
        }
        cells.set(F::SameText, self.by_text.of(row).rows);
        cells.set(F::SeenBefore, self.seen_before[row]);
        cells.set(F::SameStart, self.by_start.of(row).rows);
    }

    fn fill_place(&self, row: usize, cells: &mut Row<'_>) {
        use Feature as F;
        let rows = self.containers.rows.len();
        let before = self.containers.totals_before(row).words;
        cells.set(F::Index, row);
        cells.set(F::FromEnd, rows - row);
        cells.set(F::Position, per_mille(row as u32, rows as u32));
        cells.set(F::WordsBefore, per_mille(before, self.total.words));
        if let Some(headline) = self.region.headline {
            cells.set(F::ToHeadline, difference(row, headline).clamp(-998, 998));
            let words = i64::from(before) - i64::from(self.containers.totals_before(headline).words);
            cells.set(F::WordsToHeadline, words);
        } else {
            cells.set(F::ToHeadline, FAR);
            cells.set(F::WordsToHeadline, i16::MAX);
        }
        cells.set(F::ToFirstLong, difference(row, self.first_long));
        cells.set(F::ToLastLong, difference(self.last_long, row));
    }

    fn fill_container(&self, row: usize, block: &Block, cells: &mut Row<'_>) {
        use Feature as F;
        let id = self.containers.of_row[row];
        let container = &self.containers.all[id];
        let landmarks = &self.containers.marks(container).landmarks;
        cells.set(F::Landmarks, landmarks.iter().map(|&count| u32::from(count)).sum::<u32>());
        cells.set(F::InArticle, landmarks[containers::ARTICLE]);
        let article_headline = container.article.map_or(-1, |article| {
            let holds = |headline| self.containers.all[article].holds(headline);
            i16::from(self.region.headline.is_some_and(holds))
        });
        cells.set(F::ArticleHeadline, article_headline);
        for (landmark, &count) in landmarks.iter().enumerate().skip(1) {
            cells.set_at(F::InMain as usize + landmark - 1, count);
        }
        cells.set(F::InLabel, self.labels_around(block));
        let path = self.by_path.of(row);
        cells.set(F::PathCount, path.rows);
        cells.set(F::PathWords, path.words);
        cells.set(F::PathShare, per_mille(path.words, self.total.words));
        cells.set(F::PathLinks, per_mille(path.link_chars, path.chars));
        cells.set(F::PathMean, path.words / path.rows.max(1));
        let plain = self.by_plain_path.of(row);
        cells.set(F::PlainPathCount, plain.rows);
        cells.set(F::PlainPathShare, per_mille(plain.words, self.total.words));
        cells.set(F::PlainPathLinks, per_mille(plain.link_chars, plain.chars));
        let kind = self.by_kind.of(row);
        cells.set(F::KindCount, kind.rows);
        cells.set(F::KindShare, per_mille(kind.words, self.total.words));
        cells.set(F::KindLinks, per_mille(kind.link_chars, kind.chars));
        cells.set(F::SiblingCount, self.siblings.of(id).rows);
        let totals = self.containers.totals(id);
        cells.set(F::BlocksInside, container.rows());
        cells.set(F::WordsInside, totals.words);
        cells.set(F::LinksInside, per_mille(totals.link_chars, totals.chars));
        let wider = &self.containers.all[container.wider];
        // Where the parser moved an element, it may stand outside of what it is in.
        cells.set(F::BeforeInWider, (row as u32).saturating_sub(wider.first));
        cells.set(F::AfterInWider, wider.end.saturating_sub(row as u32 + 1));
        self.fill_wider(container, cells);
    }

    fn fill_wider(&self, own: &Container, cells: &mut Row<'_>) {
        let page_links = self.total.links;
        let top_score = self.region.scores[self.region.top].max(1);
        let mut id = own.wider;
        for level in 0..WIDER_LEVELS {
            let container = &self.containers.all[id];
            let totals = self.containers.totals(id);
            let place = WIDER_FIRST + level * WIDER.len();
            let values: [i16; WIDER.len()] = [
                container.rank,
                container.rows().cell(),
                totals.words.cell(),
                per_mille(totals.link_chars, totals.chars),
                per_mille(totals.text, self.total.text),
                per_mille(totals.links, page_links),
                totals.paragraphs.cell(),
                (self.region.scores[id] * 1000 / top_score) as i16,
            ];
            for (at, value) in values.into_iter().enumerate() {
                cells.set_at(place + at, value);
            }
            if id != ROOT {
                id = container.wider;
            }
        }
    }

    /// Inline elements around the block that are controls, not text.
    fn labels_around(&self, block: &Block) -> u32 {
        let Some(item) = self.page.items.get(block.first_item as usize) else { return 0 };
        let mut labels = u32::from(self.page.node(block.container).tag == Tag::LEGEND);
        let mut id = item.node;
        while id != block.container && id != NodeId::ROOT {
            let node = self.page.node(id);
            labels += u32::from(matches!(node.tag, Tag::LABEL | Tag::BUTTON | Tag::TIME));
            id = node.parent;
        }
        labels
    }

    fn fill_region(&self, row: usize, cells: &mut Row<'_>) {
        use Feature as F;
        let id = self.containers.of_row[row];
        let container = &self.containers.all[id];
        let depth_below = |other: usize| {
            let other = &self.containers.all[other];
            let is_inside = other.holds(row) && other.depth <= container.depth;
            if is_inside { (container.depth - other.depth).cell() } else { -1 }
        };
        let region = &self.region;
        cells.set(F::TopDepth, depth_below(region.top));
        cells.set(F::BestDepth, depth_below(region.best));
        cells.set(F::TightDepth, depth_below(region.tight));
        cells.set(F::MainDepth, depth_below(region.main));
        cells.set(F::MainCommon, region.common_with_main[id]);
        cells.set(F::MainAway, container.depth - region.common_with_main[id]);
        if let Some(headline) = region.headline {
            let common = region.common_with_headline[id];
            cells.set(F::HeadlineCommon, common);
            cells.set(F::HeadlineAway, container.depth - common);
            cells.set(F::HeadlineUp, self.containers.of(headline).depth - common);
        } else {
            for feature in [F::HeadlineCommon, F::HeadlineAway, F::HeadlineUp] {
                cells.set(feature, -1_i16);
            }
        }
        cells.set(F::MainPath, container.path == region.main_path);
        let same = |other: Option<usize>| {
            other.filter(|&other| other < region.is_main.len()).map(|other| self.containers.of(other))
        };
        for (feature, other) in [
            (F::SamePathBefore1, row.checked_sub(1)),
            (F::SamePathBefore2, row.checked_sub(2)),
            (F::SamePathBefore3, row.checked_sub(3)),
            (F::SamePathAfter1, Some(row + 1)),
            (F::SamePathAfter2, Some(row + 2)),
            (F::SamePathAfter3, Some(row + 3)),
        ] {
            cells.set(feature, same(other).is_some_and(|other| other.path == container.path));
        }
        cells.set(F::SameParentBefore1, same(row.checked_sub(1)).is_some_and(|o| o.parent == container.parent));
        cells.set(F::SameParentAfter1, same(Some(row + 1)).is_some_and(|o| o.parent == container.parent));
    }

    fn fill_tokens(&self, row: usize, block: &Block, cells: &mut Row<'_>) {
        let container = self.containers.of(row);
        // Inline elements around the whole block: `<p><span class="caption">…</span></p>`.
        let items = block.first_item..block.end_item;
        let first = self.page.items.get(items.start as usize).map(|item| item.node);
        let mut bits = 0;
        let mut id = first.unwrap_or(block.container);
        while id != block.container && id != NodeId::ROOT {
            let node = self.page.node(id);
            if node.first_item <= items.start && node.end_item >= items.end {
                bits |= self.evidence.tokens[id.index()].0;
            }
            id = node.parent;
        }
        let marks = self.containers.marks(container);
        for category in categories(bits | marks.tokens.0) {
            let is_around = bits & (1 << category) != 0;
            let near = if is_around { containers::NEAREST + 1 } else { marks.token_near[category] };
            cells.set_at(TOKEN_COUNT_FIRST + category, i16::from(marks.token_count[category]) + is_around.cell());
            cells.set_at(TOKEN_NEAR_FIRST + category, near);
        }
        let hits = self.evidence.hits[self.containers.rows[row].index()].0;
        for category in categories(hits) {
            cells.set_at(HIT_FIRST + category, true);
        }
        let has_time = self
            .page
            .items
            .get(items.start as usize..items.end as usize)
            .unwrap_or_default()
            .iter()
            .any(|item| matches!(item.kind, ItemKind::Text(_)) && self.page.node(item.node).tag == Tag::TIME);
        cells.set(Feature::HasTime, has_time);
    }

    fn fill_page(&self, cells: &mut Row<'_>) {
        use Feature as F;
        cells.set(F::PageWords, self.total.words);
        cells.set(F::PageBlocks, self.containers.rows.len());
        cells.set(F::PageText, per_mille(self.total.text, self.total.words));
        cells.set(F::PageArticles, self.articles);
        cells.set(F::PageIsArticle, self.is_article);
    }
}

/// Whether structured data name a kind of article: looked for at the quotes that end strings.
fn names_article(json: &[u8]) -> bool {
    let is_name =
        |before: &[u8]| [&b"NewsArticle"[..], b"\"Article", b"BlogPosting"].iter().any(|name| before.ends_with(name));
    memchr::memchr_iter(b'"', json).any(|at| is_name(&json[..at]))
}

/// The categories in a set of bits.
fn categories(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let category = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (category < u32::BITS as usize).then_some(category)
    })
}

/// Siblings of each container with the same tag and first class.
fn siblings(containers: &Containers) -> Groups {
    let keys = containers.all.iter().map(|container| containers::mixed(container.parent as u64, container.kind));
    Groups::by_key(keys, |_| (0, 0, 0))
}

/// FNV-1a, enough to tell texts apart.
fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.try_into().map_or(0, u64::from_le_bytes);
        hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
    for &byte in chunks.remainder() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
