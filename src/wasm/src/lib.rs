//! The bindings for JavaScript, and nothing else.
//!
//! Bytes come in through one buffer in wasm memory ([`input_buffer`]) that JavaScript fills and then
//! says how much of it counts, so that a page is never in wasm memory as a whole. Results go out as
//! one JSON string. Errors are thrown as strings, `CODE\nmessage`; anything else that is thrown
//! is a trap, after which the instance must be replaced.

use std::cell::RefCell;

use bodycopy::tokens::charset::{self, Sniff};
use bodycopy::{Article, Error, Extractor, Options, render};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsValue, throw_str};

/// Size of the buffer that input comes through, in bytes.
const INPUT_BUFFER_SIZE: usize = 64 << 10;

thread_local! {
    static INPUT: RefCell<Box<[u8]>> = RefCell::new(vec![0; INPUT_BUFFER_SIZE].into());
}

/// Gives what was panicked about to the JavaScript caller, who would else learn of nothing but an `unreachable`.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| throw_str(&info.to_string())));
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

/// The options, as JavaScript gives them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct JsOptions {
    url: Option<String>,
    content_type: Option<String>,
    strictness: f32,
    keep: Vec<String>,
    remove: Vec<String>,
    max_bytes: u64,
    debug: bool,
}

impl Default for JsOptions {
    fn default() -> Self {
        let Options { url, content_type, strictness, keep, remove, max_bytes, debug } = Options::default();
        Self { url, content_type, strictness, keep, remove, max_bytes, debug }
    }
}

impl JsOptions {
    fn read(json: &str) -> Result<Options, JsValue> {
        let Self { url, content_type, strictness, keep, remove, max_bytes, debug } =
            serde_json::from_str(json).map_err(|error| internal(&error))?;
        Ok(Options { url, content_type, strictness, keep, remove, max_bytes, debug })
    }
}

/// Reads one page. Dropping it before its end is fine.
#[wasm_bindgen]
pub struct Extraction(Extractor);

#[wasm_bindgen]
impl Extraction {
    /// With options as JSON. `is_text` says that what is written is UTF-8, whatever the page declares.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str, is_text: bool) -> Result<Self, JsValue> {
        let options = JsOptions::read(options)?;
        let extractor = if is_text { Extractor::of_text(options) } else { Extractor::new(options) };
        Ok(Self(extractor.map_err(thrown)?))
    }

    /// Takes the first `length` bytes of the input buffer.
    pub fn write(&mut self, length: usize) -> Result<(), JsValue> {
        INPUT.with_borrow(|buffer| self.0.write(&buffer[..length]).map_err(thrown))?;
        Ok(())
    }

    /// Ends the page and gives its article as JSON.
    pub fn end(self) -> Result<String, JsValue> {
        let (_, article) = self.0.end().map_err(thrown)?;
        to_json(&article)
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
    to_json(&bodycopy::restrict(&read_article(article)?, strictness).map_err(thrown)?)
}

fn read_article(json: &str) -> Result<Article, JsValue> {
    Article::from_json(json).map_err(thrown)
}

fn to_json(article: &Article) -> Result<String, JsValue> {
    serde_json::to_string(article).map_err(|error| internal(&error))
}

fn thrown(error: Error) -> JsValue {
    JsValue::from_str(&format!("{}\n{error}", error.code()))
}

fn internal(error: &serde_json::Error) -> JsValue {
    thrown(Error::Internal(error.to_string()))
}
