//! Each kind of content from the page on: what stands in the middle of an article comes out as its fixture says, as
//! blocks, HTML, Markdown and text. A `page.html` that opens with a doctype is a whole page of its own; the fields of the
//! article that `metadata.json` names, where there is one, are those that it gives.
//!
//! `BLESS=1 cargo test --test output pages` writes what comes out into the fixtures; read the diff before you keep it.

use crate::kinds::compare;
use crate::tree::assert_sound;
use bodycopy::article::Block;
use bodycopy::output::{html_of, markdown_of, text_of};
use bodycopy::{Options, extract};
use serde_json::Value;
use std::collections::BTreeSet;
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

fn pretty(value: &mut Value) -> String {
    without_ids(value);
    serde_json::to_string_pretty(value).unwrap()
}

#[test]
fn every_kind_is_built_from_pages_as_its_fixtures_say() {
    let mut folders: Vec<_> = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 40, "only {} fixtures", folders.len());
    let options = Options { url: Some("https://www.example.org/rain.html".to_owned()), ..Options::default() };
    for folder in folders {
        let name = folder.display().to_string();
        let content = fs::read_to_string(folder.join("page.html")).unwrap();
        let is_whole = content.starts_with("<!DOCTYPE");
        let source = if is_whole { content } else { page(&content) };
        let article = extract(source.as_bytes(), &options).unwrap();
        let blocks: &[Block] = if is_whole {
            &article.blocks
        } else {
            let all = [&BEFORE[..], &BEHIND[..]].concat();
            let kept: Vec<&str> = all.into_iter().filter(|text| article.text.contains(*text)).collect();
            assert_eq!(kept.len(), 4, "{name}: {}", article.text);
            &article.blocks[2..article.blocks.len() - 2]
        };
        assert_sound(&html_of(blocks), &name);
        let mut found = vec![
            ("blocks.json", pretty(&mut serde_json::to_value(blocks).unwrap())),
            ("article.html", html_of(blocks)),
            ("article.md", markdown_of(blocks)),
            ("article.txt", text_of(blocks)),
        ];
        if let Ok(fields) = fs::read_to_string(folder.join("metadata.json")) {
            let mut fields: Value = serde_json::from_str(&fields).unwrap();
            let given = serde_json::to_value(&article).unwrap();
            for (field, value) in fields.as_object_mut().unwrap() {
                *value = given.get(field).unwrap_or_else(|| panic!("{name}: an article has no {field}")).clone();
            }
            found.push(("metadata.json", pretty(&mut fields)));
        }
        for (file, found) in found {
            compare(&folder.join(file), &(found + "\n"));
        }
    }
}

/// What stands between backticks in a column of the tables of `docs/content.md`.
fn named(docs: &str, heading: &str, column: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let sections = docs.split("\n## ").skip(1).filter(|section| section.starts_with(heading));
    for section in sections {
        let mut rows = section.lines().filter(|line| line.starts_with('|'));
        let cells =
            |row: &str| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let at = rows.next().and_then(|row| cells(row).iter().position(|cell| cell == column)).expect(column);
        for row in rows.skip(1) {
            names.extend(cells(row)[at].split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    names
}

#[test]
fn the_table_of_kinds_names_every_fixture_and_every_type_and_nothing_else() {
    let docs = fs::read_to_string("docs/content.md").unwrap();
    let folders = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(named(&docs, "", "fixtures"), folders.collect());

    let types = fs::read_to_string("www/package/index.d.ts").unwrap();
    let declared = |name: &str| {
        let after = types.split(&format!("interface {name} ")).nth(1).unwrap();
        let body = &after[..after.find("\n}").unwrap()];
        let kind = body.split("  type:").nth(1).unwrap();
        kind[..kind.find(';').unwrap()].split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
    };
    let of_union = |name: &str, part: &str| {
        let after = types.split(&format!("export type {name} =")).nth(1).unwrap();
        let union = &after[..after.find(';').unwrap()];
        let names = union.split(|c: char| !c.is_alphanumeric()).filter(|word| word.contains(part));
        names.flat_map(declared).collect::<BTreeSet<_>>()
    };
    assert_eq!(named(&docs, "Blocks", "`type`"), of_union("Block", "Block"));
    let mut inline = of_union("Inline", "Inline");
    inline.insert("break".to_owned());
    assert_eq!(named(&docs, "In a line", "`type`"), inline);
}
