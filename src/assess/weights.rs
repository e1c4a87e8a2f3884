//! The weights of the signs, read from `data/assess.tsv` while the crate is compiled.

use super::signs::{COUNT, Signs};
use super::words;
use crate::article::PageKind;

const FILE: &str = include_str!("../../data/assess.tsv");

/// The kinds that are told apart by weights, in the order of the file's columns behind the first, which is for *readable*.
pub const CLASSES: [PageKind; 6] =
    [PageKind::Article, PageKind::List, PageKind::Forum, PageKind::Product, PageKind::Documentation, PageKind::Other];

/// Columns of weights.
pub const COLUMNS: usize = CLASSES.len() + 1;

/// What a step of the file's whole numbers is worth.
const STEP: f32 = 0.01;

/// A weight for each sign and column.
#[derive(Debug, Clone)]
pub struct Weights(Vec<[f32; COLUMNS]>);

static SHIPPED: [[i16; COLUMNS]; COUNT] = read(FILE);

impl Weights {
    /// Those that come with the crate.
    #[must_use]
    pub fn shipped() -> Self {
        Self(SHIPPED.iter().map(|row| row.map(|weight| f32::from(weight) * STEP)).collect())
    }

    /// Others, for measuring.
    #[must_use]
    pub const fn new(rows: Vec<[f32; COLUMNS]>) -> Self {
        Self(rows)
    }

    /// As the file has them.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut tsv = String::new();
        for (name, row) in super::names().iter().zip(&self.0) {
            tsv.push_str(name);
            for weight in row {
                tsv.push_str(&format!("\t{}", (weight / STEP).round() as i16));
            }
            tsv.push('\n');
        }
        tsv
    }

    /// How likely the page is readable.
    #[must_use]
    pub fn readable(&self, signs: &Signs) -> f32 {
        1.0 / (1.0 + (-self.sums(signs)[0]).exp())
    }

    /// What kind of page it most likely is.
    #[must_use]
    pub fn kind(&self, signs: &Signs) -> PageKind {
        let sums = self.sums(signs);
        let mut best = 0;
        for at in 1..CLASSES.len() {
            if sums[at + 1] > sums[best + 1] {
                best = at;
            }
        }
        by_name(signs, CLASSES[best])
    }

    fn sums(&self, signs: &Signs) -> [f32; COLUMNS] {
        let mut sums = [0.0; COLUMNS];
        for (sign, row) in signs.values.iter().zip(&self.0) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += sign * weight;
            }
        }
        sums
    }
}

/// Kinds that no corpus has enough pages of, by what the page says that it is.
fn by_name(signs: &Signs, kind: PageKind) -> PageKind {
    let declared = signs.declared;
    let is_text = matches!(kind, PageKind::Article | PageKind::Documentation);
    if declared & words::LIVE != 0 || signs.path & words::LIVE != 0 && is_text && signs.times >= LIVE_TIMES {
        return PageKind::Live;
    }
    let has_no_article = declared & words::ARTICLE == 0;
    let says_little = signs.prose < LITTLE_PROSE;
    if declared & words::VIDEO != 0 && has_no_article && says_little {
        return PageKind::Video;
    }
    let is_gallery = declared & words::GALLERY != 0 && has_no_article
        || signs.path & words::GALLERY != 0 && says_little && kind == PageKind::Other;
    if is_gallery && signs.pictures >= GALLERY_PICTURES {
        return PageKind::Gallery;
    }
    kind
}

/// A report that goes on has at least this many times of day.
const LIVE_TIMES: u32 = 5;
/// A text of fewer words is no more than a description.
const LITTLE_PROSE: u32 = 250;
/// A gallery has at least this many pictures.
const GALLERY_PICTURES: u32 = 5;

/// Whether a build with weights that do not fit is wanted.
const IS_UNTRAINED: bool = option_env!("BODYCOPY_UNTRAINED").is_some();

/// Reads the file; it is the crate's own, so anything unexpected in it fails the build.
#[allow(clippy::panic)]
const fn read(file: &str) -> [[i16; COLUMNS]; COUNT] {
    let bytes = file.as_bytes();
    let mut table = [[0; COLUMNS]; COUNT];
    let (mut at, mut row) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b'#' {
            while at < bytes.len() && bytes[at] != b'\n' {
                at += 1;
            }
            at += 1;
            continue;
        }
        while bytes[at] != b'\t' {
            at += 1;
        }
        let mut column = 0;
        while bytes[at] == b'\t' {
            at += 1;
            let is_negative = bytes[at] == b'-';
            if is_negative {
                at += 1;
            }
            let mut value: i16 = 0;
            while bytes[at].is_ascii_digit() {
                value = value * 10 + (bytes[at] - b'0') as i16;
                at += 1;
            }
            if row < COUNT {
                table[row][column] = if is_negative { -value } else { value };
            }
            column += 1;
        }
        assert!(column == COLUMNS && bytes[at] == b'\n', "a row of data/assess.tsv has another shape");
        at += 1;
        row += 1;
    }
    // Fitting needs a build to see the new signs with.
    assert!(row == COUNT || IS_UNTRAINED, "data/assess.tsv is for other signs: see examples/assess_figures");
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_rows_are_the_signs() {
        let names: Vec<&str> = FILE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').next().unwrap_or_default())
            .collect();
        assert_eq!(names, super::super::names());
    }
}
