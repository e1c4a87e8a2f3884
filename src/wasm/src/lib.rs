//! The bindings for JavaScript, and nothing else.
//!
//! Bytes come in through one buffer in wasm memory ([`input_buffer`]) that JavaScript fills and then
//! says how much of it counts, so that a page is never in wasm memory as a whole. Results go out as
//! one JSON string. Errors are thrown as strings, `CODE\nmessage`; anything else that is thrown
//! is a trap, after which the instance must be replaced.

use std::cell::RefCell;

use bodycopy::article::Kind;
use bodycopy::article::Parts;
use bodycopy::tokens::charset::{self, Sniff};
use bodycopy::{Article, CleanPage, Cleaning, Error, Event, Extractor, Options, render};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Size of the buffer that input comes through, in bytes.
const INPUT_BUFFER_SIZE: usize = 64 << 10;

thread_local! {
    static INPUT: RefCell<Box<[u8]>> = RefCell::new(vec![0; INPUT_BUFFER_SIZE].into());
}

#[wasm_bindgen]
extern "C" {
    /// The platform's, which knows the hosts of all scripts.
    type URL;
    #[wasm_bindgen(constructor, catch)]
    fn new(raw: &str, base: Option<&str>) -> Result<URL, JsValue>;
    #[wasm_bindgen(static_method_of = URL, js_name = canParse, catch)]
    fn can_parse(raw: &str, base: Option<&str>) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn href(this: &URL) -> String;
}

fn parse_url(base: Option<&str>, raw: &str) -> Option<String> {
    // Asked first, since a constructor that throws leaves its result's slot in the bindings' table taken for ever.
    // What is so old that it cannot be asked loses those few bytes. Of what is not ASCII it is not asked: Node 20 answers
    // wrongly there as soon as its compiler has optimised the call.
    if raw.is_ascii() && !URL::can_parse(raw, base).unwrap_or(true) {
        return None;
    }
    URL::new(raw, base).ok().map(|url| url.href())
}

#[wasm_bindgen(start)]
fn start() {
    bodycopy::links::set_parser(parse_url);
    // In the build that ships nobody is told: there a panic is a bare trap (`tools/xtask/src/traps.rs`).
    #[cfg(feature = "panic-messages")]
    std::panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
}

/// Where the input buffer stands in memory.
#[wasm_bindgen(js_name = inputBuffer)]
pub fn input_buffer() -> usize {
    INPUT.with_borrow(|buffer| buffer.as_ptr() as usize)
}

/// How large the input buffer is.
#[wasm_bindgen(js_name = inputBufferSize)]
pub fn input_buffer_size() -> usize {
    INPUT_BUFFER_SIZE
}

/// Reads one page. Dropping it before its end is fine.
#[wasm_bindgen]
pub struct Extraction {
    /// Gone once the page has ended.
    extractor: Option<Extractor>,
    /// The same, where the page itself is wanted as well.
    cleaner: Option<CleanPage>,
    /// What came out of the cleaner and has not been taken yet.
    cleaned: String,
    /// What [`Extraction::end`] has not given yet.
    parts: Option<Parts>,
    /// The last events.
    events: Option<String>,
}

#[wasm_bindgen]
impl Extraction {
    /// With options as JSON. `is_text` says that what is written is UTF-8, whatever the page declares.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str, is_text: bool, has_events: bool) -> Result<Self, JsValue> {
        let options = Options::from_json(options).map_err(thrown)?;
        let extractor = if is_text { Extractor::of_text(options) } else { Extractor::new(options) }.map_err(thrown)?;
        let extractor = if has_events { extractor } else { extractor.without_events() };
        Ok(Self { extractor: Some(extractor), cleaner: None, cleaned: String::new(), parts: None, events: None })
    }

    /// One that cleans the page as well. `drop` has a bit for each kind that is to go, in the order of [`Kind::ALL`]. There
    /// are no events.
    pub fn cleaning(options: &str, is_text: bool, drop: u32, keep_scripts: bool) -> Result<Self, JsValue> {
        let options = Options::from_json(options).map_err(thrown)?;
        let drop =
            Kind::ALL.into_iter().enumerate().filter(|(at, _)| drop >> at & 1 == 1).map(|(_, kind)| kind).collect();
        let cleaning = Cleaning { drop, keep_scripts };
        let page = if is_text { CleanPage::of_text(options, &cleaning) } else { CleanPage::new(options, &cleaning) };
        let cleaner = Some(page.map_err(thrown)?);
        Ok(Self { extractor: None, cleaner, cleaned: String::new(), parts: None, events: None })
    }

    /// Takes the first `length` bytes of the input buffer. Gives the events, if there are any, as JSON.
    pub fn write(&mut self, length: usize) -> Result<Option<String>, JsValue> {
        if let Some(page) = &mut self.cleaner {
            self.cleaned += &INPUT.with_borrow(|buffer| page.write(&buffer[..length]).map_err(thrown))?;
            return Ok(None);
        }
        let extractor = self.extractor.as_mut().ok_or_else(ended)?;
        let events = INPUT.with_borrow(|buffer| extractor.write(&buffer[..length]).map_err(thrown))?;
        Ok(as_json(&events))
    }

    /// What can be said of the page so far, as JSON.
    pub fn assess(&mut self) -> Result<String, JsValue> {
        Ok(self.extractor.as_mut().ok_or_else(ended)?.assess().to_json())
    }

    /// Ends the page and gives what can be said of all that was written, as JSON.
    #[wasm_bindgen(js_name = assessAll)]
    pub fn assess_all(&mut self) -> Result<String, JsValue> {
        Ok(self.extractor.take().ok_or_else(ended)?.assess_all().map_err(thrown)?.to_json())
    }

    /// Ends the page. What there is of its article is then taken part by part, the rest last.
    pub fn end(&mut self) -> Result<(), JsValue> {
        self.parts = Some(if let Some(page) = self.cleaner.take() {
            let (rest, article) = page.end().map_err(thrown)?;
            self.cleaned += &rest;
            article.into()
        } else {
            let (events, parts) = self.extractor.take().ok_or_else(ended)?.end_in_parts().map_err(thrown)?;
            self.events = as_json(&events);
            parts
        });
        Ok(())
    }

    /// What came out of the page since this was last asked, in UTF-8.
    #[wasm_bindgen(js_name = takeCleaned)]
    pub fn take_cleaned(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.cleaned).into_bytes()
    }

    /// The events that came with the page's end, if there are any, but for that of the article, as JSON.
    #[wasm_bindgen(js_name = takeEvents)]
    pub fn take_events(&mut self) -> Option<String> {
        self.events.take()
    }

    /// The article's plain text, once the page has ended.
    #[wasm_bindgen(js_name = takeText)]
    pub fn take_text(&mut self) -> String {
        self.parts.as_mut().map(Parts::take_text).unwrap_or_default()
    }

    /// The article's HTML, once the page has ended.
    #[wasm_bindgen(js_name = takeHtml)]
    pub fn take_html(&mut self) -> String {
        self.parts.as_mut().map(Parts::take_html).unwrap_or_default()
    }

    /// JSON in UTF-8 of what was removed, once the page has ended. Bytes, since few callers read it.
    #[wasm_bindgen(js_name = takeRemoved)]
    pub fn take_removed(&mut self) -> Vec<u8> {
        self.parts.as_mut().map(Parts::take_removed).unwrap_or_default().into_bytes()
    }

    /// The article as JSON, but for what the three functions above give. Nothing is left after it.
    #[wasm_bindgen(js_name = takeRest)]
    pub fn take_rest(&mut self) -> Result<String, JsValue> {
        Ok(self.parts.take().ok_or_else(ended)?.into_rest())
    }
}

/// The charset, as a label for `TextDecoder`, of a page whose first `length` bytes stand in the input buffer: an empty one
/// if the page is to be handed over as it is, none if more bytes are needed to tell.
#[wasm_bindgen(js_name = hostCharset)]
pub fn host_charset(length: usize, is_end: bool, content_type: Option<String>) -> Option<String> {
    match INPUT.with_borrow(|buffer| charset::sniff(&buffer[..length], is_end, content_type.as_deref())) {
        Sniff::NeedMore => None,
        Sniff::Charset(charset) if !charset.is_built_in() => Some(charset.label().to_owned()),
        Sniff::Charset(_) | Sniff::Undeclared => Some(String::new()),
    }
}

/// Writes an article, given as JSON, as HTML.
#[wasm_bindgen]
pub fn html(article: &str) -> Result<String, JsValue> {
    Ok(render::html(&read_article(article)?))
}

/// Writes an article, given as JSON, as Markdown.
#[wasm_bindgen]
pub fn markdown(article: &str) -> Result<String, JsValue> {
    Ok(render::markdown(&read_article(article)?))
}

/// Writes an article, given as JSON, as plain text.
#[wasm_bindgen]
pub fn text(article: &str) -> Result<String, JsValue> {
    Ok(render::text(&read_article(article)?))
}

/// Moves the threshold of an article, both as JSON.
#[wasm_bindgen]
pub fn restrict(article: &str, strictness: f32) -> Result<String, JsValue> {
    Ok(bodycopy::restrict(&read_article(article)?, strictness).map_err(thrown)?.to_json())
}

fn read_article(json: &str) -> Result<Article, JsValue> {
    Article::from_json(json).map_err(thrown)
}

fn as_json(events: &[Event]) -> Option<String> {
    let list: Vec<String> = events.iter().map(Event::to_json).collect();
    (!list.is_empty()).then(|| format!("[{}]", list.join(",")))
}

fn thrown(error: Error) -> JsValue {
    JsValue::from_str(&format!("{}\n{error}", error.code()))
}

fn ended() -> JsValue {
    thrown(Error::Internal("the page has ended already".into()))
}
