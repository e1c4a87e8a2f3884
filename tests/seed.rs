//! The page that this project started from: a body followed by seven full teasers of other news, each title twice.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use bodycopy::article::BlockKind;
use bodycopy::{Article, Options, extract, render};
use serde_json::Value;

struct Gold(Value);

impl Gold {
    fn read() -> Option<Self> {
        let path = common::shared("seed")?.join("antv-gold.json");
        Some(Self(serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()))
    }

    fn strings(&self, field: &str) -> Vec<&str> {
        self.0[field].as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect()
    }
}

fn article(file: &str, content_type: &str) -> Article {
    let page = std::fs::read(common::shared("seed").unwrap().join(file)).unwrap();
    let options = Options {
        content_type: Some(content_type.into()),
        url: Some("https://antv.gov.vn/xa-hoi-4/huyen-nhu-thanh.html".into()),
        ..Options::default()
    };
    extract(&page, &options).unwrap()
}

fn assert_body(id: &str, article: &Article, gold: &Gold) {
    assert_eq!(article.title, gold.0["title"].as_str().unwrap(), "{id}");
    let lines: Vec<&str> = article.text.lines().collect();
    assert_eq!(lines, gold.strings("paragraphs"), "{id}");
    for junk in gold.strings("junk") {
        assert!(!article.text.contains(junk), "{id}: {junk}");
    }
    assert_eq!(article.source.as_deref(), gold.0["source"].as_str(), "{id}");
}

fn assert_related(id: &str, article: &Article, gold: &Gold) {
    let got: Vec<_> = article
        .related
        .iter()
        .map(|r| (&*r.title, r.section.as_deref(), r.date.as_deref(), r.teaser.as_deref()))
        .collect();
    let want: Vec<_> = gold.0["related"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["title"].as_str().unwrap(), r["section"].as_str(), r["date"].as_str(), r["teaser"].as_str()))
        .collect();
    assert_eq!(got, want, "{id}");
}

#[test]
fn the_tail_of_other_news_is_related_and_not_text() {
    let Some(gold) = Gold::read() else { return };
    for file in ["antv_alt.html", "antv_visible.html", "antv_flat.html"] {
        let article = article(file, "text/html; charset=utf-8");
        assert_body(file, &article, &gold);
        assert_related(file, &article, &gold);
        assert_eq!(article.lead.as_deref(), gold.0["lead"].as_str(), "{file}");
        assert_eq!(article.section, gold.strings("section"), "{file}");
        assert_eq!(article.lang.as_deref(), Some("vi"), "{file}");
        let captions: Vec<String> = article
            .blocks
            .iter()
            .filter(|block| matches!(&block.kind, BlockKind::Figure { caption: Some(_), .. }))
            .map(|block| render::markdown_of(std::slice::from_ref(block)))
            .collect();
        assert_eq!(captions.len(), gold.strings("captions").len(), "{file}");
        for (got, want) in captions.iter().zip(gold.strings("captions")) {
            assert!(got.contains(want), "{file}: {got} / {want}");
        }
    }
}

#[test]
fn the_bare_text_of_the_page_gives_the_same_article() {
    let Some(gold) = Gold::read() else { return };
    let article = article("antv-article.txt", "text/plain");
    assert_body("antv-article.txt", &article, &gold);
    assert_related("antv-article.txt", &article, &gold);
}
