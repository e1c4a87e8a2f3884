//! Names for what is left out: decisions go in; each dropped block gets its kind and the reason that shows it.
//!
//! Names explain, they decide nothing: the block model has seen the same marks. In order: what the block's own text
//! is, what the nearest element around it says that holds nothing of the article, the shape of its links, what a phrase in
//! it says ([`phrases`]), what the other texts in its box say, and its neighbours ([`boxes`]). Only then what says little:
//! that it stands in an `aside`, a form, a dialog.

mod boxes;
mod phrases;

use super::class_tokens::{self, Tokens};
use super::vocabulary::Hits;
use super::{Decision, Evidence, Judgement};
use crate::article::Kind;
use crate::metadata::date;
use crate::page::{AttrName, Block, BlockId, ItemKind, NodeId, Page, Tag};

/// What it is, and why.
type Name = (Kind, &'static str);

/// What a text says of itself, whatever stands around it.
const BY_TEXT: &[(Hits, Name)] = &[
    (Hits::ADVERT, (Kind::Advert, "says that it is an advertisement")),
    (Hits::COMMENTS, (Kind::Comment, "belongs to the comments")),
    (Hits::SHARE, (Kind::Share, "share button")),
    (Hits::NEWSLETTER, (Kind::Newsletter, "asks to subscribe to a newsletter")),
    (Hits::PAYWALL, (Kind::Newsletter, "asks to subscribe")),
    (Hits::STARTS_READ_MORE, (Kind::Related, "leads to another article")),
    (Hits::COPYRIGHT, (Kind::Legal, "legal or copyright line")),
];

/// What a text says of itself where nothing around it says more.
const BY_TEXT_ALONE: &[(Hits, Name)] = &[
    (Hits::HEADS_ARTICLES, (Kind::Related, "heads or leads to other articles")),
    (Hits::TAGS, (Kind::Navigation, "heads a list of tags")),
    (Hits::FOLLOW, (Kind::Share, "asks to follow, or leads to the publisher")),
    (Hits::MENU, (Kind::Navigation, "menu entry")),
    (Hits::STARTS_COPYRIGHT, (Kind::Legal, "legal or copyright line")),
    (Hits::AUTHOR, (Kind::Byline, "byline")),
    (Hits::STARTS_AUTHOR, (Kind::Byline, "byline")),
];

/// The same where nothing else in it says more.
const BY_TEXT_LAST: &[(Hits, Name)] = &[(Hits::STARTS_PHOTO_CREDIT, (Kind::Other, "photo credit"))];

/// What class names say of an element, the surest first.
const BY_TOKENS: &[(Tokens, Name)] = &[
    (Tokens::COOKIE, (Kind::Cookie, "in a consent layer")),
    (Tokens::COMMENT, (Kind::Comment, "in the comments")),
    (Tokens::ADVERT, (Kind::Advert, "in an advertisement")),
    (Tokens::NEWSLETTER, (Kind::Newsletter, "in a newsletter box")),
    (Tokens::PAYWALL, (Kind::Newsletter, "in a subscription prompt")),
    (Tokens::SHARE, (Kind::Share, "in a share bar")),
    (Tokens::RELATED, (Kind::Related, "in a box of related articles")),
    (Tokens::TRENDING, (Kind::Related, "in a box of new or popular articles")),
    (Tokens::LEGAL, (Kind::Legal, "in a legal notice")),
    (Tokens::BREADCRUMB, (Kind::Navigation, "in a breadcrumb")),
    (Tokens::PAGINATION, (Kind::Navigation, "in a pager")),
    (Tokens::NAV, (Kind::Navigation, "in a menu")),
    (Tokens::PROMO, (Kind::Newsletter, "in the publisher's own advertising")),
    (Tokens::AUTHOR, (Kind::Byline, "in an author's box")),
    (Tokens::META, (Kind::Byline, "in the article's details")),
    (Tokens::TAGS, (Kind::Navigation, "in a list of tags")),
    (Tokens::CAPTION, (Kind::Other, "caption of a picture that was left out")),
    (Tokens::FOOTER, (Kind::Navigation, "in the page's footer")),
    (Tokens::HEADER, (Kind::Navigation, "in the page's header")),
    (Tokens::POPUP, (Kind::Other, "in a dialog")),
    (Tokens::FORM, (Kind::Other, "in a form")),
    (Tokens::SIDEBAR, (Kind::Other, "beside the article")),
];

/// The reason of what is taken for navigation because of its links alone.
const LINKS: &str = "links and little else";

/// An element that holds more of the article than one word in this many says nothing of what is left out in it.
const KEPT_SHARE: u32 = 20;
/// A byline or date line has at most this many words.
const LINE_WORDS: u32 = 14;
/// A text in links of at least this many words each is a title rather than a menu entry.
const TITLE_WORDS: u32 = 5;

/// Whether a short text says that it is the page's furniture, not a title.
pub(super) fn is_furniture(text: &str) -> bool {
    let says =
        |(kind, _): Name| matches!(kind, Kind::Newsletter | Kind::Cookie | Kind::Legal | Kind::Comment | Kind::Share);
    phrases::of_text(text).is_some_and(says)
}

/// Whether a text says that it is a note behind an article: of its authors, its publisher, or what they ask for.
pub(super) fn is_sign_off(text: &str) -> bool {
    let says =
        |(kind, _): Name| matches!(kind, Kind::Newsletter | Kind::Legal | Kind::Comment | Kind::Share | Kind::Byline);
    phrases::of_text(text).is_some_and(says)
}

/// Names the removed blocks that have no kind yet.
pub(super) fn name(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let around = names_around(evidence, blocks);
    let lang = evidence.metadata.lang.as_deref();
    let mut names: Vec<Option<Name>> = vec![None; blocks.len()];
    for (at, judgement) in blocks.iter().enumerate() {
        if let Some(kind) = judgement.kind {
            names[at] = Some((kind, judgement.reason));
        } else if judgement.decision.is_removed() {
            let id = BlockId(at as u32);
            let around = around[evidence.page.block(id).container.index()];
            names[at] = by_text(BY_TEXT, evidence.hits[at])
                .or(around.filter(|(kind, _)| *kind != Kind::Other))
                .or_else(|| by_text(BY_TEXT_ALONE, evidence.hits[at]))
                .or_else(|| by_shape(evidence.page, id, lang))
                .or_else(|| phrases::of_text(evidence.page.block_text(id)))
                .or_else(|| by_text(BY_TEXT_LAST, evidence.hits[at]));
        }
    }
    boxes::share(evidence.page, blocks, &mut names);
    boxes::other_articles(evidence, blocks, &mut names);
    for (at, judgement) in blocks.iter_mut().enumerate() {
        if !judgement.decision.is_removed() || judgement.kind.is_some() {
            continue;
        }
        let found =
            names[at].or(around[evidence.page.blocks[at].container.index()]).or_else(|| without_text(evidence, at));
        judgement.kind = Some(found.map_or(Kind::Other, |(kind, _)| kind));
        // A folded block keeps what says that it is unsure.
        if let (Some((_, reason)), Decision::Drop) = (found, judgement.decision) {
            judgement.reason = reason;
        }
    }
}

fn without_text(evidence: &Evidence<'_>, at: usize) -> Option<Name> {
    (evidence.page.blocks[at].chars == 0).then_some((Kind::Other, "picture outside of the article"))
}

fn by_text(names: &[(Hits, Name)], hits: Hits) -> Option<Name> {
    names.iter().find(|(marks, _)| hits.any(*marks)).map(|(_, name)| *name)
}

/// For each element its own name, else that of the nearest one around it.
fn names_around(evidence: &Evidence<'_>, blocks: &[Judgement]) -> Vec<Option<Name>> {
    let page = evidence.page;
    // Words, and kept words, before each block.
    let mut words = Vec::with_capacity(blocks.len() + 1);
    words.push((0_u32, 0_u32));
    let (mut all, mut kept) = (0, 0);
    for (block, judgement) in page.blocks.iter().zip(blocks) {
        all += block.words;
        kept += if judgement.decision.is_shown() { block.words } else { 0 };
        words.push((all, kept));
    }
    let mut names: Vec<Option<Name>> = Vec::with_capacity(page.nodes.len());
    for (index, node) in page.nodes.iter().enumerate() {
        let inside = page.blocks_inside(NodeId(index as u32));
        let (start, end) = (words[inside.start], words[inside.end]);
        let is_outside = (end.1 - start.1) * KEPT_SHARE <= end.0 - start.0;
        // Parents come before their children, except where the parser moved an element.
        let inherited = names.get(node.parent.index()).copied().flatten();
        let own = if is_outside { of_element(evidence, NodeId(index as u32)) } else { None };
        names.push(own.or(inherited));
    }
    names
}

fn of_element(evidence: &Evidence<'_>, id: NodeId) -> Option<Name> {
    let page = evidence.page;
    let tokens = evidence.tokens[id.index()];
    // A post of a social network inside an article is a quotation, not a share bar.
    let tokens = if tokens.any(Tokens::EMBED) { tokens.without(Tokens::SHARE) } else { tokens };
    BY_TOKENS.iter().find(|(marks, _)| tokens.any(*marks)).map(|(_, name)| *name).or_else(|| {
        let tag = page.node(id).tag;
        match tag {
            Tag::NAV | Tag::MENU => Some((Kind::Navigation, "in a menu")),
            Tag::FOOTER => Some((Kind::Navigation, "in the page's footer")),
            Tag::HEADER => Some((Kind::Navigation, "in the page's header")),
            Tag::SEARCH => Some((Kind::Navigation, "search form")),
            Tag::FORM => Some(of_form(page, id)),
            Tag::DIALOG => Some((Kind::Other, "in a dialog")),
            Tag::ASIDE => Some((Kind::Other, "beside the article")),
            Tag::FIGCAPTION => Some((Kind::Other, "caption of a picture that was left out")),
            Tag::TIME => Some((Kind::Byline, "date line")),
            Tag::A if page.attr(id, AttrName::Rel).is_some_and(|rel| rel.contains("author")) => {
                Some((Kind::Byline, "byline"))
            }
            _ => None,
        }
    })
}

/// Whether only the shape of a block's links gave it its kind.
pub fn is_named_by_shape(judgement: &Judgement) -> bool {
    judgement.reason == LINKS
}

/// What an element's own class names say that it is, if it is not the article's.
pub fn kind_by_names(page: &Page, id: NodeId) -> Option<Kind> {
    let tokens = class_tokens::of(page, id);
    BY_TOKENS.iter().find(|(marks, _)| tokens.any(*marks)).map(|(_, (kind, _))| *kind)
}

fn by_shape(page: &Page, id: BlockId, lang: Option<&str>) -> Option<Name> {
    let block: &Block = page.block(id);
    if block.chars == 0 {
        return None;
    }
    if block.links > 0 && block.link_chars * 4 >= block.chars * 3 {
        let is_title = block.words >= TITLE_WORDS * u32::from(block.links);
        return Some(if is_title { (Kind::Related, "link to another page") } else { (Kind::Navigation, LINKS) });
    }
    let text = page.block_text(id);
    if text.contains('©') {
        return Some((Kind::Legal, "legal or copyright line"));
    }
    if is_place_in_row(text) {
        return Some((Kind::Navigation, "controls of a picture gallery"));
    }
    if block.words <= LINE_WORDS && block.digits > 0 && date::parse(text, lang).is_some() {
        return Some((Kind::Byline, "date line"));
    }
    None
}

/// "3 / 12", "3 of 12": which picture of how many is shown.
fn is_place_in_row(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.trim();
    let Some(first) = text.find(|c: char| !c.is_ascii_digit()) else { return false };
    let last = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let between = text.get(first..last).unwrap_or_default().trim();
    digits(&text[..first])
        && digits(&text[last..])
        && matches!(between, "/" | "|" | "of" | "von" | "de" | "sur" | "di" | "van")
}

/// What a form is for, by its fields.
fn of_form(page: &Page, id: NodeId) -> Name {
    let has = |kind: &str| {
        page.items_inside(id).iter().any(|item| {
            item.kind == ItemKind::Element
                && page.attr(item.node, AttrName::Type).is_some_and(|value| value.eq_ignore_ascii_case(kind))
        })
    };
    if has("search") {
        (Kind::Navigation, "search form")
    } else if has("email") && !has("password") {
        (Kind::Newsletter, "form that asks for an address")
    } else {
        (Kind::Other, "in a form")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::article::Kind;
    use crate::{Options, extract};

    #[test]
    fn what_is_left_out_is_named() {
        let body = "<p>It rained all day in the valley, and by the evening the river had risen so high that the bridge \
                    was closed, and the school became a shelter for the night.</p>"
            .to_owned()
            + "<p>The mayor said that the water would fall before the weekend, and that the farmers who had lost their \
               harvest would get help from the state in spring.</p>";
        for (junk, text, kind) in [
            ("<nav><a href='/a'>Valley</a> <a href='/b'>Hills</a></nav>", "Valley Hills", Kind::Navigation),
            ("<div class='cookie-banner'><p>We use cookies.</p></div>", "We use cookies.", Kind::Cookie),
            ("<div class='x9'><p>Advertisement</p></div>", "Advertisement", Kind::Advert),
            ("<div class='quang-cao'>Kettles!</div>", "Kettles!", Kind::Advert),
            ("<div id='comments'><p>First!</p></div>", "First!", Kind::Comment),
            ("<div class='socials'><a href='/s'>Toot</a></div>", "Toot", Kind::Share),
            (
                "<form class='newsletter'><p>Every morning in your inbox.</p></form>",
                "Every morning in your inbox.",
                Kind::Newsletter,
            ),
            ("<p>© 2026 The Mill Post</p>", "© 2026 The Mill Post", Kind::Legal),
            ("<div class='byline'>Jane Miller</div>", "Jane Miller", Kind::Byline),
            // What no class name tells, in several languages.
            (
                "<div><p>Ann Lee is a staff writer at the Mill Post.</p></div>",
                "Ann Lee is a staff writer at the Mill Post.",
                Kind::Byline,
            ),
            (
                "<div><p>Über die Autorin: Anna Lang lebt in Mainz.</p></div>",
                "Über die Autorin: Anna Lang lebt in Mainz.",
                Kind::Byline,
            ),
            ("<div><p>作者简介:安娜</p></div>", "作者简介:安娜", Kind::Byline),
            ("<div><p>About the company</p></div>", "About the company", Kind::Legal),
            ("<div><p>Giấy phép xuất bản số 12</p></div>", "Giấy phép xuất bản số 12", Kind::Legal),
            (
                "<div><p>Please consider donating to our work.</p></div>",
                "Please consider donating to our work.",
                Kind::Newsletter,
            ),
            (
                "<div><p>Faites un geste : je fais un don</p></div>",
                "Faites un geste : je fais un don",
                Kind::Newsletter,
            ),
            (
                "<div><p>Đọc nhanh hơn: tải ứng dụng ngay</p></div>",
                "Đọc nhanh hơn: tải ứng dụng ngay",
                Kind::Newsletter,
            ),
            ("<div><p>Download our app for more.</p></div>", "Download our app for more.", Kind::Newsletter),
            (
                "<div><p>Melden Sie sich an, um weiterzulesen.</p></div>",
                "Melden Sie sich an, um weiterzulesen.",
                Kind::Newsletter,
            ),
            ("<div><p>この記事は有料です</p></div>", "この記事は有料です", Kind::Newsletter),
            (
                "<div><p>Los comentarios se cierran a las diez.</p></div>",
                "Los comentarios se cierran a las diez.",
                Kind::Comment,
            ),
            (
                "<div><p>Comments are moderated before they appear.</p></div>",
                "Comments are moderated before they appear.",
                Kind::Comment,
            ),
            ("<div><span>3 / 12</span></div>", "3 / 12", Kind::Navigation),
            ("<div><span>Zur Bildergalerie</span></div>", "Zur Bildergalerie", Kind::Navigation),
            ("<div><p>Video Player is loading.</p></div>", "Video Player is loading.", Kind::Navigation),
            ("<div><p>Nghe đọc bài</p></div>", "Nghe đọc bài", Kind::Navigation),
            // What only the box tells.
            (
                "<div><h4>Get our newsletter in your inbox</h4><p>All of the valley, each Friday.</p></div>",
                "All of the valley, each Friday.",
                Kind::Newsletter,
            ),
            ("<form><p>Each Friday.</p><input type='email'></form>", "Each Friday.", Kind::Newsletter),
            (
                "<article><h2>Snow on the hills</h2><p>It snowed on the hills for three days, and then it snowed on.</p></article>",
                "It snowed on the hills for three days, and then it snowed on.",
                Kind::Related,
            ),
        ] {
            let html = format!("<title>Rain</title><body><main><h1>Rain</h1>{body}</main>{junk}</body>");
            let article = extract(html.as_bytes(), &Options::default()).unwrap();
            let removed = article.removed.iter().find(|removed| {
                removed.text.replace('\n', " ") == text || removed.text.lines().any(|line| line == text)
            });
            assert_eq!(removed.map(|removed| removed.kind), Some(kind), "{junk}: {:?}", article.removed);
        }
    }
}
