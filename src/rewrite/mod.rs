//! A page goes in as it arrives; the same page comes out, still itself, without what is not its content: menus, adverts,
//! related articles, share bars, comments, newsletter boxes, consent layers, trackers and scripts.
//!
//! Nothing is written anew: what comes out are the bytes that came in, but for ranges that are left out. Which those are
//! is decided on our own tree ([`track`]), and only a range goes that changes nothing of how a browser reads the rest: an
//! element as a whole where all of it goes, else the texts and elements of which it is made. lol_html's own
//! `Element::remove` would go to the end tag that it sees, which is not where an element ends.
//!
//! What goes is decided by the verdict on the page so far ([`choice`]), at fixed places in the bytes, so that the same
//! comes out however the page was cut. What is not yet sure waits, and all that is behind it, for at most 256 KiB.

mod choice;
mod held;
mod structure;
mod track;
mod walk;

use crate::article::Kind;
use crate::extractor::{PIECE, conclude};
use crate::links::Links;
use crate::metadata::{self, Metadata};
use crate::tokens::Tokenizer;
use crate::tokens::charset::Decoder;
use crate::verdict::model::Model;
use crate::{Article, Error, Options, assemble, verdict};
use choice::{Choices, Look};
use held::Held;
use std::ops::Range;
use structure::{Kinds, Rules};
use track::Tracker;
use walk::Walk;

/// What is to be left out of a page.
///
/// ```
/// use bodycopy::article::Kind;
/// use bodycopy::Cleaning;
/// let cleaning = Cleaning { drop: vec![Kind::Advert, Kind::Cookie], ..Cleaning::default() };
/// assert!(!cleaning.keep_scripts);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaning {
    /// The kinds of blocks that go. With [`Kind::Advert`] go pictures and frames that only count readers.
    pub drop: Vec<Kind>,
    /// Whether scripts stay.
    pub keep_scripts: bool,
}

impl Default for Cleaning {
    fn default() -> Self {
        use Kind::{Advert, Comment, Cookie, Navigation, Newsletter, Related, Share};
        Self { drop: vec![Navigation, Advert, Related, Share, Comment, Newsletter, Cookie], keep_scripts: false }
    }
}

/// Cleans a page while it arrives.
///
/// ```
/// use bodycopy::{CleanPage, Cleaning, Options};
/// let mut page = CleanPage::new(Options::default(), &Cleaning::default())?;
/// let mut out = page.write(b"<body><script>spy()</script><h1>Rain</h1><p>It rained all d")?;
/// out += &page.write(b"ay.</p>")?;
/// let (rest, article) = page.end()?;
/// assert_eq!(out + &rest, "<body><h1>Rain</h1><p>It rained all day.</p>");
/// assert_eq!(article.title, "Rain");
/// # Ok::<(), bodycopy::Error>(())
/// ```
pub struct CleanPage {
    options: Options,
    decoder: Decoder,
    input: Input,
    decoded: String,
    size: u64,
    next_stop: u64,
}

enum Input {
    Html(Box<Cleaner>),
    /// Text without markup has nothing to be left out.
    Plain(String),
}

/// How much of a page may wait, in bytes of UTF-8. With what comes until the next stop it is below 256 KiB.
const MOST_HELD: usize = 224 << 10;
/// How far it is from one stop to the next, in bytes of the page as it came.
const STOP: u64 = 8 << 10;
/// By how much (per mille) the elements must have grown before the page is judged again.
const GROWTH: usize = 5000;
/// Elements with which a page is judged first.
const FEWEST: usize = 150;
/// The same when so much waits that it must soon be given out.
const HURRY: usize = 160 << 10;
const HURRIED_GROWTH: usize = 1300;
/// How often the whole page may be judged: the elements of all looks together are below this many times the page's.
const MOST_LOOKS: usize = 4;
/// By how much (per mille) the text must have grown before the page is asked again what it says of itself.
const METADATA: usize = 4000;

impl CleanPage {
    /// For one page.
    ///
    /// # Errors
    /// [`Error::InvalidOption`].
    pub fn new(options: Options, cleaning: &Cleaning) -> Result<Self, Error> {
        let decoder = Decoder::new(options.content_type.as_deref());
        Self::with_decoder(options, cleaning, decoder)
    }

    /// For a page that its caller has decoded: what is written is UTF-8, whatever the page or the `Content-Type` header
    /// declares.
    ///
    /// # Errors
    /// [`Error::InvalidOption`].
    pub fn of_text(options: Options, cleaning: &Cleaning) -> Result<Self, Error> {
        Self::with_decoder(options, cleaning, Decoder::utf8())
    }

    fn with_decoder(options: Options, cleaning: &Cleaning, decoder: Decoder) -> Result<Self, Error> {
        options.validate()?;
        let rules = Rules { keep_scripts: cleaning.keep_scripts, drop: Kinds::of(&cleaning.drop) };
        let input = if options.is_plain_text() {
            Input::Plain(String::new())
        } else {
            Input::Html(Box::new(Cleaner::new(&options, rules)?))
        };
        Ok(Self { options, decoder, input, decoded: String::new(), size: 0, next_stop: STOP })
    }

    /// The same, but it remembers which parts of the page, decoded, it leaves out or replaces: see
    /// [`end_with_account`](Self::end_with_account).
    #[must_use]
    pub fn keeping_account(mut self) -> Self {
        if let Input::Html(cleaner) = &mut self.input {
            cleaner.held.account = Some(Vec::new());
        }
        self
    }

    /// Takes the next bytes, and gives what of the page is decided. However the bytes are cut, the same comes out in all.
    ///
    /// # Errors
    /// [`Error::TooLarge`] as soon as the limit is passed; the bytes are not read then.
    pub fn write(&mut self, bytes: &[u8]) -> Result<String, Error> {
        let begun = self.size;
        self.size += bytes.len() as u64;
        if self.size > self.options.max_bytes {
            return Err(Error::TooLarge { limit: self.options.max_bytes });
        }
        let mut out = String::new();
        let (mut at, mut rest) = (begun, bytes);
        while !rest.is_empty() {
            let room = usize::try_from(self.next_stop - at).unwrap_or(PIECE).min(PIECE);
            let (piece, behind) = rest.split_at(rest.len().min(room));
            self.feed(piece, false, &mut out)?;
            (at, rest) = (at + piece.len() as u64, behind);
            if at == self.next_stop {
                self.next_stop += STOP;
                if let Input::Html(cleaner) = &mut self.input {
                    cleaner.stop(&self.options, &mut out);
                }
            }
        }
        Ok(out)
    }

    /// Ends the page: gives the rest of it, and its article.
    ///
    /// # Errors
    /// [`Error::Internal`] for a fault of the library's own.
    pub fn end(self) -> Result<(String, Article), Error> {
        self.end_with_account().map(|(rest, article, _)| (rest, article))
    }

    /// The same, and which parts of the page went, if it was [kept account](Self::keeping_account) of.
    ///
    /// # Errors
    /// [`Error::Internal`] for a fault of the library's own.
    pub fn end_with_account(mut self) -> Result<(String, Article, Vec<Range<usize>>), Error> {
        let mut out = String::new();
        self.feed(&[], true, &mut out)?;
        match self.input {
            Input::Html(cleaner) => cleaner.end(&self.options, out),
            Input::Plain(text) => {
                let article = crate::extract(
                    text.as_bytes(),
                    &Options {
                        content_type: Some("text/plain; charset=utf-8".into()),
                        max_bytes: crate::MAX_BYTES_LIMIT,
                        ..self.options
                    },
                )?;
                Ok((out, article, Vec::new()))
            }
        }
    }

    fn feed(&mut self, piece: &[u8], is_last: bool, out: &mut String) -> Result<(), Error> {
        self.decoded.clear();
        self.decoder.decode(piece, is_last, &mut self.decoded);
        match &mut self.input {
            Input::Html(cleaner) => {
                cleaner.held.push(&self.decoded);
                cleaner.tokenizer.write(&self.decoded)
            }
            Input::Plain(text) => {
                text.push_str(&self.decoded);
                out.push_str(&self.decoded);
                Ok(())
            }
        }
    }
}

/// Cleans a page of HTML.
struct Cleaner {
    tokenizer: Tokenizer<Tracker>,
    held: Held,
    drop: Kinds,
    judge: Judge,
}

impl Cleaner {
    fn new(options: &Options, rules: Rules) -> Result<Self, Error> {
        Ok(Self {
            tokenizer: Tokenizer::new(Tracker::new(rules), options),
            held: Held::default(),
            drop: rules.drop,
            judge: Judge::default(),
        })
    }

    /// Gives out what is decided.
    fn stop(&mut self, options: &Options, out: &mut String) {
        let Self { tokenizer, held, drop, judge } = self;
        // First what is complete, then what is not.
        tokenizer.with_sink(|_| ());
        let open_text = tokenizer.open_text();
        tokenizer.with_sink(|tracker| {
            let overdue = held.end().saturating_sub(MOST_HELD);
            let waits = walk::advance(tracker, &judge.choices, held, *drop, 0);
            if waits && judge.is_due(tracker, held.end()) {
                judge.look(tracker, options, *drop);
            }
            if waits {
                walk::advance(tracker, &judge.choices, held, *drop, overdue);
            }
            let decided = match tracker.records.front() {
                Some(record) => record.span.start,
                // A text that goes on and on is given out while it does.
                None if open_text.start < overdue => open_text.end,
                None => tracker.seen,
            };
            held.give(decided.min(tracker.script.unwrap_or(usize::MAX)).max(held.base()), out);
        });
    }

    /// Decides and gives out what is left.
    fn end(self, options: &Options, mut out: String) -> Result<(String, Article, Vec<Range<usize>>), Error> {
        let Self { tokenizer, mut held, drop, .. } = self;
        let mut tracker = tokenizer.end()?;
        tracker.end(held.end());
        let mut page = std::mem::take(&mut tracker.builder).finish();
        page.is_whole = true;
        let links = Links::new(options.url.as_deref(), page.head.base.as_deref());
        let metadata = metadata::gather(&page, &links);
        let model = Model::shipped();
        let verdict = verdict::judge(&page, &metadata, options, model);
        let (block_ends, seen) = (&tracker.block_ends, tracker.seen);
        let choices = Choices::new(Look { page: &page, verdict: &verdict, drop, block_ends, seen, is_end: true });
        let Tracker { elements, records, edits, .. } = &mut tracker;
        Walk { page: &page, choices: &choices, drop, is_end: true, overdue: 0 }
            .run(elements, records, edits, &mut held);
        held.give(held.end(), &mut out);
        let account = held.account.take().unwrap_or_default();
        let mut article = conclude(&page, metadata, &verdict, &links, options, model)?;
        std::mem::drop(page);
        assemble::settle(&mut article);
        Ok((out, article, account))
    }
}

/// Judges the page now and then.
#[derive(Default)]
struct Judge {
    choices: Choices,
    /// Elements at the last look, and at all looks together.
    last: usize,
    spent: usize,
    /// What the page said of itself, and how much text it had then.
    metadata: Option<(Metadata, usize)>,
}

impl Judge {
    /// Whether a look is worth what it costs; `end` is how much of the source has come.
    fn is_due(&self, tracker: &Tracker, end: usize) -> bool {
        let elements = tracker.builder.page().nodes.len();
        let waiting = tracker.records.front().map_or(0, |record| end - record.span.start);
        let growth = if waiting > HURRY { HURRIED_GROWTH } else { GROWTH };
        elements >= FEWEST && elements * 1000 >= self.last * growth && self.spent + elements <= MOST_LOOKS * elements
    }

    fn look(&mut self, tracker: &mut Tracker, options: &Options, drop: Kinds) {
        let Self { choices, metadata, .. } = self;
        let (block_ends, seen) = (&tracker.block_ends, tracker.seen);
        let elements = tracker.builder.so_far(|page, _| {
            let links = Links::new(options.url.as_deref(), page.head.base.as_deref());
            if metadata.as_ref().is_none_or(|(_, text)| page.text.len() * 1000 >= text * METADATA) {
                *metadata = Some((metadata::gather(page, &links), page.text.len()));
            }
            if let Some((metadata, _)) = metadata {
                let verdict = verdict::judge(page, metadata, options, Model::shipped());
                *choices = Choices::new(Look { page, verdict: &verdict, drop, block_ends, seen, is_end: false });
            }
            page.nodes.len()
        });
        self.last = elements;
        self.spent += elements;
    }
}
