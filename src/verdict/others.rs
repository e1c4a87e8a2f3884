//! Other whole articles on the page: scores go in; what belongs to another headline comes out dropped.
//!
//! Pages without end load the next article behind the first, in the same markup, and the block model sees running text
//! like the first one's. What tells them apart is the headline: it has a twin, and both stand in elements of the same
//! sort side by side, each with a text of its own. Parts of one article (a live blog, a series) have headings of another
//! rank than its headline, and so stay, as do those of a page that calls itself a live blog; and so do sections that each begin with an `h1`, as the chapters of a book do:
//! only what calls itself an article, by its tag or its class names, is another one.

use super::class_tokens::Tokens;
use super::{Evidence, Judgement, THRESHOLD};
use crate::article::Kind;
use crate::page::{AttrName, NodeId, Page, Tag};

/// An article has at least this many words of text; a card has fewer.
const FEWEST_WORDS: u32 = 40;
/// A headline has at least this many words.
const HEADLINE_WORDS: u32 = 3;
/// The score of another article's text.
const OUT: f32 = 0.05;

/// Drops the text below the headline's twins.
pub(super) fn drop_articles(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let page = evidence.page;
    let Some(headline) = evidence.metadata.headline else { return };
    if evidence.metadata.is_live_blog() {
        return;
    }
    let own = page.block(headline).container;
    let sort = (page.node(own).tag, page.attr(own, AttrName::Class));
    if page.node(own).tag.heading_level().is_none() {
        return;
    }
    let title = page.block_text(headline);
    let twins = page.block_ids().filter(|&id| {
        let container = page.block(id).container;
        let text = page.block_text(id);
        id != headline
            && page.block(id).words >= HEADLINE_WORDS
            && (page.node(container).tag, page.attr(container, AttrName::Class)) == sort
            && !text.contains(title)
            && !title.contains(text)
    });
    let twins: Vec<NodeId> = twins.map(|id| page.block(id).container).collect();
    for twin in twins {
        let Some((mine, other)) = beside(page, own, twin) else { continue };
        let calls_itself =
            |id: NodeId| page.node(id).tag == Tag::ARTICLE || evidence.tokens[id.index()].any(Tokens::ARTICLE);
        let is_article = |id: NodeId| calls_itself(id) && kept_words(page, blocks, id) >= FEWEST_WORDS;
        if is_article(mine) && is_article(other) {
            for at in page.blocks_inside(other) {
                blocks[at].score = blocks[at].score.min(OUT);
                (blocks[at].kind, blocks[at].reason) = (Some(Kind::Related), "another article on the page");
            }
        }
    }
}

/// The elements side by side that two nodes stand in, where they are of the same sort.
fn beside(page: &Page, own: NodeId, twin: NodeId) -> Option<(NodeId, NodeId)> {
    let below = |node: NodeId, other: NodeId| {
        page.ancestors(node).find(|&id| id == NodeId::ROOT || page.contains(page.node(id).parent, other))
    };
    let (mine, other) = (below(own, twin)?, below(twin, own)?);
    let sort = |id: NodeId| (page.node(id).tag, page.attr(id, AttrName::Class).map(first_word));
    (mine != other && sort(mine) == sort(other)).then_some((mine, other))
}

fn first_word(class: &str) -> &str {
    class.split_ascii_whitespace().next().unwrap_or_default()
}

fn kept_words(page: &Page, blocks: &[Judgement], id: NodeId) -> u32 {
    let inside = page.blocks_inside(id);
    page.blocks[inside.clone()]
        .iter()
        .zip(&blocks[inside])
        .filter(|(_, judgement)| judgement.score >= THRESHOLD)
        .map(|(block, _)| block.words)
        .sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Options, extract};

    const TEXTS: [&str; 3] = [
        "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed, and \
         the school became a shelter for the night.",
        "The mayor said that the water would fall before the weekend, and that the farmers who had lost their harvest \
         would get help from the state in spring.",
        "Volunteers brought blankets and soup, and the fire brigade pumped out forty cellars until the morning, when the \
         rain stopped at last.",
    ];

    fn article(tag: &str, headline: &str) -> String {
        let body: String = TEXTS.iter().map(|text| format!("<p>{headline}: {text}</p>")).collect();
        format!("<article class='story'><{tag} class='head'>{headline}</{tag}>{body}</article>")
    }

    #[test]
    fn a_page_that_goes_on_with_other_articles_gives_the_first() {
        let page = |tag: &str| {
            format!(
                "<title>Rain in the valley</title><body><main>{}{}{}</main></body>",
                article("h1", "Rain in the valley"),
                article(tag, "Chess club wins again"),
                article(tag, "New bakery opens doors"),
            )
        };
        let text = extract(page("h1").as_bytes(), &Options::default()).unwrap().text;
        assert!(text.contains("Rain in the valley: It rained"), "{text}");
        assert!(!text.contains("Chess club wins again:") && !text.contains("New bakery"), "{text}");
    }

    #[test]
    fn sections_that_begin_with_a_headline_of_the_first_rank_are_parts_of_one_article() {
        let part = |headline: &str| article("h1", headline).replace("article", "section").replace(" class='story'", "");
        let page = format!(
            "<title>Floods: a handbook</title><body><main>{}{}{}</main></body>",
            part("When the river rises"),
            part("Who is to be warned"),
            part("What to do behind the flood"),
        );
        let text = extract(page.as_bytes(), &Options::default()).unwrap().text;
        for headline in ["When the river rises", "Who is to be warned", "What to do behind the flood"] {
            assert!(text.contains(&format!("{headline}: It rained")), "{headline} is missing:\n{text}");
        }
    }
}
