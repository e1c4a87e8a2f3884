//! Character references in text and attribute values, decoded.

/// Decodes running text onto the end of `out`.
pub fn decode_text(raw: &str, out: &mut String) {
    out.push_str(&raw.replace("&lt;", "<").replace("&quot;", "\"").replace("&nbsp;", "\u{a0}").replace("&amp;", "&"));
}

/// Decodes an attribute's value onto the end of `out`.
pub fn decode_attribute(raw: &str, out: &mut String) {
    decode_text(raw, out);
}
