//! Captions: text that belongs to a picture rather than to the running text.

use super::class_tokens::Tokens;
use super::vocabulary::Hits;
use super::{Decision, Evidence, Judgement};
use crate::page::{Block, Flags, ItemKind, NodeId, Page, Tag};
use crate::sorting;

/// A caption in a bare paragraph is no longer than this, in words.
const LONGEST_BARE_CAPTION: u32 = 60;

/// Levels between a picture and its `figure`.
const FIGURE_LEVELS: usize = 8;

/// Elements of a figure in which its caption is looked for.
const FIGURE_NODES: usize = 100;

/// Makes captions of blocks that stand with a kept picture: in `figcaption`, in an element named so, or in a bare
/// paragraph right behind the picture that is set apart (centred, emphasised throughout) or does not read like the article.
pub fn attach(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let page = evidence.page;
    // The picture before, as long as nothing but its captions has come since.
    let mut picture: Option<usize> = None;
    let mut is_behind_advert = false;
    for (at, (block, judgement)) in page.blocks.iter().zip(blocks.iter_mut()).enumerate() {
        if judgement.decision == Decision::Picture || block.text.is_empty() && shows_something(page, block) {
            if judgement.decision.is_shown() {
                picture = Some(at);
                is_behind_advert = false;
            }
            continue;
        }
        let in_figcaption = evidence.is_within(block.container, Tag::FIGCAPTION, 4);
        let has_picture = block.images > 0 && !block.text.is_empty();
        let is_named = evidence.tokens_around(block.container, 1).any(Tokens::CAPTION);
        let is_short = block.words <= LONGEST_BARE_CAPTION;
        let flags = page.node(block.container).flags;
        // Behind players and frames stands text more often than a caption.
        let is_behind_picture = picture.is_some_and(|picture| page.blocks[picture].images > 0);
        let is_set_apart = is_behind_picture
            && !picture.is_some_and(|picture| has_figcaption_elsewhere(page, picture, block))
            && (block.bold_chars == block.chars
                || flags.has(Flags::CENTERED)
                || judgement.decision.is_removed() && judgement.kind.is_none());
        let is_beside = picture.is_some_and(|picture| {
            let other = page.blocks[picture].container;
            let around = page.ancestors(other).take(FIGURE_LEVELS).find(|&id| page.node(id).tag == Tag::FIGURE);
            page.node(around.unwrap_or(other)).parent == page.node(alone_in(page, at, block.container)).parent
                || share_box(evidence, other, block.container)
        });
        let is_caption = in_figcaption && picture.is_some()
            || is_short && is_beside && (is_named || is_set_apart)
            || is_short && has_picture && is_named;
        // A place for an advert may stand between a picture and a line that would be left out, but for its caption.
        let is_caption = is_caption && (!is_behind_advert || judgement.decision.is_removed());
        let is_advert = judgement.decision.is_removed() && evidence.hits[at].any(Hits::ADVERT);
        if is_caption && !is_advert {
            judgement.decision = Decision::Caption;
        } else if is_advert {
            is_behind_advert = true;
        } else if block.words > 0 {
            picture = None;
        }
    }
    attach_bare(evidence, blocks);
}

/// Levels up to which an element may hold nothing but a caption: a list of one item, say.
const ALONE_LEVELS: usize = 3;

/// The outermost element that holds nothing but a block.
fn alone_in(page: &Page, at: usize, container: NodeId) -> NodeId {
    let is_alone = |id: &NodeId| page.blocks_inside(*id) == (at..at + 1);
    page.ancestors(container).take(ALONE_LEVELS).take_while(is_alone).last().unwrap_or(container)
}

/// Whether a picture has a place for its caption that a block is not in: what its figure says is said there, and a bold line
/// behind the figure heads what follows.
fn has_figcaption_elsewhere(page: &Page, picture: usize, block: &Block) -> bool {
    let mut around = page.ancestors(page.blocks[picture].container).take(FIGURE_LEVELS);
    let Some(figure) = around.find(|&id| page.node(id).tag == Tag::FIGURE) else { return false };
    let inside =
        figure.index()..(page.node(figure).end as usize).min(figure.index() + FIGURE_NODES).min(page.nodes.len());
    !page.contains(figure, block.container) && page.nodes[inside].iter().any(|node| node.tag == Tag::FIGCAPTION)
}

/// Whether a block without text is a picture, a player or a frame, not a rule.
fn shows_something(page: &Page, block: &Block) -> bool {
    let items = &page.items[block.first_item as usize..block.end_item as usize];
    block.images > 0 || items.iter().any(|item| item.kind == ItemKind::Element && page.node(item.node).tag != Tag::HR)
}

/// Whether a text stands within a small box with a picture: a figure, or a table or element made for pictures. The picture's
/// own container is one for what is named a caption; a post of a forum holds its writer's face and other lines.
fn share_box(evidence: &Evidence<'_>, a: NodeId, b: NodeId) -> bool {
    let is_named = evidence.tokens[b.index()].any(Tokens::CAPTION);
    evidence.page.ancestors(a).skip(usize::from(!is_named)).take(3).any(|outer| {
        evidence.page.contains(outer, b) && {
            let inside = evidence.page.blocks_inside(outer);
            inside.len() <= 4
        }
    })
}

/// Fewest pictures with a short line behind them, of those in the body, from which such lines are captions.
const FEWEST_BARE: usize = 2;

/// Makes captions of bare lines that nothing sets apart but their place: behind most of the body's pictures stands a
/// line that is much shorter than its paragraphs.
fn attach_bare(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let page = evidence.page;
    let is_text = |at: usize| blocks[at].decision == Decision::Keep && page.blocks[at].words > 0;
    let mut lengths: Vec<u32> = (0..blocks.len()).filter(|&at| is_text(at)).map(|at| page.blocks[at].words).collect();
    sorting::sort(&mut lengths);
    let Some(&median) = lengths.get(lengths.len() / 2) else { return };
    let mut pictures = 0;
    let mut lines = Vec::new();
    for (before, window) in page.blocks.windows(3).enumerate() {
        let ([_, block, line], picture) = (window, before + 1) else { continue };
        let is_picture = block.images > 0 && block.text.is_empty() && blocks[picture].decision == Decision::Keep;
        // Between paragraphs: a picture at the head of the article is followed by its first sentence.
        if !is_picture || !is_text(before) {
            continue;
        }
        pictures += 1;
        let is_alike = page.node(line.container).tag == page.node(block.container).tag
            && page.node(line.container).parent == page.node(block.container).parent;
        let is_followed = picture + 2 < blocks.len() && is_text(picture + 2);
        if is_alike && is_text(picture + 1) && line.words * 3 < median && line.links == 0 && is_followed {
            lines.push(picture + 1);
        }
    }
    if lines.len() >= FEWEST_BARE && lines.len() * 2 > pictures {
        for at in lines {
            blocks[at].decision = Decision::Caption;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Options, extract};

    #[test]
    fn a_bold_line_behind_a_figure_with_a_caption_of_its_own_is_a_heading() {
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.";
        let page = |figure: &str| {
            format!(
                "<title>Rain</title><article><h1>Rain in the valley</h1><p>Monday: {text}</p><p>Tuesday: {text}</p>\
                 {figure}<p><strong>What comes next</strong></p><p>Wednesday: {text}</p><p>Thursday: {text}</p></article>"
            )
        };
        let is_text = |figure: &str| {
            let article = extract(page(figure).as_bytes(), &Options::default()).unwrap();
            article.text.contains("What comes next")
        };
        let picture = "<img src='bridge.jpg' width=640 height=480 alt='The bridge'>";
        assert!(is_text(&format!("<figure>{picture}<figcaption>The bridge on Tuesday</figcaption></figure>")));
        assert!(is_text(&format!("<figure>{picture}<figcaption></figcaption></figure>")));
        assert!(!is_text(&format!("<figure>{picture}</figure>")), "the only line that can be the caption");
    }

    #[test]
    fn an_advert_between_a_picture_and_its_caption_is_none() {
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.";
        let html = format!(
            "<title>Rain</title><article><h1>Rain in the valley</h1><p>Monday: {text}</p><p>Tuesday: {text}</p>\
             <div><img src='/bridge.jpg' width=640 height=480></div><div class=ad-slot>Advertisement</div>\
             <p>(<a href='https://painter.example/7'>Artist: 3ihard</a>)</p><p>Friday: {text}</p></article>"
        );
        let options = Options { strictness: 0.62, ..Options::default() };
        let article = extract(html.as_bytes(), &options).unwrap();
        assert!(article.html.contains("painter.example"), "{:?}", article.removed);
        assert!(!article.html.contains("Advertisement"), "{}", article.html);
    }

    #[test]
    fn a_list_of_one_line_behind_a_picture_is_its_caption() {
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.";
        let html = format!(
            "<title>Rain</title><article><h1>Rain in the valley</h1><p>Monday: {text}</p><p>Tuesday: {text}</p>\
             <figure><img src='/bridge.jpg' width=640 height=480></figure><ul><li><p><b>The bridge on Tuesday</b></p></li></ul>\
             <p>Wednesday: {text}</p><p>Thursday: {text}</p></article>"
        );
        let article = extract(html.as_bytes(), &Options::default()).unwrap();
        assert!(article.html.contains("<figcaption>"), "{}", article.html);
    }
}
