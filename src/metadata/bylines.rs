//! Bylines that the page shows: near the headline, and, where there is none, elsewhere on the page.

use super::authors::Claim;
use super::date;
use super::evidence::Source;
use super::marks::{Apart, Marks, shown_text};
use super::nearby::{Nearby, belongs_to_others};
use super::people::{self, Context, Names, Trust};
use super::text;
use crate::links::Links;
use crate::page::{AttrName, BlockId, Flags, NodeId, Page, Tag};
use crate::verdict::class_tokens::{self, Tokens};

/// A shown byline is at most this long (bytes).
pub const LONGEST: usize = 240;
/// A line that is a byline by its first word alone is at most this long (bytes).
const LONGEST_UNMARKED: usize = 160;
/// A longer line of several sentences that names a person is a caption or a biography.
const MOST_WORDS: u32 = 24;
/// A label of a byline that stands before it in a block of its own is at most this long.
const LONGEST_LABEL: usize = 32;
/// The class name that sites give a byline, alone or in a longer one.
const BYLINE: &str = "byline";
/// The class names of a name in the author's card (hAtom, "Entry Author": an hCard with `author`; hCard: `fn` in `vcard`, and
/// `org` where it is an organisation's).
const CARD: [&str; 2] = ["vcard", "author"];
const CARD_NAME: &str = "fn";
const CARD_ORGANISATION: &str = "org";
/// Blocks behind the headline that are looked at where nothing near it names anybody.
const FAR: usize = 200;

/// The addresses of persons' pages, by the keys of their names.
#[derive(Debug, Default)]
pub struct Addresses(Vec<(String, String)>);

impl Addresses {
    /// Notes a person's page; the first one counts.
    pub fn add(&mut self, person: &str, url: String) {
        self.0.push((text::key(person), url));
    }

    /// The page of a person.
    pub fn of(&self, person: &str) -> Option<String> {
        let key = text::key(person);
        self.0.iter().find(|(name, _)| *name == key).map(|(_, url)| url.clone())
    }
}

/// What shown bylines are read with.
pub struct Reader<'a> {
    pub page: &'a Page,
    pub marks: &'a Marks<'a>,
    pub context: Context<'a>,
    pub links: &'a Links,
}

/// What tells that a line is a byline.
/// The surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// A link to a person's page.
    Link,
    /// A class name.
    Class,
    /// Its first word.
    Opening,
    /// Its form: a name and a date, a name alone at the right.
    Form,
    /// A name alone in bold.
    Bold,
}

impl Reader<'_> {
    /// Bylines near the headline, and the blocks that show them.
    pub fn near(&self, nearby: &Nearby, claims: &mut Vec<Claim>, addresses: &mut Addresses) -> Vec<BlockId> {
        let read = |(_, block)| self.byline(block, addresses).map(|(sign, names, line)| (block, sign, names, line));
        let mut lines: Vec<_> = nearby.blocks().filter_map(read).collect();
        // "From the archive" is a byline only of those who sign so and name nobody else.
        let names_person = lines.iter().any(|(_, _, names, _)| !names.persons.is_empty());
        lines.retain(|(_, sign, names, _)| {
            let is_desk = |name: &String| !name.starts_with(char::is_lowercase) && !name.starts_with("The ");
            *sign != Sign::Opening
                || !names.persons.is_empty()
                || (!names_person && names.organisations.iter().all(is_desk))
        });
        let mut blocks = Vec::new();
        for (source, sign) in [(Source::Rel, Sign::Link), (Source::Class, Sign::Class), (Source::Shown, Sign::Opening)]
        {
            let mut claim = Claim { source, names: Names::default(), shown: String::new(), lines: 0 };
            let mut last = None;
            for (block, found, names, line) in lines.iter().filter(|line| line.1 == sign) {
                // The first line is a byline with whatever stands in it; further ones are if they stand beside it and hold
                // nothing but names.
                let beside = last.is_none_or(|last: BlockId| block.0.abs_diff(last.0) <= 2);
                if last.is_some() && (names.more || *found == Sign::Opening || !beside) {
                    continue;
                }
                last = Some(*block);
                claim.names.extend(names.clone());
                claim.lines += 1;
                if !claim.shown.is_empty() {
                    claim.shown.push_str(", ");
                }
                claim.shown.push_str(line);
                blocks.push(*block);
            }
            if !claim.names.is_empty() {
                claims.push(claim);
            }
        }
        blocks
    }

    /// The byline nearest to the headline anywhere on the page; if it is told that a desk wrote it, one that is sure.
    pub fn elsewhere(
        &self,
        headline: Option<BlockId>,
        nearby: &Nearby,
        is_told: bool,
        addresses: &mut Addresses,
    ) -> Option<Claim> {
        let start = headline.map_or(0, |block| block.0);
        let behind = (start..self.page.blocks.len() as u32).take(FAR);
        let before = (0..start).rev().take(FAR / 10);
        let mut best: Option<(Sign, Names, String)> = None;
        for block in behind.chain(before).map(BlockId) {
            if self.page.block(block).text.len() > LONGEST || belongs_to_others(self.page, block, headline) {
                continue;
            }
            let Some(found) = self.byline(block, addresses).filter(|found| !found.1.persons.is_empty()) else {
                continue;
            };
            // Further down, a few words in bold are a heading.
            let is_sure = matches!(found.0, Sign::Link | Sign::Opening);
            if (found.0 == Sign::Bold && !nearby.holds(block)) || (is_told && !is_sure) {
                continue;
            }
            match found.0 {
                Sign::Link => return Some(claim(found)),
                sign if best.as_ref().is_none_or(|best| sign < best.0) => best = Some(found),
                Sign::Class | Sign::Opening | Sign::Form | Sign::Bold => {}
            }
        }
        best.map(claim)
    }

    /// What a block names, if it is a byline.
    fn byline(&self, block: BlockId, addresses: &mut Addresses) -> Option<(Sign, Names, String)> {
        let page = self.page;
        if page.block(block).text.len() > LONGEST || page.node(page.block(block).container).flags.has(Flags::SKIPPED) {
            return None;
        }
        let line = shown_text(page, page.block_items(block), Apart::Dot);
        let line = line.trim();
        let container = page.block(block).container;
        let in_figure =
            page.ancestors(container).take(6).any(|node| matches!(page.node(node).tag, Tag::FIGURE | Tag::FIGCAPTION));
        if in_figure || self.context.tells_of_others(line) {
            return None;
        }
        let (bare, dated) = without_dates(line, self.context.lang);
        let (before, behind) = bare.split_once(DATE).map_or((bare.as_str(), ""), |(before, behind)| (before, behind));
        // "Posted on 22 January 2026 by Ann Lee"
        let opens_behind = self.context.opens_byline(behind);
        let inner = page.block_items(block).first().map(|item| item.node).filter(|node| *node != container);
        let around = || page.ancestors(container).take(4).chain(inner);
        let marked = around().any(|node| is_marked(page, node));
        let short = line.len() <= LONGEST_UNMARKED;
        let opens_line = short && self.context.opens_byline(line);
        let opens = opens_line || short && (opens_behind || self.is_labelled(block));
        // Running text and lists of tags link and mark up the persons that they tell of.
        let is_sentence = !opens && (!short || page.block(block).sentences > 0 && line.ends_with(['.', '!', '?', '”']));
        let linked = self.linked_names(block, !is_sentence && (opens || marked || dated), addresses);
        let is_caption = page.block(block).sentences > 1 && page.block(block).words > MOST_WORDS;
        if !linked.persons.is_empty() && !is_caption {
            return Some((Sign::Link, linked, line.to_owned()));
        }
        if !is_sentence {
            let (named, shown) = self.marked_names(block);
            if !named.persons.is_empty() {
                return Some((Sign::Class, named, if opens_line { line.to_owned() } else { shown }));
            }
        }
        // Most lines near the headline are no byline by any sign; looking for names in them is what costs.
        if !marked && !opens && !(short && (dated || page.block(block).bold_chars > 0)) {
            return None;
        }
        let names = if opens_behind {
            self.context.names(behind, Trust::Shown)
        } else {
            self.context.names(&bare, Trust::Shown)
        };
        // Dates, places and desks stand in what calls itself a byline, too.
        let sign = if marked && (!names.persons.is_empty() || around().any(|node| names_author(page, node))) {
            Sign::Class
        } else if opens {
            Sign::Opening
        } else {
            self.form(block, before, dated, &names).filter(|_| short)?
        };
        (!names.is_empty() && (sign <= Sign::Opening || !names.persons.is_empty()))
            .then(|| (sign, names, line.to_owned()))
    }

    /// Whether the block before is a label of names: "Author", "Written by".
    fn is_labelled(&self, block: BlockId) -> bool {
        let Some(before) = block.0.checked_sub(1).map(BlockId) else { return false };
        let label = self.page.block_text(before);
        !label.is_empty() && label.len() <= LONGEST_LABEL && self.context.is_byline_label(label)
    }

    /// Names in elements inside the block that say they are an author's, by a class name or as a person's card says it, and how
    /// they are shown.
    fn marked_names(&self, block: BlockId) -> (Names, String) {
        let page = self.page;
        let container = page.block(block).container;
        let items = page.block_items(block);
        let (mut names, mut line) = (Names::default(), String::new());
        let mut last = None;
        for item in items {
            let inside = || page.ancestors(item.node).take_while(|node| *node != container);
            let card = || page.ancestors(item.node).take(3).find(|node| is_card_name(page, *node));
            let marked = inside().find(|node| is_marked(page, *node)).map(|node| (node, Trust::Shown));
            let Some((node, trust)) = card().map(|node| (node, Trust::Marked)).or(marked) else { continue };
            if last.replace(node) == Some(node) {
                continue;
            }
            let own: Vec<_> = items.iter().filter(|item| page.contains(node, item.node)).copied().collect();
            let shown = shown_text(page, &own, Apart::Dot);
            names.extend(self.context.names(&shown, trust));
            if !line.is_empty() {
                line.push_str(", ");
            }
            line.push_str(shown.trim());
        }
        (names, line)
    }

    /// Whether a line is a name and a date, or a name alone in bold or at the right: how an article is signed without a word.
    fn form(&self, block: BlockId, before_date: &str, dated: bool, names: &Names) -> Option<Sign> {
        let shown = self.page.block(block);
        let container = self.page.node(shown.container);
        if names.persons.is_empty() || container.tag.heading_level().is_some() || shown.link_chars > 0 {
            return None;
        }
        let name = names.persons.join(" ");
        let key = text::key(&name);
        if dated {
            return (text::key(before_date) == key).then_some(Sign::Form);
        }
        // What ends in a colon is a label; a few ideographs are a heading.
        let line = self.page.block_text(block);
        if line.ends_with([':', '：']) || line.starts_with(|c| c >= '\u{2e80}') {
            return None;
        }
        let line = text::key(line);
        let style = self.page.attr(shown.container, AttrName::Style).unwrap_or("");
        let right = style.contains("text-align:right") || style.contains("text-align: right");
        let signed = shown.bold_chars as usize * 10 >= name.chars().filter(|c| !c.is_whitespace()).count() * 9;
        match (signed && !names.more, right) {
            (true, true) if line.starts_with(&key) => Some(Sign::Form),
            (true, false) if line == key => Some(Sign::Bold),
            _ => None,
        }
    }

    /// Names in links to persons' pages; with `pen_names`, also such as have not the form of a person's name.
    fn linked_names(&self, block: BlockId, pen_names: bool, addresses: &mut Addresses) -> Names {
        let mut names = Names::default();
        let mut last = None;
        for item in self.page.block_items(block) {
            let Some(link) = self.page.node(item.node).link.filter(|link| last != Some(*link)) else { continue };
            last = Some(link);
            let href = self.page.attr(link, AttrName::Href).unwrap_or("");
            if !(self.marks.rel_author.contains(&link) || leads_to_person(href)) {
                continue;
            }
            let items = self.page.block_items(block).iter().filter(|item| self.page.node(item.node).link == Some(link));
            let shown = shown_text(self.page, &items.copied().collect::<Vec<_>>(), Apart::Dot);
            if shown.len() > LONGEST_UNMARKED {
                continue;
            }
            let is_own = pen_names && is_own_page(href, &shown);
            let read = self.context.names(&shown, if is_own { Trust::Marked } else { Trust::Shown });
            let url = self.links.resolve(href).filter(|url| url.starts_with("http"));
            if let (Some(person), Some(url)) = (read.persons.first(), url) {
                addresses.add(person, url);
            }
            names.extend(read);
        }
        names
    }
}

fn claim((_, names, shown): (Sign, Names, String)) -> Claim {
    Claim { source: Source::Elsewhere, names, shown, lines: 1 }
}

/// Stands for a date in a line.
const DATE: &str = "|\u{1}|";

/// A line with a sign for each date in it, and whether there is one.
fn without_dates(line: &str, lang: Option<&str>) -> (String, bool) {
    let mut bare = String::with_capacity(line.len());
    let mut at = 0;
    for found in date::find_all(line, lang) {
        bare.push_str(line.get(at..found.start).unwrap_or(""));
        bare.push_str(DATE);
        at = found.end;
    }
    bare.push_str(line.get(at..).unwrap_or(""));
    (bare, at > 0)
}

/// Whether an element's class names are of an author.
fn names_author(page: &Page, node: NodeId) -> bool {
    class_tokens::of(page, node).any(Tokens::AUTHOR)
}

/// Whether an element's class names are of an author or a byline.
fn is_marked(page: &Page, node: NodeId) -> bool {
    let is_byline = |class: &str| {
        let mut words = class.as_bytes().windows(BYLINE.len());
        words.any(|word| word.eq_ignore_ascii_case(BYLINE.as_bytes()))
    };
    names_author(page, node)
        || class_tokens::of(page, node).any(Tokens::META) && page.attr(node, AttrName::Class).is_some_and(is_byline)
}

/// Whether an element holds the name in the author's card. Who comments, and what an info box is about, has a card as well.
fn is_card_name(page: &Page, node: NodeId) -> bool {
    let has = |node, name| {
        page.attr(node, AttrName::Class).is_some_and(|class| class.split_ascii_whitespace().any(|word| word == name))
    };
    let around = |name| page.ancestors(node).take(4).any(|node| has(node, name));
    has(node, CARD_NAME) && !has(node, CARD_ORGANISATION) && CARD.into_iter().all(around)
}

/// Whether an address ends in what is shown, as that of a pen name's page does. Two letters are a language.
fn is_own_page(href: &str, shown: &str) -> bool {
    const SHORTEST: usize = 3;
    let slug = |text: &str| text::key(text).replace(['-', '_', ' ', '.'], "");
    let shown = slug(shown);
    shown.len() >= SHORTEST && path_of(href).rsplit('/').next().is_some_and(|last| slug(last) == shown)
}

/// Whether an address is of a person's page: a word that sites use for it in the path, and a name behind it.
fn leads_to_person(href: &str) -> bool {
    let mut segments = path_of(href).split('/');
    segments.any(people::is_address_of_people) && segments.next().is_some()
}

/// An address without its query, its fragment and the slashes at its end.
fn path_of(href: &str) -> &str {
    href.split(['?', '#']).next().unwrap_or(href).trim_end_matches('/')
}
