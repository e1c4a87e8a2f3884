//! The URL standard's parser: an address as written and a base go in; the address as the standard writes it comes out.
//!
//! Rust programs have it from the `url` crate. In a build without that feature whoever embeds the crate gives one:
//! browsers and the like have theirs, with all that Unicode hosts need, so a download need not carry another. Few
//! addresses come here at all, see [`canonical`](super::canonical).

pub(super) use imp::Base;

#[cfg(feature = "url")]
mod imp {
    use url::Url;

    /// An absolute address, ready for others to be resolved against it.
    #[derive(Debug, Clone)]
    pub struct Base(Url);

    impl Base {
        /// Parses an address, against a base where it is relative.
        pub fn parse(base: Option<&Self>, raw: &str) -> Option<Self> {
            Url::options().base_url(base.map(|base| &base.0)).parse(raw).ok().map(Self)
        }

        pub fn as_str(&self) -> &str {
            self.0.as_str()
        }

        pub fn into_string(self) -> String {
            self.0.into()
        }
    }
}

#[cfg(not(feature = "url"))]
mod imp {
    use super::super::{canonical, check};
    use std::sync::OnceLock;

    pub(super) type Parser = fn(base: Option<&str>, raw: &str) -> Option<String>;

    pub(super) static PARSER: OnceLock<Parser> = OnceLock::new();

    /// An absolute address, ready for others to be resolved against it.
    #[derive(Debug, Clone)]
    pub struct Base(String);

    impl Base {
        /// Parses an address, against a base where it is relative.
        pub fn parse(base: Option<&Self>, raw: &str) -> Option<Self> {
            if canonical::after_host(raw).is_some_and(|path| canonical::path(raw, path).is_some()) {
                return Some(Self(raw.to_owned()));
            }
            if base.is_none() && check::scheme(raw).is_none() {
                return None;
            }
            PARSER.get()?(base.map(Self::as_str), raw).map(Self)
        }

        pub fn as_str(&self) -> &str {
            &self.0
        }

        pub fn into_string(self) -> String {
            self.0
        }
    }
}

/// Says what parses addresses, once for the whole program, before the first page is read: from a base and an address as
/// written it gives an absolute address in the form of the URL standard's serialiser, or None for a broken one.
#[cfg(not(feature = "url"))]
pub fn set_parser(parser: fn(base: Option<&str>, raw: &str) -> Option<String>) {
    // A second one is not taken: links must not change while a page is read.
    let _ = imp::PARSER.set(parser);
}

/// Whether an address is absolute and well formed.
pub(crate) fn is_absolute(raw: &str) -> bool {
    Base::parse(None, raw).is_some()
}
