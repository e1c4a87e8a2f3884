//! What the page says of itself, so that it is not taken for another article.

use super::links;
use crate::lowercase;
use crate::page::Page;

/// The page's own addresses, host, title and language.
#[derive(Debug, Clone, Default)]
pub struct Own<'a> {
    /// Its addresses, as [`links::key`] writes them.
    keys: Vec<String>,
    /// Its host without `www.`, where one is known.
    host: Option<String>,
    /// Its title, folded.
    title: String,
    /// Its language tag.
    pub(super) lang: Option<&'a str>,
}

/// A title holds at most this many bytes of punctuation.
const MAX_PUNCTUATION: usize = 32;

impl<'a> Own<'a> {
    /// From the caller's address, if any, and the page's head. `title` is the article's title as far as it is known.
    #[must_use]
    pub fn new(page: &'a Page, url: Option<&str>, title: &str) -> Self {
        let canonical = page.head.links.iter().find(|link| link.rel == "canonical").map(|link| link.href.as_str());
        let og = page.head.metas.iter().find(|meta| meta.name == "og:url").map(|meta| meta.content.as_str());
        let addresses: Vec<&str> = [url, canonical, og, page.head.base.as_deref()].into_iter().flatten().collect();
        let host = addresses.iter().find_map(|address| links::host(address)).map(str::to_ascii_lowercase);
        let mut own = Self { keys: Vec::new(), host, title: fold(title), lang: page.head.lang.as_deref() };
        // `<base>` gives the host; it is no address of the article.
        for address in [url, canonical, og].into_iter().flatten() {
            let key = own.relative(links::key(address)).to_owned();
            own.keys.push(key);
        }
        own
    }

    /// A link's key without the page's own host, so that absolute and relative links to one page are equal.
    pub(super) fn relative<'k>(&self, key: &'k str) -> &'k str {
        match &self.host {
            Some(host) if key.len() > host.len() && key.is_char_boundary(host.len()) => {
                let (start, path) = key.split_at(host.len());
                if start.eq_ignore_ascii_case(host) && path.starts_with('/') { path } else { key }
            }
            _ => key,
        }
    }

    /// Whether a link leads to this page.
    pub(super) fn is_address(&self, key: &str) -> bool {
        let key = self.relative(key);
        self.keys.iter().any(|own| own == key)
    }

    /// Whether a text is this page's title.
    pub(super) fn is_title(&self, text: &str) -> bool {
        // Folding takes away punctuation, so the text may be somewhat longer; most texts are out of this range.
        let range = self.title.len()..=self.title.len() + MAX_PUNCTUATION;
        !self.title.is_empty() && range.contains(&text.len()) && fold(text) == self.title
    }

    /// Whether a link stays on the page's site: relative, or of the same registrable domain as far as the last two
    /// labels tell. Where the page's host is not known, every link may be.
    pub(super) fn is_internal(&self, href: &str) -> bool {
        match (links::host(href), &self.host) {
            (Some(theirs), Some(ours)) => site(&theirs.to_ascii_lowercase()) == site(ours),
            _ => true,
        }
    }
}

/// The last two labels of a host, three where the last two are short (`co.uk`, `com.vn`).
fn site(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let (_, second, third) = (dots.next(), dots.next(), dots.next());
    match second {
        Some(second) if host.len() - second > 8 => &host[second + 1..],
        Some(_) => third.map_or(host, |third| &host[third + 1..]),
        None => host,
    }
}

/// Letters and digits only, lower case, single spaces: what makes two titles the same.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.extend(lowercase::of(c));
        } else {
            gap = true;
        }
    }
    folded
}
