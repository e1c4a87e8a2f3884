//! Text that the page hides: copies for other screens, panels that wait for a click, what a script shows later.
//!
//! A page may hide its article, or the rest of it, until a script has run or a reader asks for more, so the block model
//! judges hidden text like any other. Readability never reads it; in its place it is left out beside enough that is shown.
//! Else what class names alone hide, as style sheets of utilities do, needs to be text for sure.

use super::expectation::moved;
use super::{Judgement, THRESHOLD};
use crate::article::Kind;
use crate::page::{AttrName, Flags, NodeId, Page};

/// The reason of what a page hides; the drop-in for Readability knows it by its words.
const UNSHOWN: &str = "not shown on the page";

/// A word is shown for at most so many that are hidden, where those are left out.
const HIDDEN_FOR_SHOWN: u32 = 2;

/// Drops hidden text beside enough that is shown.
pub fn drop_hidden(page: &Page, blocks: &mut [Judgement]) {
    let is_hidden = |at: usize| page.node(page.blocks[at].container).flags.has(Flags::HIDDEN);
    let (mut shown, mut hidden) = (0, 0);
    for at in (0..blocks.len()).filter(|&at| blocks[at].score >= THRESHOLD) {
        *if is_hidden(at) { &mut hidden } else { &mut shown } += page.blocks[at].words;
    }
    if hidden > shown * HIDDEN_FOR_SHOWN {
        return;
    }
    for at in (0..blocks.len()).filter(|&at| is_hidden(at)) {
        if blocks[at].score >= THRESHOLD {
            blocks[at].score = 0.0;
            (blocks[at].kind, blocks[at].reason) = (Some(Kind::Other), UNSHOWN);
        }
    }
}

/// How likely text must be that a class name hides.
const SURE: f32 = 0.9;
/// A page whose threshold is below this is made of panels that wait for a click.
const PANELS: f32 = 0.35;

/// Lowers the scores of what class names hide, beside more that is shown.
pub fn doubt(page: &Page, certainty: f32, blocks: &mut [Judgement]) {
    if page.is_plain || certainty < PANELS {
        return;
    }
    let mut is_hidden = vec![false; blocks.len()];
    for id in (0..page.nodes.len()).map(|at| NodeId(at as u32)) {
        if page.attr(id, AttrName::Class).is_some_and(hides) {
            is_hidden[page.blocks_inside(id)].fill(true);
        }
    }
    let (mut shown, mut hidden) = (0, 0);
    for at in (0..blocks.len()).filter(|&at| blocks[at].score >= THRESHOLD) {
        *if is_hidden[at] { &mut hidden } else { &mut shown } += page.blocks[at].words;
    }
    for at in (0..blocks.len()).filter(|&at| is_hidden[at] && hidden <= shown) {
        blocks[at].score = moved(blocks[at].score, SURE);
        if blocks[at].score < THRESHOLD && blocks[at].kind.is_none() {
            (blocks[at].kind, blocks[at].reason) = (Some(Kind::Other), UNSHOWN);
        }
    }
}

/// Whether a class attribute hides its element on every screen: one that names a width beside it ("hidden md:block",
/// "d-none d-md-flex") shows it on some.
fn hides(class: &str) -> bool {
    let mut names = class.split_ascii_whitespace();
    let shows = |name: &str| {
        name.starts_with("show")
            || name.starts_with("d-") && name != "d-none"
            || name.split_once(':').is_some_and(|(_, what)| !what.is_empty())
    };
    names.clone().any(|name| matches!(name, "hidden" | "hide" | "d-none" | "is-hidden" | "u-hidden"))
        && !names.any(shows)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::verdict::Decision;
    use crate::{Options, read_page};

    /// Which of three texts are kept, the last of them in an element with a class.
    fn kept(class: &str, hidden: &str, score: f32, certainty: f32) -> [bool; 3] {
        let html = format!(
            "<p>The river rose all night.</p><p>By morning the bridge was closed.</p><div class='{class}'><p>{hidden}</p></div>"
        );
        let page = read_page(html.as_bytes(), &Options::default()).unwrap();
        let judged = |score| Judgement { score, decision: Decision::Keep, kind: None, reason: "" };
        let mut blocks = [0.98, 0.98, score].map(judged);
        doubt(&page, certainty, &mut blocks);
        blocks.map(|block| block.score >= THRESHOLD)
    }

    #[test]
    fn what_a_class_name_hides_is_text_only_for_sure() {
        let appeal = "Help us to report on floods.";
        assert_eq!(kept("appeal hidden", appeal, 0.8, 0.5), [true, true, false]);
        assert_eq!(kept("brush: hidden", appeal, 0.8, 0.5), [true, true, false]);
        assert_eq!(kept("more hidden", appeal, 0.95, 0.5), [true; 3], "the rest of the text, shown on a click");
        assert_eq!(kept("hidden md:block", appeal, 0.8, 0.5), [true; 3], "hidden on small screens");
        assert_eq!(kept("d-none d-lg-flex", appeal, 0.8, 0.5), [true; 3]);
        assert_eq!(kept("panel hidden", appeal, 0.8, 0.3), [true; 3], "a page of panels");
        assert_eq!(kept("story hide", &appeal.repeat(4), 0.8, 0.5), [true; 3], "all that there is, shown by a script");
    }
}
