//! How far each row is from what stands before and behind it: rows go in, in order; distances in rows come out.

use super::FAR;
use super::cells::{Row, per_mille};
use super::containers::Containers;
use super::names::Feature;
use super::region::Region;
use crate::page::Page;
use crate::verdict::Evidence;
use crate::verdict::vocabulary::Hits;

/// Where the rows are that distances are counted to.
pub(super) struct Distances {
    since: Since,
    /// For each row the distances to the next one behind it that is long, is one of the main container's, or has a picture.
    until: Vec<[i16; 3]>,
    main_rows: usize,
    main_before: usize,
    main_share: i16,
    long_rows: usize,
}

impl Distances {
    pub(super) fn new(page: &Page, containers: &Containers, region: &Region, long: &[bool]) -> Self {
        let main_rows = region.is_main.iter().filter(|&&is_main| is_main).count();
        let main_text: u32 = (0..containers.rows.len())
            .filter(|&row| region.is_main[row])
            .map(|row| containers.totals_of(row).text)
            .sum();
        Self {
            since: Since::default(),
            until: until(page, containers, region, long),
            main_rows,
            main_before: 0,
            main_share: per_mille(main_text, containers.page_totals().text),
            long_rows: long.iter().filter(|&&long| long).count(),
        }
    }

    /// Fills the next row.
    pub(super) fn fill(
        &mut self,
        row: usize,
        evidence: &Evidence<'_>,
        containers: &Containers,
        region: &Region,
        is_long: bool,
        cells: &mut Row<'_>,
    ) {
        use Feature as F;
        let page = evidence.page;
        let id = containers.rows[row];
        let block = page.block(id);
        let since = &mut self.since;
        since.step(evidence.hits[id.index()]);
        if let Some(level) = page.node(block.container).tag.heading_level() {
            since.heading = 0;
            since.heading_level = level;
            since.heading_words = containers.words[row];
            since.heading_in_main = containers.home(row) == region.main;
        }
        // Pictures without text are blocks without a row.
        let earlier = row.checked_sub(1).map_or(0, |before| containers.rows[before].index() + 1);
        if page.blocks[earlier..id.index()].iter().any(|block| block.images > 0) {
            since.picture = 1;
        }
        let is_main = region.is_main[row];
        cells.set(F::SinceLong, since.long);
        cells.set(F::SinceMain, since.main);
        cells.set(F::SinceHeading, since.heading);
        cells.set(F::HeadingLevel, since.heading_level);
        cells.set(F::HeadingWords, since.heading_words);
        cells.set(F::HeadingInMain, since.heading_in_main);
        cells.set(F::SinceRelated, since.related);
        cells.set(F::SinceComments, since.comments);
        cells.set(F::SinceNewsletter, since.newsletter);
        cells.set(F::SinceShare, since.share);
        cells.set(F::SinceCredit, since.credit);
        cells.set(F::SincePicture, since.picture);
        cells.set(F::MainBefore, self.main_before);
        cells.set(F::MainAfter, self.main_rows - self.main_before - usize::from(is_main));
        cells.set(F::BetweenMain, self.main_before > 0 && self.main_before < self.main_rows);
        cells.set(F::MainShare, self.main_share);
        cells.set(F::PageLong, self.long_rows);
        let [long, main, picture] = self.until[row];
        cells.set(F::UntilLong, long);
        cells.set(F::UntilMain, main);
        cells.set(F::UntilPicture, picture);
        if block.images > 0 {
            since.picture = 0;
        }
        if is_long {
            since.long = 0;
        }
        if is_main {
            since.main = 0;
            self.main_before += 1;
        }
    }
}

fn until(page: &Page, containers: &Containers, region: &Region, long: &[bool]) -> Vec<[i16; 3]> {
    let mut until = vec![[FAR; 3]; containers.rows.len()];
    let mut next_ones = [FAR; 3];
    let mut later = page.blocks.len();
    for (row, id) in containers.rows.iter().enumerate().rev() {
        next_ones = next_ones.map(next);
        if page.blocks[id.index() + 1..later].iter().any(|block| block.images > 0) {
            next_ones[2] = 1;
        }
        later = id.index();
        until[row] = next_ones;
        let is_here = [long[row], region.is_main[row], page.block(*id).images > 0];
        for (distance, is_here) in next_ones.iter_mut().zip(is_here) {
            if is_here {
                *distance = 0;
            }
        }
    }
    until
}

/// Distances to what came before, in rows.
struct Since {
    long: i16,
    main: i16,
    heading: i16,
    heading_level: u8,
    heading_words: u32,
    heading_in_main: bool,
    related: i16,
    comments: i16,
    newsletter: i16,
    share: i16,
    credit: i16,
    picture: i16,
}

impl Since {
    const RELATED: Hits = Hits(Hits::HEADS_ARTICLES.0 & !Hits::READ_MORE.0);
    const NEWSLETTER: Hits = Hits(Hits::NEWSLETTER.0 | Hits::FOLLOW.0 | Hits::PAYWALL.0);
    const CREDIT: Hits = Hits(
        Hits::STARTS_SOURCE.0 | Hits::STARTS_AUTHOR.0 | Hits::STARTS_COPYRIGHT.0 | Hits::SOURCE.0 | Hits::COPYRIGHT.0,
    );

    /// Goes on by a row, of which the vocabulary says this.
    fn step(&mut self, hits: Hits) {
        for distance in [
            &mut self.long,
            &mut self.main,
            &mut self.heading,
            &mut self.related,
            &mut self.comments,
            &mut self.newsletter,
            &mut self.share,
            &mut self.credit,
            &mut self.picture,
        ] {
            *distance = next(*distance);
        }
        for (distance, sort) in [
            (&mut self.related, Self::RELATED),
            (&mut self.comments, Hits::COMMENTS),
            (&mut self.newsletter, Self::NEWSLETTER),
            (&mut self.share, Hits::SHARE),
            (&mut self.credit, Self::CREDIT),
        ] {
            if hits.any(sort) {
                *distance = 0;
            }
        }
    }
}

impl Default for Since {
    fn default() -> Self {
        Self {
            long: FAR,
            main: FAR,
            heading: FAR,
            heading_level: 0,
            heading_words: 0,
            heading_in_main: false,
            related: FAR,
            comments: FAR,
            newsletter: FAR,
            share: FAR,
            credit: FAR,
            picture: FAR,
        }
    }
}

fn next(distance: i16) -> i16 {
    (distance + 1).min(FAR)
}
