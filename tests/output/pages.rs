//! Each kind of content from the page on: what stands in the middle of an article comes out as its fixture says, as
//! blocks, HTML, Markdown and text.
//!
//! `BLESS=1 cargo test --test output pages` writes what comes out into the fixtures; read the diff before you keep it.

use crate::kinds::compare;
use crate::tree::assert_sound;
use bodycopy::article::Block;
use bodycopy::output::{html_of, markdown_of, text_of};
use bodycopy::{Options, extract};
use serde_json::Value;
use std::fs;

const FOLDER: &str = "tests/fixtures/pages";

const BEFORE: [&str; 2] = [
    "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed, and \
     the school became a shelter for the night, as it had been in the great flood.",
    "The mayor said that the water would fall before the weekend, and that the farmers who had lost their harvest would \
     get help from the state in spring, when the damage had been counted.",
];
const BEHIND: [&str; 2] = [
    "On the other side of the hills it stayed dry, and people came with boats and bread, so that nobody had to spend \
     the second night without a bed, a blanket and something warm to eat.",
    "The railway will be closed until the end of the month, because the line was washed away in three places, and the \
     workers can reach them only on foot, with all that they need on their backs.",
];

fn page(content: &str) -> String {
    let paragraphs = |texts: [&str; 2]| texts.map(|text| format!("<p>{text}</p>\n")).concat();
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Rain in the valley</title></head><body><header><a href=/>The Mill \
         Post</a></header><main><article><h1>Rain in the valley</h1>\n{}{content}{}</article></main></body></html>",
        paragraphs(BEFORE),
        paragraphs(BEHIND)
    )
}

/// Ids tell blocks apart and say nothing else.
fn without_ids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("id");
            fields.values_mut().for_each(without_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(without_ids),
        _ => {}
    }
}

#[test]
fn every_kind_is_built_from_pages_as_its_fixtures_say() {
    let mut folders: Vec<_> = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 20, "only {} fixtures", folders.len());
    let options = Options { url: Some("https://www.example.org/rain.html".to_owned()), ..Options::default() };
    for folder in folders {
        let name = folder.display().to_string();
        let content = fs::read_to_string(folder.join("page.html")).unwrap();
        let article = extract(page(&content).as_bytes(), &options).unwrap();
        let count = article.blocks.len();
        let all = [&BEFORE[..], &BEHIND[..]].concat();
        let kept: Vec<&str> = all.into_iter().filter(|text| article.text.contains(*text)).collect();
        assert_eq!(kept.len(), 4, "{name}: {}", article.text);
        let blocks: &[Block] = &article.blocks[2..count - 2];
        assert_sound(&html_of(blocks), &name);
        let mut json = serde_json::to_value(blocks).unwrap();
        without_ids(&mut json);
        let json = serde_json::to_string_pretty(&json).unwrap();
        let found = [
            ("blocks.json", json),
            ("article.html", html_of(blocks)),
            ("article.md", markdown_of(blocks)),
            ("article.txt", text_of(blocks)),
        ];
        for (file, found) in found {
            compare(&folder.join(file), &(found + "\n"));
        }
    }
}
