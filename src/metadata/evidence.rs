//! Where a value was found, and every value that was found: the ranking's input, and what debug output shows.
//!
//! `docs/metadata.md` has the figures behind the orders: how often each source is right, by field.

use std::fmt;

/// Where a value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// schema.org in a script.
    JsonLd,
    /// schema.org in `itemprop` attributes.
    Microdata,
    /// `og:` and `article:` properties (Open Graph protocol).
    OpenGraph,
    /// `twitter:` names.
    Twitter,
    /// `dc.` and `dcterms.` names (Dublin Core).
    DublinCore,
    /// `citation_` names (Highwire Press, read by scholarly search engines).
    Citation,
    /// `parsely-`, `sailthru.`, `cXenseParse:` and other names of analytics services.
    Analytics,
    /// Other `meta` names, such as `author`.
    Meta,
    /// `<title>`.
    Title,
    /// `<h1>`, or what stands in its place.
    Heading,
    /// `rel=author`, `rel=canonical`, `rel=next` …
    Rel,
    /// `<time>`.
    Time,
    /// A class name such as `byline`.
    Class,
    /// Shown text near the headline.
    Shown,
    /// The page's address.
    Address,
    /// Shown text far from the headline.
    Elsewhere,
}

/// Which field of [`Metadata`](super::Metadata) a value is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Field {
    Title,
    Author,
    Published,
    Modified,
    SiteName,
}

/// A value that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// For which field.
    pub field: Field,
    /// Where.
    pub source: Source,
    /// Cleaned, but not yet shortened or split.
    pub value: String,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({:?}): {}", self.field, self.source, self.value)
    }
}
