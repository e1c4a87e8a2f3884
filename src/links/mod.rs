//! Addresses as a page writes them go in; safe, absolute, clean addresses come out.
//!
//! Everything that ends up in an article as an address passes here: links, pictures, `srcset`, related cards, metadata.
//! An address of a page may be hostile, relative, full of tracking parameters or plain broken, so one place decides
//! what is let through: `http`, `https`, `mailto` and `tel`; for pictures also `data:` of raster types. What the
//! serialisers write is checked once more by [`checked_link`] and [`checked_image`], since an article may come from a file.
//!
//! Most addresses of real pages are already in the form that the URL standard's parser would give; [`canonical`]
//! recognises those in one sweep, and only the rest goes through a whole [`parser`].

mod canonical;
mod check;
mod parser;
mod srcset;
mod tracking;

pub use check::{checked_anchor, checked_image, checked_link, checked_media};
pub(crate) use parser::is_absolute;
#[cfg(not(feature = "url"))]
pub use parser::set_parser;

use crate::article::ImageCandidate;
use canonical::Parts;
use parser::Base;
use std::borrow::Cow;

/// A longer address (in bytes) is no address that a reader follows; pictures in `data:` URLs are not held to it.
pub const MAX_URL_BYTES: usize = 64 * 1024;

/// Resolves the addresses of one page.
///
/// ```
/// use bodycopy::links::Links;
///
/// let links = Links::new(Some("https://example.org/2026/rain.html"), None);
/// assert_eq!(links.resolve("../about?utm_source=x&id=7").as_deref(), Some("https://example.org/about?id=7"));
/// assert_eq!(links.resolve("java\tscript:alert(1)"), None);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// What relative addresses are resolved against; always `http` or `https`.
    base: Option<Base>,
    /// Scheme, credentials, host and port of `base`, without the slash that begins the path.
    origin: String,
    /// The page's own address without its fragment.
    page: String,
    /// Host of the page (else of the base), lower case, without `www.`.
    host: String,
}

impl Links {
    /// For the page at `page_url` whose first `<base href>` is `base_href` (HTML standard, 2.4.3 "Document base URLs").
    ///
    /// An address that is missing, broken, or not `http(s)` is as if it were not given: relative links then stay relative.
    #[must_use]
    pub fn new(page_url: Option<&str>, base_href: Option<&str>) -> Self {
        let web = |url: &Base| check::is_web(url.as_str());
        let page = page_url.and_then(|raw| Base::parse(None, raw)).filter(web);
        let base = base_href.and_then(|raw| Base::parse(page.as_ref(), raw)).filter(web).or_else(|| page.clone());
        let own = page.as_ref().or(base.as_ref()).map_or("", Base::as_str);
        Self {
            host: host(&own[..origin_len(own)]).to_owned(),
            origin: base.as_ref().map(|url| url.as_str()[..origin_len(url.as_str())].to_owned()).unwrap_or_default(),
            page: page.as_ref().map_or("", |url| url.as_str()).split('#').next().unwrap_or_default().to_owned(),
            base,
        }
    }

    /// The target of a link: absolute where a base is known, without tracking parameters.
    ///
    /// `raw` is the attribute's value with its entities decoded. A link to a place in the same page comes out as
    /// `#place`. None for what must not or cannot be followed.
    #[must_use]
    pub fn resolve(&self, raw: &str) -> Option<String> {
        let raw = trim(raw);
        if raw.is_empty() || raw.len() > MAX_URL_BYTES {
            return None;
        }
        if let Some(fragment) = raw.strip_prefix('#')
            // `#!/path` and `#:~:text=` are addresses for scripts and browsers, not places in the page.
            && !fragment.starts_with(['!', '/', ':'])
        {
            return self::fragment(fragment);
        }
        let (mut url, parts) = match self.resolve_canonical(raw) {
            Some(found) => found,
            None => self.resolve_parsed(raw)?,
        };
        if let (Some(at), false) = (parts.fragment, self.page.is_empty())
            && url[..at] == self.page
        {
            return self::fragment(&url[at + 1..]);
        }
        if let Some(query) = parts.query {
            tracking::remove(&mut url, query, parts.fragment);
        }
        Some(url)
    }

    /// Whether an address without a fragment, as written, is the page's own.
    #[must_use]
    pub fn is_page(&self, raw: &str) -> bool {
        let raw = trim(raw);
        !self.page.is_empty()
            && (raw == self.page || raw.starts_with('/') && self.page.strip_prefix(&self.origin) == Some(raw))
    }

    /// The absolute address of a place in the page, for one that did not come into the article. None where the page's
    /// own address is not known.
    #[must_use]
    pub fn place_in_page(&self, anchor: &str) -> Option<String> {
        let url = (!self.page.is_empty()).then(|| format!("{}#{anchor}", self.page))?;
        checked_link(&url).map(Cow::into_owned)
    }

    /// The address of a picture: `http(s)`, relative where no base is known, or a `data:` URL of a raster type.
    #[must_use]
    pub fn resolve_image(&self, raw: &str) -> Option<String> {
        let raw = trim(raw);
        if check::is_data(raw) {
            return checked_image(raw).map(Cow::into_owned);
        }
        if raw.is_empty() || raw.starts_with('#') || raw.len() > MAX_URL_BYTES {
            return None;
        }
        let (url, _) = match self.resolve_canonical(raw) {
            Some(found) => found,
            None => self.resolve_parsed(raw)?,
        };
        check::is_image_scheme(&url).then_some(url)
    }

    /// The candidates of a `srcset` that are safe, in the order of the page (HTML standard, 4.8.4.3.10).
    #[must_use]
    pub fn resolve_srcset(&self, raw: &str) -> Vec<ImageCandidate> {
        srcset::candidates(raw)
            .filter_map(|candidate| {
                let url = self.resolve_image(candidate.url)?;
                Some(ImageCandidate { url, width: candidate.width, density: candidate.density })
            })
            .collect()
    }

    /// Whether a resolved address is on the page's own site: the same host but for `www.`, a host below it or above it.
    #[must_use]
    pub fn is_internal(&self, url: &str) -> bool {
        if !check::is_web(url) {
            return check::scheme(url).is_none();
        }
        let host = host(&url[..origin_len(url)]);
        let below = |inner: &str, outer: &str| {
            inner.strip_suffix(outer).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')) && outer.contains('.')
        };
        !host.is_empty() && (below(host, &self.host) || below(&self.host, host))
    }

    /// Resolves an address that is in canonical form already, or nearly, which most are.
    fn resolve_canonical(&self, raw: &str) -> Option<(String, Parts)> {
        if let Some(path) = canonical::after_host(raw) {
            return Some((raw.to_owned(), canonical::path(raw, path)?));
        }
        if !self.origin.is_empty() && raw.starts_with('/') && !raw.starts_with("//") {
            let parts = canonical::path(raw, 0)?;
            let mut url = String::with_capacity(self.origin.len() + raw.len());
            url.push_str(&self.origin);
            url.push_str(raw);
            return Some((url, parts.shifted(self.origin.len())));
        }
        canonical::completed(raw, self.base.as_ref().map_or("", Base::as_str))
    }

    /// Resolves any other address by the URL standard.
    fn resolve_parsed(&self, raw: &str) -> Option<(String, Parts)> {
        // Most that come here run a script. The parser would keep their scheme, which is never let through.
        if check::scheme(raw).is_some_and(|scheme| !check::is_allowed(scheme)) {
            return None;
        }
        let url = match Base::parse(self.base.as_ref(), raw) {
            Some(url) if !is_nobodys_mail(url.as_str()) => checked_link(url.as_str())?.into_owned(),
            None if self.base.is_none() => relative(raw)?,
            _ => return None,
        };
        let parts = Parts::of(&url);
        Some((url, parts))
    }
}

/// Leading and trailing C0 controls and spaces are no part of an address (URL standard, 4.4).
fn trim(raw: &str) -> &str {
    raw.trim_matches(|c| c <= ' ')
}

/// How long the scheme, credentials, host and port of an absolute web address are.
fn origin_len(url: &str) -> usize {
    let authority = url.find("://").map_or(0, |at| at + 3);
    url[authority..].find(['/', '?', '#']).map_or(url.len(), |at| authority + at)
}

/// The host of an origin, without `www.`.
fn host(origin: &str) -> &str {
    let authority = &origin[origin.rfind(['/', '@']).map_or(0, |at| at + 1)..];
    // The colons of an IPv6 address stand in brackets.
    let end = if authority.starts_with('[') { authority.find(']').map_or(0, |at| at + 1) } else { 0 };
    let host = authority[end..].find(':').map_or(authority, |at| &authority[..end + at]);
    host.strip_prefix("www.").unwrap_or(host)
}

/// `mailto:` and `tel:` with nothing, or nothing but a query, behind it.
fn is_nobodys_mail(url: &str) -> bool {
    matches!(check::scheme(url), Some(scheme @ ("mailto" | "tel")) if url[scheme.len() + 1..].starts_with(['?', '#']))
}

/// A link to a place in the same page. `#` and `#top` go to its beginning, where nobody needs a link to.
fn fragment(raw: &str) -> Option<String> {
    let anchor = checked_anchor(&canonical::percent_decode(raw))?.into_owned();
    (!anchor.eq_ignore_ascii_case("top")).then(|| format!("#{anchor}"))
}

/// A relative address where no base is known. Whoever shows the article resolves it against an address of their own,
/// so nothing may stand in it that could be read as a scheme or a host.
fn relative(raw: &str) -> Option<String> {
    let raw: String = raw.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    if raw.starts_with("//") {
        // The page came by http or https; https is the one that every page can show.
        return Base::parse(None, &format!("https:{raw}")).map(Base::into_string);
    }
    if check::scheme(&raw).is_some() {
        return None;
    }
    let first_segment = &raw[..raw.find(['/', '?', '#']).unwrap_or(raw.len())];
    if first_segment.contains(':') {
        return checked_link(&format!("./{raw}")).map(Cow::into_owned);
    }
    checked_link(&raw).map(Cow::into_owned)
}

#[cfg(test)]
mod tests;
