//! Decoded text in any pieces goes in; start tags, end tags and text come out, in order, to a [`TokenSink`].
//!
//! lol_html does the tokenizing. It shows start tags and comments, but not end tags that close
//! nothing, nor those that close more than one element; so every byte *between* two of its events
//! is read here as well ([`gap`]), where only running text, end tags, doctypes and CDATA sections
//! can stand. It is asked for text only in the elements whose text is not markup ([`is_raw`]): what it
//! does with each piece of text costs more than finding the pieces again. Names, values and text
//! are slices of the input, never strings of their own.
//!
//! A run of text is handed on whole, however the input was cut, so that a character reference
//! that spans two pieces is decoded as one.

pub mod charset;
pub mod entities;
mod gap;
pub mod selectors;

use crate::{Error, Options};
use gap::Gap;
use lol_html::errors::RewritingError;
use lol_html::html_content::{self, Attribute, DocumentEnd, TextType};
use lol_html::{
    AsciiCompatibleEncoding, LocalName, Namespace, SharedMemoryLimiter, StartTagHandlingResult, Tag, Token,
    TokenCaptureFlags, TransformController, TransformStream, TransformStreamSettings,
};
pub use selectors::Marks;
use selectors::Matcher;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// What text is, as far as the tokenizer's state tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Running text; character references count.
    Data,
    /// In `title` or `textarea`; character references count.
    Escapable,
    /// In `style`, `noscript`, `iframe`, `xmp` and the like; as written.
    Raw,
    /// In `script`; as written.
    Script,
    /// In a CDATA section of foreign content, or after `plaintext`; as written.
    Verbatim,
}

/// A start tag.
pub struct StartTag<'a> {
    /// Its name as written.
    pub name: &'a str,
    /// Whether it ends in `/>`, which counts in SVG and MathML only.
    pub is_self_closing: bool,
    /// Its attributes.
    pub attributes: Attributes<'a>,
    /// Which of the caller's selectors match it.
    pub marks: Marks,
    /// Where it stands in the decoded input, in bytes.
    pub span: Range<usize>,
}

/// The attributes of a start tag, in order. A repeated name counts once, at its first place.
#[derive(Clone, Copy)]
pub struct Attributes<'a> {
    list: &'a [Attribute<'a>],
    window: &'a str,
    base: usize,
}

impl<'a> Attributes<'a> {
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.list.is_empty()
    }

    /// Names and values as written, character references not decoded. An attribute without a value has an empty one.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.list.iter().filter_map(move |attribute| {
            let name = self.slice(attribute.name_source_location()?.bytes());
            let value = attribute.value_source_location().map_or("", |location| self.slice(location.bytes()));
            Some((name, value))
        })
    }

    fn slice(self, span: Range<usize>) -> &'a str {
        slice(self.window, self.base, span)
    }
}

/// Takes the tokens of a page, in order.
pub trait TokenSink {
    /// A start tag.
    fn start_tag(&mut self, tag: &StartTag<'_>);
    /// An end tag, whether or not it closes something; `name` as written.
    fn end_tag(&mut self, name: &str, span: Range<usize>);
    /// A whole run of text as written, character references not decoded, and where it stands.
    fn text(&mut self, raw: &str, kind: TextKind, span: Range<usize>);
    /// A doctype as written, from `<!` to before `>`.
    fn doctype(&mut self, raw: &str);
    /// Whether [`text`](Self::text) of this kind is wanted here. What is not wanted is not kept in memory.
    fn wants(&self, kind: TextKind) -> bool;
}

/// lol_html with nothing to write: only what it hands to [`Controller`] matters here.
type Stream = TransformStream<Controller, fn(&[u8])>;

/// Tokenizes a page that arrives in pieces.
pub struct Tokenizer<S: TokenSink + 'static> {
    /// Gone after an error: lol_html panics when used again.
    stream: Option<Stream>,
    window: Rc<RefCell<String>>,
    state: Rc<RefCell<State<S>>>,
}

/// Takes tokens from lol_html, and tells it which ones come next.
struct Controller {
    window: Rc<RefCell<String>>,
    state: Rc<RefCell<State<dyn TokenSink>>>,
}

/// Behind a pointer the kind of sink does not matter, so that there is one tokenizer for all of them.
struct State<S: ?Sized> {
    /// Where the window begins in the input.
    base: usize,
    /// End of the last event.
    done: usize,
    /// A run of text of a [raw](is_raw) element that may go on.
    text: Option<(Range<usize>, TextKind)>,
    /// The caller's selectors.
    matcher: Matcher,
    sink: S,
}

impl<S: TokenSink + 'static> Tokenizer<S> {
    /// A tokenizer for one page. Of the options it takes the selectors.
    #[must_use]
    pub fn new(sink: S, options: &Options) -> Self {
        let window = Rc::new(RefCell::new(String::new()));
        let matcher = Matcher::new(options);
        let state = Rc::new(RefCell::new(State { base: 0, done: 0, text: None, matcher, sink }));
        let discard: fn(&[u8]) = |_| {};
        let stream = TransformStream::new(TransformStreamSettings {
            transform_controller: Controller { window: Rc::clone(&window), state: Rc::clone(&state) as _ },
            output_sink: discard,
            preallocated_parsing_buffer_size: 1024,
            // `max_bytes` bounds the page, and a long attribute is no error.
            memory_limiter: SharedMemoryLimiter::new(usize::MAX),
            encoding: AsciiCompatibleEncoding::utf_8(),
            next_encoding: Arc::default(),
            strict: false,
            graceful_bail_out_on_memory_limit_exceeded: false,
            graceful_bail_out_on_content_handler_error: false,
        });
        Self { stream: Some(stream), window, state }
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// [`Error::Internal`] when lol_html gives up, and ever after.
    pub fn write(&mut self, piece: &str) -> Result<(), Error> {
        self.write_with(|window| window.push_str(piece))
    }

    /// Takes the next piece, which `append` puts behind what it is given.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_with(&mut self, append: impl FnOnce(&mut String)) -> Result<(), Error> {
        let fed = self.window.borrow().len();
        append(&mut self.window.borrow_mut());
        if self.window.borrow().len() == fed {
            return Ok(());
        }
        let mut stream = self.stream.take().ok_or_else(unusable)?;
        let result = stream.write(&self.window.borrow().as_bytes()[fed..]);
        self.forget_done();
        result.map_err(|error| Error::Internal(error.to_string()))?;
        self.stream = Some(stream);
        Ok(())
    }

    /// Ends the page and gives the sink back.
    ///
    /// # Errors
    /// [`Error::Internal`] when lol_html gives up.
    pub fn end(mut self) -> Result<S, Error> {
        let mut stream = self.stream.take().ok_or_else(unusable)?;
        let result = stream.end();
        drop(stream);
        {
            let window = self.window.borrow();
            let state: &mut State<dyn TokenSink> = &mut *self.state.borrow_mut();
            state.catch_up(&window, state.base + window.len());
        }
        result.map_err(|error| Error::Internal(error.to_string()))?;
        let state = Rc::into_inner(self.state).ok_or_else(unusable)?;
        Ok(state.into_inner().sink)
    }

    /// Looks at the sink between two pieces. It has every token that is complete, save text.
    pub fn with_sink<T>(&mut self, look: impl FnOnce(&mut S) -> T) -> T {
        let mut state = self.state.borrow_mut();
        let window = self.window.borrow();
        let rest = window.get(state.done - state.base..).unwrap_or_default();
        if let Some(end) = gap::end_of_tags(rest) {
            let state: &mut State<dyn TokenSink> = &mut *state;
            state.catch_up(&window, state.done + end);
        }
        look(&mut state.sink)
    }

    /// Where the text stands that has begun and not ended.
    #[must_use]
    pub fn open_text(&self) -> Range<usize> {
        let state = self.state.borrow();
        if let Some((span, _)) = &state.text {
            return span.clone();
        }
        let window = self.window.borrow();
        let rest = window.get(state.done - state.base..).unwrap_or_default();
        // What may be the beginning of a tag is none yet.
        state.done..state.done + memchr::memrchr(b'<', rest.as_bytes()).unwrap_or(rest.len())
    }

    /// Drops what no later event can refer to: all before the last event, or before the text that may go on.
    fn forget_done(&mut self) {
        let mut state = self.state.borrow_mut();
        let keep_from = state.text.as_ref().map_or(state.done, |(span, _)| span.start);
        let count = keep_from - state.base;
        let mut window = self.window.borrow_mut();
        // A copy of what stays is worth it only when it is the smaller part: so a token that
        // arrives in many pieces is not copied with each of them.
        if count > 0 && count >= window.len() / 2 {
            window.drain(..count);
            state.base += count;
        }
    }
}

/// The namespace of HTML.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// Elements in which a tag is no tag, so that their end cannot be told without the tokenizer's state (HTML standard,
/// 13.2.6.2 and where it is invoked).
fn is_raw(name: &LocalName<'_>) -> bool {
    const RAW: [Tag; 10] = [
        Tag::Script,
        Tag::Style,
        Tag::Title,
        Tag::Textarea,
        Tag::Noscript,
        Tag::Iframe,
        Tag::Xmp,
        Tag::Noembed,
        Tag::Noframes,
        Tag::Plaintext,
    ];
    RAW.iter().any(|tag| name == tag)
}

impl TransformController for Controller {
    fn initial_capture_flags(&self) -> TokenCaptureFlags {
        TokenCaptureFlags::COMMENTS
    }

    fn handle_start_tag(&mut self, name: LocalName<'_>, _: Namespace) -> StartTagHandlingResult<Self> {
        let of_content = if is_raw(&name) { TokenCaptureFlags::TEXT } else { TokenCaptureFlags::empty() };
        Ok(TokenCaptureFlags::NEXT_START_TAG | TokenCaptureFlags::COMMENTS | of_content)
    }

    fn handle_end_tag(&mut self, _: LocalName<'_>) -> TokenCaptureFlags {
        TokenCaptureFlags::COMMENTS
    }

    fn handle_token(&mut self, token: &mut Token<'_>) -> Result<(), RewritingError> {
        let (window, mut state) = (self.window.borrow(), self.state.borrow_mut());
        match token {
            Token::StartTag(tag) => state.start_tag(&window, tag),
            Token::TextChunk(chunk) => {
                state.text(&window, chunk.source_location().bytes(), text_kind(chunk.text_type()));
            }
            Token::Comment(comment) => {
                let span = comment.source_location().bytes();
                state.catch_up(&window, span.start);
                state.done = span.end;
            }
            // Not asked for.
            Token::EndTag(_) | Token::Doctype(_) => {}
        }
        Ok(())
    }

    fn handle_end(&mut self, _: &mut DocumentEnd<'_>) -> Result<(), RewritingError> {
        Ok(())
    }

    fn should_emit_content(&self) -> bool {
        false
    }
}

impl State<dyn TokenSink> {
    /// Hands on the text and end tags before `to`.
    fn catch_up(&mut self, window: &str, to: usize) {
        if let Some((span, kind)) = self.text.take() {
            self.sink.text(slice(window, self.base, span.clone()), kind, span);
        }
        if self.done < to {
            let gap = slice(window, self.base, self.done..to);
            for event in gap::scan(gap) {
                let place = |raw: &str| {
                    let start = self.done + (raw.as_ptr() as usize - gap.as_ptr() as usize);
                    start..start + raw.len()
                };
                match event {
                    Gap::Text(raw) => self.sink.text(raw, TextKind::Data, place(raw)),
                    Gap::EndTag { name, span } => {
                        self.matcher.end_tag(name);
                        self.sink.end_tag(name, self.done + span.start..self.done + span.end);
                    }
                    Gap::Doctype(raw) => self.sink.doctype(raw),
                    Gap::Cdata(raw) => self.sink.text(raw, TextKind::Verbatim, place(raw)),
                }
            }
            self.done = to;
        }
    }

    fn start_tag(&mut self, window: &str, tag: &html_content::StartTag<'_>) {
        let span = tag.source_location().bytes();
        self.catch_up(window, span.start);
        self.done = span.end;
        let source = slice(window, self.base, span.clone());
        let name = tag_name(source.strip_prefix('<').unwrap_or(source));
        let attributes = Attributes { list: tag.attributes(), window, base: self.base };
        let is_closed = tag.self_closing() && tag.namespace_uri() != HTML;
        let marks = self.matcher.start_tag(name, attributes, is_closed);
        self.sink.start_tag(&StartTag { name, is_self_closing: tag.self_closing(), attributes, marks, span });
    }

    fn text(&mut self, window: &str, span: Range<usize>, kind: TextKind) {
        if span.is_empty() {
            return;
        }
        if let Some((open, open_kind)) = &mut self.text
            && open.end == span.start
            && *open_kind == kind
        {
            open.end = span.end;
            self.done = span.end;
            return;
        }
        self.catch_up(window, span.start);
        self.done = span.end;
        if self.sink.wants(kind) {
            self.text = Some((span, kind));
        }
    }
}

fn unusable() -> Error {
    Error::Internal("the tokenizer was used after an error".into())
}

/// The part of the window at a span of the input. lol_html's spans lie on character boundaries within what was written;
/// should one not, the empty string keeps the page readable.
fn slice(window: &str, base: usize, span: Range<usize>) -> &str {
    span.start.checked_sub(base).and_then(|start| window.get(start..span.end - base)).unwrap_or("")
}

/// The name at the start of what follows `<` or `</`.
fn tag_name(after: &str) -> &str {
    let end = after
        .bytes()
        .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/' | b'>'))
        .unwrap_or(after.len());
    &after[..end]
}

const fn text_kind(kind: TextType) -> TextKind {
    match kind {
        TextType::Data => TextKind::Data,
        TextType::RCData => TextKind::Escapable,
        TextType::RawText => TextKind::Raw,
        TextType::ScriptData => TextKind::Script,
        TextType::CDataSection | TextType::PlainText => TextKind::Verbatim,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::fmt::Write as _;

    #[derive(Default)]
    struct Log(String);

    impl TokenSink for Log {
        fn start_tag(&mut self, tag: &StartTag<'_>) {
            write!(self.0, "<{}", tag.name).unwrap();
            for (name, value) in tag.attributes.iter() {
                write!(self.0, " {name}={value}").unwrap();
            }
            if tag.marks.keep {
                self.0.push_str(" KEEP");
            }
            self.0.push('>');
        }
        fn end_tag(&mut self, name: &str, _: Range<usize>) {
            write!(self.0, "</{name}>").unwrap();
        }
        fn text(&mut self, raw: &str, _: TextKind, _: Range<usize>) {
            write!(self.0, "[{raw}]").unwrap();
        }
        fn doctype(&mut self, raw: &str) {
            write!(self.0, "({raw})").unwrap();
        }
        fn wants(&self, kind: TextKind) -> bool {
            kind != TextKind::Script
        }
    }

    fn tokens(pieces: &[&str]) -> String {
        let options = Options { keep: vec![".k".into()], ..Options::default() };
        let mut tokenizer = Tokenizer::new(Log::default(), &options);
        for piece in pieces {
            tokenizer.write(piece).unwrap();
        }
        tokenizer.end().unwrap().0
    }

    /// Input and the tokens that it gives.
    const CASES: &[(&str, &str)] = &[
        ("<!DOCTYPE html><p>a</p>b", "(!DOCTYPE html)<p>[a]</p>[b]"),
        ("a</p></br></DIV x='>'>b", "[a]</p></br></DIV>[b]"),
        ("x < y <3 &am<!-- c -->p;", "[x < y <3 &am][p;]"),
        ("<a href='?a=1&amp;b' k>ả&amp;</a>", "<a href=?a=1&amp;b k=>[ả&amp;]</a>"),
        ("<script>1<2</script><b class=k>x", "<script></script><b class=k KEEP>[x]"),
        ("<title>a<b>c</title><p", "<title>[a<b>c]</title>"),
        ("<b><p>x</b>y</p>", "<b><p>[x]</b>[y]</p>"),
        ("<svg><![CDATA[a<b]]></svg></a", "<svg>[a<b]</svg>"),
        ("<svg><![CDATA[a</b>]]>c<style>d<i>e</style>", "<svg>[a</b>][c]<style>[d]<i>[e]</style>"),
        ("<svg><![CDATA[a]]", "<svg>[a]]]"),
        ("<div><svg></div><![CDATA[a<p>b]]>c", "<div><svg></div>[a<p>b][c]"),
        ("a</>b</ x>c<!x>d<?y>e", "[a][b][c][d][e]"),
        ("<textarea></p></textarea></p>a", "<textarea>[</p>]</textarea></p>[a]"),
        ("<style></p", "<style>[</p]"),
        ("<plaintext>a</p>b", "<plaintext>[a</p>b]"),
        ("a<", "[a<]"),
        ("a</", "[a</]"),
        ("a<b c", "[a]"),
        ("a</b c", "[a]"),
        ("a<!--b", "[a]"),
        ("a<!doctype b", "[a]"),
        ("1<2 & 3 < 4</b>5", "[1<2 & 3 < 4]</b>[5]"),
    ];

    #[test]
    fn stray_and_misnested_end_tags_are_seen() {
        for (input, want) in CASES {
            assert_eq!(tokens(&[input]), *want, "{input}");
        }
    }

    #[test]
    fn chunking_never_changes_the_tokens() {
        for (input, want) in CASES {
            for size in [1, 2, 3, 5, 7] {
                let chars: Vec<String> =
                    input.chars().collect::<Vec<_>>().chunks(size).map(|c| c.iter().collect()).collect();
                let pieces: Vec<&str> = chars.iter().map(String::as_str).collect();
                assert_eq!(tokens(&pieces), *want, "{input} by {size}");
            }
        }
    }
}
