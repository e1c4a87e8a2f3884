//! Character references are decoded as the HTML standard says, in text and in attribute values.
//!
//! The judge is html5lib's tokenizer suite, read in place.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use bodycopy::tokens::entities::{decode_attribute, decode_text};
use serde_json::Value;
use std::path::Path;

const SUITE: &str = "../shared/security/html5lib/tokenizer";

fn text(raw: &str) -> String {
    let mut out = String::new();
    decode_text(raw, &mut out);
    out
}

fn attribute(raw: &str) -> String {
    let mut out = String::new();
    decode_attribute(raw, &mut out);
    out
}

/// The cases of a file of the suite, or nothing, said aloud, where the suite is missing.
fn cases(file: &str) -> Vec<Value> {
    let path = Path::new(SUITE).join(file);
    let Ok(json) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return Vec::new();
    };
    let suite: Value = serde_json::from_str(&json).unwrap();
    suite["tests"].as_array().unwrap().clone()
}

/// The value of the only attribute of the only tag of a case such as `<h a="&noti;">`.
fn attribute_value(tag: &str) -> &str {
    let written = tag.strip_prefix("<h a=").and_then(|rest| rest.strip_suffix('>')).unwrap();
    ['"', '\''].into_iter().find_map(|quote| written.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(written)
}

#[test]
fn references_are_decoded_as_html5lib_expects() {
    for (file, expected_cases) in [("namedEntities.test", 4210), ("entities.test", 80), ("numericEntities.test", 336)] {
        let cases = cases(file);
        if cases.is_empty() {
            return;
        }
        assert_eq!(cases.len(), expected_cases, "{file}: cases");
        for case in &cases {
            let input = case["input"].as_str().unwrap();
            let output = case["output"].as_array().unwrap();
            if output[0][0] == "StartTag" {
                let expected = output[0][2]["a"].as_str().unwrap();
                assert_eq!(attribute(attribute_value(input)), expected, "{file}: {input}");
            } else {
                let expected: String = output.iter().map(|token| token[1].as_str().unwrap()).collect();
                assert_eq!(text(input), expected, "{file}: {input}");
            }
        }
    }
}

#[test]
fn text_and_attributes_differ_only_before_a_letter_a_digit_or_an_equals_sign() {
    for (raw, in_text, in_attribute) in [
        ("?a=1&copy=2", "?a=1©=2", "?a=1&copy=2"),
        ("&notit;", "¬it;", "&notit;"),
        ("&not1", "¬1", "&not1"),
        ("&amp;copy=2", "&copy=2", "&copy=2"),
        ("&not", "¬", "¬"),
        ("&not.", "¬.", "¬."),
        ("&notin;x", "∉x", "∉x"),
        ("&#65=B&#x42", "A=BB", "A=BB"),
        ("&bull", "&bull", "&bull"),
        ("&frac12x", "½x", "&frac12x"),
    ] {
        assert_eq!(text(raw), in_text, "{raw} in text");
        assert_eq!(attribute(raw), in_attribute, "{raw} in an attribute");
    }
}

#[test]
fn numbers_that_are_no_characters_are_replaced() {
    for (raw, expected) in [
        ("&#0;", "\u{FFFD}"),
        ("&#x80;&#150;&#x9F", "€–Ÿ"),
        ("&#x81;", "\u{81}"),
        ("&#xD800;&#xDFFF;", "\u{FFFD}\u{FFFD}"),
        ("&#x110000;", "\u{FFFD}"),
        ("&#99999999999999999999;", "\u{FFFD}"),
        ("&#13;", "\r"),
        ("&#xFFFF;", "\u{FFFF}"),
        ("&#;&#x;&#xg", "&#;&#x;&#xg"),
    ] {
        assert_eq!(text(raw), expected, "{raw}");
    }
}

#[test]
fn what_is_no_reference_stays_as_written() {
    for raw in
        ["", "&", "&&", "& amp;", "&;", "&ế;", "AT&T", "&hellipx;", "&zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz;"]
    {
        assert_eq!(text(raw), raw);
        assert_eq!(attribute(raw), raw);
    }
}

#[test]
fn decoding_appends() {
    let mut out = String::from("a");
    decode_text("&lt;", &mut out);
    decode_attribute("b", &mut out);
    assert_eq!(out, "a<b");
}
