//! Folders of the corpus go in; pages with their labels and signs come out.

use crate::Anyhow;
use crate::fit::Sample;
use bodycopy::article::PageKind;
use bodycopy::assess::Signs;
use bodycopy::links::Links;
use bodycopy::page::Page;
use bodycopy::verdict::{self, model::Model};
use bodycopy::{Extractor, Options, metadata};
use flate2::Crc;
use flate2::read::GzDecoder;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Beginnings so short are learned from, too.
const SHORT: [usize; 3] = [2 << 10, 8 << 10, 16 << 10];
/// How much of a page has come, in bytes.
pub const SIZES: [usize; 5] = [32 << 10, 64 << 10, 128 << 10, 256 << 10, usize::MAX];
/// Sites are shared out among so many folds, as in `tools/train`.
pub const FOLDS: usize = 5;

const CORPORA: [&str; 9] =
    ["wcxb", "naeb", "fundus", "vn", "magic_html", "trafilatura_eval", "postlight", "zh_elwin", "google_trends"];

/// A page with what is known of it.
pub struct Labelled {
    pub corpus: String,
    pub id: String,
    pub url: String,
    /// Corpus and type.
    pub group: String,
    pub kind: Option<PageKind>,
    pub is_readable: Option<bool>,
    pub fold: usize,
    pub bytes: usize,
    title: String,
    text: String,
    /// What the signs are at each of [`SHORT`].
    short: Vec<Signs>,
    /// What the signs are at each of [`SIZES`]; the last for those that the page does not reach.
    signs: Vec<Signs>,
    weight: f32,
}

impl Labelled {
    pub fn signs_at(&self, size: usize) -> &Signs {
        let reached = SIZES.iter().take_while(|&&size| size < self.bytes).count();
        if size < reached { &self.signs[size] } else { &self.signs[self.signs.len() - 1] }
    }

    /// What is learned from it: the whole page counts as much as all of its beginnings.
    pub fn samples(&self) -> Vec<Sample> {
        let last = self.signs.len() - 1;
        let weight = |at: usize| if at == last { self.weight } else { self.weight / last as f32 };
        let sample = |signs: &'_ Signs, weight| Sample {
            values: signs.values,
            kind: self.kind,
            is_readable: self.is_readable,
            weight,
        };
        let short = self.short.iter().map(|signs| sample(signs, self.weight / 8.0));
        self.signs.iter().enumerate().map(|(at, signs)| sample(signs, weight(at))).chain(short).collect()
    }
}

struct Gold {
    corpus: &'static str,
    path: PathBuf,
    value: serde_json::Value,
}

/// Reads all pages on all cores.
pub fn read(folder: &Path) -> Anyhow<Vec<Labelled>> {
    let mut golds = Vec::new();
    for corpus in CORPORA {
        let file = folder.join(corpus).join("gold.jsonl");
        if !file.exists() {
            eprintln!("{} is missing", file.display());
            continue;
        }
        for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
            let value: serde_json::Value = serde_json::from_str(line)?;
            let id = value["id"].as_str().unwrap_or_default();
            let path = folder.join(corpus).join("pages").join(format!("{id}.html.gz"));
            golds.push(Gold { corpus, path, value });
        }
    }
    let threads = std::thread::available_parallelism()?.get();
    let parts: Vec<Result<Vec<Labelled>, String>> = std::thread::scope(|scope| {
        let golds = &golds;
        let work = |first: usize| move || golds.iter().skip(first).step_by(threads).map(label).collect();
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(work(first))).collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err("reading panicked".into()))).collect()
    });
    let mut pages: Vec<Labelled> = parts.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    pages.sort_by(|a, b| (&a.corpus, &a.id).cmp(&(&b.corpus, &b.id)));
    Ok(pages)
}

fn label(gold: &Gold) -> Result<Labelled, String> {
    let text = |name: &str| gold.value[name].as_str().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    let file = std::fs::File::open(&gold.path).map_err(|error| format!("{}: {error}", gold.path.display()))?;
    GzDecoder::new(file).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let kind_name = match gold.corpus {
        "google_trends" => match text("text").split_whitespace().count() {
            0..60 => "little text",
            60..300 => "some text",
            _ => "much text",
        }
        .to_owned(),
        "wcxb" | "magic_html" => text("page_type"),
        _ => "article".to_owned(),
    };
    let (kind, is_readable) = match kind_name.as_str() {
        "article" => (Some(PageKind::Article), Some(true)),
        "listing" | "collection" => (Some(PageKind::List), Some(false)),
        "product" => (Some(PageKind::Product), Some(false)),
        "service" => (Some(PageKind::Other), Some(false)),
        "forum" => (Some(PageKind::Forum), None),
        "documentation" => (Some(PageKind::Documentation), None),
        _ => (None, None),
    };
    let url = text("url");
    let at =
        |size: usize| signs_of(&bytes[..bytes.len().min(size)], &url, size >= bytes.len()).map_err(|e| e.to_string());
    let short = SHORT.into_iter().map(at).collect::<Result<Vec<_>, _>>()?;
    let mut signs = Vec::new();
    for size in SIZES {
        signs.push(at(size)?);
        if size >= bytes.len() {
            break;
        }
    }
    let site = if url.is_empty() { format!("{}:{}", gold.corpus, text("id")) } else { site(&url) };
    Ok(Labelled {
        corpus: gold.corpus.to_owned(),
        id: text("id"),
        group: format!("{} {kind_name}", gold.corpus),
        kind,
        is_readable,
        fold: fold(&site),
        bytes: bytes.len(),
        title: text("title"),
        text: text("text"),
        short,
        signs,
        weight: 1.0,
        url,
    })
}

fn signs_of(bytes: &[u8], url: &str, is_whole: bool) -> Anyhow<Signs> {
    // Some corpora re-encoded their pages and left the old charset in `<meta>`.
    let is_utf8 = std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true);
    let options = Options {
        url: (!url.is_empty()).then(|| url.to_owned()),
        content_type: is_utf8.then(|| "text/html; charset=utf-8".to_owned()),
        ..Options::default()
    };
    let mut extractor = Extractor::new(options)?.without_events();
    extractor.write(bytes)?;
    let (mut page, options) = extractor.into_page()?;
    page.is_whole = is_whole;
    Ok(signs(&page, &options))
}

fn signs(page: &Page, options: &Options) -> Signs {
    let links = Links::new(options.url.as_deref(), page.head.base.as_deref());
    let metadata = metadata::gather(page, &links);
    let verdict = verdict::judge(page, &metadata, options, Model::shipped());
    Signs::of(page, &metadata, options.url.as_deref(), &verdict.blocks, verdict.related.len())
}

/// Pages without any trimmings, as programs and tests make them: a title and paragraphs, a list of links, nothing. No corpus
/// has them. They are learned from, not measured on.
pub fn made(pages: &[Labelled]) -> Vec<Labelled> {
    let articles: Vec<&Labelled> =
        pages.iter().filter(|page| page.text.len() > 600 && !page.title.is_empty()).collect();
    let mut made = Vec::new();
    for (at, page) in articles.iter().enumerate().step_by(6) {
        let most = [3, 6, 100][at / 6 % 3];
        let paragraphs = page.text.lines().filter(|line| !line.trim().is_empty()).take(most);
        let body: String = paragraphs.map(|line| format!("<p>{}</p>", escaped(line))).collect();
        let title = escaped(&page.title);
        let head = format!("<title>{title}</title><body>");
        let list: String = articles[at..articles.len().min(at + 12)]
            .iter()
            .map(|other| format!("<li><a href='/{}'>{}</a></li>", other.id, escaped(&other.title)))
            .collect();
        for (html, kind, is_readable) in [
            (format!("{head}<h1>{title}</h1>{body}</body>"), PageKind::Article, true),
            (format!("{head}<ul>{list}</ul><article><h1>{title}</h1>{body}</article></body>"), PageKind::Article, true),
            (format!("{head}<ul>{list}</ul></body>"), PageKind::List, false),
            (format!("{head}<div id='root'></div></body>"), PageKind::Other, false),
        ] {
            let Ok(signs) = signs_of(html.as_bytes(), "", true) else { continue };
            made.push(Labelled {
                corpus: "made".into(),
                id: page.id.clone(),
                url: String::new(),
                group: "made".into(),
                kind: Some(kind),
                is_readable: Some(is_readable),
                fold: page.fold,
                bytes: html.len(),
                title: String::new(),
                text: String::new(),
                short: Vec::new(),
                signs: vec![signs],
                weight: 0.25,
            });
        }
    }
    made
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The site of an address: its last two labels, three under `co.uk` and the like.
fn site(url: &str) -> String {
    const SECOND_LEVEL: [&str; 14] =
        ["ac", "co", "com", "edu", "go", "gob", "gov", "gv", "ne", "net", "nom", "or", "org", "gen"];
    let host = url.split("://").nth(1).unwrap_or(url).split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let count = labels.len();
    let is_deep = count > 2 && labels[count - 1].len() == 2 && SECOND_LEVEL.contains(&labels[count - 2]);
    labels[count.saturating_sub(if is_deep { 3 } else { 2 })..].join(".")
}

fn fold(site: &str) -> usize {
    let mut crc = Crc::new();
    crc.update(site.as_bytes());
    crc.sum() as usize % FOLDS
}
