//! What a caller may ask for, checked once before a page is read.

use crate::tokens::selectors;
use crate::{Error, links};

/// How a page is to be read. `Options::default()` is right for most callers.
///
/// ```
/// use bodycopy::Options;
/// let options = Options { url: Some("https://example.org/news/1".into()), ..Options::default() };
/// assert!(options.validate().is_ok());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The page's address: base for relative links, and what tells internal links from others.
    pub url: Option<String>,
    /// The `Content-Type` header, for its charset; `text/plain` takes the plain-text path.
    pub content_type: Option<String>,
    /// 0 keeps more, 1 keeps less. Default 0.5.
    pub strictness: f32,
    /// CSS selectors (lol_html's subset) whose elements are never dropped.
    pub keep: Vec<String>,
    /// CSS selectors (lol_html's subset) whose elements are always dropped.
    pub remove: Vec<String>,
    /// The largest page that is read, in bytes. Default 64 MiB, at most 2 GiB.
    pub max_bytes: u64,
    /// Fill [`Article::debug`](crate::Article::debug).
    pub debug: bool,
    /// Keep all that stands in the article's own element but what is surely something else, as Readability does. It is
    /// what `bodycopy/readability` asks for; [`strictness`](Self::strictness) is the way for everybody else.
    pub whole_body: bool,
}

/// The largest value of [`Options::max_bytes`]: positions in a page are 32-bit.
pub const MAX_BYTES_LIMIT: u64 = 1 << 31;

impl Default for Options {
    fn default() -> Self {
        Self {
            url: None,
            content_type: None,
            strictness: 0.5,
            keep: Vec::new(),
            remove: Vec::new(),
            max_bytes: 64 << 20,
            debug: false,
            whole_body: false,
        }
    }
}

impl Options {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] that names the first option with a senseless value.
    pub fn validate(&self) -> Result<(), Error> {
        let invalid = |option, reason: String| Err(Error::InvalidOption { option, reason });
        if !(0.0..=1.0).contains(&self.strictness) {
            return invalid("strictness", "it is not a number from 0 to 1".to_owned());
        }
        if self.max_bytes == 0 || self.max_bytes > MAX_BYTES_LIMIT {
            return invalid("maxBytes", format!("{} is not from 1 to {MAX_BYTES_LIMIT}", self.max_bytes));
        }
        if let Some(address) = &self.url
            && !links::is_absolute(address)
        {
            return invalid("url", format!("`{address}` is not an absolute URL"));
        }
        for (option, selectors) in [("keep", &self.keep), ("remove", &self.remove)] {
            for selector in selectors {
                if let Err(error) = selectors::check(selector) {
                    return invalid(option, format!("`{selector}`: {}", error.reason()));
                }
            }
        }
        Ok(())
    }

    /// Whether the content type says that the page is plain text rather than HTML.
    #[must_use]
    pub fn is_plain_text(&self) -> bool {
        self.content_type.as_deref().is_some_and(|value| {
            value.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case("text/plain"))
        })
    }
}
