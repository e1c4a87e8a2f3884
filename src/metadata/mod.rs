//! What the page says about the article: a page goes in; title, authors, dates, source, language, pictures come out.
//!
//! A page says most of it several times (structured data, Open Graph, older `meta` names, microdata, shown text), and the
//! sayings disagree on one page in four. Each subject has a file that gathers every saying with its source and then
//! chooses: by an order of sources that is measured on real pages (`docs/metadata.md`), and by agreement between them.
//! What was not chosen stays visible in [`Metadata::candidates`].

mod address;
mod authors;
mod bylines;
pub mod date;
mod evidence;
mod image;
pub(crate) mod json;
mod json_ld;
mod language;
mod lead;
mod marks;
mod meta_tags;
mod nearby;
mod people;
pub mod plain;
mod section;
mod shown_dates;
mod site;
mod source_line;
mod text;
mod times;
mod title;
mod words;

pub use evidence::{Candidate, Field, Source};
pub use source_line::source_line;

use crate::article::{Author, Direction, Image};
use crate::links::Links;
use crate::page::{BlockId, Page};
use crate::sorting;
use json::Json;
use json_ld::{Facts, JsonLd};
use marks::Marks;
use nearby::Nearby;
use site::Site;

/// What the page says about the article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// The headline; empty where the page has none.
    pub title: String,
    /// The standfirst, where the page marks one.
    pub lead: Option<String>,
    /// The byline as the page gives it.
    pub byline: Option<String>,
    /// The persons who wrote it.
    pub authors: Vec<Author>,
    /// The agency or site that it was taken from.
    pub source: Option<String>,
    /// The site's name.
    pub site_name: Option<String>,
    /// The breadcrumb, outermost first, without the site and the article.
    pub section: Vec<String>,
    /// Tags or keywords.
    pub tags: Vec<String>,
    /// ISO 8601, with time and offset where the page gives them.
    pub published_time: Option<String>,
    /// ISO 8601, with time and offset where the page gives them.
    pub modified_time: Option<String>,
    /// The address that the page gives itself.
    pub canonical_url: Option<String>,
    /// The next page of the same article.
    pub next_page: Option<String>,
    /// BCP 47 tag.
    pub lang: Option<String>,
    /// Base direction.
    pub dir: Option<Direction>,
    /// The picture that stands for the article.
    pub image: Option<Image>,
    /// The site's icon.
    pub favicon: Option<String>,
    /// The page's own description of itself.
    pub excerpt: Option<String>,
    /// `Some(false)` where the page says that a paywall or login cuts it.
    pub accessible_for_free: Option<bool>,
    /// The types that the page declares for what it is: schema.org's in JSON-LD and microdata, Open Graph's `og:type`.
    pub declared: Vec<(Source, String)>,
    /// The article's text in the structured data, where it is there.
    pub article_body: Option<String>,
    /// The texts of a live blog's updates in the structured data.
    pub updates: Option<String>,
    /// The block that shows the title.
    pub headline: Option<BlockId>,
    /// The block that shows the lead.
    pub lead_block: Option<BlockId>,
    /// Blocks near the headline that show the authors or a date.
    pub byline_blocks: Vec<BlockId>,
    /// The block that shows the source.
    pub source_block: Option<BlockId>,
    /// Every title, author, date and site name that was found, chosen or not.
    pub candidates: Vec<Candidate>,
}

impl Metadata {
    /// Whether the page calls itself an article that grows by updates.
    #[must_use]
    pub fn is_live_blog(&self) -> bool {
        self.declared.iter().any(|(_, kind)| kind == json_ld::LIVE_BLOG)
    }
}

/// Gathers what a page says about its article.
#[must_use]
pub fn gather(page: &Page, links: &Links) -> Metadata {
    let data = JsonLd::read(&page.head.json_ld);
    let facts = data.facts(&title::head_keys(page));
    let marks = Marks::of(page);
    let head = &page.head;

    let lang = language::lang(head, &facts);
    let canonical_url = address::canonical(head, &facts, links);
    let own = links.resolve(".").filter(|url| url.starts_with("http")).or_else(|| canonical_url.clone());
    let mut site = Site::gather(head, &facts, own.as_deref().and_then(host));

    let mut candidates = title::candidates(page, &facts, &marks);
    for candidate in
        candidates.iter().filter(|candidate| matches!(candidate.source, Source::OpenGraph | Source::JsonLd))
    {
        site.learn_from_title(&head.title, &candidate.value);
    }
    let title = if page.is_plain {
        plain::headline(page)
    } else {
        title::choose(page, &candidates, &facts, &site, &marks, canonical_url.as_deref())
    };
    let nearby = Nearby::of(page, title.block);
    let address = canonical_url.as_deref();
    let times = times::gather(page, &facts, &marks, &nearby, title.block, lang.as_deref(), address);
    let context =
        people::Context { site: &site, lang: lang.as_deref(), language: words::Language::of(lang.as_deref()) };
    let authors =
        authors::Reader { page, facts: &facts, marks: &marks, nearby: &nearby, context, headline: title.block, links }
            .gather();
    let excerpt = excerpt(page, &facts);
    let lead = lead::find(page, &nearby, excerpt.as_deref(), &title.text);
    let (source, source_block) = source(page, &facts, title.block);

    candidates.extend(times.candidates);
    candidates.extend(authors.candidates);
    let mut byline_blocks = authors.blocks;
    byline_blocks.extend(times.blocks);
    sorting::sort(&mut byline_blocks);
    byline_blocks.dedup();

    Metadata {
        section: section::sections(page, &facts, &marks, &nearby, &site, &title.text),
        tags: section::tags(page, &facts, &marks),
        next_page: address::next_page(page, &marks, links, address),
        dir: language::dir(head, lang.as_deref()),
        image: image::lead_image(page, &facts, &marks, links),
        favicon: image::favicon(head, links),
        accessible_for_free: accessible_for_free(page, &facts),
        declared: declared(page, &facts, &marks),
        article_body: facts.text("articleBody").map(|body| body.into_owned()),
        updates: facts.updates(),
        title: title.text,
        headline: title.block,
        lead: lead.map(|block| page.block_text(block).to_owned()),
        lead_block: lead,
        byline: authors.byline,
        authors: authors.persons,
        source,
        source_block,
        site_name: site.name,
        published_time: times.published.map(|stamp| stamp.to_string()),
        modified_time: times.modified.map(|stamp| stamp.to_string()),
        canonical_url,
        lang,
        excerpt,
        byline_blocks,
        candidates,
    }
}

/// The host's name in an absolute address.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    rest.split(['/', '?', '#', ':']).next().filter(|host| !host.is_empty())
}

/// The page's own description.
fn excerpt(page: &Page, facts: &Facts<'_>) -> Option<String> {
    let names = [
        "og:description",
        "description",
        "twitter:description",
        "dc.description",
        "dcterms.description",
        "sailthru.description",
    ];
    meta_tags::first_of(&page.head, &names).or_else(|| {
        facts.text("description").map(|description| text::clean(&description)).filter(|text| !text.is_empty())
    })
}

/// The types that the page declares.
fn declared(page: &Page, facts: &Facts<'_>, marks: &Marks<'_>) -> Vec<(Source, String)> {
    let structured = facts.types.iter().map(|kind| (Source::JsonLd, *kind));
    let marked = marks.itemtypes.iter().map(|kind| (Source::Microdata, *kind));
    let graph = meta_tags::first(&page.head, "og:type").map(|kind| (Source::OpenGraph, kind));
    structured.chain(marked).chain(graph).map(|(source, kind)| (source, kind.to_owned())).collect()
}

/// Where the article was taken from: a line of the page that says so, else the structured data.
fn source(page: &Page, facts: &Facts<'_>, headline: Option<BlockId>) -> (Option<String>, Option<BlockId>) {
    use crate::page::{Flags, Tag};
    let start = headline.map_or(0, |block| block.0);
    for block in page.block_ids().skip(start as usize) {
        let Some(name) = source_line(page.block_text(block)) else { continue };
        let container = page.block(block).container;
        let elsewhere = page.ancestors(container).any(|node| {
            matches!(page.node(node).tag, Tag::FIGURE | Tag::FIGCAPTION | Tag::FOOTER | Tag::NAV | Tag::ASIDE)
                || page.node(node).flags.has(Flags::SKIPPED)
        });
        if !elsewhere {
            return (Some(name), Some(block));
        }
    }
    let declared = facts
        .value("sourceOrganization")
        .and_then(|source| source.items().first())
        .and_then(|source| facts.name(source))
        .map(|name| text::clean(&name))
        .or_else(|| meta_tags::first_of(&page.head, &["article:source", "dc.source", "dcterms.source"]))
        .filter(|name| !name.contains("://"));
    (declared, None)
}

/// Whether the page says that all of it can be read.
fn accessible_for_free(page: &Page, facts: &Facts<'_>) -> Option<bool> {
    let declared = facts.value("isAccessibleForFree").and_then(|value| match value {
        Json::Bool(free) => Some(*free),
        Json::Text(text) if text.eq_ignore_ascii_case("false") || text.ends_with("schema.org/False") => Some(false),
        Json::Text(text) if text.eq_ignore_ascii_case("true") || text.ends_with("schema.org/True") => Some(true),
        _ => None,
    });
    declared.or_else(|| match meta_tags::first(&page.head, "article:content_tier") {
        Some("locked") => Some(false),
        Some("free") => Some(true),
        _ => None,
    })
}
