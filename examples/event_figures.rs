//! How early and how rightly blocks are announced, and what that costs: the figures of `docs/streaming.md`.
//!
//! ```text
//! cargo run --release --example event_figures -- [--corpora DIR] [--step N] [--pages] [CORPUS…]
//! ```
//! [`corpora`] says what a corpus is; `--step 5` takes each fifth page. *First block* is where the article's first
//! paragraph was announced, in bytes, over where it ends in the page.

mod corpora;

use bodycopy::article::{Block, BlockKind};
use bodycopy::page::PageBuilder;
use bodycopy::tokens::Tokenizer;
use bodycopy::{Event, Extractor, Options, extract, render};
use corpora::{Anyhow, Arguments, Sample};
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

/// Where a page is looked at while it is measured, in bytes.
const GRAIN: usize = 256;
/// A first block of fewer characters is a date or a place, not the body.
const FEWEST_CHARS: usize = 60;

#[derive(Default)]
struct Figures {
    pages: usize,
    first: Vec<f64>,
    announced: usize,
    retracted: usize,
    last: usize,
    in_time: usize,
    /// Article blocks that have come before that limit.
    come: usize,
    bytes: usize,
    with_events: Duration,
    without: Duration,
}

fn main() -> Anyhow<()> {
    let arguments = Arguments::read(&["naeb", "fundus"])?;
    println!(
        "| corpus | pages | first block, median | nine in ten | announced before 90 % of the bytes | of those that had come | retracted | cost |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for corpus in arguments.corpora() {
        let mut figures = Figures::default();
        for sample in arguments.samples(corpus)? {
            let Sample { id, page, .. } = sample?;
            let before = (figures.first.len(), figures.announced, figures.retracted, figures.last, figures.in_time);
            measure(&page, &mut figures)?;
            if arguments.shows_pages {
                let first = figures.first.get(before.0).copied().unwrap_or(f64::NAN);
                eprintln!(
                    "{id:30} first {first:5.2} announced {:3} retracted {:2} final {:3} in time {:3}",
                    figures.announced - before.1,
                    figures.retracted - before.2,
                    figures.last - before.3,
                    figures.in_time - before.4,
                );
            }
        }
        figures.print(corpus);
    }
    Ok(())
}

fn measure(page: &[u8], figures: &mut Figures) -> Anyhow<()> {
    let options = Options { content_type: Some("text/html; charset=utf-8".into()), ..Options::default() };
    let start = Instant::now();
    let article = extract(page, &options)?;
    figures.without += start.elapsed();
    let start = Instant::now();
    let mut extractor = Extractor::new(options.clone())?;
    extractor.write(page)?;
    extractor.end()?;
    figures.with_events += start.elapsed();
    figures.bytes += page.len();
    figures.pages += 1;

    let mut extractor = Extractor::new(options)?;
    let mut announced_at: HashMap<u32, usize> = HashMap::new();
    let mut at = 0;
    for piece in page.chunks(GRAIN) {
        at += piece.len();
        for event in extractor.write(piece)? {
            if let Event::Block { id, .. } = event {
                announced_at.insert(id, at);
            }
        }
    }
    let announced = announced_at.len();
    let (events, _) = extractor.end()?;
    let retracted: HashSet<u32> =
        events.iter().filter_map(|event| if let Event::Retract { id } = event { Some(*id) } else { None }).collect();
    figures.announced += announced;
    figures.retracted += retracted.len();
    figures.last += article.blocks.len();
    let limit = page.len() * 9 / 10;
    figures.in_time +=
        article.blocks.iter().filter(|block| announced_at.get(&block.id).is_some_and(|&at| at <= limit)).count();
    let ends = ends_of(page)?;
    let come = |block: &&Block| {
        let text = text_of(block);
        // Of a container the last line.
        let last = text.lines().last().unwrap_or_default();
        ends.get(last).is_none_or(|&at| at <= limit)
    };
    figures.come += article.blocks.iter().filter(come).count();
    if let Some(first) = article.blocks.iter().find(|block| is_body(block))
        && let Some(&end) = ends.get(&text_of(first))
    {
        let announced = announced_at.get(&first.id).copied().unwrap_or(page.len());
        figures.first.push(announced as f64 / end as f64);
    }
    Ok(())
}

fn text_of(block: &Block) -> String {
    render::text_of(std::slice::from_ref(block))
}

fn is_body(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph { .. }) && text_of(block).chars().count() >= FEWEST_CHARS
}

/// For each text of a block how many bytes have come when the first that has it has ended.
fn ends_of(page: &[u8]) -> Anyhow<HashMap<String, usize>> {
    let page = String::from_utf8_lossy(page);
    let mut tokenizer = Tokenizer::new(PageBuilder::default(), &Options::default());
    let mut ends = HashMap::new();
    let (mut at, mut seen) = (0, 0);
    while at < page.len() {
        let end = (at + GRAIN..page.len()).find(|&end| page.is_char_boundary(end)).unwrap_or(page.len());
        tokenizer.write(&page[at..end])?;
        at = end;
        tokenizer.with_sink(|builder| {
            let so_far = builder.page();
            for block in &so_far.blocks[seen..] {
                ends.entry(so_far.text_at(block.text).to_owned()).or_insert(at);
            }
            seen = so_far.blocks.len();
        });
    }
    Ok(ends)
}

impl Figures {
    fn print(mut self, corpus: &str) {
        self.first.sort_by(f64::total_cmp);
        let quantile =
            |share: f64| self.first.get((self.first.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
        println!(
            "| {corpus} | {} | {:.2} | {:.2} | {:.1} % | {:.1} % | {:.2} % | {:.2} × |",
            self.pages,
            quantile(0.5),
            quantile(0.9),
            100.0 * self.in_time as f64 / self.last.max(1) as f64,
            100.0 * self.in_time as f64 / self.come.max(1) as f64,
            100.0 * self.retracted as f64 / self.announced.max(1) as f64,
            self.with_events.as_secs_f64() / self.without.as_secs_f64(),
        );
    }
}
