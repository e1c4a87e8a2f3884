//! Gives training and measuring what only the Rust code knows.
//!
//! ```text
//! bodycopy-train names                          the features: name, unit, why, a line each; first a line with their hash
//! bodycopy-train table PAGES OUT                features and texts of the blocks of the listed pages: OUT.i16, OUT.jsonl
//! bodycopy-train articles PAGES [--model FILE]  the articles of the listed pages, a JSON line each, as `extract` gives them
//! ```
//!
//! PAGES is a file of JSON lines `{"id", "path", "url", "model"}`; a path may end in `.gz`; `model`, where given, is the
//! model file that judges this page.

use bodycopy::verdict::features::{Tiles, names};
use bodycopy::verdict::model::Model;
use bodycopy::verdict::{Evidence, class_tokens};
use bodycopy::{Extractor, Options, links::Links, metadata};
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Read, Write};

/// A page to read.
#[derive(Deserialize)]
struct Listed {
    id: String,
    path: String,
    url: Option<String>,
    model: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["names"] => names_to(&mut std::io::stdout()),
        ["table", pages, out] => table(pages, out),
        ["articles", pages] => articles(pages, None),
        ["articles", pages, "--model", model] => articles(pages, Some(model)),
        _ => Err("usage: bodycopy-train names | table PAGES OUT | articles PAGES [--model FILE]".into()),
    }
}

fn names_to(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(out, "{:08x}", names::HASH)?;
    for place in 0..names::COUNT {
        writeln!(out, "{}", names::name(place))?;
    }
    Ok(())
}

fn table(pages: &str, out: &str) -> Result<(), Box<dyn Error>> {
    let mut cells = BufWriter::new(File::create(format!("{out}.i16"))?);
    let mut lines = BufWriter::new(File::create(format!("{out}.jsonl"))?);
    for listed in listed(pages)? {
        let (page, options) = extractor(&listed)?.into_page()?;
        let links = Links::new(options.url.as_deref(), page.head.base.as_deref());
        let metadata = metadata::gather(&page, &links);
        let evidence = Evidence::new(&page, &metadata);
        let mut tiles = Tiles::of(&evidence);
        let mut blocks = Vec::new();
        while let Some(tile) = tiles.next_tile() {
            for row in 0..tile.blocks().len() {
                for cell in tile.row(row) {
                    cells.write_all(&cell.to_le_bytes())?;
                }
            }
            blocks.extend(tile.blocks().iter().map(|&id| described(&evidence, id)));
        }
        serde_json::to_writer(&mut lines, &serde_json::json!({ "id": listed.id, "blocks": blocks }))?;
        lines.write_all(b"\n")?;
    }
    Ok(())
}

/// What the labels are made from.
fn described(evidence: &Evidence<'_>, id: bodycopy::page::BlockId) -> serde_json::Value {
    let page = evidence.page;
    let container = page.block(id).container;
    let class = page.attr(container, bodycopy::page::AttrName::Class).unwrap_or_default();
    let parent = page.node(container).parent;
    serde_json::json!({
        "text": page.block_text(id),
        "tag": page.node(container).tag.name(),
        "class": class,
        "parent": page.attr(parent, bodycopy::page::AttrName::Class).unwrap_or_default(),
        "headline": evidence.metadata.headline == Some(id),
        "caption": is_caption(evidence, id),
    })
}

/// Whether the markup says that a block is a caption.
fn is_caption(evidence: &Evidence<'_>, id: bodycopy::page::BlockId) -> bool {
    let container = evidence.page.block(id).container;
    evidence.is_within(container, bodycopy::page::Tag::FIGCAPTION, 4)
        || evidence.tokens_around(container, 1).any(class_tokens::Tokens::CAPTION)
}

fn articles(pages: &str, model: Option<&str>) -> Result<(), Box<dyn Error>> {
    let mut models: HashMap<String, Model> = HashMap::new();
    let mut out = BufWriter::new(std::io::stdout());
    for listed in listed(pages)? {
        let path = listed.model.as_deref().or(model);
        if let Some(path) = path
            && !models.contains_key(path)
        {
            models.insert(path.to_owned(), Model::read(&std::fs::read(path)?)?);
        }
        let extractor = extractor(&listed)?;
        let (_, article) = match path {
            Some(path) => extractor.end_with(&models[path])?,
            None => extractor.end()?,
        };
        let names: Vec<&str> = article.authors.iter().map(|author| author.name.as_str()).collect();
        let line = serde_json::json!({
            "id": listed.id,
            "title": article.title,
            "authors": names,
            "published": article.published_time,
            "text": article.text,
            "related": article.related,
            "lead": article.lead,
            "readable": article.readable,
            "confidence": article.confidence,
        });
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn listed(path: &str) -> Result<Vec<Listed>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    text.lines().filter(|line| !line.is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn extractor(listed: &Listed) -> Result<Extractor, Box<dyn Error>> {
    let mut bytes = std::fs::read(&listed.path)?;
    if listed.path.ends_with(".gz") {
        let mut plain = Vec::new();
        GzDecoder::new(&bytes[..]).read_to_end(&mut plain)?;
        bytes = plain;
    }
    // Some corpora re-encoded their pages to UTF-8 and left the old charset in `<meta>`: valid UTF-8 is said to be so,
    // as a server would.
    let is_utf8 = std::str::from_utf8(&bytes).is_ok();
    let content_type = is_utf8.then(|| "text/html; charset=utf-8".to_owned());
    let mut extractor = Extractor::new(Options { url: listed.url.clone(), content_type, ..Options::default() })?;
    extractor.write(&bytes)?;
    Ok(extractor)
}
