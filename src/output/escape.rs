//! Writes text and attribute values so that an HTML parser reads back the same characters.

/// What a parser would change or take for markup: C0 controls, `&`, `"`, `<`, `>`.
const fn is_special(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, b'&' | b'"' | b'<' | b'>')
}

const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = is_special(byte as u8);
        byte += 1;
    }
    table
};

/// Text between tags.
pub(super) fn push_text(out: &mut String, text: &str) {
    push::<false>(out, text);
}

/// The inside of a double-quoted attribute value.
pub(super) fn push_value(out: &mut String, value: &str) {
    push::<true>(out, value);
}

/// Whether nothing is written of a text.
pub(super) fn is_empty(text: &str) -> bool {
    text.bytes().all(|byte| byte < 0x20 && !matches!(byte, b'\n' | b'\t' | b'\r'))
}

/// ` name="value"`.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_value(out, value);
    out.push('"');
}

/// ` name="value"` with a number.
pub(super) fn push_number(out: &mut String, name: &str, value: impl Into<i64>) {
    push_attribute(out, name, &value.into().to_string());
}

fn push<const VALUE: bool>(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    // Most runs of text have nothing to escape. Without an early exit the compiler checks 16 bytes at a time.
    if !bytes.iter().fold(false, |special, &byte| special | is_special(byte)) {
        out.push_str(text);
        return;
    }
    let mut done = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !SPECIAL[byte as usize] {
            continue;
        }
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if VALUE => "&quot;",
            b'"' | b'\n' | b'\t' => continue,
            // The parser makes line feeds of carriage returns, and drops or replaces NUL.
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => "\n",
            _ => "",
        };
        out.push_str(&text[done..at]);
        out.push_str(escaped);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_are_escaped_and_controls_go() {
        for (raw, text, value) in [
            ("plain đẹp", "plain đẹp", "plain đẹp"),
            ("a<b>&\"c'", "a&lt;b&gt;&amp;\"c'", "a&lt;b&gt;&amp;&quot;c'"),
            ("a\0b\u{1b}c\u{c}", "abc", "abc"),
            ("a\r\nb\rc\td\r", "a\nb\nc\td\n", "a\nb\nc\td\n"),
            ("&amp;", "&amp;amp;", "&amp;amp;"),
        ] {
            let (mut out, mut attribute) = (String::new(), String::new());
            push_text(&mut out, raw);
            push_value(&mut attribute, raw);
            assert_eq!((&*out, &*attribute), (text, value));
        }
    }
}
