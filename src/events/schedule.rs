//! When a page that is still arriving is looked at.
//!
//! Judging is not free: it costs about as much as reading, for all that has come so far. So the page is judged only when
//! text has come that may be the article's, and so that all the judging together costs no more than a few times what
//! judging the whole page does.

use crate::page::{Block, Page};

/// The first stop, in bytes.
const FIRST_STOP: u64 = 1024;
/// From one stop to the next the bytes grow by one part in this many.
const STEP: u64 = 48;
/// By how much (per mille) the bytes or the elements must have grown before the page is judged again, until something is
/// announced.
const EAGER: u64 = 1100;
/// The same from then on.
const STEADY: u64 = 1070;
/// What each look that found nothing new adds to that: behind the article comes a tail of other things.
const FRUITLESS: u64 = 30;
/// A block of fewer words is no reason to judge the page.
const FEWEST_WORDS: u32 = 20;
/// How often the whole page may be judged, counted in elements: the sum over all looks is below this many times the page.
const MOST_LOOKS: u64 = 4;
/// Elements that may be looked at in any case.
const FREE: u64 = 6000;
/// By how much (per mille) the text must have grown before the page is asked again what it says of itself.
const METADATA: usize = 1500;

/// What to do at a stop.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Ask what the page says of itself.
    pub metadata: bool,
    /// Judge its blocks.
    pub blocks: bool,
}

/// When one page is looked at.
#[derive(Debug)]
pub struct Schedule {
    next_stop: u64,
    /// Bytes and elements at the last look.
    last: (u64, u64),
    /// Blocks at the last look, and those of them that were seen since to be no reason for another.
    seen: usize,
    /// Whether text that may be the article's has come since the last look.
    is_due: bool,
    /// Elements looked at so far.
    spent: u64,
    /// What has been announced at the last look, and how many looks in a row have found nothing new.
    announced: usize,
    fruitless: u64,
    /// Text at the last time that the page was asked what it says of itself.
    asked: Option<usize>,
}

impl Default for Schedule {
    fn default() -> Self {
        Self {
            next_stop: FIRST_STOP,
            last: (0, 0),
            seen: 0,
            is_due: false,
            spent: 0,
            announced: 0,
            fruitless: 0,
            asked: None,
        }
    }
}

impl Schedule {
    /// Bytes at the next stop.
    pub const fn next_stop(&self) -> u64 {
        self.next_stop
    }

    /// Moves on to the next stop.
    pub const fn pass(&mut self) {
        self.next_stop += self.next_stop / STEP;
    }

    /// Decides at a stop, and moves on to the next.
    ///
    /// `announced` is how much has been announced so far.
    pub fn stop(&mut self, page: &Page, announced: usize) -> Plan {
        let bytes = self.next_stop;
        self.pass();
        self.is_due |= page.blocks[self.seen.min(page.blocks.len())..].iter().any(may_be_text);
        self.seen = page.blocks.len();
        let growth = if announced > 0 { STEADY + FRUITLESS * self.fruitless } else { EAGER };
        let elements = page.nodes.len() as u64;
        let is_affordable = self.spent + elements <= MOST_LOOKS * elements + FREE;
        if announced > self.announced {
            (self.announced, self.fruitless) = (announced, 0);
        }
        let has_grown = bytes * 1000 >= self.last.0 * growth || elements * 1000 >= self.last.1 * growth;
        let blocks = self.is_due && has_grown && is_affordable;
        if blocks {
            (self.last, self.is_due) = ((bytes, elements), false);
            self.spent += elements;
            self.fruitless += 1;
        }
        // An element of the body says that the head is through.
        let is_through = page.nodes.len() > 1;
        let metadata = match self.asked {
            None => is_through,
            Some(asked) => blocks && page.text.len() * 1000 >= asked * METADATA,
        };
        if metadata {
            self.asked = Some(page.text.len());
        }
        Plan { metadata, blocks }
    }
}

fn may_be_text(block: &Block) -> bool {
    block.words >= FEWEST_WORDS && block.link_chars * 2 < block.chars
}
