//! A page that is still arriving goes in; what is known of its article so far comes out, as [`Event`]s.
//!
//! Now and then ([`schedule`]) the page so far is judged as if it were whole. Blocks of which that verdict is sure are
//! announced, and what has been announced is not judged again: it stays until the page has ended. Then what proved wrong
//! is taken back, and what is missing is added, so that the events give exactly the article's blocks. Taking back
//! earlier would gain little (it is rare), and a block that went and came back would need a second id, while the
//! article, which knows of no events, has but one for it.
//!
//! What is announced depends on the bytes that have come, never on how they were cut.

mod announced;
mod json;
mod schedule;

use crate::article::{Article, ArticleMetadata, Block};
use crate::assemble::Group;
use crate::links::Links;
use crate::metadata::{self, Metadata};
use crate::page::{NodeId, Page, PageBuilder};
use crate::verdict::model::Model;
use crate::{Options, assemble, verdict};
use announced::Announced;
use schedule::{Plan, Schedule};
use serde::Serialize;

/// Something that became known while a page was read.
///
/// Applied in order, [`Block`](Self::Block) and [`Retract`](Self::Retract) give exactly the article's blocks.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Event {
    /// What the page says about its article; each replaces the one before.
    Metadata {
        /// What is known so far.
        metadata: Box<ArticleMetadata>,
    },
    /// A block of the article.
    Block {
        /// Its id, never used before.
        id: u32,
        /// The id of the block behind which it stands; the first block has none.
        after: Option<u32>,
        /// The block.
        block: Block,
    },
    /// A block that proved not to be the article's, or that changed and comes again under another id.
    Retract {
        /// Its id.
        id: u32,
    },
    /// The article, last and exactly once.
    Article {
        /// What [`extract`](crate::extract) gives for the whole page.
        article: Box<Article>,
    },
}

/// How much surer than the threshold a verdict on a page that is still arriving must be.
const MARGIN: f32 = 0.12;
/// The same until something is sure: what stands above a body is often a notice, a teaser or another page's picture.
const MARGIN_FIRST: f32 = 0.27;
/// The same for what stands right before a block that is sure, such as a picture or a short heading.
const MARGIN_BETWEEN: f32 = 0.1;

/// Tells what becomes known of one page.
#[derive(Debug, Default)]
pub struct Announcer {
    schedule: Schedule,
    /// What the page said of itself when it was last asked.
    metadata: Option<Metadata>,
    told: Option<ArticleMetadata>,
    announced: Announced,
}

impl Announcer {
    /// The number of bytes at which [`look`](Self::look) is to be called next.
    pub const fn next_stop(&self) -> u64 {
        self.schedule.next_stop()
    }

    /// Looks at the page as it is after [`next_stop`](Self::next_stop) bytes.
    pub fn look(&mut self, builder: &mut PageBuilder, options: &Options, events: &mut Vec<Event>) {
        let plan = self.schedule.stop(builder.page(), self.announced.len());
        if plan.metadata || plan.blocks {
            builder.so_far(|page, open| self.judge(page, open, plan, options, events));
        }
    }

    fn judge(&mut self, page: &Page, open: &[NodeId], plan: Plan, options: &Options, events: &mut Vec<Event>) {
        let links = Links::new(options.url.as_deref(), page.head.base.as_deref());
        if plan.metadata || self.metadata.is_none() {
            let metadata = metadata::gather(page, &links);
            self.tell(assemble::metadata(metadata.clone(), options), events);
            self.metadata = Some(metadata);
        }
        let Some(metadata) = self.metadata.as_ref().filter(|_| plan.blocks) else { return };
        let verdict = verdict::judge(page, metadata, options, Model::shipped());
        let threshold = verdict::threshold(options.strictness);
        let groups = assemble::groups(page, &verdict, &links);
        let sure = sure(&groups, threshold);
        let settled = groups.into_iter().zip(sure).filter(|(group, is_sure)| *is_sure && group.is_settled(page, open));
        self.announced.add(settled.map(|(group, _)| group), events);
    }

    /// Passes a stop without a look.
    pub const fn pass(&mut self) {
        self.schedule.pass();
    }

    /// The last events: what takes the blocks announced to those of the article.
    pub fn finish(self, article: &Article) -> Vec<Event> {
        let mut events = self.finish_blocks(article);
        events.push(Event::Article { article: Box::new(article.clone()) });
        events
    }

    /// The same but for the article itself.
    pub fn finish_blocks(mut self, article: &Article) -> Vec<Event> {
        let mut events = Vec::new();
        self.tell(ArticleMetadata::of(article), &mut events);
        self.announced.finish(&article.blocks, &mut events);
        events
    }

    fn tell(&mut self, metadata: ArticleMetadata, events: &mut Vec<Event>) {
        if self.told.as_ref() != Some(&metadata) {
            events.push(Event::Metadata { metadata: Box::new(metadata.clone()) });
            self.told = Some(metadata);
        }
    }
}

/// Which of the blocks are as good as certain: those that are well above the threshold, and those above it that stand
/// right before one of these; before the first, only pictures, since a menu's headings may stand there.
fn sure(groups: &[Group], threshold: f32) -> Vec<bool> {
    let mut sure = vec![false; groups.len()];
    let mut has_begun = false;
    let mut likely_from = 0;
    for (at, group) in groups.iter().enumerate() {
        if group.score >= threshold + if has_begun { MARGIN } else { MARGIN_FIRST } {
            sure[likely_from..=at].fill(true);
            likely_from = at + 1;
            has_begun = true;
        } else if group.score < threshold + MARGIN_BETWEEN || !(has_begun || group.is_picture()) {
            likely_from = at + 1;
        }
    }
    sure
}
