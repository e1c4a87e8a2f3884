//! Bytes become the same text however they are cut, by the rule of the public contract.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use bodycopy::tokens::charset::{Charset, Decoder, Sniff, sniff};
use std::fmt::Write as _;
use std::path::Path;

/// Decodes a page given in pieces of these sizes, over and over.
fn decode_in_pieces(page: &[u8], content_type: Option<&str>, sizes: &[usize]) -> (String, Option<Charset>) {
    let mut decoder = Decoder::new(content_type);
    let mut text = String::new();
    let mut rest = page;
    for &size in sizes.iter().cycle() {
        let (piece, after) = rest.split_at(size.min(rest.len()));
        rest = after;
        decoder.decode(piece, rest.is_empty(), &mut text);
        if rest.is_empty() {
            break;
        }
    }
    (text, decoder.charset())
}

fn decode(page: &[u8], content_type: Option<&str>) -> (String, Option<Charset>) {
    decode_in_pieces(page, content_type, &[usize::MAX])
}

/// Numbers that look random and are the same in every run (xorshift).
fn noise(mut seed: u64) -> impl Iterator<Item = u64> {
    std::iter::repeat_with(move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    })
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// Name, page, content type, charset, text.
type Page = (&'static str, Vec<u8>, Option<&'static str>, &'static str, String);

fn pages() -> Vec<Page> {
    let long = |tail: &[u8], length: usize| {
        let mut page = vec![b'a'; length - tail.len()];
        page.extend_from_slice(tail);
        page
    };
    let edge = 64 << 10;
    let mut cut_at_the_edge = long("ế".as_bytes(), edge + 1);
    let cut_text = String::from_utf8(cut_at_the_edge.clone()).unwrap();
    cut_at_the_edge.extend_from_slice(b" \xE9");
    let mut latin_after_the_edge = long(b"", edge);
    latin_after_the_edge.extend_from_slice(b"\xE9");
    vec![
        ("empty", vec![], None, "utf-8", String::new()),
        ("ASCII", b"<p>plain".to_vec(), None, "utf-8", "<p>plain".into()),
        ("undeclared UTF-8", "<p>Thời tiết".into(), None, "utf-8", "<p>Thời tiết".into()),
        ("undeclared windows-1252", b"<p>caf\xE9 \x93x\x94".to_vec(), None, "windows-1252", "<p>café “x”".into()),
        ("a character cut by the end", b"<p>\xE1\xBA".to_vec(), None, "windows-1252", "<p>áº".into()),
        ("a character cut at 64 KiB, bad bytes later", cut_at_the_edge, None, "utf-8", cut_text + " \u{FFFD}"),
        ("windows-1252 only after 64 KiB", latin_after_the_edge, None, "utf-8", "a".repeat(edge) + "\u{FFFD}"),
        ("windows-1252 just before 64 KiB", long(b"\xE9.", edge), None, "windows-1252", "a".repeat(edge - 2) + "é."),
        (
            "a mark beats the header",
            b"\xEF\xBB\xBF\xC3\xA9".to_vec(),
            Some("text/html; charset=gbk"),
            "utf-8",
            "é".into(),
        ),
        ("UTF-16LE by its mark", utf16("\u{FEFF}a😀é", u16::to_le_bytes), None, "utf-16le", "a😀é".into()),
        ("UTF-16BE by its mark", utf16("\u{FEFF}a😀é", u16::to_be_bytes), None, "utf-16be", "a😀é".into()),
        ("a mark cut short", b"\xEF\xBB".to_vec(), None, "windows-1252", "ï»".into()),
        (
            "UTF-16BE by the header",
            utf16("<p>ế", u16::to_be_bytes),
            Some("text/html;charset=utf-16be"),
            "utf-16be",
            "<p>ế".into(),
        ),
        (
            "a header in quotes",
            b"\xC0".to_vec(),
            Some("text/html; Charset=\"windows-1251\""),
            "windows-1251",
            "А".into(),
        ),
        (
            "an unknown label in the header",
            b"<meta charset=cp1251>\xC0".to_vec(),
            Some("text/html; charset=klingon"),
            "windows-1251",
            "<meta charset=cp1251>А".into(),
        ),
        (
            "the header beats <meta>",
            b"<meta charset=cp1251>\xC0".to_vec(),
            Some("text/html; charset=latin1"),
            "windows-1252",
            "<meta charset=cp1251>À".into(),
        ),
        (
            "x-user-defined by the header",
            b"a\x80\xFF".to_vec(),
            Some("text/html; charset=x-user-defined"),
            "x-user-defined",
            "a\u{F780}\u{F7FF}".into(),
        ),
        (
            "a charset that is never decoded",
            b"<script>".to_vec(),
            Some("text/html; charset=hz-gb-2312"),
            "replacement",
            "\u{FFFD}".into(),
        ),
        (
            "Shift_JIS",
            b"<meta charset=shift_jis>\x93\xFA\x96\x7B".to_vec(),
            None,
            "shift_jis",
            "<meta charset=shift_jis>日本".into(),
        ),
        (
            "declared UTF-8 with bad bytes",
            b"<meta charset=utf-8>\xE9\xE2\x82 \xF0\x9F\x98\x80\xED\xA0\x80".to_vec(),
            None,
            "utf-8",
            "<meta charset=utf-8>\u{FFFD}\u{FFFD} 😀\u{FFFD}\u{FFFD}\u{FFFD}".into(),
        ),
        (
            "an XML declaration",
            b"<?xml version='1.0' encoding='windows-1250'?><p>\xE8".to_vec(),
            None,
            "windows-1250",
            "<?xml version='1.0' encoding='windows-1250'?><p>č".into(),
        ),
    ]
}

#[test]
fn each_page_is_decoded_by_the_rule() {
    for (name, page, content_type, charset, expected) in pages() {
        let (text, decided) = decode(&page, content_type);
        assert_eq!(decided.map(Charset::label), Some(charset), "{name}");
        assert!(text == expected, "{name}: ends {:?}, not {:?}", end_of(&text), end_of(&expected));
    }
}

/// The last characters, for messages about long pages.
fn end_of(text: &str) -> String {
    text.chars().skip(text.chars().count().saturating_sub(20)).collect()
}

#[test]
fn chunking_never_changes_the_text() {
    let random: Vec<usize> = noise(7).map(|number| (number % 97) as usize).take(1000).collect();
    for (name, page, content_type, ..) in pages() {
        let whole = decode(&page, content_type);
        for sizes in [&[1][..], &[7], &[64 << 10], &[1023, 2], &random] {
            let pieces = decode_in_pieces(&page, content_type, sizes);
            assert!(pieces == whole, "{name}: pieces of {:?} bytes give other text", &sizes[..sizes.len().min(5)]);
        }
    }
}

#[test]
fn noise_is_decoded_as_encoding_rs_does() {
    // Bytes that make whole, cut and wrong characters in each of the charsets.
    const BYTES: &[u8] =
        b"a<\xC3\xA9\xE1\xBA\xBF\xF0\x9F\x98\x80\xED\xA0\x80\xD8\x3D\xDE\x00\x00\x80\x9D\xFF\xFE\xF4\x90";
    for seed in 1..200 {
        let mut numbers = noise(seed * 0x9E37_79B9);
        let length = (numbers.next().unwrap() % 60) as usize;
        let page: Vec<u8> =
            numbers.by_ref().take(length).map(|number| BYTES[(number >> 7) as usize % BYTES.len()]).collect();
        let sizes: Vec<usize> = numbers.map(|number| (number % 4) as usize).take(50).collect();
        for label in ["utf-8", "utf-16le", "utf-16be", "windows-1252", "x-user-defined", "gb18030", "iso-2022-jp"] {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let (expected, ..) = encoding.decode(&page);
            let content_type = format!("text/html; charset={label}");
            let (text, _) = decode_in_pieces(&page, Some(&content_type), &sizes);
            assert_eq!(text, expected, "{label}: {page:x?} in pieces of {sizes:?}");
        }
    }
}

#[test]
fn labels_are_those_of_encoding_rs() {
    let table = std::fs::read_to_string("data/charsets.tsv").unwrap();
    let mut labels = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (name, others) = line.split_once('\t').unwrap();
        for label in std::iter::once(name).chain(others.split_ascii_whitespace()) {
            let expected = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let charset = Charset::of(label.to_ascii_uppercase().as_bytes()).unwrap();
            assert!(charset.label().eq_ignore_ascii_case(expected.name()), "{label}");
            labels += 1;
        }
    }
    assert_eq!(labels, 228, "labels of the Encoding standard");
}

#[test]
fn sniffing_asks_for_no_more_than_it_needs() {
    let jis = Sniff::Charset(Charset::of(b"shift_jis").unwrap());
    let comment = format!("<!--{}--><meta charset=sjis>", "x".repeat(1200));
    for (prefix, is_end, content_type, expected) in [
        ("", false, Some("text/html; charset=sjis"), Sniff::NeedMore),
        ("", true, Some("text/html; charset=sjis"), jis),
        ("<", false, Some("text/html; charset=sjis"), jis),
        ("<p>", false, None, Sniff::NeedMore),
        ("<p>", true, None, Sniff::Undeclared),
        ("<meta charset=sjis", false, None, Sniff::NeedMore),
        ("<meta charset=sjis", true, None, Sniff::Undeclared),
        ("<meta charset=sjis>", false, None, jis),
        (&comment, false, None, Sniff::Undeclared),
        ("<?xml version='1.0' encoding='sjis'?>", false, None, Sniff::NeedMore),
        ("<?xml version='1.0' encoding='sjis'?>", true, None, jis),
        ("<meta charset=utf-16>", false, None, Sniff::Charset(Charset::UTF_8)),
        ("<meta charset=x-user-defined>", false, None, Sniff::Charset(Charset::WINDOWS_1252)),
    ] {
        let shown: String = prefix.chars().take(50).collect();
        assert_eq!(sniff(prefix.as_bytes(), is_end, content_type), expected, "{shown} (end: {is_end})");
    }
}

#[test]
fn what_the_host_has_decoded_is_not_decoded_again() {
    let mut text = String::new();
    Decoder::utf8().decode("<meta charset=sjis>日本".as_bytes(), true, &mut text);
    assert_eq!(text, "<meta charset=sjis>日本");
}

#[test]
fn decoding_on_after_the_end_does_no_harm() {
    for label in ["utf-8", "utf-16le", "shift_jis", "iso-2022-jp", "replacement"] {
        let mut decoder = Decoder::new(Some(&format!("text/html; charset={label}")));
        let mut text = String::new();
        for _ in 0..3 {
            decoder.decode(b"\xE3\x81", true, &mut text);
        }
    }
}

/// Data and expected encoding of each case of a html5lib encoding file.
fn html5lib_cases(file: &[u8]) -> Vec<(Vec<u8>, String)> {
    let mut cases = Vec::new();
    let mut lines = file.split(|&byte| byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        if line != b"#data" {
            continue;
        }
        let mut data = Vec::new();
        for line in lines.by_ref().take_while(|line| *line != b"#encoding") {
            data.push(line);
        }
        let encoding = String::from_utf8(lines.next().unwrap().to_vec()).unwrap();
        cases.push((data.join(&b'\n'), encoding));
    }
    cases
}

/// The suite takes windows-1252 where nothing is declared, which is one of the two that we then choose from, and
/// some of its cases want a `<meta>` beyond the first 1024 bytes, which the standard leaves to the parser.
#[test]
fn declarations_are_found_as_html5lib_expects() {
    let folder = Path::new("../shared/security/html5lib/encoding");
    let (mut wrong, mut too_late) = (String::new(), 0);
    for (name, expected_cases) in [("tests1.dat", 59), ("tests2.dat", 22), ("test-yahoo-jp.dat", 1)] {
        let path = folder.join(name);
        let Ok(file) = std::fs::read(&path) else {
            eprintln!("skipped: {} is not there", path.display());
            return;
        };
        let cases = html5lib_cases(&file);
        assert_eq!(cases.len(), expected_cases, "{name}: cases");
        for (data, expected) in cases {
            let charset = match sniff(&data, true, None) {
                Sniff::Charset(charset) => Some(charset),
                Sniff::Undeclared => Some(Charset::WINDOWS_1252),
                Sniff::NeedMore => None,
            };
            if Charset::of(expected.as_bytes()) == charset {
                continue;
            }
            if data.len() > 1024 && charset == Some(Charset::WINDOWS_1252) {
                too_late += 1;
                continue;
            }
            let shown: String = String::from_utf8_lossy(&data).chars().take(200).collect();
            writeln!(wrong, "{name}: {charset:?}, not {expected}: {shown}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(too_late, 7, "cases that declare it beyond 1024 bytes");
}
