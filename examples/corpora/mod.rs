//! Pages to measure on: the command line goes in; the pages of the corpora that it names come out, each with its gold.
//!
//! A corpus is a folder with `gold.jsonl` (`id`, `text`) and `pages/ID.html.gz`; the default place is `../shared/corpus`.

use flate2::read::GzDecoder;
use std::fs::{File, read_to_string};
use std::io::Read;
use std::path::{Path, PathBuf};

pub type Anyhow<T> = Result<T, Box<dyn std::error::Error>>;

/// `[--corpora DIR] [--step N] [--pages] [CORPUS…]`
pub struct Arguments {
    corpora: Vec<String>,
    folder: PathBuf,
    step: usize,
    /// Whether a line for each page is asked for.
    pub shows_pages: bool,
}

/// A page of a corpus.
pub struct Sample {
    pub id: String,
    pub page: Vec<u8>,
    /// The text of its article.
    #[allow(dead_code, reason = "not all that is measured is measured against it")]
    pub gold: String,
}

impl Arguments {
    /// What the command line says; where it names no corpus, `corpora`.
    pub fn read(corpora: &[&str]) -> Anyhow<Self> {
        let mut read = Self { corpora: Vec::new(), folder: "../shared/corpus".into(), step: 1, shows_pages: false };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--corpora" => read.folder = arguments.next().ok_or("--corpora needs a folder")?.into(),
                "--step" => read.step = arguments.next().ok_or("--step needs a number")?.parse()?,
                "--pages" => read.shows_pages = true,
                _ => read.corpora.push(argument),
            }
        }
        if read.corpora.is_empty() {
            read.corpora = corpora.iter().map(|&name| name.to_owned()).collect();
        }
        Ok(read)
    }

    /// The corpora that are there; those that are missing are named.
    pub fn corpora(&self) -> impl Iterator<Item = &str> {
        self.corpora.iter().map(String::as_str).filter(|corpus| {
            let folder = self.folder.join(corpus);
            if !folder.is_dir() {
                eprintln!("{} is missing: nothing to measure on", folder.display());
            }
            folder.is_dir()
        })
    }

    /// The pages of a corpus. A gold whose page is not there is passed over.
    pub fn samples(&self, corpus: &str) -> Anyhow<impl Iterator<Item = Anyhow<Sample>>> {
        let folder = self.folder.join(corpus);
        let lines: Vec<String> =
            read_to_string(folder.join("gold.jsonl"))?.lines().step_by(self.step).map(str::to_owned).collect();
        Ok(lines.into_iter().filter_map(move |line| sample(&folder, &line).transpose()))
    }
}

fn sample(folder: &Path, line: &str) -> Anyhow<Option<Sample>> {
    let gold: serde_json::Value = serde_json::from_str(line)?;
    let of = |name: &str| gold[name].as_str().unwrap_or_default().to_owned();
    let id = of("id");
    let Ok(file) = File::open(folder.join("pages").join(format!("{id}.html.gz"))) else { return Ok(None) };
    let mut page = Vec::new();
    GzDecoder::new(file).read_to_end(&mut page)?;
    Ok(Some(Sample { id, page, gold: of("text") }))
}
