//! JSON as pages write it: text goes in; values come out, as far as they can be read.
//!
//! One page in thirty has JSON-LD that a strict reader refuses: trailing or missing commas, line breaks
//! and quotes inside strings, a comment or CDATA around it, a cut end. Its author and date are good all the
//! same, so this reader takes what it can and never fails. Strings without escapes are borrowed.
//! Every byte is looked at a bounded number of times.

use std::borrow::Cow;

/// Values nested deeper than this are read as [`Json::Null`].
const MAX_DEPTH: usize = 48;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    /// `null`, or what could not be read.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// As written.
    Number(&'a str),
    /// Escapes resolved.
    Text(Cow<'a, str>),
    /// Items.
    List(Vec<Json<'a>>),
    /// Members in order; a name may stand twice.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// Every object or list that stands at the top of `text`, one after the other.
    pub fn read_all(text: &'a str) -> Vec<Self> {
        let mut reader = Reader { text, bytes: text.as_bytes(), at: 0 };
        let mut values = Vec::new();
        while let Some(ahead) = reader.bytes[reader.at..].iter().position(|byte| matches!(byte, b'{' | b'[')) {
            reader.at += ahead;
            if reader.bytes[reader.at..].starts_with(b"[CDATA[") {
                reader.at += b"[CDATA[".len();
                continue;
            }
            values.push(reader.value(0));
        }
        values
    }

    /// A member of an object by name; `schema:` and `http://schema.org/` before the name do not matter.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(key, _)| local_name(key) == name).map(|(_, value)| value)
    }

    /// The string, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(text) => Some(text),
            Self::Object(_) => self.get("@value")?.as_text(),
            Self::Null | Self::Bool(_) | Self::List(_) => None,
        }
    }

    /// The items of a list; any other value stands for itself, `null` for nothing.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Null => &[],
            Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Object(_) => std::slice::from_ref(self),
        }
    }
}

/// `headline` of `schema:headline` or `https://schema.org/headline`.
pub fn local_name(name: &str) -> &str {
    if let Some(rest) = name.strip_prefix("schema:") {
        return rest;
    }
    match name.find("schema.org/") {
        Some(at) => &name[at + "schema.org/".len()..],
        None => name,
    }
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips white space and comments.
    fn space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                _ if byte.is_ascii_whitespace() || byte < b' ' => self.at += 1,
                b'/' if self.bytes.get(self.at + 1) == Some(&b'*') => self.skip_past("*/"),
                b'/' if self.bytes.get(self.at + 1) == Some(&b'/') => self.skip_past("\n"),
                _ => break,
            }
        }
    }

    fn skip_past(&mut self, end: &str) {
        self.at = self.text[self.at..].find(end).map_or(self.bytes.len(), |found| self.at + found + end.len());
    }

    fn value(&mut self, depth: usize) -> Json<'a> {
        self.space();
        match self.peek() {
            Some(b'{') if depth < MAX_DEPTH => self.object(depth),
            Some(b'[') if depth < MAX_DEPTH => self.list(depth),
            Some(b'{' | b'[') => {
                self.skip_nested();
                Json::Null
            }
            Some(b'"') => Json::Text(self.string(b",]}:")),
            Some(_) => self.word(),
            None => Json::Null,
        }
    }

    fn object(&mut self, depth: usize) -> Json<'a> {
        self.at += 1;
        let mut members = Vec::new();
        loop {
            self.space();
            match self.peek() {
                None => break,
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                // A list that was never closed, or one bracket too many: the enclosing list will take it.
                Some(b']') if depth > 0 => break,
                Some(b'"') => {
                    let name = self.string(b":");
                    self.space();
                    if self.peek() == Some(b':') {
                        self.at += 1;
                        let value = self.value(depth + 1);
                        members.push((name, value));
                    }
                }
                Some(_) => self.step(),
            }
        }
        Json::Object(members)
    }

    fn list(&mut self, depth: usize) -> Json<'a> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            match self.peek() {
                None => break,
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b'}') if depth > 0 => break,
                Some(b',' | b':' | b'}') => self.at += 1,
                Some(_) => items.push(self.value(depth + 1)),
            }
        }
        Json::List(items)
    }

    /// Goes one character on.
    fn step(&mut self) {
        self.at += 1;
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    /// A number, `true`, `false`, `null`, or a bare word.
    fn word(&mut self) -> Json<'a> {
        let start = self.at;
        while let Some(byte) = self.peek() {
            if matches!(byte, b',' | b']' | b'}' | b'{' | b'[' | b'"') || byte.is_ascii_whitespace() {
                break;
            }
            self.at += 1;
        }
        if self.at == start {
            self.step();
        }
        match &self.text[start..self.at] {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            word if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') => Json::Number(word),
            _ => Json::Null,
        }
    }

    /// A string. A quote ends it only where what follows can follow a string: `ends`, or another string.
    fn string(&mut self, ends: &[u8]) -> Cow<'a, str> {
        self.at += 1;
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut from = start;
        loop {
            let Some(ahead) = self.bytes[self.at..].iter().position(|byte| matches!(byte, b'"' | b'\\')) else {
                self.at = self.bytes.len();
                break;
            };
            self.at += ahead;
            if self.bytes[self.at] == b'"' {
                if self.quote_ends_string(ends) {
                    break;
                }
                self.at += 1;
                continue;
            }
            let text = owned.get_or_insert_default();
            text.push_str(&self.text[from..self.at]);
            self.at += 1;
            self.escape(text);
            from = self.at;
        }
        let end = self.at;
        self.at = (self.at + 1).min(self.bytes.len());
        let tail = &self.text[from..end];
        match owned {
            None => Cow::Borrowed(tail),
            Some(mut text) => {
                text.push_str(tail);
                Cow::Owned(text)
            }
        }
    }

    fn quote_ends_string(&self, ends: &[u8]) -> bool {
        let after = &self.bytes[self.at + 1..];
        let mut ahead = after.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_whitespace());
        match ahead.next() {
            None => true,
            // A comma is the string's own in `"He said "no", then left"`: after a separator comes no letter.
            Some((_, b',')) if ends.contains(&b',') => {
                ahead.next().is_none_or(|(_, byte)| !byte.is_ascii_alphabetic() && *byte < 0x80)
            }
            Some((_, byte)) if ends.contains(byte) => true,
            // A missing comma: the next member stands on a line of its own.
            Some((at, b'"')) => after[..at].contains(&b'\n'),
            Some(_) => false,
        }
    }

    /// What stands after a backslash. An escape that JSON does not know stands for its character.
    fn escape(&mut self, text: &mut String) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push('\n'),
            b't' => text.push('\t'),
            b'r' | b'b' | b'f' => text.push(' '),
            b'u' => text.push(self.code_point()),
            _ if byte.is_ascii() => text.push(char::from(byte)),
            _ => self.at -= 1,
        }
    }

    /// `\uXXXX`, two of them where they are a surrogate pair.
    fn code_point(&mut self) -> char {
        let Some(high) = self.four_digits() else { return char::REPLACEMENT_CHARACTER };
        if (0xd800..0xdc00).contains(&high) && self.bytes[self.at..].starts_with(b"\\u") {
            let back = self.at;
            self.at += 2;
            if let Some(low) = self.four_digits()
                && (0xdc00..0xe000).contains(&low)
            {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            }
            self.at = back;
        }
        char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.at..self.at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
        let code = digits.iter().fold(0, |code, &digit| code << 4 | char::from(digit).to_digit(16).unwrap_or(0));
        self.at += 4;
        Some(code)
    }

    /// Skips a value that is nested too deep, without recursion.
    fn skip_nested(&mut self) {
        let mut open = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                b'"' => {
                    self.string(b",]}:");
                    continue;
                }
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                break;
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn headline(text: &str) -> Option<String> {
        Json::read_all(text).iter().find_map(|value| Some(value.get("headline")?.as_text()?.to_owned()))
    }

    #[test]
    fn json_ld_is_read_however_it_is_broken() {
        let cases = [
            (r#"{"headline": "Rain"}"#, "Rain"),
            (r#"{"@type": "Article", "headline": "Rain",}"#, "Rain"),
            (r#"{"image": ["a", "b",], "headline": "Rain"}"#, "Rain"),
            (r#"{"image": ["a",, "b"],, "headline": "Rain"}"#, "Rain"),
            ("{\"body\": \"one\ntwo\ttab\", \"headline\": \"Rain\"}", "Rain"),
            ("{\"a\": \"one\"\n \"headline\": \"Rain\"}", "Rain"),
            (r#"<!-- {"headline": "Rain"} -->"#, "Rain"),
            ("//<![CDATA[\n{\"headline\": \"Rain\"}\n//]]>", "Rain"),
            ("/* data */ {\"headline\": \"Rain\"};", "Rain"),
            (r#"{"a": 1}{"headline": "Rain"}"#, "Rain"),
            (r#"{"headline": "Rain", "body": "it was cut o"#, "Rain"),
            (r#"{"headline": "He said "no" to it", "a": 1}"#, "He said \"no\" to it"),
            (r#"{"headline": "He said "no", then left", "a": 1}"#, "He said \"no\", then left"),
            (r#"{"headline": "It\'s \"on\" \/ \u00e9 \ud83d\ude00 \ud83d"}"#, "It's \"on\" / é 😀 \u{fffd}"),
            (r#"{"schema:headline": "Rain"}"#, "Rain"),
            (r#"{"http://schema.org/headline": {"@value": "Rain"}}"#, "Rain"),
            (r#"{"a": {"b": [1, 2}, "headline": "Rain"}"#, "Rain"),
        ];
        for (text, expected) in cases {
            assert_eq!(headline(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn hostile_json_neither_overflows_nor_hangs() {
        for text in ["[".repeat(300_000), "{\"a\":".repeat(100_000), "\"".repeat(200_000), "{\"".repeat(100_000)] {
            Json::read_all(&text);
        }
        let quotes = format!("{{\"a\": \"{}", "\" ".repeat(200_000));
        Json::read_all(&quotes);
        assert_eq!(headline(r#"{"a":[[[[]]]],"headline":"Rain"}"#).as_deref(), Some("Rain"));
    }
}
