//! Other articles behind, beside and inside the body, in the markup of many sites: each is one entry of `related` with all
//! that its card says, and none of it stays in the text.
#![allow(clippy::unwrap_used)]

use bodycopy::{Article, Options, extract};

const BODY: [&str; 6] = [
    "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed and the school became a shelter for the night.",
    "The mayor said that the water would fall before the weekend, and that the farmers who had lost their harvest would get help from the state in spring.",
    "Nobody was hurt, although two families had to be taken from their roofs by boat, one of them with a dog that did not want to leave the chimney.",
    "At the mill the gauge showed four metres, which is more than in any year since the dam was built, and the miller marked the wall with a piece of chalk.",
    "Engineers will look at the bridge on Tuesday, when the water should be low enough to see its feet, and say whether the school bus may cross it again.",
    "Until then the bus goes by way of the upper village, which takes forty minutes more and makes the children happy and their teachers late.",
];

/// Title, section, date, the date as shown, teaser.
const CARDS: [[&str; 5]; 5] = [
    [
        "Old bridge gives way after a hundred years",
        "Transport",
        "2026-01-22",
        "22/01/2026",
        "The stone bridge at the mill carried carts, then cars, and at last nobody at all when its middle arch fell into the stream.",
    ],
    [
        "Village school opens again after the long winter break",
        "Education",
        "2026-01-21",
        "21/01/2026",
        "Twelve children and one teacher moved back into the two rooms on Monday, and the first lesson was about rivers.",
    ],
    [
        "What the harvest was worth, and who pays for it now",
        "Economy",
        "2026-01-20",
        "20/01/2026",
        "Insurers and the ministry disagree on a word in a contract that most farmers never read, and the word is flood.",
    ],
    [
        "Frogs return to the ponds behind the railway station",
        "Nature",
        "2026-01-19",
        "19/01/2026",
        "Nobody had heard them for nine years; now they keep the village awake, and hardly anyone complains about that.",
    ],
    [
        "The last ferryman tells how the river was crossed",
        "History",
        "2026-01-18",
        "18/01/2026",
        "He is ninety and remembers every night on which the rope broke, and the names of all who could not swim.",
    ],
];

/// `{u}` address, `{t}` title, `{s}` section, `{d}` date as shown, `{i}` as ISO, `{x}` teaser, `{c}` a class name for the card.
/// What is not in the markup is not expected.
const MARKUPS: [(&str, &str); 18] = [
    (
        "image link and heading link",
        "<article class='{c}'><a href='{u}' title='{t}'><img src='{u}.jpg' alt='{t}'></a><h3><a href='{u}' title='{t}'>{t}</a></h3><p><a href='/s'>{s}</a> <span>{d}</span></p><p>{x}</p></article>",
    ),
    (
        "div soup",
        "<div class='{c}'><div><a href='{u}'><img data-src='{u}.jpg' src='data:image/gif;base64,R0' alt='{t}'></a></div><div><div><a href='{u}'>{t}</a></div><div><span>{s}</span><span> - </span><span>{d}</span></div><div>{x}</div></div></div>",
    ),
    (
        "title twice in the text",
        "<div class='{c}'><a href='{u}'><img src='{u}.jpg'><span>{t}</span></a><h4><a href='{u}'>{t}</a></h4><time datetime='{i}'>{d}</time><p>{x}</p></div>",
    ),
    (
        "one link around all",
        "<a class='{c}' href='{u}'><img src='{u}.jpg' alt=''><div><span>{s}</span><h3>{t}</h3><p>{x}</p><time datetime='{i}T08:00:00Z'>{d}</time></div></a>",
    ),
    (
        "teaser in a link of its own",
        "<li class='{c}'><a href='{u}'><img src='{u}.jpg' alt='{t}'></a><h3><a href='{u}'>{t}</a></h3><span>{d}</span><a href='{u}'>{x}</a></li>",
    ),
    ("no wrapping element", "<h2><a href='{u}'>{t}</a></h2><p>{s} | {d}</p><p>{x}</p>"),
    (
        "picture caption and credit",
        "<div class='{c}'><figure><a href='{u}' title='{t}'><img src='{u}.jpg' alt='A photo of it (Photo: Mill Post)'></a></figure><h2><a href='{u}' title='{t}'>{t}</a></h2><div>{s} {d}</div><div>{x}</div></div>",
    ),
    (
        "desktop and mobile headline",
        "<div class='{c}'><a href='{u}'><img src='{u}.jpg'></a><h4 class='desktop'><a href='{u}'>{t}</a></h4><h4 class='mobile'><a href='{u}'>{t}</a></h4><p>{d}</p><p>{x}</p></div>",
    ),
    (
        "table",
        "<tr class='{c}'><td><a href='{u}'><img src='{u}.jpg'></a></td><td><a href='{u}'><b>{t}</b></a><br>{d}<p>{x}</p></td></tr>",
    ),
    (
        "noscript copy of the picture",
        "<article class='{c}'><a href='{u}'><img data-src='{u}.jpg' src='data:image/gif;base64,R0'><noscript><img src='{u}.jpg'></noscript></a><h3><a href='{u}'>{t}</a></h3><p>{x}</p></article>",
    ),
    (
        "headline with a kicker",
        "<article class='{c}'><a href='{u}'><img src='{u}.jpg'><h3><span>{s}:</span> <span>{t}</span></h3></a><p>{x}</p></article>",
    ),
    (
        "headline in lines",
        "<article class='{c}'><a href='{u}'><img src='{u}.jpg'><h3>{t1}<br>{t2}</h3></a><p>{x}</p></article>",
    ),
    (
        "headline in spans",
        "<article class='{c}'><a href='{u}'><img src='{u}.jpg'><h3><span>{t1}</span> <span>{t2}</span></h3></a><p>{x}</p></article>",
    ),
    (
        "author before the date",
        "<div class='{c}'><h3><a href='{u}'>{t}</a></h3><p>By <a href='/author/ann-lee'>Ann Lee</a> · <time datetime='{i}'>{d}</time></p><p>{x}</p></div>",
    ),
    ("more link", "<div class='{c}'><h3><a href='{u}'>{t}</a></h3><p>{x} <a href='{u}'>Read more</a></p></div>"),
    ("titles only", "<li class='{c}'><a href='{u}'>{t}</a></li>"),
    ("dated titles", "<li class='{c}'><span>{d}</span> <a href='{u}'>{t}</a></li>"),
    ("definition list", "<dt class='{c}'><a href='{u}' title='{t}'>{t}</a></dt><dd>{d}</dd><dd>{x}</dd>"),
];

const HEADINGS: [&str; 3] =
    ["", "<h3>Related articles</h3>", "<div class='hd'><span>From around the valley</span></div>"];
const CLASSES: [&str; 3] = ["", "css-1q2w3e", "related-item"];

#[derive(Clone, Copy, Debug)]
enum Place {
    /// Right behind the last paragraph, among its siblings.
    Inside,
    /// In an element behind the body's, in the same column.
    After,
    /// Between two paragraphs, in a box.
    Between,
}

fn filled(markup: &str, at: usize, class: &str) -> String {
    let [title, section, iso, date, teaser] = CARDS[at];
    let cut = title.match_indices(' ').nth(3).map_or(title.len(), |(at, _)| at);
    [
        ("{u}", format!("/news/story-{at}-{}.html", 1000 + at)),
        ("{t1}", title[..cut].to_owned()),
        ("{t2}", title[cut..].trim().to_owned()),
        ("{t}", title.to_owned()),
        ("{s}", section.to_owned()),
        ("{d}", date.to_owned()),
        ("{i}", iso.to_owned()),
        ("{x}", teaser.to_owned()),
        ("{c}", class.to_owned()),
    ]
    .iter()
    .fold(markup.to_owned(), |card, (key, value)| card.replace(key, value))
}

fn tail(markup: &str, heading: &str, class: &str, cards: std::ops::Range<usize>) -> String {
    let cards: String = cards.map(|at| filled(markup, at, class)).collect();
    let list = match &markup[..3] {
        "<tr" => format!("<table><tbody>{cards}</tbody></table>"),
        "<dt" => format!("<dl>{cards}</dl>"),
        "<li" => format!("<ul>{cards}</ul>"),
        _ => cards,
    };
    format!("{heading}{list}")
}

fn page(tail: &str, place: Place) -> String {
    let paragraphs: Vec<String> = BODY.iter().map(|text| format!("<p>{text}</p>")).collect();
    let (first, last) = paragraphs.split_at(3);
    let (first, last) = (first.concat(), last.concat());
    let main = match place {
        Place::Inside => format!("<div class='content'><h1>Rain in the valley</h1>{first}{last}{tail}</div>"),
        Place::After => format!("<div class='content'><h1>Rain in the valley</h1>{first}{last}</div><div>{tail}</div>"),
        Place::Between => {
            format!("<div class='content'><h1>Rain in the valley</h1>{first}<div>{tail}</div>{last}</div>")
        }
    };
    format!(
        "<!doctype html><html lang='en-GB'><head><title>Rain in the valley - Mill Post</title><link rel='canonical' \
         href='https://example.org/news/rain-100.html'><meta property='og:title' content='Rain in the valley'></head><body>\
         <header><nav><a href='/'>Home</a> <a href='/news'>News</a> <a href='/sport'>Sport</a></nav></header><main>{main}</main>\
         <footer><a href='/imprint'>Imprint</a> © Mill Post</footer></body></html>"
    )
}

fn read(html: &str) -> Article {
    let url = Some("https://example.org/news/rain-100.html".to_owned());
    extract(html.as_bytes(), &Options { url, ..Options::default() }).unwrap()
}

/// What is wrong with an article whose page had these cards.
fn faults(article: &Article, markup: &str, cards: std::ops::Range<usize>) -> Vec<String> {
    let mut faults = Vec::new();
    if article.text.lines().collect::<Vec<_>>() != BODY {
        faults.push(format!("text: {:?}", article.text));
    }
    for at in cards.clone() {
        let [title, section, iso, _, teaser] = CARDS[at];
        let same: Vec<_> =
            article.related.iter().filter(|related| related.url.contains(&format!("story-{at}-"))).collect();
        let [card] = same[..] else {
            faults.push(format!("{} entries for {title:?}", same.len()));
            continue;
        };
        if card.title != title {
            faults.push(format!("title {:?} for {title:?}", card.title));
        }
        if markup.contains("{x}") && card.teaser.as_deref() != Some(teaser) {
            faults.push(format!("teaser {:?} for {teaser:?}", card.teaser));
        }
        if markup.contains("{d}") && card.date.as_deref().and_then(|date| date.get(..10)) != Some(iso) {
            faults.push(format!("date {:?} for {iso:?}", card.date));
        }
        let expected = markup.contains("{s}").then_some(section);
        if card.section.as_deref() != expected {
            faults.push(format!("section {:?} for {expected:?}", card.section));
        }
        if markup.contains("{u}.jpg") && !card.image.as_deref().is_some_and(|image| image.ends_with(".jpg")) {
            faults.push(format!("picture {:?}", card.image));
        }
    }
    if article.related.len() > cards.len() {
        let others: Vec<&str> = article.related.iter().map(|related| related.title.as_str()).collect();
        faults.push(format!("entries of none: {others:?}"));
    }
    faults
}

#[test]
fn cards_in_any_markup_are_related_once_each_and_not_in_the_text() {
    let (mut pages, mut wrong) = (0, Vec::new());
    for (name, markup) in MARKUPS {
        for place in [Place::Inside, Place::After, Place::Between] {
            for heading in HEADINGS {
                for class in CLASSES {
                    // Between paragraphs stands a box of few; a bare list of links there may be the article's own.
                    let cards = if matches!(place, Place::Between) { 0..2 } else { 0..CARDS.len() };
                    let is_bare = !markup.contains("{x}") && heading != HEADINGS[1] && class != CLASSES[2];
                    let is_loose = name == "no wrapping element";
                    if matches!(place, Place::Between) && (is_bare || is_loose) {
                        continue;
                    }
                    let article = read(&page(&tail(markup, heading, class, cards.clone()), place));
                    pages += 1;
                    let faults = faults(&article, markup, cards);
                    if !faults.is_empty() {
                        wrong.push(format!("{name}, {place:?}, {heading:?}, {class:?}\n    {}", faults.join("\n    ")));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {pages} pages are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn one_card_between_paragraphs_is_related() {
    let mut wrong = Vec::new();
    for (name, markup) in
        MARKUPS.iter().filter(|(name, markup)| markup.contains("{x}") && *name != "no wrapping element")
    {
        for class in ["css-1q2w3e", "related-item"] {
            let box_of_one = format!("<div class='{class}'>{}</div>", tail(markup, "", class, 0..1));
            let article = read(&page(&box_of_one, Place::Between));
            let faults = faults(&article, markup, 0..1);
            if !faults.is_empty() {
                wrong.push(format!("{name}, {class}\n    {}", faults.join("\n    ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn menus_tags_and_authors_are_not_related_articles() {
    let cards = tail(MARKUPS[0].1, HEADINGS[1], "", 0..3);
    for (name, other) in [
        (
            "tags",
            "<div><a href='/tag/river'>River in the valley</a> <a href='/tag/bridge'>Bridges of the valley</a></div>",
        ),
        (
            "an author",
            "<div><a href='/author/ann-lee'><img src='/ann.jpg' alt='Ann Lee'></a><h4><a href='/author/ann-lee'>Ann Lee Miller</a></h4><p>Ann Lee writes about rivers and bridges for the Mill Post since the great flood.</p></div>",
        ),
        (
            "an app",
            "<div><a href='https://play.google.com/store/apps/details?id=org.example'>Download our app on Google Play today</a></div>",
        ),
        ("a section", "<div><h4><a href='/news/local'>All the news from here</a></h4></div>"),
        ("terms", "<div><a href='/privacy'>Privacy policy and terms of use</a></div>"),
    ] {
        let article = read(&page(&format!("{cards}{other}"), Place::After));
        let titles: Vec<&str> = article.related.iter().map(|related| related.title.as_str()).collect();
        assert_eq!(titles, [CARDS[0][0], CARDS[1][0], CARDS[2][0]], "{name}");
    }
}

#[test]
fn linked_lists_of_the_article_stay() {
    let items = [
        "The flood of 1954 is told in <a href='https://a.example/1954'>a long report of that time</a>, which is sad.",
        "That of 1987 stands in <a href='https://b.example/1987'>the notes of a miller's son</a>, which are not.",
        "And of the last one there is <a href='https://c.example/2013'>a film that the fire brigade made</a>.",
    ];
    let list: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
    let article =
        read(&page(&format!("<p>Three sources tell of the floods before:</p><ul>{list}</ul>"), Place::Between));
    for text in ["a long report of that time", "the notes of a miller's son", "a film that the fire brigade made"] {
        assert!(article.text.contains(text), "{text}: {}", article.text);
    }
    assert!(article.related.is_empty(), "{:?}", article.related);
}
