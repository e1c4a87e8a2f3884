//! What cleaning keeps, what it takes away, how early and how fast: the figures of `docs/streaming.md`.
//!
//! ```text
//! cargo run --release --example clean_figures -- [--corpora DIR] [--step N] [--pages] [CORPUS…]
//! ```
//! [`corpora`] says what a corpus is.
//! *Gold kept*: of the runs of four words in the gold text that the page has, those that the cleaned page has. *Gone*: of
//! the words in blocks whose kind is to go, by the verdict on the whole page, those that are not in the cleaned page.
//! *Waits*: how far what comes out is behind what has come in, in bytes, over the page's size, on average.

mod corpora;

use bodycopy::links::Links;
use bodycopy::page::{Page, measure};
use bodycopy::verdict::{self, Decision, model::Model};
use bodycopy::{CleanPage, Cleaning, Options, extract, metadata, read_page};
use corpora::{Anyhow, Arguments, Sample};
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

/// Words that must stand together.
const RUN: usize = 4;
/// How a page arrives.
const PIECE: usize = 4096;

#[derive(Default, Clone, Copy)]
struct Figures {
    pages: usize,
    gold: usize,
    kept: usize,
    unwanted: u64,
    gone: u64,
    /// Sum over the pages of the average share that waits.
    waits: f64,
    bytes: usize,
    given: usize,
    cleaning: Duration,
    extracting: Duration,
}

fn main() -> Anyhow<()> {
    let arguments = Arguments::read(&["naeb", "fundus", "wcxb", "vn", "zh_elwin"])?;
    println!("| corpus | pages | gold kept | gone | bytes out | waits | native MB/s | time of extract |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut total = Figures::default();
    for corpus in arguments.corpora() {
        let mut figures = Figures::default();
        for sample in arguments.samples(corpus)? {
            let Sample { id, page, gold } = sample?;
            let before = figures;
            measure_page(&page, &gold, &mut figures)?;
            if arguments.shows_pages {
                eprintln!(
                    "{:6} of {:6} gold lost, {:6} of {:6} stay, {id}",
                    figures.gold - before.gold - (figures.kept - before.kept),
                    figures.gold - before.gold,
                    figures.unwanted - before.unwanted - (figures.gone - before.gone),
                    figures.unwanted - before.unwanted,
                );
            }
        }
        figures.print(corpus);
        total.add(&figures);
    }
    total.print("together");
    Ok(())
}

fn measure_page(page: &[u8], gold: &str, figures: &mut Figures) -> Anyhow<()> {
    let options = Options { content_type: Some("text/html; charset=utf-8".into()), ..Options::default() };
    let cleaning = Cleaning::default();
    let start = Instant::now();
    extract(page, &options)?;
    figures.extracting += start.elapsed();

    let start = Instant::now();
    let mut clean = CleanPage::new(options.clone(), &cleaning)?;
    let mut out = String::new();
    let (mut come, mut waiting) = (0, 0.0);
    for piece in page.chunks(PIECE) {
        out += &clean.write(piece)?;
        come += piece.len();
        // What went does not wait; how much that is shows only at the end, so this is an upper bound.
        waiting += come.saturating_sub(out.len()) as f64;
    }
    let (rest, _) = clean.end()?;
    let gone = page.len().saturating_sub(out.len() + rest.len());
    out += &rest;
    figures.cleaning += start.elapsed();
    figures.pages += 1;
    figures.bytes += page.len();
    figures.given += out.len();
    let pieces = page.len().div_ceil(PIECE).max(1) as f64;
    figures.waits += ((waiting / pieces - gone as f64 / 2.0) / page.len().max(1) as f64).max(0.0);

    let before = read_page(page, &options)?;
    let after = read_page(out.as_bytes(), &options)?;
    let (had, has) = (runs_of_page(&before), runs_of_page(&after));
    let gold: HashSet<u64> = gold.lines().flat_map(|line| runs(&words(line))).filter(|run| had.contains(run)).collect();
    figures.gold += gold.len();
    figures.kept += gold.iter().filter(|run| has.contains(run)).count();

    let metadata = metadata::gather(&before, &Links::new(None, before.head.base.as_deref()));
    let verdict = verdict::judge(&before, &metadata, &options, Model::shipped());
    let (had, has) = (texts(&before), texts(&after));
    let mut unwanted: HashMap<&str, u64> = HashMap::new();
    for id in before.block_ids() {
        let judgement = verdict.of(id);
        if judgement.decision == Decision::Drop && judgement.kind.is_some_and(|kind| cleaning.drop.contains(&kind)) {
            *unwanted.entry(before.block_text(id)).or_default() += 1;
        }
    }
    for (text, count) in unwanted {
        let words = u64::from(measure::counts(text).words);
        let of = |texts: &HashMap<&str, u64>| texts.get(text).copied().unwrap_or(0);
        figures.unwanted += words * count;
        figures.gone += words * count.min(of(&had).saturating_sub(of(&has)));
    }
    Ok(())
}

fn texts(page: &Page) -> HashMap<&str, u64> {
    let mut texts = HashMap::new();
    for id in page.block_ids() {
        *texts.entry(page.block_text(id)).or_default() += 1;
    }
    texts
}

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() && !measure::is_unspaced(c) {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            words.push(c.to_string());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn runs(words: &[String]) -> Vec<u64> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    words
        .windows(RUN)
        .map(|run| {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

/// The runs in the text of a page, also those that go on in the next block.
fn runs_of_page(page: &Page) -> HashSet<u64> {
    let all: Vec<String> = page.block_ids().flat_map(|id| words(page.block_text(id))).collect();
    runs(&all).into_iter().collect()
}

impl Figures {
    fn add(&mut self, other: &Self) {
        self.pages += other.pages;
        self.gold += other.gold;
        self.kept += other.kept;
        self.unwanted += other.unwanted;
        self.gone += other.gone;
        self.waits += other.waits;
        self.bytes += other.bytes;
        self.given += other.given;
        self.cleaning += other.cleaning;
        self.extracting += other.extracting;
    }

    fn print(&self, name: &str) {
        let share = |part: f64, whole: f64| if whole > 0.0 { 100.0 * part / whole } else { 100.0 };
        println!(
            "| {name} | {} | {:.2} % | {:.1} % | {:.0} % | {:.0} % | {:.0} | {:.2} × |",
            self.pages,
            share(self.kept as f64, self.gold as f64),
            share(self.gone as f64, self.unwanted as f64),
            share(self.given as f64, self.bytes as f64),
            share(self.waits, self.pages as f64),
            self.bytes as f64 / 1e6 / self.cleaning.as_secs_f64(),
            self.cleaning.as_secs_f64() / self.extracting.as_secs_f64(),
        );
    }
}
