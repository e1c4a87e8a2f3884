//! Pages that lie beside the project, read in place. Where they are missing, a test says so and passes.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The folder of shared pages and suites, if it is there.
pub fn shared(part: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(part);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here", path.display());
    None
}

/// Name and bytes of each page of Readability's suite, by name.
pub fn readability_pages() -> Option<Vec<(String, Vec<u8>)>> {
    let mut pages: Vec<(String, Vec<u8>)> = fs::read_dir(shared("peer-suites/readability/test-pages")?)
        .unwrap()
        .filter_map(|entry| {
            let path = entry.unwrap().path();
            let page = fs::read(path.join("source.html")).ok()?;
            Some((path.file_name().unwrap().to_string_lossy().into_owned(), page))
        })
        .collect();
    pages.sort();
    Some(pages)
}

/// Name and bytes of each page of a corpus, by name.
pub fn corpus_pages(name: &str) -> Option<impl Iterator<Item = (String, Vec<u8>)>> {
    let folder = shared("corpus")?.join(name).join("pages");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    Some(files.into_iter().map(|file| {
        let mut page = Vec::new();
        flate2::read::GzDecoder::new(fs::File::open(&file).unwrap()).read_to_end(&mut page).unwrap();
        (file.file_name().unwrap().to_string_lossy().into_owned(), page)
    }))
}
