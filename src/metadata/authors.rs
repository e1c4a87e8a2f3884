//! Who wrote the article: the persons, and the byline as the page gives it.

use super::evidence::{Candidate, Field, Source};
use super::json::Json;
use super::json_ld::{Facts, text_of, types};
use super::marks::{Marks, property_value, shown_text};
use super::meta_tags;
use super::nearby::Nearby;
use super::people::{self, Names, Trust};
use super::site::Site;
use super::text;
use crate::article::Author;
use crate::links::Links;
use crate::page::{AttrName, BlockId, Page};
use crate::verdict::class_tokens::{self, Tokens};

const META_NAMES: &meta_tags::Names = &[
    (Source::Citation, "citation_author"),
    (Source::Analytics, "parsely-author"),
    (Source::Analytics, "sailthru.author"),
    (Source::Analytics, "cxenseparse:author"),
    (Source::Meta, "author"),
    (Source::Meta, "authors"),
    (Source::Meta, "byl"),
    (Source::Meta, "byline"),
    (Source::Meta, "article.author"),
    (Source::OpenGraph, "article:author"),
    (Source::OpenGraph, "article:author:name"),
    (Source::OpenGraph, "og:article:author"),
    (Source::OpenGraph, "og:author"),
    (Source::DublinCore, "dc.creator"),
    (Source::DublinCore, "dcterms.creator"),
    (Source::DublinCore, "dc.contributor"),
    (Source::Microdata, "author"),
];

/// Sources of authors, the best first (`docs/metadata.md`).
const RANK: &[Source] = &[
    Source::JsonLd,
    Source::Citation,
    Source::Analytics,
    Source::Microdata,
    Source::Meta,
    Source::OpenGraph,
    Source::Rel,
    Source::Class,
    Source::Shown,
    Source::DublinCore,
];

/// A shown byline is at most this long (bytes).
const LONGEST_BYLINE: usize = 240;

/// Who wrote the article.
#[derive(Debug, Default)]
pub struct Authors {
    pub persons: Vec<Author>,
    pub byline: Option<String>,
    pub candidates: Vec<Candidate>,
    /// Blocks near the headline that name the authors.
    pub blocks: Vec<BlockId>,
}

/// What one source says.
struct Claim {
    source: Source,
    names: Names,
    shown: String,
}

/// What a page's authors are read from.
pub struct Reader<'a> {
    pub page: &'a Page,
    pub facts: &'a Facts<'a>,
    pub marks: &'a Marks<'a>,
    pub nearby: &'a Nearby,
    pub site: &'a Site,
    pub lang: Option<&'a str>,
    pub links: &'a Links,
}

impl Reader<'_> {
    /// Gathers bylines and chooses among them.
    pub fn gather(&self) -> Authors {
        let mut addresses: Vec<(String, String)> = Vec::new();
        let mut claims = Vec::new();
        claims.extend(self.structured(&mut addresses));
        self.declared(&mut claims);
        let blocks = self.shown(&mut claims, &mut addresses);
        let mut authors = self.choose(&claims, &addresses);
        authors.blocks = blocks;
        authors.candidates = claims
            .into_iter()
            .map(|claim| Candidate {
                field: Field::Author,
                source: claim.source,
                value: claim
                    .names
                    .persons
                    .iter()
                    .chain(&claim.names.organisations)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("; "),
            })
            .collect();
        authors
    }

    fn read(&self, value: &str, trust: Trust) -> Names {
        people::read(value, self.site, self.lang, trust)
    }

    /// schema.org's `author`, else `creator`.
    fn structured(&self, addresses: &mut Vec<(String, String)>) -> Option<Claim> {
        let value = self.facts.value("author").or_else(|| self.facts.value("creator"))?;
        let mut names = Names::default();
        for item in value.items() {
            let thing = self.facts.resolve(item);
            let organisation = types(thing).any(|kind| kind.ends_with("Organization") || kind == "Corporation");
            // `name` may be a list of names.
            let listed = thing.get("name").map(Json::items).unwrap_or_default();
            let given: Vec<String> = if listed.len() > 1 {
                listed.iter().filter_map(Json::as_text).map(str::to_owned).collect()
            } else {
                self.facts.name(item).map(|name| name.into_owned()).into_iter().collect()
            };
            for name in given {
                let mut read = self.read(&name, Trust::Declared);
                if organisation {
                    // Sites declare their writers as organisations, too; a name of a person's form stays one.
                    read.organisations.append(&mut read.persons);
                }
                let url = ["url", "sameAs"].into_iter().find_map(|member| text_of(thing, member));
                if let (Some(person), Some(url)) = (read.persons.first(), url.and_then(|url| self.links.resolve(&url)))
                {
                    addresses.push((text::key(person), url));
                }
                names.extend(read);
            }
        }
        let shown = names.persons.iter().chain(&names.organisations).cloned().collect::<Vec<_>>().join(", ");
        Some(Claim { source: Source::JsonLd, names, shown })
    }

    /// `meta` names and microdata.
    fn declared(&self, claims: &mut Vec<Claim>) {
        for (source, name) in META_NAMES {
            let mut names = Names::default();
            let mut shown = Vec::new();
            for value in meta_tags::all(&self.page.head, name).filter(|value| !value.contains("://")) {
                let value = text::clean(value);
                let upright = if *source == Source::Citation { surname_last(&value) } else { value };
                names.extend(self.read(&upright, Trust::Declared));
                shown.push(upright);
            }
            if !shown.is_empty() {
                claims.push(Claim { source: *source, names, shown: shown.join(", ") });
            }
        }
        let mut names = Names::default();
        for node in self.marks.itemprop("author").take(8) {
            // The author's own `name` inside, else the whole text.
            let inner = self.marks.itemprop("name").find(|inner| self.page.contains(node, *inner));
            let value = property_value(self.page, inner.unwrap_or(node));
            if value.len() <= LONGEST_BYLINE {
                names.extend(self.read(&value, Trust::Declared));
            }
        }
        if names != Names::default() {
            let shown = names.persons.join(", ");
            claims.push(Claim { source: Source::Microdata, names, shown });
        }
    }

    /// Bylines near the headline.
    fn shown(&self, claims: &mut Vec<Claim>, addresses: &mut Vec<(String, String)>) -> Vec<BlockId> {
        let mut blocks = Vec::new();
        let (mut by_link, mut by_class, mut by_word) = (Names::default(), Names::default(), Names::default());
        let mut lines = [String::new(), String::new(), String::new()];
        for (_, block) in self.nearby.blocks() {
            let line = shown_text(self.page, self.page.block_items(block));
            let line = line.as_str();
            if line.len() > LONGEST_BYLINE {
                continue;
            }
            let container = self.page.block(block).container;
            let marked = self
                .page
                .ancestors(container)
                .take(4)
                .any(|node| class_tokens::of(self.page, node).any(Tokens::AUTHOR));
            let opening = people::after_opening(line, self.lang);
            let linked = self.linked_names(block, addresses);
            if !linked.persons.is_empty() && (marked || opening.is_some() || line.len() <= 120) {
                by_link.extend(linked);
                push_line(&mut lines[0], line);
                blocks.push(block);
            } else if marked {
                let names = self.read(line, Trust::Shown);
                if names != Names::default() {
                    by_class.extend(names);
                    push_line(&mut lines[1], line);
                    blocks.push(block);
                }
            } else if opening.is_some() && line.len() <= 160 {
                let names = self.read(line, Trust::Shown);
                if !names.persons.is_empty() && by_word.persons.is_empty() {
                    by_word.extend(names);
                    push_line(&mut lines[2], line);
                    blocks.push(block);
                }
            }
        }
        for ((source, names), shown) in
            [(Source::Rel, by_link), (Source::Class, by_class), (Source::Shown, by_word)].into_iter().zip(lines)
        {
            if names != Names::default() {
                claims.push(Claim { source, names, shown });
            }
        }
        blocks
    }

    /// Names in links to persons' pages.
    fn linked_names(&self, block: BlockId, addresses: &mut Vec<(String, String)>) -> Names {
        let mut names = Names::default();
        let mut last = None;
        for item in self.page.block_items(block) {
            let Some(link) = self.page.node(item.node).link.filter(|link| last != Some(*link)) else { continue };
            last = Some(link);
            let href = self.page.attr(link, AttrName::Href).unwrap_or("");
            if !(self.marks.rel_author.contains(&link) || leads_to_person(href)) {
                continue;
            }
            let shown = shown_text(self.page, self.page.items_inside(link));
            if shown.len() > 120 {
                continue;
            }
            let read = self.read(&shown, Trust::Shown);
            if let (Some(person), Some(url)) = (read.persons.first(), self.links.resolve(href)) {
                addresses.push((text::key(person), url));
            }
            names.extend(read);
        }
        names
    }

    fn choose(&self, claims: &[Claim], addresses: &[(String, String)]) -> Authors {
        let ranked = || RANK.iter().flat_map(|source| claims.iter().filter(move |claim| claim.source == *source));
        let persons = ranked().find(|claim| !claim.names.persons.is_empty());
        let byline = ranked()
            .filter(|claim| matches!(claim.source, Source::Rel | Source::Class | Source::Shown))
            .chain(persons)
            .map(|claim| claim.shown.clone())
            .find(|shown| !shown.is_empty())
            .filter(|_| persons.is_some());
        // An agency or a desk stands for its people where none is named; the site's own name says nothing.
        let desk = ranked().find_map(|claim| claim.names.organisations.iter().find(|name| !self.site.is(name)));
        let site = || ranked().find_map(|claim| claim.names.organisations.first().cloned());
        let names: Vec<&String> = persons.map_or_else(|| desk.into_iter().collect(), |claim| claim.names.persons.iter().collect());
        Authors {
            persons: names.into_iter().map(|name| self.author(name, addresses)).collect(),
            byline: byline.or_else(|| desk.cloned()).or_else(site),
            ..Authors::default()
        }
    }

    fn author(&self, name: &str, addresses: &[(String, String)]) -> Author {
        let key = text::key(name);
        Author {
            name: name.to_owned(),
            url: addresses.iter().find(|(person, _)| *person == key).map(|(_, url)| url.clone()),
        }
    }
}

fn push_line(lines: &mut String, line: &str) {
    if !lines.is_empty() {
        lines.push_str(", ");
    }
    lines.push_str(line);
}

/// "Lee, Ann" as libraries write it gives "Ann Lee".
fn surname_last(name: &str) -> String {
    match name.split_once(',') {
        Some((surname, given)) if !given.contains(',') && !given.trim().is_empty() => {
            format!("{} {}", given.trim(), surname.trim())
        }
        _ => name.to_owned(),
    }
}

/// Whether an address is of a person's page: a word that sites use for it in the path, and a name behind it.
fn leads_to_person(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or(href).trim_end_matches('/');
    let mut segments = path.split('/');
    segments.any(people::is_address_of_people) && segments.next().is_some()
}
