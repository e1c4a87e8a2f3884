//! What a page says to readers without scripts: a page goes in; the markup of its `noscript` elements comes out.
//!
//! Forums and shops that scripts fill often carry their whole text there, for search engines and old browsers.

use crate::page::{ItemKind, Page, Tag};

/// Less markup (in bytes) holds a counter's picture or a request to turn scripts on.
const LEAST: usize = 1 << 9;

/// The markup, if there is enough of it to be a page's body. What a browser wrote that runs scripts holds no tags but escaped
/// ones: trackers, as a rule.
pub fn body(page: &Page) -> Option<String> {
    let markup = page.items.iter().filter_map(|item| match item.kind {
        ItemKind::Aside(range) if page.node(item.node).tag == Tag::NOSCRIPT => Some(page.value_at(range)),
        _ => None,
    });
    let markup = markup.filter(|markup| markup.contains('<'));
    let markup: String = markup.collect();
    (markup.len() >= LEAST).then_some(markup)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Options, extract};

    const POSTS: [&str; 3] = [
        "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed, and \
         the school became a shelter for the night.",
        "The mayor said that the water would fall before the weekend, and that the farmers who had lost their harvest \
         would get help from the state in spring.",
        "Volunteers brought blankets and soup, and the fire brigade pumped out forty cellars until the morning, when the \
         rain stopped at last.",
    ];

    fn page(shown: &str, noscript: &str) -> String {
        format!(
            "<title>The flood - The Mill Forum</title><body><div id='app'>{shown}</div><noscript><header><a href='/'>The \
             Mill Forum</a></header><main><h1>The flood</h1>{noscript}</main><footer><a href='/about'>About</a> \
             <a href='/terms'>Terms</a></footer></noscript><script src='app.js'></script>"
        )
    }

    fn paragraphs(texts: &[&str]) -> String {
        texts.iter().map(|text| format!("<div class='post'><div class='body'><p>{text}</p></div></div>")).collect()
    }

    #[test]
    fn a_page_that_scripts_fill_gives_what_it_says_without_them() {
        let article = extract(page("Loading", &paragraphs(&POSTS)).as_bytes(), &Options::default()).unwrap();
        assert_eq!(article.text, POSTS.join("\n"));
        assert_eq!(article.title, "The flood");
    }

    #[test]
    fn a_page_with_a_text_of_its_own_gives_that() {
        let shown = format!("<h1>The flood</h1>{}", paragraphs(&POSTS));
        let other = POSTS.map(|text| text.replace("the", "no"));
        let html = page(&shown, &paragraphs(&other.each_ref().map(String::as_str)));
        let article = extract(html.as_bytes(), &Options::default()).unwrap();
        assert_eq!(article.text, POSTS.join("\n"));
    }

    #[test]
    fn escaped_tags_of_trackers_are_no_text() {
        let shown = POSTS.map(|text| format!("<div>{}</div>", &text[..40])).concat();
        let tracker =
            "&lt;img src='https://count.example.net/pixel.gif?account=4711&amp;page=flood' width=1 height=1 /&gt;";
        let html =
            format!("<title>The flood</title><h1>The flood</h1>{shown}<noscript>{}</noscript>", tracker.repeat(20));
        let article = extract(html.as_bytes(), &Options::default()).unwrap();
        assert!(!article.text.contains("img"), "{}", article.text);
    }

    #[test]
    fn a_request_to_turn_scripts_on_is_no_text() {
        let article = extract(page("", "<p>Please turn scripts on.</p>").as_bytes(), &Options::default()).unwrap();
        assert!(article.text.is_empty(), "{}", article.text);
    }
}
