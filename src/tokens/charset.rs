//! Bytes in any chunks go in; text comes out.
//!
//! What the bytes are is decided once, by the first of these that answers:
//! 1. a byte order mark (UTF-8, UTF-16);
//! 2. the charset of the `Content-Type` header;
//! 3. `<meta>` or the XML declaration in the first 1024 bytes ([`prescan`]);
//! 4. UTF-8 if the first 64 KiB are valid UTF-8, else windows-1252.
//!
//! The HTML standard (13.2.3.2) leaves the last step to the browser's locale and its guesses. Here
//! it is fixed, so that a stream gives the same text however it is cut and wherever it is read. A
//! character cut at the 64 KiB edge is no fault; one that the end of a shorter page cuts is. While
//! nothing but ASCII has come, step 4 need not wait: it is passed on at once.
//!
//! UTF-8, UTF-16 and windows-1252 are decoded here ([`engine`]). The others are left to
//! encoding_rs, or, without the feature `legacy-charsets`, to the host, which asks [`sniff`].

mod engine;
mod prescan;

pub use engine::WINDOWS_1252_UPPER;

use engine::Engine;

/// Bytes in which a declaration counts (HTML standard, 13.2.3.2).
const DECLARATION_LIMIT: usize = 1024;
/// Bytes that decide between UTF-8 and windows-1252 where nothing is declared.
const GUESS_LIMIT: usize = 64 << 10;

/// A charset of the [Encoding standard](https://encoding.spec.whatwg.org/#names-and-labels).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Charset(&'static str);

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self("utf-8");
    /// UTF-16, little-endian.
    pub const UTF_16LE: Self = Self("utf-16le");
    /// UTF-16, big-endian.
    pub const UTF_16BE: Self = Self("utf-16be");
    /// windows-1252, which is also what `iso-8859-1` and `ascii` mean on the web.
    pub const WINDOWS_1252: Self = Self("windows-1252");
    /// `x-user-defined`: ASCII, and above it private-use characters.
    pub const X_USER_DEFINED: Self = Self("x-user-defined");
    /// `replacement`: never decoded, as it could hide markup from those who read it as ASCII.
    pub const REPLACEMENT: Self = Self("replacement");

    /// The charset that a label means: the standard's "get an encoding".
    ///
    /// ```
    /// use bodycopy::tokens::charset::Charset;
    /// assert_eq!(Charset::of(b" Latin1 "), Some(Charset::WINDOWS_1252));
    /// assert_eq!(Charset::of(b"x-x-big5").map(|charset| charset.label()), Some("big5"));
    /// assert_eq!(Charset::of(b"utf-7"), None);
    /// ```
    #[must_use]
    pub fn of(label: &[u8]) -> Option<Self> {
        const TABLE: &str = include_str!("../../data/charsets.tsv");
        let label = label.trim_ascii();
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        let mut all = rows.flat_map(|(name, others)| {
            std::iter::once(name).chain(others.split_ascii_whitespace()).map(move |label| (label, name))
        });
        all.find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(label)).map(|(_, name)| Self(name))
    }

    /// Its name in lower case, which is a label that `TextDecoder` knows (save `replacement`).
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.0
    }

    /// Whether [`Decoder`] decodes it without the feature `legacy-charsets`.
    #[must_use]
    pub fn is_built_in(self) -> bool {
        Engine::built_in(self).is_some()
    }
}

/// What the beginning of a page says of its charset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniff {
    /// Too little has come to tell. At most 1024 bytes are needed.
    NeedMore,
    /// Declared.
    Charset(Charset),
    /// Not declared: UTF-8 or windows-1252, which [`Decoder`] finds out by itself.
    Undeclared,
}

/// What the beginning of a page, and its `Content-Type` header, declare. `is_end` says that `prefix` is the whole page.
///
/// A host that runs bodycopy without `legacy-charsets` asks this first. If the answer is a charset that is not
/// [built in](Charset::is_built_in), it decodes the page and hands over UTF-8 to [`Decoder::utf8`]; else it
/// hands over the bytes as they are.
///
/// ```
/// use bodycopy::tokens::charset::{Sniff, sniff};
/// let Sniff::Charset(charset) = sniff(b"<meta charset=sjis>", false, None) else { panic!() };
/// assert_eq!(charset.label(), "shift_jis");
/// assert_eq!(sniff(b"<meta char", false, None), Sniff::NeedMore);
/// assert_eq!(sniff(b"<meta char", true, None), Sniff::Undeclared);
/// ```
#[must_use]
pub fn sniff(prefix: &[u8], is_end: bool, content_type: Option<&str>) -> Sniff {
    match byte_order_mark(prefix) {
        Mark::Found(charset, _) => return Sniff::Charset(charset),
        Mark::Perhaps if !is_end => return Sniff::NeedMore,
        Mark::Perhaps | Mark::None => {}
    }
    let declared = content_type.and_then(|value| prescan::charset_of_content_type(value.as_bytes())).or_else(|| {
        let head = &prefix[..prefix.len().min(DECLARATION_LIMIT)];
        prescan::meta(head).or_else(|| {
            let is_complete = is_end || prefix.len() >= DECLARATION_LIMIT;
            is_complete.then(|| prescan::xml_declaration(head)).flatten()
        })
    });
    match declared {
        Some(charset) => Sniff::Charset(charset),
        None if is_end || prefix.len() >= DECLARATION_LIMIT => Sniff::Undeclared,
        None => Sniff::NeedMore,
    }
}

/// What the first bytes say of a byte order mark.
enum Mark {
    /// The charset, and the mark's length in bytes.
    Found(Charset, usize),
    /// They are the beginning of one.
    Perhaps,
    None,
}

fn byte_order_mark(prefix: &[u8]) -> Mark {
    const MARKS: [(&[u8], Charset); 3] =
        [(&[0xEF, 0xBB, 0xBF], Charset::UTF_8), (&[0xFE, 0xFF], Charset::UTF_16BE), (&[0xFF, 0xFE], Charset::UTF_16LE)];
    for (mark, charset) in MARKS {
        if prefix.starts_with(mark) {
            return Mark::Found(charset, mark.len());
        }
        if mark.starts_with(prefix) {
            return Mark::Perhaps;
        }
    }
    Mark::None
}

/// Turns a page's bytes into text.
///
/// ```
/// let mut decoder = bodycopy::tokens::charset::Decoder::new(Some("text/html; charset=windows-1252"));
/// let mut text = String::new();
/// decoder.decode(b"<p>caf\xE9", false, &mut text);
/// decoder.decode(b" \x96 ouvert", true, &mut text);
/// assert_eq!(text, "<p>café – ouvert");
/// ```
#[derive(Debug)]
pub struct Decoder {
    content_type: Option<String>,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Looking for a declaration; what has come so far, less than [`DECLARATION_LIMIT`].
    Sniffing(Vec<u8>),
    /// No declaration.
    Guessing(Guess),
    /// Decided.
    Decoding(Charset, Engine),
}

/// Whether a page that declares nothing is UTF-8.
#[derive(Debug, Default)]
struct Guess {
    /// What has come so far, in bytes, at most [`GUESS_LIMIT`].
    seen: usize,
    /// What has come from the first byte on that is not ASCII.
    held: Vec<u8>,
    /// How many bytes of `held` are known to be whole characters of UTF-8.
    valid: usize,
}

impl Guess {
    /// Passes on what can only be ASCII, holds back the rest, and decides if it can.
    fn add(&mut self, bytes: &[u8], is_last: bool, out: &mut String) -> Option<Charset> {
        self.seen += bytes.len();
        let mut bytes = bytes;
        if self.held.is_empty() {
            let ascii = engine::push_ascii(bytes, out);
            bytes = &bytes[ascii..];
        }
        self.held.extend_from_slice(bytes);
        match std::str::from_utf8(&self.held[self.valid..]) {
            Ok(_) => self.valid = self.held.len(),
            Err(error) if error.error_len().is_some() => return Some(Charset::WINDOWS_1252),
            Err(error) => self.valid += error.valid_up_to(),
        }
        if self.seen == GUESS_LIMIT {
            return Some(Charset::UTF_8);
        }
        let is_whole = self.valid == self.held.len();
        is_last.then_some(if is_whole { Charset::UTF_8 } else { Charset::WINDOWS_1252 })
    }
}

impl Decoder {
    /// For a page with this `Content-Type` header.
    #[must_use]
    pub fn new(content_type: Option<&str>) -> Self {
        Self { content_type: content_type.map(str::to_owned), state: State::Sniffing(Vec::new()) }
    }

    /// For what is known to be UTF-8: a string, or what the host has decoded already. Nothing is looked for in it.
    #[must_use]
    pub fn utf8() -> Self {
        Self { content_type: None, state: State::Decoding(Charset::UTF_8, Engine::utf8()) }
    }

    /// What the page is, once that is decided.
    #[must_use]
    pub fn charset(&self) -> Option<Charset> {
        match &self.state {
            State::Decoding(charset, _) => Some(*charset),
            State::Sniffing(_) | State::Guessing(_) => None,
        }
    }

    /// Appends the text of the next bytes. Some of it may come only with later bytes; the last call must say so
    /// by `is_last`. Bytes that are no text give U+FFFD, as the Encoding standard says.
    pub fn decode(&mut self, bytes: &[u8], is_last: bool, out: &mut String) {
        let bytes = match &mut self.state {
            State::Sniffing(_) => self.sniff(bytes, is_last, out),
            State::Guessing(_) | State::Decoding(..) => bytes,
        };
        let bytes = match &mut self.state {
            State::Guessing(_) => self.guess(bytes, is_last, out),
            State::Sniffing(_) | State::Decoding(..) => bytes,
        };
        if let State::Decoding(_, engine) = &mut self.state {
            engine.decode(bytes, is_last, out);
        }
    }

    /// Looks for a declaration; gives the bytes that it has not taken.
    fn sniff<'a>(&mut self, bytes: &'a [u8], is_last: bool, out: &mut String) -> &'a [u8] {
        let State::Sniffing(head) = &mut self.state else { return bytes };
        // A large first chunk is looked at where it is.
        let (head, rest) = if head.is_empty() && bytes.len() >= DECLARATION_LIMIT {
            bytes.split_at(DECLARATION_LIMIT)
        } else {
            let (taken, rest) = bytes.split_at(bytes.len().min(DECLARATION_LIMIT - head.len()));
            head.extend_from_slice(taken);
            (head.as_slice(), rest)
        };
        let sniffed = sniff(head, is_last && rest.is_empty(), self.content_type.as_deref());
        let charset = match sniffed {
            Sniff::NeedMore => return rest,
            Sniff::Charset(charset) => Some(charset),
            Sniff::Undeclared => None,
        };
        let head = match byte_order_mark(head) {
            Mark::Found(_, mark) => head[mark..].to_vec(),
            Mark::Perhaps | Mark::None => head.to_vec(),
        };
        // Without `legacy-charsets` a declared charset may have no engine. Then the host has not asked, or has
        // decoded the page already: treated as undeclared, such a page is at worst misread, never refused.
        self.state = match charset.and_then(|charset| Some((charset, Engine::of(charset)?))) {
            Some((charset, engine)) => State::Decoding(charset, engine),
            None => State::Guessing(Guess::default()),
        };
        self.decode(&head, false, out);
        rest
    }

    /// Tells UTF-8 from windows-1252; gives the bytes that it has not taken.
    fn guess<'a>(&mut self, bytes: &'a [u8], is_last: bool, out: &mut String) -> &'a [u8] {
        let State::Guessing(guess) = &mut self.state else { return bytes };
        let (taken, rest) = bytes.split_at(bytes.len().min(GUESS_LIMIT - guess.seen));
        if let Some(charset) = guess.add(taken, is_last && rest.is_empty(), out)
            && let Some(mut engine) = Engine::built_in(charset)
        {
            engine.decode(&guess.held, false, out);
            self.state = State::Decoding(charset, engine);
        }
        rest
    }
}
