//! The decoders: bytes of a known charset go in, characters come out.
//!
//! Each keeps what a chunk's end has cut, so that chunks never show in the text. Bytes that are no
//! characters give U+FFFD where and as often as the Encoding standard's decoders give it.

use super::Charset;

/// What bytes 0x80 to 0x9F mean in windows-1252 (Encoding standard, index windows-1252). The five that mean
/// nothing stay the control characters they are; a numeric character reference in that range means the same.
pub const WINDOWS_1252_UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// A decoder and what it holds back.
#[derive(Debug)]
pub(super) enum Engine {
    Utf8(Utf8),
    Utf16(Utf16),
    Windows1252,
    UserDefined,
    Replacement {
        is_told: bool,
    },
    #[cfg(feature = "legacy-charsets")]
    Legacy(Legacy),
}

impl Engine {
    pub(super) fn of(charset: Charset) -> Option<Self> {
        let built_in = Self::built_in(charset);
        #[cfg(feature = "legacy-charsets")]
        let built_in = built_in.or_else(|| Legacy::of(charset).map(Self::Legacy));
        built_in
    }

    pub(super) fn built_in(charset: Charset) -> Option<Self> {
        Some(match charset {
            Charset::UTF_8 => Self::utf8(),
            Charset::UTF_16LE => Self::Utf16(Utf16::new(u16::from_le_bytes)),
            Charset::UTF_16BE => Self::Utf16(Utf16::new(u16::from_be_bytes)),
            Charset::WINDOWS_1252 => Self::Windows1252,
            Charset::X_USER_DEFINED => Self::UserDefined,
            Charset::REPLACEMENT => Self::Replacement { is_told: false },
            _ => return None,
        })
    }

    pub(super) const fn utf8() -> Self {
        Self::Utf8(Utf8 { held: [0; 4], len: 0 })
    }

    pub(super) fn decode(&mut self, bytes: &[u8], is_last: bool, out: &mut String) {
        match self {
            Self::Utf8(utf8) => utf8.decode(bytes, is_last, out),
            Self::Utf16(utf16) => utf16.decode(bytes, is_last, out),
            Self::Windows1252 => single_bytes(bytes, out, |byte| match byte {
                0x80..=0x9F => WINDOWS_1252_UPPER[usize::from(byte - 0x80)],
                _ => char::from(byte),
            }),
            Self::UserDefined => single_bytes(bytes, out, |byte| {
                char::from_u32(0xF700 + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
            }),
            Self::Replacement { is_told } => {
                if !*is_told && !bytes.is_empty() {
                    out.push(char::REPLACEMENT_CHARACTER);
                    *is_told = true;
                }
            }
            #[cfg(feature = "legacy-charsets")]
            Self::Legacy(legacy) => legacy.decode(bytes, is_last, out),
        }
    }
}

/// Appends the ASCII that `bytes` begins with; gives its length.
pub(super) fn push_ascii(bytes: &[u8], out: &mut String) -> usize {
    // Whole pieces first: without an early exit the compiler checks 16 bytes at a time.
    let whole = bytes.chunks_exact(64).take_while(|piece| piece.is_ascii()).count() * 64;
    let rest = &bytes[whole..];
    let length = whole + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
    out.push_str(std::str::from_utf8(&bytes[..length]).unwrap_or_default());
    length
}

/// Decodes a charset of one byte a character, the lower half of which is ASCII.
fn single_bytes(mut bytes: &[u8], out: &mut String, upper: impl Fn(u8) -> char) {
    loop {
        bytes = &bytes[push_ascii(bytes, out)..];
        let Some((&byte, rest)) = bytes.split_first() else { return };
        out.push(upper(byte));
        bytes = rest;
    }
}

/// Holds the beginning of a character.
#[derive(Debug)]
pub(super) struct Utf8 {
    held: [u8; 4],
    len: usize,
}

impl Utf8 {
    fn decode(&mut self, mut bytes: &[u8], is_last: bool, out: &mut String) {
        while self.len > 0
            && let Some((&byte, rest)) = bytes.split_first()
        {
            self.held[self.len] = byte;
            match std::str::from_utf8(&self.held[..=self.len]) {
                Ok(character) => {
                    out.push_str(character);
                    self.len = 0;
                }
                Err(error) if error.error_len().is_none() => self.len += 1,
                Err(_) => {
                    // What was held can't become a character; `byte` may begin the next one.
                    out.push(char::REPLACEMENT_CHARACTER);
                    self.len = 0;
                    continue;
                }
            }
            bytes = rest;
        }
        loop {
            let error = match std::str::from_utf8(bytes) {
                Ok(text) => {
                    out.push_str(text);
                    break;
                }
                Err(error) => error,
            };
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            out.push_str(std::str::from_utf8(valid).unwrap_or_default());
            let Some(wrong) = error.error_len() else {
                self.held[..rest.len()].copy_from_slice(rest);
                self.len = rest.len();
                break;
            };
            out.push(char::REPLACEMENT_CHARACTER);
            bytes = &rest[wrong..];
        }
        if is_last && self.len > 0 {
            out.push(char::REPLACEMENT_CHARACTER);
            self.len = 0;
        }
    }
}

/// Holds half a code unit, and the first of a surrogate pair.
#[derive(Debug)]
pub(super) struct Utf16 {
    unit: fn([u8; 2]) -> u16,
    half: Option<u8>,
    lead: Option<u16>,
}

impl Utf16 {
    const fn new(unit: fn([u8; 2]) -> u16) -> Self {
        Self { unit, half: None, lead: None }
    }

    fn decode(&mut self, mut bytes: &[u8], is_last: bool, out: &mut String) {
        if let Some(half) = self.half
            && let Some((&byte, rest)) = bytes.split_first()
        {
            self.half = None;
            self.push((self.unit)([half, byte]), out);
            bytes = rest;
        }
        let (pairs, rest) = bytes.as_chunks::<2>();
        for &pair in pairs {
            self.push((self.unit)(pair), out);
        }
        self.half = rest.first().copied().or(self.half);
        if is_last && (self.half.take().is_some() | self.lead.take().is_some()) {
            out.push(char::REPLACEMENT_CHARACTER);
        }
    }

    fn push(&mut self, unit: u16, out: &mut String) {
        let lead = self.lead.take();
        match (lead, unit) {
            (Some(lead), 0xDC00..=0xDFFF) => {
                let code = 0x1_0000 + ((u32::from(lead) - 0xD800) << 10) + (u32::from(unit) - 0xDC00);
                out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                return;
            }
            (Some(_), _) => out.push(char::REPLACEMENT_CHARACTER),
            (None, _) => {}
        }
        match unit {
            0xD800..=0xDBFF => self.lead = Some(unit),
            _ => out.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }
}

/// The charsets that encoding_rs decodes. Its decoders panic when used after the end, so then there is none.
#[cfg(feature = "legacy-charsets")]
pub(super) struct Legacy(Option<encoding_rs::Decoder>);

#[cfg(feature = "legacy-charsets")]
impl Legacy {
    /// Bytes decoded at a time, so that the room reserved for the longest possible text stays small.
    const PIECE: usize = 16 << 10;

    fn of(charset: Charset) -> Option<Self> {
        let encoding = encoding_rs::Encoding::for_label(charset.label().as_bytes())?;
        Some(Self(Some(encoding.new_decoder_without_bom_handling())))
    }

    fn decode(&mut self, mut bytes: &[u8], is_last: bool, out: &mut String) {
        let Some(decoder) = &mut self.0 else { return };
        loop {
            let piece = bytes.len().min(Self::PIECE);
            let is_last_piece = is_last && piece == bytes.len();
            out.reserve(decoder.max_utf8_buffer_length(piece).unwrap_or_default());
            let (result, read, _) = decoder.decode_to_string(&bytes[..piece], out, is_last_piece);
            bytes = &bytes[read..];
            if bytes.is_empty() && result == encoding_rs::CoderResult::InputEmpty {
                break;
            }
        }
        if is_last {
            self.0 = None;
        }
    }
}

#[cfg(feature = "legacy-charsets")]
impl std::fmt::Debug for Legacy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.0.as_ref().map(|decoder| decoder.encoding().name());
        formatter.debug_tuple("Legacy").field(&name).finish()
    }
}
