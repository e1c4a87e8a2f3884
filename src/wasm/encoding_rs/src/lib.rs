//! Stands in for encoding_rs in the wasm artefact: the part that lol_html calls, for UTF-8 alone.
//!
//! encoding_rs's tables would be more than half of the download. They are not needed: bodycopy
//! decodes UTF-8, UTF-16 and windows-1252 itself, the platform's `TextDecoder` the rest, and
//! lol_html is only ever handed whole pieces of valid UTF-8.
//!
//! **Text is counted, not decoded.** bodycopy takes from lol_html where text stands, and reads it there; what
//! lol_html shows as the text is never looked at. Where a text goes on in a later piece, lol_html has it
//! decoded into a `str` of its own, which safe code cannot write. So [`Decoder`] tells how much there is and leaves that
//! `str` as it was, full of NULs. Whoever wants to use the text that lol_html shows has to mend that first.
#![forbid(unsafe_code)]

use std::borrow::Cow;

/// The one encoding there is.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Encoding {
    name: &'static str,
}

/// UTF-8.
pub static UTF_8: &Encoding = &Encoding { name: "UTF-8" };

/// UTF-8 by the names of other encodings: lol_html lists them all for its own tests, and uses none.
macro_rules! others {
    ($($name:ident)*) => {$(
        #[allow(missing_docs)]
        pub static $name: &Encoding = UTF_8;
    )*};
}

others! {
    BIG5 EUC_JP EUC_KR GB18030 GBK IBM866 ISO_2022_JP ISO_8859_2 ISO_8859_3 ISO_8859_4 ISO_8859_5 ISO_8859_6 ISO_8859_7
    ISO_8859_8 ISO_8859_8_I ISO_8859_10 ISO_8859_13 ISO_8859_14 ISO_8859_15 ISO_8859_16 KOI8_R KOI8_U MACINTOSH
    REPLACEMENT SHIFT_JIS UTF_16BE UTF_16LE WINDOWS_874 WINDOWS_1250 WINDOWS_1251 WINDOWS_1252 WINDOWS_1253 WINDOWS_1254
    WINDOWS_1255 WINDOWS_1256 WINDOWS_1257 WINDOWS_1258 X_MAC_CYRILLIC X_USER_DEFINED
}

impl Encoding {
    /// The encoding's name.
    pub fn name(&'static self) -> &'static str {
        self.name
    }

    /// UTF-8 is.
    pub fn is_ascii_compatible(&'static self) -> bool {
        true
    }

    /// UTF-8 for its usual labels; `None` for every other.
    pub fn for_label_no_replacement(label: &[u8]) -> Option<&'static Self> {
        let label = label.trim_ascii();
        [&b"utf-8"[..], b"utf8"].iter().any(|known| known.eq_ignore_ascii_case(label)).then_some(UTF_8)
    }

    /// How many bytes from the first on are ASCII.
    pub fn ascii_valid_up_to(bytes: &[u8]) -> usize {
        bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len())
    }

    /// The text, and whether something in it was malformed.
    pub fn decode_without_bom_handling<'a>(&'static self, bytes: &'a [u8]) -> (Cow<'a, str>, bool) {
        let (text, _, is_malformed) = self.decode(bytes);
        (text, is_malformed)
    }

    /// The text, the encoding it was read by, and whether something in it was malformed.
    pub fn decode<'a>(&'static self, bytes: &'a [u8]) -> (Cow<'a, str>, &'static Self, bool) {
        let text = String::from_utf8_lossy(bytes);
        let is_malformed = matches!(text, Cow::Owned(_));
        (text, self, is_malformed)
    }

    /// The bytes, the encoding they are in, and whether something could not be encoded: in UTF-8 nothing.
    pub fn encode<'a>(&'static self, text: &'a str) -> (Cow<'a, [u8]>, &'static Self, bool) {
        (Cow::Borrowed(text.as_bytes()), self, false)
    }

    /// A decoder.
    pub fn new_decoder_without_bom_handling(&'static self) -> Decoder {
        Decoder(())
    }

    /// An encoder.
    pub fn new_encoder(&'static self) -> Encoder {
        Encoder(())
    }
}

/// How a call of [`Decoder`] or [`Encoder`] ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoderResult {
    /// All input was read.
    InputEmpty,
    /// There is more to write than there is room.
    OutputFull,
}

/// Counts text that goes on in a later piece.
pub struct Decoder(());

impl Decoder {
    /// UTF-8.
    pub fn encoding(&self) -> &'static Encoding {
        UTF_8
    }

    /// Takes as many bytes as `text` has room for, and leaves `text` as it was: of what comes from lol_html, NULs.
    /// Gives whether that was all, how many bytes were read, how many count as written, and that none were malformed.
    pub fn decode_to_str(&mut self, bytes: &[u8], text: &mut str, _is_last: bool) -> (CoderResult, usize, usize, bool) {
        let room = bytes.len().min(text.len());
        let result = if room == bytes.len() { CoderResult::InputEmpty } else { CoderResult::OutputFull };
        (result, room, room, false)
    }
}

/// Encodes for output that is not UTF-8, which there is none of.
pub struct Encoder(());

impl Encoder {
    /// UTF-8 has no state.
    pub fn has_pending_state(&self) -> bool {
        false
    }

    /// Copies as many whole characters as there is room for.
    pub fn encode_from_utf8(
        &mut self,
        text: &str,
        bytes: &mut [u8],
        _is_last: bool,
    ) -> (CoderResult, usize, usize, bool) {
        let mut room = bytes.len().min(text.len());
        while !text.is_char_boundary(room) {
            room -= 1;
        }
        bytes[..room].copy_from_slice(&text.as_bytes()[..room]);
        let result = if room == text.len() { CoderResult::InputEmpty } else { CoderResult::OutputFull };
        (result, room, room, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_a_text_is_counted_once() {
        let mut room = "\0".repeat(4);
        let (mut decoder, mut bytes, mut counted) = (UTF_8.new_decoder_without_bom_handling(), &b"a long text"[..], 0);
        loop {
            let (result, read, written, _) = decoder.decode_to_str(bytes, &mut room, false);
            assert_eq!(read, written);
            (bytes, counted) = (&bytes[read..], counted + read);
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        assert_eq!((counted, bytes), (11, &b""[..]));
    }

    #[test]
    fn encoding_never_cuts_a_character() {
        let mut bytes = [0; 3];
        let mut encoder = UTF_8.new_encoder();
        assert_eq!(encoder.encode_from_utf8("aếb", &mut bytes, true), (CoderResult::OutputFull, 1, 1, false));
        assert_eq!(encoder.encode_from_utf8("ếb", &mut bytes, true), (CoderResult::OutputFull, 3, 3, false));
        assert_eq!(encoder.encode_from_utf8("b", &mut bytes, true), (CoderResult::InputEmpty, 1, 1, false));
    }
}
