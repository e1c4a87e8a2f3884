//! JSON goes in; serde's [`Value`] comes out, or what is wrong and where (RFC 8259).
//!
//! serde_json's own reader and what it needs for numbers would be a tenth of what a browser loads.

use crate::decimal;
use serde_json::{Map, Number, Value};

/// Reads one value with nothing but white space around it. Must not be given what is nested so deep that it exhausts
/// the stack.
pub(super) fn parse(json: &str) -> Result<Value, String> {
    let mut reader = Reader { json, at: 0 };
    reader
        .value()
        .and_then(|value| match reader.peek() {
            None => Ok(value),
            Some(_) => Err("something behind its end"),
        })
        .map_err(|what| format!("{what} at byte {}", reader.at))
}

struct Reader<'a> {
    json: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.json.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.json.as_bytes().get(self.at).copied()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn value(&mut self) -> Result<Value, &'static str> {
        match self.peek() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) => {
                for (word, value) in [("null", Value::Null), ("true", true.into()), ("false", false.into())] {
                    if self.json.as_bytes()[self.at..].starts_with(word.as_bytes()) {
                        self.at += word.len();
                        return Ok(value);
                    }
                }
                Err("no value")
            }
            None => Err("its end"),
        }
    }

    fn object(&mut self) -> Result<Value, &'static str> {
        self.at += 1;
        let mut members = Map::new();
        if self.takes(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err("no name of a member");
            }
            let name = self.string()?;
            if !self.takes(b':') {
                return Err("no colon");
            }
            members.insert(name, self.value()?);
            if self.takes(b'}') {
                return Ok(Value::Object(members));
            }
            if !self.takes(b',') {
                return Err("no comma and no end of an object");
            }
        }
    }

    fn array(&mut self) -> Result<Value, &'static str> {
        self.at += 1;
        let mut items = Vec::new();
        if self.takes(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value()?);
            if self.takes(b']') {
                return Ok(Value::Array(items));
            }
            if !self.takes(b',') {
                return Err("no comma and no end of an array");
            }
        }
    }

    fn number(&mut self) -> Result<Value, &'static str> {
        let rest = &self.json[self.at..];
        let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
        let text = &rest[..rest.bytes().take_while(is_part).count()];
        let number = match text.parse::<i64>() {
            Ok(whole) => Some(Number::from(whole)),
            Err(_) => decimal::parse(text).and_then(Number::from_f64),
        };
        self.at += text.len();
        number.map(Value::Number).ok_or("no number")
    }

    fn string(&mut self) -> Result<String, &'static str> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.json[self.at..];
            let plain = rest.bytes().position(|byte| byte < b' ' || matches!(byte, b'"' | b'\\'));
            let plain = plain.ok_or("a string without an end")?;
            text.push_str(&rest[..plain]);
            self.at += plain + 1;
            match rest.as_bytes()[plain] {
                b'"' => return Ok(text),
                b'\\' => text.push(self.escaped()?),
                _ => return Err("a control character in a string"),
            }
        }
    }

    /// The character that an escape stands for; the backslash is read already.
    fn escaped(&mut self) -> Result<char, &'static str> {
        let letter = self.json.as_bytes().get(self.at).copied();
        self.at += 1;
        Ok(match letter {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'u') => {
                let mut code = self.four_digits()?;
                // Characters beyond the first 65 536 are written as two surrogates.
                if (0xd800..0xdc00).contains(&code) && self.json.as_bytes()[self.at..].starts_with(b"\\u") {
                    self.at += 2;
                    let low = self.four_digits()?;
                    code = 0x1_0000 + ((code - 0xd800) << 10) + low.checked_sub(0xdc00).ok_or("half a character")?;
                }
                char::from_u32(code).ok_or("half a character")?
            }
            _ => return Err("an escape that JSON does not have"),
        })
    }

    fn four_digits(&mut self) -> Result<u32, &'static str> {
        let digits = self.json.as_bytes().get(self.at..self.at + 4).ok_or("its end")?;
        let code = digits.iter().try_fold(0, |code, &digit| Some(code << 4 | char::from(digit).to_digit(16)?));
        self.at += 4;
        code.ok_or("an escape that JSON does not have")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn json_is_read_as_serde_reads_it() {
        for json in [
            "null",
            " true ",
            "[]",
            "{}",
            "[ ]",
            "{ }",
            "[1,2.5,-3e2,0.1]",
            r#"{"a":{"b":[null,false]},"c":""}"#,
            r#""é\"\\\/\b\f\n\r\té\ud83d\ude00""#,
            "12345678901",
            "-0.0",
            r#"{"a":1,"a":2}"#,
            "\"\u{7f}😀\"",
        ] {
            assert_eq!(parse(json), Ok(serde_json::from_str(json).unwrap()), "{json}");
        }
    }

    #[test]
    fn what_serde_refuses_is_refused_with_its_place() {
        for json in [
            "",
            " ",
            "nul",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[1 2]",
            "{",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1,}"#,
            "{1:2}",
            "1 2",
            "\"",
            "\"\\",
            r#""\x""#,
            r#""\u12""#,
            r#""\u12é4""#,
            r#""\ud800""#,
            r#""\ud800A""#,
            r#""\udc00""#,
            "\"\n\"",
            "-",
            "1e999",
            "'a'",
            "]",
        ] {
            assert!(serde_json::from_str::<Value>(json).is_err(), "{json}");
            assert!(parse(json).unwrap_err().contains(" at byte "), "{json}");
        }
        assert_eq!(parse("[1,,2]"), Err("no value at byte 3".into()));
    }
}
