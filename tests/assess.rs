//! `assess` says what kind of page it is and whether it is worth a reader, of whole pages and of their beginnings.
#![allow(clippy::unwrap_used)]

use bodycopy::article::PageKind;
use bodycopy::{Assessment, Extractor, Options, Readable, assess, extract};

const SENTENCES: [&str; 4] = [
    "The river rose in the night, and by the morning the lower meadow was under water again, as it is every spring.",
    "Two families moved their sheep to the hill before dawn, and a third carried the hay up to the loft of the mill.",
    "The bridge stayed open, and a warden in a yellow coat stood at its foot with a lamp and counted those who crossed.",
    "By the evening the water had begun to fall, and the school said that lessons would start an hour later than usual.",
];

fn paragraphs(count: usize) -> String {
    SENTENCES.iter().cycle().take(count).enumerate().map(|(at, text)| format!("<p>{text} {at}</p>\n")).collect()
}

fn page(head: &str, body: &str) -> String {
    let menu: String = (0..12).map(|at| format!("<li><a href='/m{at}'>Menu {at}</a></li>")).collect();
    format!(
        "<!doctype html><html><head><title>High water</title>{head}</head><body><nav><ul>{menu}</ul></nav>{body}\
         <footer>© The Mill Post</footer></body></html>"
    )
}

fn cards(count: usize, extra: &str) -> String {
    let card = |at: usize| {
        format!(
            "<div class='item'><a href='/n/{at}'><img src='/i{at}.jpg' alt=''></a><h3><a href='/n/{at}'>Headline of \
             the story number {at}</a></h3>{extra}</div>"
        )
    };
    (0..count).map(card).collect()
}

fn verdict(page: &str) -> Assessment {
    assess(page.as_bytes(), &Options::default()).unwrap()
}

fn json_ld(kind: &str) -> String {
    format!(
        "<script type='application/ld+json'>{{\"@context\":\"https://schema.org\",\"@type\":\"{kind}\",\"name\":\"High water\"}}</script>"
    )
}

#[test]
fn pages_are_told_apart() {
    let article = format!("<main><h1>High water</h1>{}</main>", paragraphs(8));
    let post = |at: usize| {
        format!(
            "<div class='post'><a href='/u/{at}'>user{at}</a><time>12:0{at}</time><div class='message'>{}</div></div>",
            paragraphs(1)
        )
    };
    let posts: String = (0..9).map(post).collect();
    let updates: String =
        (0..9).map(|at| format!("<article><time>12:0{at}</time>{}</article>", paragraphs(1))).collect();
    for (name, html, kind, readable) in [
        ("article", page("", &article), PageKind::Article, Readable::Yes),
        ("declared article", page(&json_ld("NewsArticle"), &article), PageKind::Article, Readable::Yes),
        (
            "live",
            page(&json_ld("LiveBlogPosting"), &format!("<h1>High water</h1>{updates}")),
            PageKind::Live,
            Readable::Yes,
        ),
        (
            "list",
            page(&json_ld("CollectionPage"), &format!("<h1>News</h1>{}", cards(24, ""))),
            PageKind::List,
            Readable::No,
        ),
        (
            "forum",
            page(
                "<meta name='generator' content='phpBB'><link rel='canonical' href='https://example.org/forum/viewtopic?t=12'>",
                &format!("<h1>High water</h1>{posts}"),
            ),
            PageKind::Forum,
            Readable::Yes,
        ),
        (
            "product",
            page(
                &format!("{}<link rel='canonical' href='https://example.org/products/coat'>", json_ld("Product")),
                "<h1>Yellow coat</h1><p>$ 49.00</p><form><input name='size'><button>Add to cart</button></form><ul>\
                 <li>Cotton</li><li>Yellow</li><li>Five sizes</li></ul><p>$ 39.00</p>",
            ),
            PageKind::Product,
            Readable::No,
        ),
        (
            "empty",
            "<title>High water</title><body><div id='root'></div></body></html>".to_owned(),
            PageKind::Other,
            Readable::No,
        ),
    ] {
        let said = verdict(&html);
        // Of what is written in many parts it is not said how much it is worth.
        let is_parted = matches!(kind, PageKind::Forum | PageKind::Live);
        let is_right = said.kind == kind && (said.readable == readable || is_parted && said.readable != Readable::No);
        assert!(is_right, "{name}: {said:?}");
        assert!((0.5..=1.0).contains(&said.confidence), "{name}: {said:?}");
    }
}

#[test]
fn a_short_text_without_any_trimmings_is_readable() {
    for count in 2..=8 {
        let html = format!("<title>High water</title><h1>High water</h1>{}", paragraphs(count));
        assert_ne!(verdict(&html).readable, Readable::No, "{count} paragraphs");
        let article = extract(html.as_bytes(), &Options::default()).unwrap();
        assert!(article.readable, "{count} paragraphs: {}", article.confidence);
    }
}

#[test]
fn pages_without_a_text_are_not_readable() {
    for html in ["", "<p>", "<title>Rain</title>", "<body><a href='/a'>News</a>", "<form><input></form>"] {
        assert_ne!(verdict(html).readable, Readable::Yes, "as far as has come: {html}");
        assert_eq!(verdict(&format!("{html}</body></html>")).readable, Readable::No, "{html}");
        assert!(!extract(html.as_bytes(), &Options::default()).unwrap().readable, "{html}");
    }
}

#[test]
fn a_beginning_is_not_taken_for_an_empty_page() {
    let whole = page(
        "<meta property='og:type' content='article'>",
        &format!("<main><h1>High water</h1>{}</main>", paragraphs(12)),
    );
    let before_the_text = &whole[..whole.find("<main>").unwrap()];
    assert_ne!(verdict(before_the_text).readable, Readable::No);
    assert_eq!(verdict(&whole[..whole.len() * 3 / 4]).readable, Readable::Yes);
}

#[test]
fn an_extractor_can_be_asked_at_any_point_and_goes_on_the_same() {
    let html = page("", &format!("<main><h1>High water</h1>{}</main>{}", paragraphs(12), cards(6, "")));
    let mut extractor = Extractor::new(Options::default()).unwrap();
    let mut said = Vec::new();
    for piece in html.as_bytes().chunks(100) {
        extractor.write(piece).unwrap();
        said.push(extractor.assess());
    }
    assert_eq!(said.last().map(|said| said.kind), Some(PageKind::Article));
    assert!(said.iter().all(|said| said.readable != Readable::No), "{said:?}");
    let (_, article) = extractor.end().unwrap();
    assert_eq!(article, extract(html.as_bytes(), &Options::default()).unwrap());
}

#[test]
fn plain_text_is_assessed_too() {
    let options = Options { content_type: Some("text/plain".into()), ..Options::default() };
    let text = format!("High water\n\n{}", SENTENCES.join("\n\n"));
    assert_eq!(assess(text.as_bytes(), &options).unwrap().readable, Readable::Yes);
}

#[test]
fn an_assessment_is_the_same_in_json_however_written() {
    let said = verdict(&page("", &paragraphs(6)));
    let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
    assert_eq!(value(&said.to_json()), value(&serde_json::to_string(&said).unwrap()));
}

#[test]
fn a_page_without_an_article_gives_its_readable_text_rather_than_nothing() {
    let list = page(
        &json_ld("CollectionPage"),
        &format!("<h1>News of the valley</h1>{}", cards(24, "<p>What it is about.</p>")),
    );
    let article = extract(list.as_bytes(), &Options::default()).unwrap();
    assert!(!article.readable);
    for at in 0..24 {
        assert!(article.text.contains(&format!("the story number {at}")), "{at}: {}", article.text);
    }
    for furniture in ["Menu 3", "The Mill Post"] {
        assert!(!article.text.contains(furniture), "{furniture}: {}", article.text);
    }
}
