//! Structured data (schema.org in JSON-LD): scripts go in; the things that tell of the article come out.
//!
//! A page's scripts hold many things: the article, the page, the site, breadcrumbs, and often other articles (lists,
//! related ones). Which of them is *the* article is told by its type, by what it stands in, and by its headline.

use super::json::{Json, local_name};
use super::text;
use crate::sorting;
use std::borrow::Cow;

/// Things looked at in one page; real pages have dozens.
const MAX_THINGS: usize = 4096;

/// schema.org's type of an article that grows by updates.
pub const LIVE_BLOG: &str = "LiveBlogPosting";

/// Types remembered of one page.
const MAX_TYPES: usize = 24;

/// All structured data of a page.
#[derive(Debug, Default)]
pub struct JsonLd<'a> {
    roots: Vec<Json<'a>>,
}

/// What the structured data says, in the order in which it is to be believed.
#[derive(Debug, Default)]
pub struct Facts<'a> {
    /// The article, then the page it stands on.
    pub things: Vec<&'a Json<'a>>,
    /// Breadcrumb lists.
    pub breadcrumbs: Vec<&'a Json<'a>>,
    /// The types of all things that are not parts of others, in their order, each once.
    pub types: Vec<&'a str>,
    /// The site.
    pub site: Option<&'a Json<'a>>,
    /// Things that others refer to by `@id`, sorted by it.
    by_id: Vec<(&'a str, &'a Json<'a>)>,
}

/// How a type tells of an article; higher is nearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Page,
    Work,
    Article,
}

impl<'a> JsonLd<'a> {
    /// Reads every script.
    pub fn read(scripts: &'a [String]) -> Self {
        Self { roots: scripts.iter().flat_map(|script| Json::read_all(script)).collect() }
    }

    /// Sorts out which thing is what. `titles` are keys of what else the page is called, to tell its article from others.
    pub fn facts<'b>(&'b self, titles: &[String]) -> Facts<'b>
    where
        'a: 'b,
    {
        let mut walk = Walk { things: Vec::new(), facts: Facts::default(), left: MAX_THINGS };
        for root in &self.roots {
            walk.value(root, false);
        }
        let Walk { mut things, mut facts, .. } = walk;
        sorting::sort_by_key(&mut facts.by_id, |(id, _)| *id);
        facts.by_id.dedup_by_key(|(id, _)| *id);
        // A stable sort: of equals the first stands.
        sorting::sort_by_key(&mut things, |(nearness, thing)| {
            let named = headline(thing).is_some_and(|headline| {
                let key = text::key(&headline);
                titles.iter().any(|title| text::agree(title, &key))
            });
            std::cmp::Reverse((named && *nearness > Nearness::Page, *nearness))
        });
        facts.things = things.into_iter().map(|(_, thing)| thing).collect();
        facts
    }
}

struct Walk<'b> {
    things: Vec<(Nearness, &'b Json<'b>)>,
    facts: Facts<'b>,
    left: usize,
}

impl<'b> Walk<'b> {
    /// Goes through a value; `other`: what is in it belongs to other articles.
    fn value(&mut self, value: &'b Json<'b>, other: bool) {
        match value {
            Json::List(items) => items.iter().for_each(|item| self.value(item, other)),
            Json::Object(members) => self.object(value, members, other),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
        }
    }

    fn object(&mut self, thing: &'b Json<'b>, members: &'b [(Cow<'b, str>, Json<'b>)], other: bool) {
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        if let Some(id) = thing.get("@id").and_then(Json::as_text)
            && members.len() > 1
        {
            self.facts.by_id.push((id, thing));
        }
        for kind in types(thing) {
            match kind {
                "BreadcrumbList" => self.facts.breadcrumbs.push(thing),
                "WebSite" | "NewsMediaOrganization" if self.facts.site.is_none() => self.facts.site = Some(thing),
                _ => {}
            }
        }
        if !other && self.facts.types.len() < MAX_TYPES {
            for kind in types(thing) {
                if !self.facts.types.contains(&kind) {
                    self.facts.types.push(kind);
                }
            }
        }
        if !other && let Some(nearness) = types(thing).filter_map(nearness).max() {
            self.things.push((nearness, thing));
        }
        for (name, value) in members {
            if matches!(value, Json::List(_) | Json::Object(_)) {
                self.value(value, other || leads_to_others(local_name(name)));
            }
        }
    }
}

/// Members whose articles are other articles or parts.
fn leads_to_others(name: &str) -> bool {
    matches!(
        name,
        "itemListElement"
            | "hasPart"
            | "mentions"
            | "citation"
            | "comment"
            | "relatedLink"
            | "blogPost"
            | "blogPosts"
            | "liveBlogUpdate"
            | "isPartOf"
            | "isBasedOn"
            | "video"
            | "image"
            | "subjectOf"
            | "review"
            | "associatedMedia"
            | "sharedContent"
            | "workExample"
            | "publisher"
            | "author"
            | "suggestedAnswer"
            | "acceptedAnswer"
    )
}

fn nearness(kind: &str) -> Option<Nearness> {
    Some(match kind {
        "BlogPosting" | LIVE_BLOG | "Report" | "SocialMediaPosting" | "DiscussionForumPosting" | "NewsStory" => {
            Nearness::Article
        }
        _ if kind.ends_with("Article") => Nearness::Article,
        "CreativeWork"
        | "Review"
        | "Recipe"
        | "HowTo"
        | "QAPage"
        | "Question"
        | "Product"
        | "Event"
        | "VideoObject"
        | "PodcastEpisode"
        | "RadioEpisode"
        | "TVEpisode"
        | "Course"
        | "Book"
        | "Movie"
        | "SoftwareApplication"
        | "JobPosting"
        | "Dataset"
        | "LearningResource"
        | "ImageGallery"
        | "MediaGallery"
        | "Thesis" => Nearness::Work,
        _ if kind.ends_with("Page") => Nearness::Page,
        _ => return None,
    })
}

/// The types of a thing, without their namespace.
pub fn types<'b>(thing: &'b Json<'_>) -> impl Iterator<Item = &'b str> {
    thing.get("@type").map(Json::items).unwrap_or_default().iter().filter_map(Json::as_text).map(local_name)
}

/// Whether a thing is an article.
pub fn is_article(thing: &Json<'_>) -> bool {
    types(thing).filter_map(nearness).any(|nearness| nearness == Nearness::Article)
}

/// What a thing is called.
pub fn headline<'b>(thing: &'b Json<'_>) -> Option<Cow<'b, str>> {
    ["headline", "name"].into_iter().find_map(|name| text_of(thing, name))
}

/// A member that is a string with something in it; the first of a list.
pub fn text_of<'b>(thing: &'b Json<'_>, name: &str) -> Option<Cow<'b, str>> {
    let text = thing.get(name)?.items().iter().find_map(Json::as_text)?.trim();
    (!text.is_empty()).then_some(Cow::Borrowed(text))
}

impl<'a> Facts<'a> {
    /// The first thing's member of that name that is a string.
    pub fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.things.iter().find_map(|thing| text_of(thing, name))
    }

    /// The article, where it is one that grows by updates.
    pub fn live_blog(&self) -> Option<&'a Json<'a>> {
        self.things.iter().copied().find(|thing| types(thing).any(|kind| kind == LIVE_BLOG))
    }

    /// The texts of a live blog's updates; their headlines may stand in a list of contents as well.
    pub fn updates(&self) -> Option<String> {
        let updates = self.live_blog()?.get("liveBlogUpdate").map_or(&[][..], Json::items);
        let texts = updates.iter().filter_map(|update| text_of(update, "articleBody"));
        let text = texts.collect::<Vec<_>>().join("\n");
        (!text.is_empty()).then_some(text)
    }

    /// The first thing's member of that name, whatever it is.
    pub fn value(&self, name: &str) -> Option<&'a Json<'a>> {
        self.things.iter().find_map(|thing| thing.get(name).filter(|value| !value.items().is_empty()))
    }

    /// The thing itself, or the one that it refers to by `@id`.
    pub fn resolve(&self, thing: &'a Json<'a>) -> &'a Json<'a> {
        let Json::Object(members) = thing else { return thing };
        let Some(id) = thing.get("@id").and_then(Json::as_text) else { return thing };
        // A reference may repeat the type or the name beside the id.
        if members.len() > 3 {
            return thing;
        }
        self.by_id.binary_search_by_key(&id, |(id, _)| *id).map_or(thing, |found| self.by_id[found].1)
    }

    /// Whether a thing says nothing else than that it stands on the page of an address.
    pub fn is_of_page(&self, thing: &'a Json<'a>, address: Option<&str>) -> bool {
        let page = thing.get("mainEntityOfPage").and_then(|page| page.items().first());
        let named = page.and_then(|page| page.as_text().or_else(|| page.get("@id")?.as_text()));
        let named = named.or_else(|| thing.get("url")?.as_text()).filter(|url| url.starts_with("http"));
        let bare = |url: &str| url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/').to_owned();
        named.is_none_or(|url| address.is_some_and(|address| bare(address) == bare(url)))
    }

    /// The name of a thing: itself where it is a string.
    pub fn name(&self, thing: &'a Json<'a>) -> Option<Cow<'a, str>> {
        match thing {
            Json::Text(text) => Some(Cow::Borrowed(text)),
            _ => text_of(thing, "name").or_else(|| text_of(self.resolve(thing), "name")),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn headline_of(scripts: &[&str], titles: &[&str]) -> Option<String> {
        let scripts: Vec<String> = scripts.iter().map(|script| (*script).to_owned()).collect();
        let titles: Vec<String> = titles.iter().map(|title| text::key(title)).collect();
        let data = JsonLd::read(&scripts);
        let facts = data.facts(&titles);
        facts.things.first().and_then(|thing| headline(thing)).map(Cow::into_owned)
    }

    #[test]
    fn the_article_is_found_among_other_things() {
        let page = r#"{"@type": "WebPage", "name": "Page"}"#;
        let article = r#"{"@type": ["Thing", "NewsArticle"], "headline": "Rain"}"#;
        let list = r#"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Snow"}]}"#;
        assert_eq!(headline_of(&[list, page, article], &[]).as_deref(), Some("Rain"));
        let graph =
            r#"{"@graph": [{"@type": "WebPage", "name": "Page"}, {"@type": "schema:Article", "headline": "Rain"}]}"#;
        assert_eq!(headline_of(&[graph], &[]).as_deref(), Some("Rain"));
        let two = r#"[{"@type": "Article", "headline": "Snow"}, {"@type": "Article", "headline": "Rain"}]"#;
        assert_eq!(headline_of(&[two], &["Rain"]).as_deref(), Some("Rain"));
        assert_eq!(headline_of(&[two], &[]).as_deref(), Some("Snow"));
    }

    #[test]
    fn a_live_blog_has_the_texts_of_its_updates() {
        let scripts = [r#"{"@type": "LiveBlogPosting", "articleBody": "It rains.", "liveBlogUpdate": [
            {"@type": "BlogPosting", "articleBody": "It rains more."}, {"@type": "BlogPosting", "headline": "A picture"},
            {"@type": "BlogPosting", "articleBody": "It is dry."}]}"#
            .to_owned()];
        let data = JsonLd::read(&scripts);
        assert_eq!(data.facts(&[]).updates().as_deref(), Some("It rains more.\nIt is dry."));
    }

    #[test]
    fn references_by_id_are_followed() {
        let scripts = [r##"{"@graph": [{"@type": "Article", "author": {"@id": "#p"}}, {"@type": "Person", "@id": "#p", "name": "Ann Lee"}]}"##.to_owned()];
        let data = JsonLd::read(&scripts);
        let facts = data.facts(&[]);
        assert_eq!(facts.name(facts.value("author").unwrap()).as_deref(), Some("Ann Lee"));
    }
}
