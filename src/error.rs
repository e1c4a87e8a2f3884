//! What can go wrong, at the one boundary that callers see.
//!
//! A bad page is not an error: whatever the bytes are, an article comes out. Errors are for
//! wrong options, pages over the limit, and faults of our own.

use thiserror::Error;

/// Why no article could be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// The input cannot be read as what it was said to be.
    #[error("invalid input: {0}")]
    InvalidInput(String),

    /// An option has a value that makes no sense; `option` is its name in the public contract.
    #[error("invalid option `{option}`: {reason}")]
    InvalidOption {
        /// The option's name as a JavaScript caller writes it, for example `maxBytes`.
        option: &'static str,
        /// What is wrong with the value and what would be right.
        reason: String,
    },

    /// The page is larger than [`Options::max_bytes`](crate::Options::max_bytes).
    #[error("the page is larger than the limit of {limit} bytes (option `maxBytes`)")]
    TooLarge {
        /// The limit in force, in bytes.
        limit: u64,
    },

    /// A fault of this library's own. Please report it.
    #[error("internal error: {0}")]
    Internal(String),
}

impl Error {
    /// The code that JavaScript callers see: `INVALID_INPUT`, `INVALID_OPTION`, `TOO_LARGE` or `INTERNAL`.
    ///
    /// ```
    /// assert_eq!(bodycopy::Error::TooLarge { limit: 10 }.code(), "TOO_LARGE");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InvalidInput(_) => "INVALID_INPUT",
            Self::InvalidOption { .. } => "INVALID_OPTION",
            Self::TooLarge { .. } => "TOO_LARGE",
            Self::Internal(_) => "INTERNAL",
        }
    }
}
