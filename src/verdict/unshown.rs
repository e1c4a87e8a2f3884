//! Text that the page hides: copies for other screens, panels that wait for a click, what a script shows later.
//!
//! A page may hide its article, or the rest of it, until a script has run or a reader asks for more, so the block model
//! judges hidden text like any other. Readability never reads it; in its place it is left out beside enough that is shown.

use super::{Judgement, THRESHOLD};
use crate::article::Kind;
use crate::page::{Flags, Page};

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
