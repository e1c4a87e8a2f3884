//! Parsing our HTML again gives the tree that was written, whatever the article holds.

use crate::generate::{AWKWARD, Generator};
use crate::tree::assert_sound;
use bodycopy::output::html_of;

#[test]
fn parsing_the_html_gives_the_tree_that_was_written() {
    for seed in 0..4000 {
        let blocks = Generator::new(seed, AWKWARD).blocks(3);
        assert_sound(&html_of(&blocks), &format!("seed {seed}"));
    }
}

#[test]
fn the_same_article_gives_the_same_html() {
    let blocks = Generator::new(7, AWKWARD).blocks(3);
    assert_eq!(html_of(&blocks), html_of(&blocks.clone()));
}
