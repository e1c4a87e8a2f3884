//! What kind of page it is and whether there is something to read: a page, or the part of it that has come, with its
//! metadata and the verdict on its blocks goes in; an [`Assessment`] comes out.
//!
//! [`signs`] are some numbers: how much text the verdict keeps and of what shape it is, what the page calls itself, what
//! else stands on it. Weights for them ([`weights`]) were fitted by `examples/assess_figures`, which also says how right
//! they are. Kinds of which there are too few pages to learn from (live, gallery, video) are decided by rules on what the
//! page calls itself.

mod signs;
mod weights;
pub mod words;

pub use signs::{COUNT, Signs, names};
pub use weights::{CLASSES, COLUMNS, Weights};

use crate::article::{PageKind, ToJson};
use crate::metadata::Metadata;
use crate::page::Page;
use crate::verdict::Judgement;
use serde::Serialize;

/// What can be said of a page so far.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Assessment {
    /// What kind of page it is.
    pub kind: PageKind,
    /// Whether there is an article on it, or anything else to be read from beginning to end.
    pub readable: Readable,
    /// How sure `readable` is, 0 to 1: how often it is right where it says so. For [`Readable::Unsure`] how sure the better
    /// guess is.
    pub confidence: f32,
}

/// Whether a page is worth a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Readable {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It is too early to tell, or the page is something between.
    Unsure,
}

impl Assessment {
    /// As JSON: `{"kind":"article","readable":"yes","confidence":0.97}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        json.push_str("{\"kind\":");
        self.kind.write(&mut json);
        json.push_str(",\"readable\":");
        self.readable.write(&mut json);
        json.push_str(",\"confidence\":");
        self.confidence.write(&mut json);
        json.push('}');
        json
    }
}

/// From this probability on a page is said to be readable …
const YES: f32 = 0.75;
/// … and up to this not to be: to call a page with a text unreadable is the worse mistake.
const NO: f32 = 0.2;
/// An article is taken for one from this probability on.
pub(crate) const ARTICLE: f32 = 0.4;

/// The chances of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chances {
    /// That it is readable.
    pub readable: f32,
    /// What kind of page it most likely is.
    pub kind: PageKind,
}

/// What is known of a page once its blocks have been judged. `url` is the address that the caller gave.
#[must_use]
pub fn chances(page: &Page, metadata: &Metadata, url: Option<&str>, blocks: &[Judgement], cards: usize) -> Chances {
    let signs = Signs::of(page, metadata, url, blocks, cards);
    let weights = Weights::shipped();
    Chances { readable: weights.readable(&signs), kind: weights.kind(&signs) }
}

impl Chances {
    /// Whether an article is said to be on the page.
    #[must_use]
    pub fn is_article(self) -> bool {
        self.readable >= ARTICLE
    }

    /// How sure that is.
    #[must_use]
    pub fn confidence(self) -> f32 {
        if self.is_article() { self.readable } else { 1.0 - self.readable }
    }

    /// The same of a whole page that holds no text after all, whatever it calls itself.
    #[must_use]
    pub fn without_text(self) -> Self {
        Self { readable: self.readable.min(NO), ..self }
    }

    /// Says it in words.
    #[must_use]
    pub fn assessment(self) -> Assessment {
        let readable = match self.readable {
            p if p >= YES => Readable::Yes,
            p if p <= NO => Readable::No,
            _ => Readable::Unsure,
        };
        Assessment { kind: self.kind, readable, confidence: self.readable.max(1.0 - self.readable) }
    }
}
