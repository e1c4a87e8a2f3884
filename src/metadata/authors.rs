//! Who wrote the article: the persons, and the byline as the page gives it.

use super::bylines::{self, Addresses};
use super::evidence::{Candidate, Field, Source};
use super::json::Json;
use super::json_ld::{Facts, text_of, types};
use super::marks::{Marks, property_value};
use super::meta_tags;
use super::nearby::Nearby;
use super::people::{Context, Names, Trust};
use super::text;
use crate::article::Author;
use crate::links::Links;
use crate::page::{BlockId, Page};

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
    Source::DublinCore,
    Source::Rel,
    Source::Class,
    Source::Shown,
    Source::Elsewhere,
];

/// Of more lines than this some are of other articles.
const MOST_LINES: usize = 3;

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
#[derive(Debug)]
pub struct Claim {
    pub source: Source,
    pub names: Names,
    /// As the page writes it.
    pub shown: String,
    /// How many lines of the page it is made of.
    pub lines: u32,
}

impl Claim {
    /// Whether a reader sees it.
    fn is_shown(&self) -> bool {
        matches!(self.source, Source::Rel | Source::Class | Source::Shown | Source::Elsewhere)
    }

    /// Whether it is a short list with a line for each person.
    fn has_line_each(&self) -> bool {
        let persons = self.names.persons.len();
        self.lines as usize == persons && persons <= MOST_LINES
    }

    /// Whether this names everybody whom `other` names, and further people with names of a person's form.
    fn adds_to(&self, other: &Self) -> bool {
        let holds = |name: &String| {
            let key = text::key(name);
            self.names.persons.iter().any(|own| text::key(own) == key)
        };
        self.names.persons.len() > other.names.persons.len()
            && self.names.is_proper()
            && (!self.is_shown() || self.source == Source::Rel && (self.lines == 1 || self.has_line_each()))
            && other.names.persons.iter().all(holds)
    }
}

/// What a page's authors are read from.
pub struct Reader<'a> {
    pub page: &'a Page,
    pub facts: &'a Facts<'a>,
    pub marks: &'a Marks<'a>,
    pub nearby: &'a Nearby,
    pub context: Context<'a>,
    pub headline: Option<BlockId>,
    pub links: &'a Links,
}

impl Reader<'_> {
    /// Gathers bylines and chooses among them.
    pub fn gather(&self) -> Authors {
        let mut addresses = Addresses::default();
        let mut claims = Vec::new();
        claims.extend(self.structured(&mut addresses));
        self.declared(&mut claims);
        let shown = bylines::Reader { page: self.page, marks: self.marks, context: self.context, links: self.links };
        let blocks = shown.near(self.nearby, &mut claims, &mut addresses);
        let is_other = |name: &String| !self.context.site.is(name);
        let names_nobody = |claims: &[Claim]| claims.iter().all(|claim| claim.names.persons.is_empty());
        if names_nobody(&claims) {
            claims.extend(self.labelled());
        }
        if names_nobody(&claims) {
            let is_desk = claims.iter().any(|claim| claim.names.organisations.iter().any(is_other));
            claims.extend(shown.elsewhere(self.headline, self.nearby, is_desk, &mut addresses));
        }
        let mut authors = self.choose(&claims, &addresses);
        authors.blocks = blocks;
        authors.candidates = claims
            .into_iter()
            .map(|Claim { source, names, .. }| {
                let value = names.persons.into_iter().chain(names.organisations).collect::<Vec<_>>().join("; ");
                Candidate { field: Field::Author, source, value }
            })
            .collect();
        authors
    }

    /// schema.org's `author`, else `creator`.
    fn structured(&self, addresses: &mut Addresses) -> Option<Claim> {
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
                let person = types(thing).any(|kind| kind == "Person");
                let mut read = self.context.names(&name, if person { Trust::Person } else { Trust::Declared });
                if organisation {
                    read.organisations.append(&mut read.persons);
                }
                let url = ["url", "sameAs"].into_iter().find_map(|member| text_of(thing, member));
                if let (Some(person), Some(url)) = (read.persons.first(), url.and_then(|url| self.links.resolve(&url)))
                {
                    addresses.add(person, url);
                }
                names.extend(read);
            }
        }
        let shown = names.persons.iter().chain(&names.organisations).cloned().collect::<Vec<_>>().join(", ");
        Some(Claim { source: Source::JsonLd, names, shown, lines: 1 })
    }

    /// `meta` names and microdata.
    fn declared(&self, claims: &mut Vec<Claim>) {
        for (source, name) in META_NAMES {
            let mut names = Names::default();
            let mut shown = Vec::new();
            for value in meta_tags::all(&self.page.head, name).filter(|value| !value.contains("://")) {
                let value = text::clean(value);
                let upright = if *source == Source::Citation { surname_last(&value) } else { value };
                names.extend(self.context.names(&upright, Trust::Declared));
                shown.push(upright);
            }
            if !shown.is_empty() {
                claims.push(Claim { source: *source, names, shown: shown.join(", "), lines: 1 });
            }
        }
        if let Some(claim) = self.microdata() {
            claims.push(claim);
        }
    }

    /// What the card for Twitter shows beside a label, of which blogs have two: "Written by", and the time to read. It names
    /// whose account published the article, so what the page shows goes first.
    fn labelled(&self) -> Option<Claim> {
        let value = [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")].into_iter().find_map(
            |(label, data)| {
                let label = meta_tags::first(&self.page.head, label)?;
                self.context.is_byline_label(label).then(|| meta_tags::first(&self.page.head, data)).flatten()
            },
        )?;
        let shown = text::clean(value);
        Some(Claim { source: Source::Meta, names: self.context.names(&shown, Trust::Declared), shown, lines: 1 })
    }

    /// `itemprop=author`: the first, and those beside it; others are of comments and of other articles.
    fn microdata(&self) -> Option<Claim> {
        let mut names = Names::default();
        let mut first = None;
        for node in self.marks.itemprop("author").take(16) {
            let parent = self.page.node(node).parent;
            if *first.get_or_insert(parent) != parent {
                break;
            }
            // The author's own `name` inside, else the whole text.
            let inner = self.marks.itemprop("name").find(|inner| self.page.contains(node, *inner));
            let value = property_value(self.page, inner.unwrap_or(node));
            if value.len() <= bylines::LONGEST {
                names.extend(self.context.names(&value, Trust::Declared));
            }
        }
        let shown = names.persons.join(", ");
        (!names.is_empty()).then_some(Claim { source: Source::Microdata, names, shown, lines: 1 })
    }

    fn choose(&self, claims: &[Claim], addresses: &Addresses) -> Authors {
        let ranked = || RANK.iter().flat_map(|source| claims.iter().filter(move |claim| claim.source == *source));
        // Pen names and user names are believed where no source has a name of a person's form.
        let named = || ranked().filter(|claim| !claim.names.persons.is_empty());
        let is_proper = |claim: &&Claim| claim.names.is_proper() && claim.source != Source::Elsewhere;
        let proper = named().find(|claim| !claim.is_shown() && is_proper(claim));
        let persons = proper.or_else(|| named().next());
        let persons = persons
            .map(|claim| if claim.names.is_account() { named().find(is_proper).unwrap_or(claim) } else { claim });
        // What the head names and no reader sees is the site's owner or an editor, where another name of the head is shown.
        let is_seen = |claim: &Claim| named().any(|shown| shown.is_shown() && shown.names.shares_with(&claim.names));
        let persons = match persons.filter(|claim| !is_seen(claim)) {
            Some(unseen) => named().find(|claim| !claim.is_shown() && is_seen(claim)).or(Some(unseen)),
            None => persons,
        };
        let fuller = persons.and_then(|persons| named().find(|claim| claim.adds_to(persons)));
        let persons = fuller.or(persons);
        let byline = named()
            .filter(|claim| claim.is_shown())
            .chain(persons)
            .map(|claim| claim.shown.clone())
            .find(|shown| !shown.is_empty());
        // An agency or a desk stands for its people where none is named anywhere; the site itself only where the structured
        // data says that it is the author: in other places its name says nothing.
        let is_other = |name: &&String| !self.context.site.is(name);
        let others = |claim: &'_ Claim| claim.names.organisations.iter().filter(is_other).cloned().collect::<Vec<_>>();
        let desk = ranked().map(others).find(|names| !names.is_empty()).unwrap_or_else(|| {
            let structured = claims.iter().find(|claim| claim.source == Source::JsonLd);
            structured.map(|claim| claim.names.organisations.clone()).unwrap_or_default()
        });
        let site = || ranked().find_map(|claim| claim.names.organisations.first().cloned());
        let names = persons.map_or(&desk, |claim| &claim.names.persons);
        Authors {
            persons: names.iter().map(|name| self.author(name, addresses)).collect(),
            byline: byline.or_else(|| desk.first().cloned()).or_else(site),
            ..Authors::default()
        }
    }

    fn author(&self, name: &str, addresses: &Addresses) -> Author {
        Author { name: name.to_owned(), url: addresses.of(name) }
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::{Options, extract};

    #[test]
    fn a_short_list_of_authors_completes_what_the_head_names() {
        let text = "<p>It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.</p>";
        let data = r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Rain in the valley",
            "author": [{"@type": "Person", "name": "Maria Holm"}]}</script>"#;
        let link = |name: &str| format!("<div><a rel='author' href='/by/{}'>{name}</a></div>", name.len());
        for (shown, expected) in [
            (vec!["Ingrid Berg", "Maria Holm"], vec!["Ingrid Berg", "Maria Holm"]),
            (vec!["Ingrid Berg"], vec!["Maria Holm"]),
            (vec![], vec!["Maria Holm"]),
        ] {
            let links: String = shown.iter().map(|name| link(name)).collect();
            let html = format!(
                "<html lang='en'><head><title>Rain in the valley</title>{data}</head><body><article><h1>Rain in the \
                 valley</h1><div>{links}</div>{text}{text}</article></body></html>"
            );
            let article = extract(html.as_bytes(), &Options::default()).unwrap();
            let names: Vec<&str> = article.authors.iter().map(|author| author.name.as_str()).collect();
            assert_eq!(names, expected, "{shown:?}");
        }
    }

    #[test]
    fn authors_are_read_from_every_way_that_pages_show_them() {
        let text = "<p>It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
                    closed, and the school became a shelter for the night.</p>";
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "",
                "<div class='byline'><a href='/reporter/author-Ann-Lee-13.cms'>Ann Lee</a> / TNN / 9 October 2025</div>",
                &["Ann Lee"],
            ),
            ("", "<div class='tools'><strong>Text Size</strong></div>", &[]),
            ("", "<div class='byline'>9 October 2025, 11:05 GMT</div>", &[]),
            ("", "<div><span>9/21/2025</span> <span class='authorname-txt'>Ann Lee</span></div>", &["Ann Lee"]),
            ("", "<div class='author'>Written by Ann Lee in Weather on 1 June 2025. 51 Comments</div>", &["Ann Lee"]),
            ("", "<div><h6>Author(s)</h6><p>Ann Lee</p></div>", &["Ann Lee"]),
            ("", "<p>3 June 2025 · by <a href='/author/rainmaker/'>Rainmaker</a></p>", &["Rainmaker"]),
            ("", "<p>Shop in <a href='/people/it/'>IT</a>, <a href='/people/en/'>EN</a></p>", &[]),
            ("", "<p>The band of <a href='/people/eminem/'>Eminem</a> played on.</p>", &[]),
            ("", "<h4 class='vcard author'>from <span class='fn'>rainmaker</span></h4>", &["rainmaker"]),
            (
                "",
                "<table class='infobox vcard'><caption class='fn org'>Rainmakers</caption><tr><td>Founded<td>1998</table>",
                &[],
            ),
            ("", "<div class='vcard'><b class='fn'>Rainmaker</b></div>", &[]),
            ("", "<h4 class='comment-author vcard'><cite class='fn'>Peter</cite> says</h4>", &[]),
            (
                "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ann Lee'>",
                "",
                &["Ann Lee"],
            ),
            (
                "<meta name='twitter:label1' content='Reading time'><meta name='twitter:data1' content='Two minutes'>",
                "",
                &[],
            ),
            // What the page shows goes before whose account published it.
            (
                "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Bob Ray'>",
                "<p>By Ann Lee</p>",
                &["Ann Lee"],
            ),
        ];
        for (head, shown, expected) in cases {
            let html = format!(
                "<html lang='en'><head><title>Rain in the valley</title>{head}</head><body><article><h1>Rain in the \
                 valley</h1>{shown}{text}{text}</article></body></html>"
            );
            let article = extract(html.as_bytes(), &Options::default()).unwrap();
            let names: Vec<&str> = article.authors.iter().map(|author| author.name.as_str()).collect();
            assert_eq!(names, *expected, "{head}{shown}");
        }
    }
}
