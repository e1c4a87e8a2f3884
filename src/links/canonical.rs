//! Recognises addresses that the URL standard's parser would give back as they are, in one sweep over their bytes.
//!
//! Whatever needs work (upper case, ports, credentials, numbers as hosts, dot segments, characters to encode, anything
//! not ASCII) is refused here and goes to the parser, so a wrong answer can only be a slow one. The corpora's links
//! are the proof: `canonical_addresses_are_what_the_parser_gives`.

/// Where the query and the fragment of an address begin: the bytes of `?` and `#`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Parts {
    pub query: Option<usize>,
    pub fragment: Option<usize>,
}

impl Parts {
    /// Of any address.
    pub fn of(url: &str) -> Self {
        let fragment = url.find('#');
        Self { query: url[..fragment.unwrap_or(url.len())].find('?'), fragment }
    }

    /// The same with `by` bytes before them.
    pub fn shifted(self, by: usize) -> Self {
        Self { query: self.query.map(|at| at + by), fragment: self.fragment.map(|at| at + by) }
    }
}

const HOST: u8 = 1;
const PATH: u8 = 2;
const QUERY: u8 = 4;
const FRAGMENT: u8 = 8;

/// In which parts each byte may stand as it is. Percent-encode sets: URL standard, 1.3. A back-quote and a backslash
/// would pass in a query; [`super::checked_link`] encodes them, so they are left out.
const CLASSES: [u8; 128] = {
    let mut classes = [0; 128];
    let mut byte = 0x21;
    while byte < 0x7f {
        let c = byte as u8;
        if !matches!(c, b'"' | b'<' | b'>' | b'`' | b'\\') {
            classes[byte] |= FRAGMENT;
            if c != b'#' && c != b'\'' {
                classes[byte] |= QUERY;
            }
            if !matches!(c, b'#' | b'?' | b'{' | b'}') {
                classes[byte] |= PATH;
            }
        }
        if c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-' {
            classes[byte] |= HOST;
        }
        byte += 1;
    }
    classes
};

fn is(byte: u8, class: u8) -> bool {
    CLASSES.get(byte as usize).is_some_and(|classes| classes & class != 0)
}

/// For `http(s)://host/…` with a plain host, where the path begins.
pub(super) fn after_host(url: &str) -> Option<usize> {
    let bytes = url.as_bytes();
    let start = match bytes {
        [b'h', b't', b't', b'p', b's', b':', b'/', b'/', ..] => 8,
        [b'h', b't', b't', b'p', b':', b'/', b'/', ..] => 7,
        _ => return None,
    };
    let mut label = start;
    let mut at = start;
    loop {
        match *bytes.get(at)? {
            byte @ (b'.' | b'/') => {
                // Empty labels and Punycode are the parser's business.
                if label == at || bytes[label..at].starts_with(b"xn--") {
                    return None;
                }
                if byte == b'/' {
                    // A host whose last label begins with a digit may be an IPv4 address.
                    return (!bytes[label].is_ascii_digit()).then_some(at);
                }
                label = at + 1;
            }
            byte if is(byte, HOST) => {}
            _ => return None,
        }
        at += 1;
    }
}

/// Whether everything from the slash at `start` on is in canonical form, and where its parts begin.
pub(super) fn path(url: &str, start: usize) -> Option<Parts> {
    let bytes = url.as_bytes();
    let mut parts = Parts::default();
    let mut class = PATH;
    let mut previous = 0;
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        if !is(byte, class) {
            match byte {
                b'#' if class != FRAGMENT => {
                    parts.fragment = Some(at);
                    class = FRAGMENT;
                }
                b'?' if class == PATH => {
                    parts.query = Some(at);
                    class = QUERY;
                }
                _ => return None,
            }
        } else if class == PATH {
            // Dot segments are taken out by the parser, also when written as %2e.
            let dot = byte == b'.' || (byte == b'%' && matches!(bytes.get(at + 1..at + 3), Some([b'2', b'e' | b'E'])));
            if dot && previous == b'/' {
                return None;
            }
        }
        previous = byte;
    }
    Some(parts)
}

/// An address that lacks no more than a scheme, a host in small letters, the slash behind it, or its folder, put into
/// canonical form. `base` is what it is relative to.
pub(super) fn completed(raw: &str, base: &str) -> Option<(String, Parts)> {
    let is_web = raw.starts_with("https://") || raw.starts_with("http://");
    let url = if is_web || raw.starts_with("//") {
        let scheme = if is_web { "" } else { base.get(..after_host(base)?)?.split_inclusive(':').next()? };
        let authority = raw.find("//")? + 2;
        let end = raw[authority..].find(['/', '?', '#']).map_or(raw.len(), |at| authority + at);
        let slash = if raw[end..].starts_with('/') { "" } else { "/" };
        [scheme, &raw[..authority], &raw[authority..end].to_ascii_lowercase(), slash, &raw[end..]].concat()
    } else {
        in_folder(raw, base)?
    };
    let parts = path(&url, after_host(&url)?)?;
    Some((url, parts))
}

/// A path without a slash at its beginning, behind the folder of `base`; dot segments at its beginning are done.
fn in_folder(mut raw: &str, base: &str) -> Option<String> {
    let first_segment = raw.split(['/', '?', '#']).next()?;
    if first_segment.is_empty() || first_segment.contains([':', '\\']) {
        return None;
    }
    let root = after_host(base)?;
    let own = base.get(root..)?.split(['?', '#']).next()?;
    let mut folder = own.get(..=own.rfind('/')?)?;
    loop {
        if let Some(rest) = raw.strip_prefix("./") {
            raw = rest;
        } else if raw == "." {
            raw = "";
        } else if let Some(rest) = raw.strip_prefix("../").or_else(|| (raw == "..").then_some("")) {
            raw = rest;
            let outer = folder.strip_suffix('/').and_then(|inside| inside.rfind('/'));
            folder = outer.and_then(|outer| folder.get(..=outer)).unwrap_or("/");
        } else {
            break;
        }
    }
    Some([&base[..root], folder, raw].concat())
}

/// Decodes `%41` where it makes UTF-8, else U+FFFD.
pub(super) fn percent_decode(raw: &str) -> String {
    let bytes = raw.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let hex = |byte: Option<&u8>| byte.and_then(|&byte| (byte as char).to_digit(16));
    while at < bytes.len() {
        match (bytes[at], hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push((high << 4 | low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
