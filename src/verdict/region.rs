//! Where the article is: what holds no text of its own (pictures, media, frames, formulas, rules) is judged by where it
//! stands, since the block model sees only words. So is a picture that shares its block with a line that goes: a label for
//! those who do not see it, a credit.

use super::class_tokens::Tokens;
use super::{Decision, Evidence, Judgement, THRESHOLD};
use crate::page::{AttrName, Block, BlockId, Item, NodeId, Page, Tag};

/// The score of what stands inside the article.
const INSIDE: f32 = 0.6;
/// Levels between a picture and its `figure`.
const FIGURE_LEVELS: usize = 8;
/// Something kept is near that is at most this many blocks behind.
const NEAR: usize = 6;
/// The article's own picture may stand this many blocks before its headline.
const BEFORE_HEADLINE: usize = 12;
/// A line that goes without its picture has at most this many words.
const LINE_WORDS: u32 = 8;
/// A site's name has at most this many words.
const LONGEST_NAME: usize = 3;
/// Shorter names of files ("image", "photo") tell nothing.
const SHORTEST_NAME: usize = 6;

/// Class names of what stands in an article without being of it.
const FOREIGN: Tokens = Tokens(
    Tokens::NAV.0
        | Tokens::RELATED.0
        | Tokens::TRENDING.0
        | Tokens::ADVERT.0
        | Tokens::NEWSLETTER.0
        | Tokens::COMMENT.0
        | Tokens::AUTHOR.0
        | Tokens::COOKIE.0
        | Tokens::SHARE.0,
);

/// Gives blocks without text the score of where they stand: inside the article, between its first and last kept text, or
/// between the headline and the first. Given are the blocks whose line may go, but not their picture.
#[must_use]
pub fn limit(evidence: &Evidence<'_>, blocks: &mut [Judgement]) -> Vec<BlockId> {
    let page = evidence.page;
    let kept = Kept::of(page, blocks);
    let mut lined = Vec::new();
    let (Some(first), Some(last)) = (kept.first, kept.last) else { return lined };
    let start = evidence.metadata.headline.map_or(first, BlockId::index).min(first);
    // The nearest text before: whether it is kept. The headline counts as kept.
    let mut is_behind_kept = false;
    let mut next_kept = first;
    let parent_of = |at: usize| page.node(page.blocks[at].container).parent;
    for at in 0..blocks.len() {
        let block = &page.blocks[at];
        let was_behind_kept = is_behind_kept;
        if !block.text.is_empty() {
            is_behind_kept = blocks[at].score >= THRESHOLD;
            if is_behind_kept || block.images == 0 || block.words > LINE_WORDS || block.links > 0 {
                continue;
            }
        }
        // What has a kind already, such as a related card's picture, is not the article's wherever it stands.
        if blocks[at].kind.is_some() {
            continue;
        }
        while next_kept <= at && next_kept < last {
            next_kept += 1;
            while blocks[next_kept].score < THRESHOLD && next_kept < last {
                next_kept += 1;
            }
        }
        let is_before_kept = next_kept > at && next_kept - at <= NEAR;
        // Without a headline the article begins with its first element's picture.
        let is_at_head = at < start && evidence.metadata.headline.is_none() && parent_of(at) == parent_of(first);
        let is_inside = (at >= start || is_at_head) && at <= last + 1 && (was_behind_kept || is_before_kept);
        let is_own = is_inside && !is_foreign(evidence, block, &kept, was_behind_kept && is_before_kept);
        if !block.text.is_empty() {
            // Beside a line stand icons, too: a picture of the story has a figure, or stands among the paragraphs.
            let tag = page.node(block.container).tag;
            let is_among = tag == Tag::P && is_before_kept && parent_of(at) == parent_of(next_kept);
            if is_own && (is_among || evidence.is_within(block.container, Tag::FIGURE, FIGURE_LEVELS)) {
                lined.push(BlockId(at as u32));
            }
            continue;
        }
        let is_hero = || {
            let is_above =
                at > start && kept.before[at] == kept.before[start + 1] || at <= start && start - at <= BEFORE_HEADLINE;
            is_above && is_lead_image(evidence, BlockId(at as u32))
        };
        blocks[at].score = if is_own || is_hero() { INSIDE } else { 0.0 };
    }
    lined
}

/// Keeps the pictures of blocks whose line goes, which [`limit`] gave.
pub fn keep_pictures(lined: &[BlockId], threshold: f32, blocks: &mut [Judgement]) {
    for id in lined {
        let judgement = &mut blocks[id.index()];
        if judgement.decision.is_removed() && judgement.kind.is_none() && threshold <= INSIDE {
            *judgement = Judgement { score: INSIDE, decision: Decision::Picture, kind: None, reason: "" };
        }
    }
}

/// Which texts are kept.
struct Kept {
    first: Option<usize>,
    last: Option<usize>,
    /// How many are before each block.
    before: Vec<u32>,
}

impl Kept {
    fn of(page: &Page, blocks: &[Judgement]) -> Self {
        let is_kept = |at: &usize| blocks[*at].score >= THRESHOLD && page.blocks[*at].words > 0;
        let mut before = Vec::with_capacity(blocks.len() + 1);
        let mut count = 0;
        for at in 0..blocks.len() {
            before.push(count);
            count += u32::from(is_kept(&at));
        }
        before.push(count);
        Self { first: (0..blocks.len()).find(is_kept), last: (0..blocks.len()).rev().find(is_kept), before }
    }

    fn is_inside(&self, page: &Page, id: NodeId) -> bool {
        let blocks = page.blocks_inside(id);
        self.before[blocks.end] > self.before[blocks.start]
    }
}

/// Whether an element around a block, below those that hold the article's text, says that it is not the article's; or a
/// link leads from it elsewhere and text of the article does not stand on both sides.
fn is_foreign(evidence: &Evidence<'_>, block: &Block, kept: &Kept, is_between: bool) -> bool {
    let page = evidence.page;
    let mut is_figure = false;
    for id in page.ancestors(block.container) {
        if id == NodeId::ROOT || kept.is_inside(page, id) {
            break;
        }
        let tag = page.node(id).tag;
        let tokens = evidence.tokens[id.index()];
        // Pictures of a story have share buttons of their own, and posts are from where one can share.
        let excused = tag == Tag::FIGURE || tokens.any(Tokens::EMBED.with(Tokens::MEDIA));
        let tokens = if excused { tokens.without(Tokens::SHARE) } else { tokens };
        // A picture amid the text that leads nowhere is no card: it is the text that it is related to.
        let items = &page.items[block.first_item as usize..block.end_item as usize];
        let is_plain = is_between && items.iter().all(|item| page.node(item.node).link.is_none());
        let is_in_figure = is_plain && evidence.is_within(id, Tag::FIGURE, FIGURE_LEVELS);
        let tokens = if is_in_figure { tokens.without(Tokens::RELATED) } else { tokens };
        if matches!(tag, Tag::NAV | Tag::FOOTER | Tag::FORM) || tokens.any(FOREIGN) {
            return true;
        }
        is_figure |= tag == Tag::FIGURE;
    }
    if !is_figure && is_logo(page, block) {
        return true;
    }
    let Some(link) = page.node(block.container).link else { return false };
    let leads_to_picture = page.attr(link, AttrName::Href).is_some_and(|href| {
        let path = href.split(['?', '#']).next().unwrap_or(href);
        path.is_empty() || [".jpg", ".jpeg", ".png", ".webp", ".gif"].iter().any(|end| path.ends_with(end))
    });
    !is_figure && !is_between && !leads_to_picture
}

/// Whether a block shows nothing but a picture that its file's name calls a logo, and that says no more than a name.
fn is_logo(page: &Page, block: &Block) -> bool {
    let items = &page.items[block.first_item as usize..block.end_item as usize];
    let [Item { node, .. }] = *items else { return false };
    let name = page.attr(node, AttrName::Src).and_then(file_name).unwrap_or_default();
    let alt = page.attr(node, AttrName::Alt).unwrap_or_default();
    let mut words = name.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| word.eq_ignore_ascii_case("logo")) && alt.split_whitespace().nth(LONGEST_NAME).is_none()
}

/// Whether a block shows the picture that the page names for the article, whatever its size.
fn is_lead_image(evidence: &Evidence<'_>, id: BlockId) -> bool {
    let page = evidence.page;
    let Some(image) = &evidence.metadata.image else { return false };
    let name = file_name(&image.url).map(without_size);
    let Some(name) = name.filter(|name| name.len() >= SHORTEST_NAME) else { return false };
    page.block(id).images > 0
        && page.block_items(id).iter().any(|item| {
            [AttrName::Src, AttrName::DataSrc, AttrName::Srcset, AttrName::DataSrcset]
                .into_iter()
                .any(|attr| page.attr(item.node, attr).is_some_and(|value| value.contains(name)))
        })
}

/// The name of an address's file, without its extension.
fn file_name(url: &str) -> Option<&str> {
    let path = url.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// A file's name without the size that it ends in ("bridge-640x480").
fn without_size(name: &str) -> &str {
    match name.rsplit_once(['-', '_']) {
        Some((stem, size)) if size.contains('x') && size.bytes().all(|c| c.is_ascii_digit() || c == b'x') => stem,
        _ => name,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Options, extract};

    const TEXT: &str = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                        closed, and the school became a shelter for the night.";

    fn between(middle: &str) -> String {
        let html = format!(
            "<title>Rain in the valley</title><body><article><h1>Rain in the valley</h1><p>Monday: {TEXT}</p>\
             <p>Tuesday: {TEXT}</p>{middle}<p>Wednesday: {TEXT}</p><p>Thursday: {TEXT}</p></article></body>"
        );
        extract(html.as_bytes(), &Options::default()).unwrap().html
    }

    #[test]
    fn a_picture_stays_where_the_line_in_its_block_goes() {
        let figure =
            "<figure><div><span>Image</span><img src=/bridge.jpg></div><figcaption>The bridge</figcaption></figure>";
        let html = between(figure);
        assert!(html.contains("/bridge.jpg") && html.contains("The bridge"), "{html}");
        assert!(!html.contains("Image"), "{html}");
        let html = between("<div><a href=/print><img src=/print.svg> Print</a></div>");
        assert!(!html.contains("print"), "{html}");
    }

    #[test]
    fn a_figure_amid_the_text_that_leads_nowhere_is_no_card() {
        let picture = |inner: &str| between(&format!("<figure><div class=related-image>{inner}</div></figure>"));
        assert!(picture("<img src=/bridge.jpg>").contains("/bridge.jpg"));
        assert!(!picture("<a href=/news/2><img src=/bridge.jpg></a>").contains("/bridge.jpg"));
    }

    #[test]
    fn the_picture_that_the_page_names_stands_above_its_text_whatever_its_size() {
        let between: String = (1..6).map(|n| format!("<div class=share><a href=/s{n}>Share {n}</a></div>")).collect();
        let html = format!(
            "<head><title>Rain</title><meta property=og:image content=https://x.example/bridge-closed-640x215.jpg></head><body>\
             <h1>Rain in the valley</h1><div>By Ann Lee</div><figure><img src=/bridge-closed-640x426.jpg></figure><div>Kevin</div>{between}\
             <p>Monday: {TEXT}</p><p>Tuesday: {TEXT}</p><p>Wednesday: {TEXT}</p></body>"
        );
        let html = extract(html.as_bytes(), &Options::default()).unwrap().html;
        assert!(html.contains("bridge-closed-640x426.jpg"), "{html}");
    }

    #[test]
    fn an_article_without_a_headline_keeps_the_picture_at_its_head() {
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.";
        let body =
            format!("<p><img src=/bridge.jpg></p><p>Monday: {text}</p><p>Tuesday: {text}</p><p>Friday: {text}</p>");
        let banner = "<div><a href=/shop><img src=/shop.jpg></a></div>";
        let html = format!("<title>Mill Post</title>{banner}<div><span>Posted in May</span><div>{body}</div></div>");
        let article = extract(html.as_bytes(), &Options::default()).unwrap();
        assert!(article.html.contains("/bridge.jpg"), "{:?}", article.removed);
        assert!(!article.html.contains("/shop.jpg"), "{}", article.html);
    }
}
