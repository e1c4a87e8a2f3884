//! bodycopy reads a web page as it streams in, strips navigation, adverts and related-news
//! blocks, and gives the clean article.
//!
//! ```
//! use bodycopy::{Options, extract};
//!
//! let page = b"<title>Rain</title><h1>Rain</h1><p>It rained all day in the valley, and the river rose.</p>";
//! let article = extract(page, &Options::default())?;
//! assert_eq!(article.title, "Rain");
//! # Ok::<(), bodycopy::Error>(())
//! ```
//!
//! The way of the data: bytes → [`tokens`] → [`page`] → [`verdict`] → [`article`] → [`output`],
//! with [`metadata`] beside it.

pub mod article;
mod assemble;
pub mod assess;
mod decimal;
mod error;
mod events;
mod extractor;
mod hydration;
pub mod links;
mod lowercase;
pub mod metadata;
mod options;
pub mod output;
pub mod page;
mod rewrite;
mod roles;
mod sorting;
pub mod tokens;
pub mod verdict;
mod without_scripts;

pub use article::Article;
pub use assemble::restrict;
pub use assess::{Assessment, Readable};
pub use error::Error;
pub use events::Event;
pub use extractor::Extractor;
pub use options::{MAX_BYTES_LIMIT, Options};
pub use output as render;
pub use rewrite::{CleanPage, Cleaning};

/// Reads a whole page.
///
/// # Errors
/// [`Error::InvalidOption`] for a senseless option, [`Error::TooLarge`] for a page over the limit. Any bytes
/// within the limit give an article.
pub fn extract(html: &[u8], options: &Options) -> Result<Article, Error> {
    if html.len() as u64 > options.max_bytes {
        return Err(Error::TooLarge { limit: options.max_bytes });
    }
    let mut extractor = Extractor::new(options.clone())?.without_events();
    extractor.write(html)?;
    extractor.into_article()
}

/// What kind of page it is and whether it is worth a reader, of a page or of its beginning: as much as has arrived.
///
/// ```
/// use bodycopy::{Options, Readable, assess};
///
/// let menu = b"<title>Valley</title><ul><li><a href='/a'>News</a><li><a href='/b'>Weather</a></ul></body></html>";
/// assert_eq!(assess(menu, &Options::default())?.readable, Readable::No);
/// # Ok::<(), bodycopy::Error>(())
/// ```
///
/// # Errors
/// As [`extract`].
pub fn assess(html: &[u8], options: &Options) -> Result<Assessment, Error> {
    let mut extractor = Extractor::new(options.clone())?.without_events();
    extractor.write(html)?;
    extractor.assess_all()
}

/// Reads a whole page without judging it: its tree, blocks and head.
///
/// # Errors
/// As [`extract`].
pub fn read_page(html: &[u8], options: &Options) -> Result<page::Page, Error> {
    let mut extractor = Extractor::new(options.clone())?.without_events();
    extractor.write(html)?;
    Ok(extractor.into_page()?.0)
}
