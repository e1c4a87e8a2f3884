#![allow(clippy::unwrap_used)]

use super::{CardGroup, Own, distinct, find};
use crate::page::Page;
use crate::verdict::class_tokens;
use crate::{Options, read_page};

const BODY: &str = "<p>It rained all day in the valley, and by the evening the river had risen so high that the bridge was \
    closed and the school became a shelter for the night.</p><p>The mayor said that the water would fall before the \
    weekend, and that the farmers who had lost their harvest would get help from the state in spring.</p>";

/// Four articles: address, title, section, date as shown, teaser.
const ARTICLES: [[&str; 5]; 4] = [
    [
        "/news/bridge-101.html",
        "Old bridge gives way after a hundred years",
        "Transport",
        "22/01/2026",
        "The stone bridge at the mill carried carts, then cars, and at last nobody at all when its middle arch fell into the stream.",
    ],
    [
        "/news/school-102.html",
        "Village school opens again",
        "Education",
        "21/01/2026",
        "Twelve children and one teacher moved back into the two rooms on Monday, and the first lesson was about rivers.",
    ],
    [
        "/news/harvest-103.html",
        "What the harvest was worth, and who pays for it now",
        "Economy",
        "20/01/2026",
        "Insurers and the ministry disagree on a word in a contract that most farmers never read, and the word is flood.",
    ],
    [
        "/news/frogs-104.html",
        "Frogs return to the ponds",
        "Nature",
        "19/01/2026",
        "Nobody had heard them for nine years; now they keep the village awake, and hardly anyone complains about that.",
    ],
];

/// Ways to write one card. `{u}` address, `{t}` title, `{s}` section, `{d}` date, `{x}` teaser, `{h}` a generated name.
const CARDS: &[(&str, &str)] = &[
    (
        "image link and heading link",
        "<article><a href='{u}' title='{t}'><img src='/i.jpg' alt='{t}'></a><h3><a href='{u}'>{t}</a></h3><p><a href='/s'>{s}</a> <span>{d}</span></p><p>{x}</p></article>",
    ),
    (
        "hidden copy of the title",
        "<div class='{h}'><a href='{u}'><img data-src='/i.jpg' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><span class='vh'>{t}</span></a><h4><a href='{u}'>{t}</a></h4><div>{d}</div><div>{x}</div></div>",
    ),
    (
        "no wrapping element",
        "<a href='{u}'><img src='/i.jpg' alt='{t}'></a><h2><a href='{u}'>{t}</a></h2><p><a href='/s'>{s}</a> <span>{d}</span></p><p>{x}</p>",
    ),
    (
        "the whole card is a link",
        "<a class='{h}' href='{u}'><div><img src='/i.jpg'></div><div><h3>{t}</h3><time datetime='{iso}'>{d}</time><p>{x}</p></div></a>",
    ),
    (
        "the teaser is a link too",
        "<li><a href='{u}'><img src='/i.jpg' alt='{t}'></a><h3><a href='{u}'>{t}</a></h3><span>{d}</span><a href='{u}'>{x}</a></li>",
    ),
    (
        "everything in one block",
        "<div class='{h}'><a href='{u}'><b>{t}</b></a><br><span>{s}</span> <span>{d}</span><br>{x}</div>",
    ),
    (
        "a table row",
        "<tr><td><a href='{u}'><img src='/i.jpg'></a></td><td><a href='{u}'>{t}</a><p>{d}</p><p>{x}</p></td></tr>",
    ),
    ("a definition list", "<dt><a href='{u}' title='{t}'>{t}</a></dt><dd>{d}</dd><dd>{x}</dd>"),
    (
        "section and date above the title",
        "<section><div><span>{s}</span> | <time datetime='{iso}'>{d}</time></div><h2><a href='{u}'>{t}</a></h2><p>{x} <a href='{u}'>Read more</a></p></section>",
    ),
];

const TAILS: &[(&str, &str)] = &[
    ("named", "<div class='related'><h3>Related articles</h3>{cards}</div>"),
    ("nameless", "<div><div>{cards}</div></div>"),
    ("in the body's own element", "{cards}"),
];

fn card(template: &str, index: usize) -> String {
    let [url, title, section, date, teaser] = ARTICLES[index];
    let iso = format!("2026-01-{}", &date[..2]);
    [
        ("{u}", url),
        ("{t}", title),
        ("{s}", section),
        ("{d}", date),
        ("{x}", teaser),
        ("{iso}", &iso),
        ("{h}", "x1f9d2c"),
    ]
    .iter()
    .fold(template.to_owned(), |card, (key, value)| card.replace(key, value))
}

fn page_of(body: &str) -> Page {
    let html = format!(
        "<html lang='en-GB'><head><link rel=canonical href='https://example.org/news/rain-100.html'></head><body><div>\
         <h1>Rain in the valley</h1>{body}</div></body></html>"
    );
    read_page(html.as_bytes(), &Options::default()).unwrap()
}

fn groups_of(page: &Page) -> Vec<CardGroup> {
    find(page, &class_tokens::of_page(page), &Own::new(page, None, "Rain in the valley"))
}

#[test]
fn every_card_is_found_once_in_every_markup() {
    for (shape, template) in CARDS {
        for (place, tail) in TAILS {
            let cards: String = (0..ARTICLES.len()).map(|index| card(template, index)).collect();
            let cards = match &template[..3] {
                "<tr" => format!("<table>{cards}</table>"),
                "<dt" => format!("<dl>{cards}</dl>"),
                "<li" => format!("<ul>{cards}</ul>"),
                _ => cards,
            };
            let page = page_of(&format!("{BODY}{}", tail.replace("{cards}", &cards)));
            let groups = groups_of(&page);
            let found: Vec<_> = distinct(&groups)
                .iter()
                .map(|card| (card.url.clone(), card.title.clone(), card.date.clone(), card.teaser.clone()))
                .collect();
            let expected: Vec<_> = ARTICLES
                .iter()
                .map(|[url, title, _, date, teaser]| {
                    let date = format!("2026-01-{}", &date[..2]);
                    ((*url).to_owned(), (*title).to_owned(), Some(date), Some((*teaser).to_owned()))
                })
                .collect();
            assert_eq!(found, expected, "{shape}, {place}");
            let left: Vec<_> = page
                .block_ids()
                .filter(|id| !groups.iter().any(|group| group.confidence > 0.8 && group.blocks.contains(id)))
                .map(|id| page.block_text(id))
                .filter(|text| !text.is_empty())
                .collect();
            assert_eq!(left.len(), 3, "{shape}, {place}: {left:?}");
        }
    }
}

#[test]
fn content_is_not_taken_for_cards() {
    let long = "The first thing to say about it is that nobody needs it, and the second that everybody who has one would \
                not give it back, since it does what it should, costs what it is worth, and lasts for twenty years. ";
    for (name, body) in [
        ("a paragraph that links out", "<p>He told <a href='/paper'>the valley's only paper, the Mill Post</a>, that it was late.</p>"),
        ("a paragraph that ends in a link", "<p>All of this stood for years in <a href='/paper'>the valley's only weekly paper</a></p>"),
        (
            "a list of links with what to say about each",
            "<ul><li>The flood of 1954 is told in <a href='https://a.example/1954'>a long report of that time</a>, which is sad.</li>\
             <li>And that of 1987 in <a href='https://b.example/1987'>the notes of a miller's son</a>, which are not.</li></ul>",
        ),
        (
            "products with reviews",
            &(1..6)
                .map(|n| format!("<h2><a href='https://shop{n}.example/kettle'>Copper kettle number {n} of the year</a></h2><p>{}</p>", long.repeat(2)))
                .collect::<String>(),
        ),
        (
            "a live blog",
            &(1..6).map(|n| format!("<div><time>1{n}:00</time><h3>Water at {n} metres</h3><p>{long}</p></div>")).collect::<String>(),
        ),
        ("the article's own link", "<h2><a href='/news/rain-100.html#comments'>Rain in the valley</a></h2>"),
    ] {
        let page = page_of(&format!("{BODY}{body}{BODY}"));
        for group in groups_of(&page) {
            assert!(group.confidence < 0.8, "{name}: {group:?}");
        }
    }
}

#[test]
fn a_line_that_leads_on_is_cut_from_between_paragraphs() {
    for line in [
        "<p>Read more: <a href='/news/bridge-101.html'>Old bridge gives way after a hundred years</a></p>",
        "<p><strong>READ ALSO: <a href='/news/bridge-101.html'>Old bridge gives way after a hundred years</a></strong></p>",
        "<p><a href='/news/bridge-101.html'>Lire aussi : Old bridge gives way after a hundred years</a></p>",
        "<div>[Related: <a href='/news/bridge-101.html'>Old bridge gives way after a hundred years</a>]</div>",
    ] {
        let page = page_of(&format!("{BODY}{line}{BODY}"));
        let groups = groups_of(&page);
        assert_eq!(groups.len(), 1, "{line}: {groups:?}");
        assert!(groups[0].confidence > 0.8 && groups[0].blocks.len() == 1, "{line}: {groups:?}");
    }
}

#[test]
fn plain_text_gives_cards_without_addresses() {
    let lines: String = ARTICLES
        .iter()
        .map(|[_, title, section, date, teaser]| format!("{title}\n\n{title}\n\n{section} {date}\n\n{teaser}\n\n"))
        .collect();
    let text = format!(
        "Rain in the valley\n\nIt rained all day in the valley, and the river rose.\n\nMost read\n\n{lines}Read more\n"
    );
    let page = crate::page::read_plain_text(&text);
    let groups = groups_of(&page);
    let cards = distinct(&groups);
    assert_eq!(cards.len(), ARTICLES.len());
    for (card, [_, title, section, _, teaser]) in cards.iter().zip(ARTICLES) {
        assert_eq!(
            (card.title.as_str(), card.section.as_deref(), card.teaser.as_deref()),
            (title, Some(section), Some(teaser))
        );
    }
    assert_eq!(page.blocks.len() - groups[0].blocks.len(), 2);
}

#[test]
fn short_headlines_without_spaces_are_related_news_but_menus_are_not() {
    let list = |entries: &[(&str, &str)]| -> String {
        entries.iter().map(|(url, title)| format!("<li><a href='{url}'>{title}</a></li>")).collect()
    };
    let headlines = [
        ("/chiiki/hashi", "吊り橋の架け替え、秋に完了へ"),
        ("/shakai/yuki", "大雪の山間部、除雪車を増便"),
        ("/keizai/bungu", "手書き文具の売り上げ、五年連続で増加"),
    ];
    let menu = [("/chiiki", "地域のニュース"), ("/shakai", "社会"), ("/keizai", "経済")];
    let paragraph =
        "村の製紙工場は百年のあいだ川の水で紙をすいてきたが、この冬、最後の職人が工場を去ることになった。".repeat(3);
    for (entries, expected) in [(headlines, headlines.len()), (menu, 0)] {
        let html = format!(
            "<html lang=ja><link rel=canonical href='https://mura.example/chiiki/kojo'><h1>最後の職人が工場を去る</h1><p>{paragraph}</p>\
             <p>{paragraph}</p><section class=kanren><h3>関連記事</h3><ul>{}</ul></section></html>",
            list(&entries)
        );
        let article = crate::extract(html.as_bytes(), &Options::default()).unwrap();
        let titles: Vec<_> = article.related.iter().map(|card| card.title.as_str()).collect();
        assert_eq!(titles.len(), expected, "{titles:?}");
    }
}
