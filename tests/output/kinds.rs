//! Each kind of block and inline, in all formats: an article in JSON beside what it comes out as.
//!
//! `BLESS=1 cargo test --test output kinds` writes what comes out into the fixtures; read the diff before you keep it.

use crate::tree::assert_sound;
use bodycopy::article::Block;
use bodycopy::output::{html_of, markdown_of, text_of};
use std::fs;
use std::path::Path;

const FOLDER: &str = "tests/fixtures/output";

#[test]
fn every_kind_comes_out_as_its_fixtures_say() {
    let mut names: Vec<_> = fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    names.sort();
    assert!(names.len() >= 20, "only {} fixtures", names.len());
    for path in names {
        let blocks: Vec<Block> = serde_json::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let html = html_of(&blocks);
        assert_sound(&html, &path.display().to_string());
        for (extension, found) in [("html", html), ("md", markdown_of(&blocks)), ("txt", text_of(&blocks))] {
            compare(&path.with_extension(extension), &(found + "\n"));
        }
    }
}

#[track_caller]
pub fn compare(path: &Path, found: &str) {
    if std::env::var_os("BLESS").is_some() {
        return fs::write(path, found).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let line = expected.lines().zip(found.lines()).position(|(expected, found)| expected != found);
    assert!(
        expected == found,
        "{} from line {} on\n--- expected\n{expected}--- found\n{found}",
        path.display(),
        line.map_or(expected.lines().count().min(found.lines().count()), |line| line) + 1
    );
}
