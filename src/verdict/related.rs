//! Other articles' cards leave the body: scores go in; the cards' blocks are dropped as related, and the cards come out.
//!
//! Two witnesses decide together. The block model sees each block with its surroundings; [`cards`] sees the
//! structure that repeats. A group goes if the odds that it shows other articles are better than the odds that its
//! text is the article's; and only if it is more likely than not by its structure alone, and the model does not take it for
//! text for sure. On a page that is hardly an article (products, threads, links) what the model takes for text stays.

use super::cards::{self, Card, CardGroup, Own};
use super::{Evidence, Judgement, THRESHOLD};
use crate::article::Kind;
use crate::page::BlockId;
use crate::roles::Notes;

/// What the structure alone must say.
const MIN_CONFIDENCE: f32 = 0.5;
/// On a page whose threshold is below this the model sees no article for sure: cards may well be the page's content.
pub(super) const UNCERTAIN: f32 = 0.44;
/// What the model is surer of than this, on average over a group, is the article's whatever its structure says.
const SURE: f32 = 0.85;
/// On such a page cards with this mean score are content, if no body of text stands before them.
const UNSURE_CARDS: f32 = 0.35;
/// So many words of running text before cards are a body.
const BODY_WORDS: u32 = 80;
/// What the structure must say to be believed against the model.
const CERTAIN: f32 = 0.9;
/// Levels between a block and the note it is of.
const NOTE_LEVELS: usize = 6;
/// A dropped block's score is at most this, so that it stays out at every strictness.
const DROPPED_SCORE: f32 = 0.15;

pub(super) fn drop_cards(
    evidence: &Evidence<'_>,
    notes: &Notes,
    url: Option<&str>,
    certainty: f32,
    blocks: &mut [Judgement],
) -> Vec<Card> {
    let own = Own::new(evidence.page, url, &evidence.metadata.title);
    let groups = cards::find(evidence.page, &evidence.tokens, &own);
    let (dropped, _): (Vec<CardGroup>, Vec<CardGroup>) = groups
        .into_iter()
        .partition(|group| !are_notes(evidence, notes, group) && are_others(evidence, group, certainty, blocks));
    for group in &dropped {
        let shows_articles = group.cards.iter().any(|card| cards::shows_article(card, &own));
        for &id in &group.blocks {
            let judgement = &mut blocks[id.index()];
            judgement.score = judgement.score.min(DROPPED_SCORE);
            // A person's or a topic's card goes too, under the name that it gets with all others.
            if shows_articles {
                (judgement.kind, judgement.reason) = (Some(Kind::Related), group.reason);
            }
        }
    }
    let cards = cards::distinct(&dropped).into_iter();
    cards.filter(|card| cards::shows_article(card, &own)).cloned().collect()
}

/// Whether cards are footnotes: each begins with links too, and names another work. One of several may be a card that a
/// note happens to hold.
fn are_notes(evidence: &Evidence<'_>, notes: &Notes, group: &CardGroup) -> bool {
    let page = evidence.page;
    let is_note =
        |id: &&BlockId| page.ancestors(page.block(**id).container).take(NOTE_LEVELS).any(|id| notes.is_note(id));
    let is_note_card = |card: &Card| card.blocks.iter().any(|id| is_note(&id));
    !notes.is_empty()
        && (group.blocks.iter().filter(is_note).nth(1).is_some()
            || !group.cards.is_empty() && group.cards.iter().all(is_note_card))
}

fn are_others(evidence: &Evidence<'_>, group: &CardGroup, certainty: f32, blocks: &[Judgement]) -> bool {
    if group.confidence < MIN_CONFIDENCE || is_announced(evidence, group, blocks) {
        return false;
    }
    let (mut words, mut sum) = (0.0, 0.0);
    for &id in &group.blocks {
        let weight = evidence.page.block(id).words as f32;
        words += weight;
        sum += weight * blocks[id.index()].score;
    }
    // A group without text of its own says nothing about its score.
    let score = if words > 0.0 { sum / words } else { 0.0 };
    let before = group.evidence.before;
    let most = if certainty >= UNCERTAIN {
        SURE
    } else if before >= BODY_WORDS {
        THRESHOLD
    } else {
        UNSURE_CARDS
    };
    // Behind a body of text the model takes teasers for more of it; the structure does not.
    // A list has little text before more cards.
    let is_behind_text = before >= BODY_WORDS.max(group.evidence.total * 2 / 3) && group.confidence >= CERTAIN;
    // Plain text has scores by place alone: there the structure knows better.
    let is_text = score >= most && !evidence.page.is_plain && !is_behind_text;
    group.confidence >= score && !is_text
}

/// Whether the article itself leads over to the links ("In progress:"), and none of them stays on the site: they are what it
/// lists.
fn is_announced(evidence: &Evidence<'_>, group: &CardGroup, blocks: &[Judgement]) -> bool {
    let page = evidence.page;
    let says = group.evidence;
    if says.internal > 0.0 || says.named || says.classed || says.labelled > 0.0 {
        return false;
    }
    let first = group.blocks.iter().map(|id| id.index()).min().unwrap_or_default();
    let before = (0..first).rev().take(2).find(|&at| page.blocks[at].words > 0);
    before.is_some_and(|at| {
        let text = page.block_text(BlockId(at as u32)).trim_end();
        blocks[at].score >= THRESHOLD && blocks[at].kind.is_none() && text.ends_with([':', '：'])
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::links::Links;
    use crate::verdict::Decision;
    use crate::{Options, metadata, read_page};

    /// How many cards are taken for other articles, behind so many paragraphs, on a page that the model is unsure of.
    fn dropped(paragraphs: usize, score: f32) -> usize {
        let text = "<p>It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.</p>";
        let card = |title: &&str| {
            let address = title.replace(' ', "-");
            format!(
                "<div><a href='/news/{address}'><img src=/i.jpg alt=''></a><h3><a href='/news/{address}'>{title}</a></h3></div>"
            )
        };
        let titles = [
            "Old bridge gives way after a hundred years",
            "Village school opens again on Monday",
            "Frogs return to the ponds by the mill",
        ];
        let cards: String = titles.iter().map(card).collect();
        let html = format!("<h1>Rain</h1>{}<section>{cards}</section>", text.repeat(paragraphs));
        let page = read_page(html.as_bytes(), &Options::default()).unwrap();
        let links = Links::new(None, None);
        let metadata = metadata::gather(&page, &links);
        let evidence = Evidence::new(&page, &metadata);
        let judgement = Judgement { score, decision: Decision::Drop, kind: None, reason: "" };
        let mut blocks = vec![judgement; page.blocks.len()];
        let roles = crate::roles::Roles::new(&page, &links);
        drop_cards(&evidence, &roles.notes, None, UNCERTAIN / 2.0, &mut blocks).len()
    }

    #[test]
    fn on_an_unsure_page_likely_cards_are_content_unless_a_body_stands_before_them() {
        assert_eq!([dropped(1, 0.4), dropped(1, 0.2), dropped(4, 0.4)], [0, 3, 3]);
    }

    #[test]
    fn links_to_other_sites_that_the_text_leads_over_to_are_no_cards() {
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.";
        let item = |site: &str, number: u32, title: &str| {
            format!("<li><a href='{site}/show?id={number}'>Bug {number} – {title}</a></li>")
        };
        let kept = |site: &str| {
            let items = item(site, 1677, "Prevent the window from opening on top of others")
                + &item(site, 1681, "Ensure that the gauge is read before the river rises")
                + &item(site, 1699, "The siren stays silent after the second alarm");
            let html = format!(
                "<title>Rain</title><article><h1>Rain in the valley</h1><p>Monday: {text}</p><p>Tuesday: {text}</p><p>The \
                 fire brigade has closed these faults, and works on those that were found during the night, says the mayor, \
                 who names them one by one:</p><ul>{items}</ul><p>Wednesday: {text}</p><p>Thursday: {text}</p></article>"
            );
            let options = Options { url: Some("https://mill.example/rain".into()), ..Options::default() };
            crate::extract(html.as_bytes(), &options).unwrap().html.contains("Ensure that the gauge")
        };
        assert!(kept("https://bugs.example"));
    }

    #[test]
    fn addresses_written_out_are_sources() {
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.";
        let address = |url: &str| format!("<li><a href='{url}'>{url}</a></li>");
        let html = format!(
            "<title>Rain</title><article><h1>Rain in the valley</h1><p>Monday: {text}</p><p>Tuesday: {text}</p><h2>Sources</h2>\
             <ul>{}{}{}</ul></article>",
            address("https://rivers.example/gauges/2026/january-flood-report"),
            address("https://weather.example/stations/valley-of-the-mill"),
            address("https://mill.example/archive/the-great-flood-of-1899"),
        );
        let page = read_page(html.as_bytes(), &Options::default()).unwrap();
        let own = Own::new(&page, None, "Rain in the valley");
        assert!(cards::find(&page, &crate::verdict::class_tokens::of_page(&page), &own).is_empty());
    }

    #[test]
    fn a_reference_that_alone_looks_like_a_card_is_a_reference() {
        let mark = |n: u32| format!("<sup id=r{n}><a href='#n{n}'>[{n}]</a></sup>");
        let note = |n: u32, text: &str| format!("<li id=n{n}><b><a href='#r{n}'>^</a></b> <cite>{text}</cite></li>");
        let text = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.";
        let html = format!(
            "<article><h1>Rain</h1><p>{text}{}</p><p>{text}{}</p><h2>Sources</h2><ol>{}</ol><p>{text}</p><ol>{}</ol></article>",
            mark(1),
            mark(2),
            note(
                1,
                "<a href='https://bases.example/scott'>\"Scott Base\"</a>. <a href='/wiki/Antarctica_New_Zealand' \
                 title='Antarctica New Zealand'>Antarctica New Zealand</a><span>. Retrieved <span>13 January</span> 2010</span>."
            ),
            note(2, "Miller, A. (2004). The rivers of the north, and those who lived by them. Valley Press, p. 63."),
        );
        let page = read_page(html.as_bytes(), &Options::default()).unwrap();
        let links = Links::new(None, None);
        let metadata = metadata::gather(&page, &links);
        let evidence = Evidence::new(&page, &metadata);
        let own = Own::new(&page, None, "Rain");
        let groups = cards::find(&page, &evidence.tokens, &own);
        let roles = crate::roles::Roles::new(&page, &links);
        assert_eq!(groups.len(), 1);
        assert!(are_notes(&evidence, &roles.notes, &groups[0]));
    }
}
