//! How right `assess` is, on a page's first 32 to 256 KiB and on all of it; and the fitting of its weights.
//!
//! ```text
//! cargo run --release --example assess_figures -- [--fit] [--plot docs/reliability.svg] [--wrong] [--corpora DIR]
//! ```
//! Without options it prints the figures of `docs/assess.md`: each page is judged by weights that never saw its site.
//! `--fit` writes `data/assess.tsv` from all pages, `--plot` draws how often a page is readable where the chance was said
//! to be so and so. Where signs were added, the first build needs `BODYCOPY_UNTRAINED=1`.
//!
//! Labels are WCXB's and magic_html's page types, and *article* in the corpora of articles. Readable are articles;
//! lists, collections, products and services are not; of forums and documentation nothing is said.

mod fit;
mod pages;
mod plot;

use bodycopy::Readable;
use bodycopy::article::PageKind;
use bodycopy::assess::{Chances, Weights};
use fit::Sample;
use pages::{FOLDS, Labelled, SIZES};
use std::path::PathBuf;

/// A name, and which pages go by it.
type Set = (&'static str, fn(&Labelled) -> bool);

type Anyhow<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Anyhow<()> {
    let mut folder = PathBuf::from("../shared/corpus");
    let (mut fits, mut plot, mut lists_wrong) = (false, None, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--fit" => fits = true,
            "--wrong" => lists_wrong = true,
            "--plot" => plot = Some(PathBuf::from(arguments.next().ok_or("--plot needs a file")?)),
            "--corpora" => folder = arguments.next().ok_or("--corpora needs a folder")?.into(),
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    if !folder.is_dir() {
        eprintln!("{} is missing: nothing to measure on", folder.display());
        return Ok(());
    }
    let pages = pages::read(&folder)?;
    let made = pages::made(&pages);
    let others = |fold: Option<usize>| -> Vec<Sample> {
        pages.iter().chain(&made).filter(|page| fold != Some(page.fold)).flat_map(Labelled::samples).collect()
    };
    let folds: Option<Vec<Weights>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..FOLDS).map(|fold| scope.spawn(move || fit::fit(&others(Some(fold))))).collect();
        threads.into_iter().map(|thread| thread.join().ok()).collect()
    });
    let folds = folds.ok_or("fitting panicked")?;
    print(&pages, &folds);
    if lists_wrong {
        list_wrong(&pages, &folds);
    }
    if let Some(path) = plot {
        let points: Vec<(f32, bool)> = pages
            .iter()
            .filter_map(|page| Some((chances(page, SIZES.len() - 1, &folds).readable, page.is_readable?)))
            .collect();
        std::fs::write(&path, plot::reliability(&points))?;
    }
    if fits {
        let head = "# Weights of the signs of src/assess, in hundredths, by examples/assess_figures: for *readable*, then\n\
                    # for article, list, forum, product, documentation, other.\n";
        std::fs::write("data/assess.tsv", format!("{head}{}", fit::fit(&others(None)).to_tsv()))?;
    }
    Ok(())
}

fn chances(page: &Labelled, size: usize, folds: &[Weights]) -> Chances {
    let weights = &folds[page.fold];
    let signs = page.signs_at(size);
    Chances { readable: weights.readable(signs), kind: weights.kind(signs) }
}

fn size_name(size: usize) -> String {
    if size == usize::MAX { "all".into() } else { format!("{} KiB", size >> 10) }
}

fn print(pages: &[Labelled], folds: &[Weights]) {
    println!(
        "| pages | bytes | right of those decided | unsure | article said to be none | other said to be one | kind right |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let sets: [Set; 3] = [
        ("WCXB", |page| page.corpus == "wcxb"),
        ("other corpora", |page| page.corpus != "wcxb" && page.kind.is_some()),
        ("longer than 256 KiB", |page| page.kind.is_some() && page.bytes > 256 << 10),
    ];
    for (name, is_in) in sets {
        let set: Vec<&Labelled> = pages.iter().filter(|page| is_in(page)).collect();
        for (at, &size) in SIZES.iter().enumerate() {
            let row = Row::of(&set, |page| chances(page, at, folds));
            println!("| {name}, {} | {} | {row}", set.len(), size_name(size));
        }
    }
    println!(
        "\n| whole pages of | pages | yes | unsure | no | kind right | taken for |\n| --- | --- | --- | --- | --- | --- | --- |"
    );
    let mut groups: Vec<&str> = pages.iter().map(|page| page.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let set: Vec<&Labelled> = pages.iter().filter(|page| page.group == group).collect();
        let said: Vec<Chances> = set.iter().map(|page| chances(page, SIZES.len() - 1, folds)).collect();
        let share =
            |which: Readable| percent(said.iter().filter(|c| c.assessment().readable == which).count(), said.len());
        let right = set.iter().zip(&said).filter(|(page, said)| page.kind == Some(said.kind)).count();
        let mut taken: Vec<(PageKind, usize)> = Vec::new();
        for kind in said.iter().map(|said| said.kind) {
            match taken.iter_mut().find(|(other, _)| *other == kind) {
                Some((_, count)) => *count += 1,
                None => taken.push((kind, 1)),
            }
        }
        taken.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let taken: Vec<String> = taken.iter().map(|(kind, count)| format!("{kind:?} {count}").to_lowercase()).collect();
        println!(
            "| {group} | {} | {} | {} | {} | {} | {} |",
            set.len(),
            share(Readable::Yes),
            share(Readable::Unsure),
            share(Readable::No),
            if set[0].kind.is_some() { percent(right, set.len()) } else { "".into() },
            taken.join(", ")
        );
    }
    let points: Vec<(f32, bool)> = pages
        .iter()
        .filter_map(|page| Some((chances(page, SIZES.len() - 1, folds).readable, page.is_readable?)))
        .collect();
    let articles = |wanted: bool, p: f32| (p >= 0.4) == wanted;
    let right = points.iter().filter(|(p, is_readable)| articles(*is_readable, *p)).count();
    println!(
        "\n`readable` of `extract`: right on {} of {} pages; expected calibration error {:.3}",
        percent(right, points.len()),
        points.len(),
        plot::calibration_error(&points)
    );
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}

/// Figures of some pages at one size.
#[derive(Default)]
struct Row {
    labelled: usize,
    decided: usize,
    right: usize,
    articles: usize,
    lost: usize,
    others: usize,
    taken: usize,
    kinds: usize,
    kinds_right: usize,
}

impl Row {
    fn of(pages: &[&Labelled], chances: impl Fn(&Labelled) -> Chances) -> Self {
        let mut row = Self::default();
        for page in pages {
            let said = chances(page);
            if let Some(kind) = page.kind {
                row.kinds += 1;
                row.kinds_right += usize::from(kind == said.kind);
            }
            let Some(is_readable) = page.is_readable else { continue };
            row.labelled += 1;
            let readable = said.assessment().readable;
            row.decided += usize::from(readable != Readable::Unsure);
            row.right += usize::from(readable == if is_readable { Readable::Yes } else { Readable::No });
            if is_readable {
                row.articles += 1;
                row.lost += usize::from(readable == Readable::No);
            } else {
                row.others += 1;
                row.taken += usize::from(readable == Readable::Yes);
            }
        }
        row
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} | {} | {} | {} | {} |",
            percent(self.right, self.decided),
            percent(self.labelled - self.decided, self.labelled),
            percent(self.lost, self.articles),
            percent(self.taken, self.others),
            percent(self.kinds_right, self.kinds)
        )
    }
}

fn list_wrong(pages: &[Labelled], folds: &[Weights]) {
    for page in pages {
        let said = chances(page, SIZES.len() - 1, folds);
        let readable = said.assessment().readable;
        let is_wrong = match page.is_readable {
            Some(true) => readable != Readable::Yes,
            Some(false) => readable == Readable::Yes,
            None => false,
        };
        if is_wrong || page.kind.is_some_and(|kind| kind != said.kind) {
            println!("{:.2} {:?} {} {} {}", said.readable, said.kind, page.group, page.id, page.url);
        }
    }
}
