//! The site's name, and all names by which it goes: what may be cut off a title and is no author.

use super::json::Json;
use super::json_ld::{Facts, text_of, types};
use super::text;
use crate::page::Head;

/// The names of a site.
#[derive(Debug, Default)]
pub struct Site {
    /// The best of them.
    pub name: Option<String>,
    /// Whether the page says that it is news.
    pub is_news: bool,
    /// Keys of all, each once.
    keys: Vec<String>,
    /// The same without spaces, with the labels of the host's name.
    solid: Vec<String>,
    /// What `<title>` has beside the article's title: the site's name, a slogan, a section. Keys without spaces.
    beside_title: Vec<String>,
}

/// `meta` names that hold the site's name, best first.
const META_NAMES: &[&str] = &[
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "al:android:app_name",
    "dc.publisher",
    "dcterms.publisher",
    "cre",
    "publisher",
    "copyright",
];

/// Labels of host names that name no site.
const COMMON_LABELS: &[&str] = &[
    "www", "news", "com", "org", "net", "co", "gov", "edu", "amp", "blog", "web", "info", "en", "online", "mobile",
    "int",
];

impl Site {
    /// Gathers names from the head, the structured data, and the host's name.
    pub fn gather(head: &Head, facts: &Facts<'_>, host: Option<&str>) -> Self {
        let mut site = Self::default();
        let of_news = |kind: &str| kind.ends_with("NewsArticle") || kind == "NewsMediaOrganization";
        site.is_news = facts.things.iter().chain(&facts.site).any(|thing| types(thing).any(of_news));
        let mut best = None;
        for name in META_NAMES {
            for meta in head.metas.iter().filter(|meta| meta.name == *name) {
                let value = text::clean(&meta.content);
                // `copyright` and `publisher` hold sentences as often as names.
                if best.is_none() && *name != "copyright" && is_name(&value) {
                    best = Some(value.clone());
                }
                site.add(&value);
            }
        }
        let publisher = facts.value("publisher").and_then(|publisher| publisher.items().first());
        let declared = publisher
            .and_then(|publisher| facts.name(publisher))
            .or_else(|| facts.site.and_then(|site| text_of(site, "name")));
        for thing in facts.site.iter().copied().chain(publisher.map(|publisher| facts.resolve(publisher))) {
            for member in ["name", "alternateName", "legalName"] {
                for name in thing.get(member).map(Json::items).unwrap_or_default().iter().filter_map(Json::as_text) {
                    site.add(name);
                }
            }
        }
        if let Some(Json::Text(name)) = publisher {
            site.add(name);
        }
        if let Some(host) = host {
            site.add_host(host);
        }
        site.name = best.or_else(|| declared.map(|name| text::clean(&name)).filter(|name| is_name(name)));
        site
    }

    /// Learns what `<title>` has beside the article's title. On a person's own site that is a name, so it tells nothing of authors.
    pub fn learn_from_title(&mut self, title: &str, named: &str) {
        const SEPARATORS: [char; 9] = ['|', '-', '–', '—', ':', '·', '•', '»', '«'];
        let beside = match title.find(named) {
            Some(_) if named.len() < 8 || named.len() == title.len() => return,
            Some(0) => &title[named.len()..],
            Some(at) if at + named.len() == title.len() => &title[..at],
            _ => return,
        };
        let separated = beside.trim_start().starts_with(SEPARATORS) || beside.trim_end().ends_with(SEPARATORS);
        for part in beside.split(SEPARATORS).map(str::trim).filter(|part| separated && is_name(part)) {
            self.beside_title.push(text::key(part).split(' ').collect());
        }
    }

    /// Whether a text is the site's name or what else `<title>` puts beside titles.
    pub fn is_in_title(&self, text: &str) -> bool {
        let solid: String = text::key(text).split(' ').collect();
        self.is(text) || (!solid.is_empty() && self.beside_title.contains(&solid))
    }

    fn add(&mut self, name: &str) {
        if !is_name(name) {
            return;
        }
        let key = text::key(&text::clean(name));
        if key.is_empty() || self.keys.contains(&key) {
            return;
        }
        let solid: String = key.split(' ').collect();
        self.solid.push(solid);
        // "thehill.com" as a name is known by "the hill", too.
        if let Some((label, _)) = key.rsplit_once(' ').filter(|(_, end)| COMMON_LABELS.contains(end)) {
            self.solid.push(label.split(' ').collect());
        }
        self.keys.push(key);
    }

    fn add_host(&mut self, host: &str) {
        let labels: Vec<&str> = host.split('.').collect();
        let shortest = labels.len().saturating_sub(1);
        for label in labels[..shortest].iter().filter(|label| label.len() >= 2 && !COMMON_LABELS.contains(label)) {
            let solid: String = text::key(label).split(' ').collect();
            if !self.solid.contains(&solid) {
                self.solid.push(solid);
            }
        }
        self.solid.push(labels.concat());
        self.solid.push(host.trim_start_matches("www.").split('.').collect());
    }

    /// Whether a text is nothing but the site's name.
    pub fn is(&self, text: &str) -> bool {
        let key = text::key(text);
        if key.is_empty() {
            return false;
        }
        let solid: String = key.split(' ').collect();
        let bare = solid.strip_prefix("the").unwrap_or(&solid);
        self.solid.iter().any(|name| *name == solid || name.strip_prefix("the").unwrap_or(name) == bare)
    }

    /// Whether a text holds the site's name and a word or two more: "BBC News", "Staff of the Herald".
    pub fn is_within(&self, text: &str) -> bool {
        let key = text::key(text);
        self.is(text)
            || self.keys.iter().any(|name| {
                name.len() >= 3 && text::holds(&key, name) && key.split(' ').count() <= name.split(' ').count() + 2
            })
            || key.len() >= 4 && self.keys.iter().any(|name| name.len() <= key.len() * 3 && text::holds(name, &key))
    }
}

/// Whether a value can be a site's name rather than a sentence or an address.
fn is_name(value: &str) -> bool {
    (2..=80).contains(&value.len()) && !value.contains("://") && value.split_whitespace().count() <= 8
}
