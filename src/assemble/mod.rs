//! A page, its metadata and the verdict go in; the [`Article`] comes out.
//!
//! Kept blocks become nested article blocks (`structure`), their items inline content (`inlines`), pictures figures with
//! their captions (`images`); what was dropped is listed with its kind and reason. The title never stands in the body,
//! the lead only where the page shows it as text.

mod callouts;
mod code;
mod embeds;
mod figures;
mod footnotes;
mod groups;
mod headings;
mod ids;
mod images;
mod inlines;
mod leaves;
mod math;
mod media;
mod restrict;
mod structure;
mod tables;

pub use groups::Group;
pub use restrict::restrict;

use crate::article::{Article, ArticleMetadata, Block, BlockKind, Image, Kind, Related, Removed};
use crate::links::Links;
use crate::metadata::Metadata;
use crate::page::{BlockId, Page, measure};
use crate::verdict::cards::Card;
use crate::verdict::{Decision, Verdict};
use crate::{Options, output};
use structure::{Builder, Built};

/// Text of removed blocks that an article carries, in bytes; further ones are only counted.
const REMOVED_TEXT_LIMIT: usize = 256 << 10;

/// Words a minute of a silent reader (Brysbaert 2019: 238 for English non-fiction), rounded down.
const WORDS_A_MINUTE: u32 = 230;
/// Characters a minute for scripts that do not separate words.
const UNSPACED_CHARS_A_MINUTE: u32 = 500;

/// Puts the article together, all but what follows from its blocks: [`settle`] fills that, once the page has made room for it.
#[must_use]
pub fn article(page: &Page, metadata: Metadata, verdict: &Verdict, links: &Links, options: &Options) -> Article {
    let mut builder = Builder::new(page, verdict, links);
    let built = builder.build(&kept(page, verdict));
    let (removed, removed_more) = removed(page, verdict, &mut builder, &built);
    let (mut blocks, scores): (Vec<Block>, Vec<f32>) = built.into_iter().map(|b| (b.block, b.score)).unzip();
    headings::level(&mut blocks);
    output::settle_places(&mut blocks, links);
    ids::settle(&mut blocks);
    let lead = verdict.lead.map(|id| page.block_text(id).replace('\n', " "));
    let mut article = described(metadata, options);
    article.readable = verdict.chances.is_article();
    article.confidence = verdict.chances.confidence();
    article.lead = lead.or(article.lead);
    article.image = article.image.or_else(|| first_image(&blocks));
    article.blocks = blocks;
    article.scores = scores;
    article.related = related(&verdict.related, links);
    article.removed = removed;
    article.removed_more = removed_more;
    article.debug = options.debug.then(|| verdict.debug(page));
    article
}

/// What a page that is still arriving says about its article.
#[must_use]
pub fn metadata(metadata: Metadata, options: &Options) -> ArticleMetadata {
    ArticleMetadata::of(&described(metadata, options))
}

/// The article's blocks, as far as a page that is still arriving shows them, those made of the same page blocks together.
/// Where the page ends here, they are those of [`article`].
#[must_use]
pub fn groups(page: &Page, verdict: &Verdict, links: &Links) -> Vec<Group> {
    let mut built = Builder::new(page, verdict, links).build(&kept(page, verdict));
    let placeholder = || Block { id: 0, kind: BlockKind::Rule };
    let mut blocks: Vec<Block> =
        built.iter_mut().map(|built| std::mem::replace(&mut built.block, placeholder())).collect();
    headings::level(&mut blocks);
    output::settle_places(&mut blocks, links);
    ids::settle(&mut blocks);
    let mut groups: Vec<Group> = Vec::with_capacity(built.len());
    for (built, block) in built.into_iter().zip(blocks) {
        match groups.last_mut() {
            Some(group) if group.first == built.first => group.blocks.push(block),
            _ => groups.push(Group::new(built, block)),
        }
    }
    groups
}

fn kept(page: &Page, verdict: &Verdict) -> Vec<BlockId> {
    page.block_ids().filter(|&id| verdict.of(id).decision.is_shown()).collect()
}

/// An article without text.
fn described(metadata: Metadata, options: &Options) -> Article {
    Article {
        title: metadata.title,
        lead: metadata.lead,
        byline: metadata.byline,
        authors: metadata.authors,
        source: metadata.source,
        site_name: metadata.site_name,
        section: metadata.section,
        tags: metadata.tags,
        published_time: metadata.published_time,
        modified_time: metadata.modified_time,
        url: options.url.clone(),
        canonical_url: metadata.canonical_url,
        next_page: metadata.next_page,
        dir: metadata.dir,
        image: metadata.image,
        favicon: metadata.favicon,
        excerpt: metadata.excerpt,
        accessible_for_free: metadata.accessible_for_free,
        lang: metadata.lang,
        ..Article::default()
    }
}

/// Fills what follows from an article's blocks.
pub fn settle(article: &mut Article) {
    article.html = output::html_of(&article.blocks);
    settle_text(article);
}

/// Fills what follows from its blocks but for its HTML.
pub fn settle_text(article: &mut Article) {
    article.text = output::text_of(&article.blocks);
    article.text.shrink_to_fit();
    let counts = measure::counts(&article.text);
    let spaced_words = counts.words - counts.unspaced_chars;
    article.word_count = counts.words;
    article.reading_minutes =
        spaced_words.div_ceil(WORDS_A_MINUTE) + counts.unspaced_chars.div_ceil(UNSPACED_CHARS_A_MINUTE);
}

/// Cards with their addresses resolved. A page without markup has none to give.
fn related(cards: &[Card], links: &Links) -> Vec<Related> {
    cards
        .iter()
        .filter_map(|card| {
            let url = if card.url.is_empty() { String::new() } else { links.resolve(&card.url)? };
            Some(Related {
                title: card.title.clone(),
                url,
                section: card.section.clone(),
                date: card.date.clone(),
                teaser: card.teaser.clone(),
                image: card.image.as_deref().and_then(|image| links.resolve_image(image)),
            })
        })
        .collect()
}

/// What was left out, neighbours of one kind and reason together.
fn removed(page: &Page, verdict: &Verdict, builder: &mut Builder<'_>, kept: &[Built]) -> (Vec<Removed>, u32) {
    let mut list = Vec::new();
    let (mut text_length, mut more) = (0, 0);
    let mut start = 0;
    while start < page.blocks.len() {
        let first = &verdict.blocks[start];
        let end = start
            + verdict.blocks[start..page.blocks.len()]
                .iter()
                .take_while(|other| {
                    other.decision == first.decision && other.kind == first.kind && other.reason == first.reason
                })
                .count();
        let range = start..end;
        start = end;
        if !first.decision.is_removed() {
            continue;
        }
        text_length += page.blocks[range.clone()].iter().map(|block| block.text.len()).sum::<usize>();
        if text_length > REMOVED_TEXT_LIMIT {
            more += range.len() as u32;
            continue;
        }
        let at = kept.partition_point(|built| built.first.index() < range.start) as u32;
        let ids: Vec<BlockId> =
            range.map(|at| BlockId(at as u32)).filter(|&id| !page.block(id).text.is_empty()).collect();
        for built in builder.build(&ids) {
            list.push(Removed {
                kind: first.kind.unwrap_or(Kind::Other),
                reason: first.reason.to_owned(),
                score: built.score,
                text: output::text_of(std::slice::from_ref(&built.block)),
                block: built.block,
                at,
                fold: first.decision == Decision::Fold,
            });
        }
    }
    (list, more)
}

fn first_image(blocks: &[Block]) -> Option<Image> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Figure { images, .. } => images.first().cloned(),
        _ => None,
    })
}
