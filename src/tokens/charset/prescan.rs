//! Where a page says what its charset is: its first bytes go in, the charset comes out.
//!
//! The HTML standard's "prescan a byte stream to determine its encoding" (13.2.3.2), whose steps
//! the functions follow. It reads bytes, not tokens: comments hide a `<meta>`, scripts do not.

use super::Charset;

/// A `<meta>` that ends within `head`, or UTF-16 that shows in its first bytes.
///
/// More bytes after `head` can't change an answer once it is there.
pub(super) fn meta(head: &[u8]) -> Option<Charset> {
    if head.starts_with(b"<\0?\0x\0") {
        return Some(Charset::UTF_16LE);
    }
    if head.starts_with(b"\0<\0?\0x") {
        return Some(Charset::UTF_16BE);
    }
    let mut scan = Scan { bytes: head, at: 0 };
    while let Some(offset) = memchr::memchr(b'<', scan.rest()) {
        scan.at += offset;
        let rest = scan.rest();
        if rest.starts_with(b"<!--") {
            // The dashes that open the comment may also close it: `<!-->`.
            scan.at += 2;
            scan.at += memchr::memmem::find(scan.rest(), b"-->")? + 2;
        } else if rest.len() > 5
            && rest[..5].eq_ignore_ascii_case(b"<meta")
            && (rest[5] == b'/' || rest[5].is_ascii_whitespace())
        {
            scan.at += 5;
            if let Some(charset) = scan.meta()? {
                return Some(charset);
            }
        } else if matches!(rest, [b'<', b'/', letter, ..] | [b'<', letter, ..] if letter.is_ascii_alphabetic()) {
            scan.skip_while(|byte| byte != b'>' && !byte.is_ascii_whitespace());
            while scan.attribute()?.is_some() {}
        } else if matches!(rest, [b'<', b'!' | b'/' | b'?', ..]) {
            scan.skip_while(|byte| byte != b'>');
        }
        scan.at += 1;
    }
    None
}

/// The declaration of `<?xml … encoding="…"?>`: the standard's "get an XML encoding".
pub(super) fn xml_declaration(head: &[u8]) -> Option<Charset> {
    let rest = head.strip_prefix(b"<?xml")?;
    let rest = &rest[..memchr::memchr(b'>', rest)?];
    let rest = &rest[memchr::memmem::find(rest, b"encoding")? + b"encoding".len()..];
    let rest = trim_controls(rest).strip_prefix(b"=")?;
    let (&quote, rest) = trim_controls(rest).split_first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let label = &rest[..memchr::memchr(quote, rest)?];
    if label.iter().any(|&byte| byte <= b' ') {
        return None;
    }
    Charset::of(label).map(readable)
}

fn trim_controls(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|&byte| byte > b' ').unwrap_or(bytes.len());
    &bytes[start..]
}

/// The charset of a `Content-Type` header, or of such a value in a `<meta content>`: the standard's "extracting a
/// character encoding from a `meta` element" (2.5.6), which forgives what a header's own grammar would not.
pub(super) fn charset_of_content_type(value: &[u8]) -> Option<Charset> {
    const NAME: &[u8] = b"charset";
    let mut rest = value;
    loop {
        let name = rest.windows(NAME.len()).position(|window| window.eq_ignore_ascii_case(NAME))?;
        rest = rest[name + NAME.len()..].trim_ascii_start();
        let Some(after) = rest.strip_prefix(b"=") else { continue };
        let after = after.trim_ascii_start();
        let label = match after.split_first()? {
            (&quote @ (b'"' | b'\''), quoted) => &quoted[..memchr::memchr(quote, quoted)?],
            _ => after.split(|&byte| byte == b';' || byte.is_ascii_whitespace()).next()?,
        };
        return Charset::of(label);
    }
}

/// A page whose declaration could be read as ASCII is not UTF-16, and `x-user-defined` is there for another reason
/// (13.2.3.2).
fn readable(charset: Charset) -> Charset {
    match charset {
        Charset::UTF_16LE | Charset::UTF_16BE => Charset::UTF_8,
        Charset::X_USER_DEFINED => Charset::WINDOWS_1252,
        charset => charset,
    }
}

/// A place in the page's first bytes. `None` from its methods means that the bytes end there, which ends the prescan.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Name and value of an attribute; both as written.
type Attribute<'a> = (&'a [u8], &'a [u8]);

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_while(&mut self, condition: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !condition(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// The attributes of a `<meta>`, and what they declare.
    fn meta(&mut self) -> Option<Option<Charset>> {
        let (mut is_pragma, mut has_charset, mut has_content, mut has_http_equiv) = (false, false, false, false);
        let (mut declared, mut needs_pragma) = (None, false);
        while let Some((name, value)) = self.attribute()? {
            let is = |wanted: &str| name.eq_ignore_ascii_case(wanted.as_bytes());
            if is("http-equiv") && !std::mem::replace(&mut has_http_equiv, true) {
                is_pragma = value.eq_ignore_ascii_case(b"content-type");
            } else if is("content") && !std::mem::replace(&mut has_content, true) && !has_charset {
                let charset = charset_of_content_type(value);
                needs_pragma |= charset.is_some();
                declared = charset;
            } else if is("charset") && !std::mem::replace(&mut has_charset, true) {
                declared = Charset::of(value);
                needs_pragma = false;
            }
        }
        Some(declared.filter(|_| is_pragma || !needs_pragma).map(readable))
    }

    /// The next attribute, if the tag has one more: the standard's "get an attribute".
    fn attribute(&mut self) -> Option<Option<Attribute<'a>>> {
        self.skip_while(|byte| byte == b'/' || byte.is_ascii_whitespace());
        if self.peek()? == b'>' {
            return Some(None);
        }
        let start = self.at;
        // An equals sign at the very beginning belongs to the name.
        self.at += 1;
        self.skip_while(|byte| !matches!(byte, b'=' | b'/' | b'>') && !byte.is_ascii_whitespace());
        let name = &self.bytes[start..self.at];
        self.skip_while(|byte| byte.is_ascii_whitespace());
        if self.peek()? != b'=' {
            return Some(Some((name, &[])));
        }
        self.at += 1;
        self.skip_while(|byte| byte.is_ascii_whitespace());
        let value = match self.peek()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.skip_while(|byte| byte != quote);
                self.peek()?;
                self.at += 1;
                value
            }
            _ => {
                let value = self.skip_while(|byte| byte != b'>' && !byte.is_ascii_whitespace());
                self.peek()?;
                value
            }
        };
        Some(Some((name, value)))
    }
}
