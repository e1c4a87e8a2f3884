//! How often each source of a title, an author or a date is right, by corpus: the figures of `docs/metadata.md`.
//!
//! ```text
//! cargo run --release --example metadata_evidence -- [--wrong title|author|date] [--show title|author|date] [--corpora DIR] [CORPUS…]
//! ```
//! A corpus is a folder with `gold.jsonl` (`id`, `url`, `title`, `author`, `date`) and `pages/ID.html.gz`; the default
//! place is `../shared/corpus`. `pages` is the share of pages on which a source says something; `right` how often it is
//! right there; `sites` the same with every site counted once, so that a site with many pages does not decide.
//! `--wrong` lists the pages on which a field is wrong, with everything that was found; `--show` lists all pages.

use bodycopy::links::Links;
use bodycopy::metadata::{Field, Metadata, Source, gather};
use bodycopy::{Extractor, Options};
use flate2::read::GzDecoder;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

type Anyhow<T> = Result<T, Box<dyn std::error::Error>>;

const DEFAULT_CORPORA: &[&str] = &["naeb", "fundus", "wcxb", "trafilatura_eval", "postlight", "vn", "zh_elwin"];

struct Gold {
    id: String,
    url: String,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// Scores of one source: site → (score, pages).
type BySite = BTreeMap<String, (f64, f64)>;

#[derive(Default)]
struct Table {
    rows: BTreeMap<(u8, Option<Source>), BySite>,
    pages: [f64; 3],
}

fn main() -> Anyhow<()> {
    let mut corpora = Vec::new();
    let mut folder = PathBuf::from("../shared/corpus");
    let mut wrong = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--wrong" => wrong = arguments.next().map(|field| (field, false)),
            "--show" => wrong = arguments.next().map(|field| (field, true)),
            "--corpora" => folder = arguments.next().ok_or("--corpora needs a folder")?.into(),
            _ => corpora.push(argument),
        }
    }
    if corpora.is_empty() {
        corpora.extend(DEFAULT_CORPORA.iter().map(|name| (*name).to_owned()));
    }
    if !folder.is_dir() {
        eprintln!("{} is missing: nothing to measure on", folder.display());
        return Ok(());
    }
    for corpus in &corpora {
        measure(&folder.join(corpus), corpus, wrong.as_ref())?;
    }
    Ok(())
}

fn measure(folder: &Path, name: &str, listed: Option<&(String, bool)>) -> Anyhow<()> {
    let mut table = Table::default();
    let (mut bytes, mut reading, mut gathering) = (0_usize, Duration::ZERO, Duration::ZERO);
    for gold in golds(folder)? {
        let mut page = Vec::new();
        GzDecoder::new(std::fs::File::open(folder.join("pages").join(format!("{}.html.gz", gold.id)))?)
            .read_to_end(&mut page)?;
        bytes += page.len();
        let began = Instant::now();
        // Some corpora re-encoded their pages and left the old charset in `<meta>`.
        let utf8 = std::str::from_utf8(&page).is_ok();
        let options = Options {
            url: (!gold.url.is_empty()).then(|| gold.url.clone()),
            content_type: utf8.then(|| "text/html; charset=utf-8".to_owned()),
            ..Options::default()
        };
        let mut extractor = Extractor::new(options)?;
        extractor.write(&page)?;
        let (page, _) = extractor.into_page()?;
        reading += began.elapsed();
        let began = Instant::now();
        let links = Links::new((!gold.url.is_empty()).then_some(gold.url.as_str()), page.head.base.as_deref());
        let metadata = gather(&page, &links);
        gathering += began.elapsed();
        table.add(&gold, &metadata, listed);
    }
    table.print(name);
    println!(
        "{:.1} MB read at {:.0} MB/s; metadata alone at {:.0} MB/s\n",
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / reading.as_secs_f64(),
        bytes as f64 / 1e6 / gathering.as_secs_f64()
    );
    Ok(())
}

impl Table {
    fn add(&mut self, gold: &Gold, metadata: &Metadata, listed: Option<&(String, bool)>) {
        let site = site(&gold.url);
        let authors = metadata.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join(";");
        let fields = [
            ("title", Field::Title, &gold.title, metadata.title.clone()),
            ("author", Field::Author, &gold.author, authors),
            ("date", Field::Published, &gold.date, metadata.published_time.clone().unwrap_or_default()),
        ];
        for (index, (name, field, expected, got)) in (0_u8..).zip(fields) {
            let Some(expected) = expected else { continue };
            self.pages[usize::from(index)] += 1.0;
            let score = score(field, expected, &got);
            self.row(index, None, &site, score);
            let listed = listed.is_some_and(|(field, all)| field == name && (*all || score < 1.0));
            if listed {
                println!("{name} {score:.2} {} {}\n  gold {expected}\n  got  {got}", gold.id, gold.url);
            }
            let mut seen = BTreeSet::new();
            for candidate in metadata.candidates.iter().filter(|candidate| candidate.field == field) {
                // Of several values of one source the first is what the source says.
                if seen.insert(candidate.source) {
                    self.row(index, Some(candidate.source), &site, self::score(field, expected, &candidate.value));
                }
                if listed {
                    println!("    {:?}: {}", candidate.source, candidate.value);
                }
            }
        }
    }

    fn row(&mut self, field: u8, source: Option<Source>, site: &str, score: f64) {
        let entry = self.rows.entry((field, source)).or_default().entry(site.to_owned()).or_default();
        entry.0 += score;
        entry.1 += 1.0;
    }

    fn print(&self, corpus: &str) {
        println!("{corpus:18} {:10} {:>6} {:>6} {:>6}", "source", "pages", "right", "sites");
        for ((field, source), sites) in &self.rows {
            let (score, pages) = sites.values().fold((0.0, 0.0), |sum, site| (sum.0 + site.0, sum.1 + site.1));
            let by_site = sites.values().map(|site| site.0 / site.1).sum::<f64>() / sites.len() as f64;
            let field_name = ["title", "author", "date"][usize::from(*field)];
            let source = source.map_or_else(|| "chosen".to_owned(), |source| format!("{source:?}"));
            println!(
                "  {field_name:16} {source:10} {:6.3} {:6.3} {by_site:6.3}",
                pages / self.pages[usize::from(*field)],
                score / pages
            );
        }
    }
}

fn golds(folder: &Path) -> Anyhow<Vec<Gold>> {
    let mut golds = Vec::new();
    for line in std::fs::read_to_string(folder.join("gold.jsonl"))?.lines().filter(|line| !line.trim().is_empty()) {
        let value: serde_json::Value = serde_json::from_str(line)?;
        let text = |name: &str| match &value[name] {
            serde_json::Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
            serde_json::Value::Array(items) => {
                Some(items.iter().filter_map(|item| item.as_str()).collect::<Vec<_>>().join(";"))
            }
            _ => None,
        };
        golds.push(Gold {
            id: text("id").unwrap_or_default(),
            url: text("url").unwrap_or_default(),
            title: text("title"),
            author: text("author"),
            date: text("date"),
        });
    }
    Ok(golds)
}

/// The last two labels of the host's name: enough to keep one site's pages together.
fn site(url: &str) -> String {
    let host = url.split("://").nth(1).unwrap_or(url).split('/').next().unwrap_or("");
    let labels: Vec<&str> = host.split('.').collect();
    labels[labels.len().saturating_sub(2)..].join(".")
}

/// As in the benchmark: titles by their words, one perhaps a fifth longer; names as a set (F1); days.
fn score(field: Field, gold: &str, got: &str) -> f64 {
    match field {
        Field::Title | Field::SiteName => {
            let (gold, got) = (squash(gold), squash(got));
            let (short, long) = if gold.chars().count() <= got.chars().count() { (&gold, &got) } else { (&got, &gold) };
            let near =
                short.chars().count() as f64 >= 0.8 * long.chars().count() as f64 && long.contains(short.as_str());
            f64::from(u8::from(!gold.is_empty() && (gold == got || near)))
        }
        Field::Author => {
            let (gold, got) = (names(gold), names(got));
            if gold.is_empty() && got.is_empty() {
                return 1.0;
            }
            2.0 * gold.intersection(&got).count() as f64 / (gold.len() + got.len()) as f64
        }
        Field::Published | Field::Modified => {
            f64::from(u8::from(gold.get(..10).is_some() && gold.get(..10) == got.get(..10)))
        }
    }
}

fn squash(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn names(value: &str) -> BTreeSet<String> {
    let mut value = value.to_owned();
    for word in [" and ", " und ", " et ", " y ", "&", ",", "|", "/", "\n"] {
        value = value.replace(word, ";");
    }
    value
        .split(';')
        .map(|part| {
            let part = part.trim();
            let bare = ["by ", "von ", "par ", "por "].iter().find(|prefix| part.to_lowercase().starts_with(*prefix));
            squash(bare.map_or(part, |prefix| &part[prefix.len()..]))
        })
        .filter(|name| !name.is_empty())
        .collect()
}
