//! Hosts that are not ASCII, for builds whose `url` crate has no Unicode tables.
//!
//! The wasm build links `idna_adapter` 1.0, which refuses every host that is not ASCII, since the tables for
//! IDNA (UTS #46) would weigh more than the rest of the URL parser. A refused host is mapped here by the part of UTS #46
//! that real addresses use: lower case, full-width forms, ideographic full stops; then Punycode (RFC 3492). Not done:
//! normalisation to NFC and the validity checks. A host that needs those becomes one that does not exist.

/// `raw` with its host in ASCII, for the parser to take from there; None where no host is found.
pub(super) fn to_ascii(raw: &str) -> Option<String> {
    let cleaned: String = raw.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let scheme = super::check::scheme(&cleaned).map_or(0, |scheme| scheme.len() + 1);
    let slashes = cleaned[scheme..].bytes().take_while(|byte| matches!(byte, b'/' | b'\\')).count();
    let authority = scheme + slashes;
    let end = cleaned[authority..].find(['/', '\\', '?', '#']).map_or(cleaned.len(), |at| authority + at);
    let start = cleaned[..end].rfind('@').map_or(authority, |at| (at + 1).max(authority));
    let port = cleaned[start..end].rfind(':').map_or(end, |at| start + at);
    let host = punycode(&cleaned[start..port])?;
    Some(format!("{}{host}{}", &cleaned[..start], &cleaned[port..]))
}

fn punycode(host: &str) -> Option<String> {
    let mapped: String = host.chars().map(mapped).flat_map(char::to_lowercase).collect();
    let mut out = String::with_capacity(mapped.len() + 8);
    for (index, label) in mapped.split('.').enumerate() {
        if index > 0 {
            out.push('.');
        }
        if label.is_ascii() {
            out.push_str(label);
        } else {
            out.push_str("xn--");
            // Also refuses labels that are too long to encode without overflow.
            out.push_str(&idna::punycode::encode_str(label)?);
        }
    }
    // What was mapped to ASCII must not have become a delimiter: the parser would read another host than the page wrote.
    (!out.contains(['/', '\\', '?', '#', '@', ':', '%', ' ', '<', '>', '[', ']', '^', '|'])).then_some(out)
}

fn mapped(c: char) -> char {
    match c {
        '\u{3002}' | '\u{ff0e}' | '\u{ff61}' => '.',
        // Full-width forms of the ASCII characters stand in the same order (Unicode block U+FF00).
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use url::Url;

    /// The `url` crate's full tables, which native builds have, are the judge.
    #[test]
    fn hosts_come_out_as_with_full_unicode_tables() {
        for raw in [
            "https://münchen.de/a?b#c",
            "https://MÜNCHEN.de:8080/",
            "//đẹp.vn/tin",
            "https://例え。テスト/x",
            "https://ｅｘａｍｐｌｅ．com/",
            "https://user:pw@россия.рф/путь",
            "https:\\\\ελλάδα.gr\\x",
            "HTTPS://bücher.example?q",
        ] {
            let base = Url::parse("https://base.example/").unwrap();
            let judge = base.join(raw).unwrap();
            assert_eq!(base.join(&to_ascii(raw).unwrap()).unwrap(), judge, "{raw}");
        }
    }

    #[test]
    fn a_host_never_turns_into_another() {
        for raw in ["https://ü／evil.example/", "https://ü＠evil.example/", "https://ü？x/", "https://ü％2f/"] {
            assert_eq!(to_ascii(raw), None, "{raw}");
        }
    }
}
