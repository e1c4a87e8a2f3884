#![allow(clippy::unwrap_used)]
use super::*;

const PAGE: &str = "https://www.example.org/news/2026/rain.html?page=2";

#[test]
fn addresses_come_out_absolute_and_clean() {
    let links = Links::new(Some(PAGE), None);
    for (raw, expected) in [
        ("https://example.com/a", Some("https://example.com/a")),
        (" https://example.com ", Some("https://example.com/")),
        ("HTTP://Example.COM:80/a/../b", Some("http://example.com/b")),
        ("/tin/a.html", Some("https://www.example.org/tin/a.html")),
        ("b.html", Some("https://www.example.org/news/2026/b.html")),
        ("?page=3", Some("https://www.example.org/news/2026/rain.html?page=3")),
        ("//cdn.example/x", Some("https://cdn.example/x")),
        ("/tìm kiếm", Some("https://www.example.org/t%C3%ACm%20ki%E1%BA%BFm")),
        ("/a?utm_source=x&id=1&gclid=2#c", Some("https://www.example.org/a?id=1#c")),
        ("https://bücher.example/", Some("https://xn--bcher-kva.example/")),
        ("mailto:a@b.vn?subject=x y", Some("mailto:a@b.vn?subject=x%20y")),
        ("tel:+84 24 3825", Some("tel:+84%2024%203825")),
        ("https:example", Some("https://www.example.org/news/2026/example")),
        ("https://exa mple/", None),
        ("http://", None),
        ("mailto:", None),
        ("", None),
        ("   ", None),
    ] {
        assert_eq!(links.resolve(raw).as_deref(), expected, "{raw}");
    }
}

#[test]
fn no_scheme_but_the_allowed_ones_comes_through() {
    let hostile = [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript\r:alert(1)",
        "\u{1}javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "blob:https://example.org/1",
        "file:///etc/passwd",
        "ftp://example.org/",
        "about:blank",
        "view-source:https://example.org/",
        "intent://x#Intent;end",
        "filesystem:https://example.org/x",
    ];
    let bases = [
        Links::default(),
        Links::new(Some(PAGE), None),
        Links::new(Some("file:///x.html"), None),
        Links::new(None, Some("javascript:alert(1)//")),
        Links::new(None, Some("data:text/html,x")),
    ];
    for raw in hostile {
        for links in &bases {
            assert_eq!(links.resolve(raw), None, "{raw}");
            assert_eq!(links.resolve_image(raw), None, "{raw}");
            assert_eq!(links.resolve_srcset(&format!("{} 2x", raw.trim())), [], "{raw}");
        }
        assert_eq!(checked_link(raw), None, "{raw}");
        assert_eq!(checked_image(raw), None, "{raw}");
    }
}

#[test]
fn without_a_base_an_address_stays_relative_and_can_be_no_script() {
    let links = Links::default();
    for (raw, expected) in [
        ("a/b.html", Some("a/b.html")),
        ("../a?utm_source=x", Some("../a")),
        ("/a b", Some("/a%20b")),
        ("//example.org/x", Some("https://example.org/x")),
        ("/\t/example.org/x", Some("https://example.org/x")),
        ("\\\\example.org\\x", Some("%5C%5Cexample.org%5Cx")),
        ("1:2", Some("./1:2")),
        ("é:x", Some("./é:x")),
        ("java script:alert(1)", Some("./java%20script:alert(1)")),
        ("https://example.com/a", Some("https://example.com/a")),
    ] {
        assert_eq!(links.resolve(raw).as_deref(), expected, "{raw}");
    }
}

#[test]
fn the_base_element_counts_where_it_is_valid() {
    for (page, base, expected) in [
        (Some(PAGE), Some("/other/"), "https://www.example.org/other/x"),
        (Some(PAGE), Some("https://cdn.example/a/b"), "https://cdn.example/a/x"),
        (Some(PAGE), Some("javascript:alert(1)"), "https://www.example.org/news/2026/x"),
        (None, Some("https://cdn.example/"), "https://cdn.example/x"),
        (None, Some("/other/"), "x"),
        (Some("about:blank"), None, "x"),
    ] {
        assert_eq!(Links::new(page, base).resolve("x").as_deref(), Some(expected), "{page:?} {base:?}");
    }
}

#[test]
fn places_in_the_page_stay_places_in_the_page() {
    let links = Links::new(Some(PAGE), Some("/other/"));
    for (raw, expected) in [
        ("#fn1", Some("#fn1")),
        ("#C%C3%A9", Some("#Cé")),
        ("#a b\"><", Some("#a-b---")),
        ("#", None),
        ("#top", None),
        ("https://www.example.org/news/2026/rain.html?page=2#fn1", Some("#fn1")),
        ("https://www.example.org/news/2026/rain.html?page=2", Some(PAGE)),
        ("#!/route", Some("https://www.example.org/other/#!/route")),
    ] {
        assert_eq!(links.resolve(raw).as_deref(), expected, "{raw}");
    }
}

#[test]
fn pictures_may_be_raster_data_and_keep_their_parameters() {
    let links = Links::new(Some(PAGE), None);
    for (raw, expected) in [
        ("/a.jpg?utm_source=x", Some("https://www.example.org/a.jpg?utm_source=x")),
        ("data:image/png;base64,iVBORw0KGgo=", Some("data:image/png;base64,iVBORw0KGgo=")),
        ("DATA:image/GIF;base64,R0lGOD\nlhAQ", Some("DATA:image/GIF;base64,R0lGODlhAQ")),
        ("data:image/png;base64,\"onerror=", None),
        ("data:image/svg+xml;base64,PHN2Zz4=", None),
        ("data:image/png,<svg>", None),
        ("data:text/html;image/png;base64,AA", None),
        ("mailto:a@b.vn", None),
        ("#x", None),
    ] {
        assert_eq!(links.resolve_image(raw).as_deref(), expected, "{raw}");
    }
    let urls: Vec<_> =
        links.resolve_srcset("a.jpg 1x, javascript:alert(1) 2x, /b.jpg 3x").into_iter().map(|c| c.url).collect();
    assert_eq!(urls, ["https://www.example.org/news/2026/a.jpg", "https://www.example.org/b.jpg"]);
}

#[test]
fn the_own_site_is_told_from_others() {
    let links = Links::new(Some(PAGE), None);
    for (url, expected) in [
        ("https://example.org/x", true),
        ("http://www.example.org", true),
        ("https://user@sport.example.org:8080/x", true),
        ("https://notexample.org/", false),
        ("https://example.org.evil.com/", false),
        ("https://example.com/?https://example.org/", false),
        ("#note", true),
        ("mailto:a@example.org", false),
    ] {
        assert_eq!(links.is_internal(url), expected, "{url}");
    }
    assert!(Links::new(Some("https://blog.example.org/"), None).is_internal("https://example.org/"));
    assert!(!Links::default().is_internal("https://example.org/"));
}

#[test]
fn resolving_again_changes_nothing() {
    for links in [Links::default(), Links::new(Some(PAGE), None)] {
        for raw in ["/a b?q='x'&`", "HTTPS://é.example/ü#ö", "x?y\\z", "mailto:a b", "1:2", "#a%20b", "//h/p|q^r"] {
            let once = links.resolve(raw).unwrap();
            assert_eq!(links.resolve(&once), Some(once.clone()), "{raw}");
            assert_eq!(checked_link(&once).as_deref(), Some(&*once), "{raw}");
        }
    }
}

/// What [`Links::resolve_canonical`] may never disagree with.
#[track_caller]
fn assert_as_parsed(links: &Links, raw: &str) -> bool {
    let raw = trim(raw);
    let Some((fast, parts)) = links.resolve_canonical(raw) else { return false };
    let parsed = links.resolve_parsed(raw);
    assert_eq!(Some((fast, parts)), parsed, "{raw}");
    true
}

#[test]
fn canonical_addresses_are_what_the_parser_gives() {
    let links = Links::new(Some(PAGE), None);
    // Every pair of ASCII characters in every part: whatever the sweep lets through must be what the parser gives.
    for a in 0..128u8 {
        for b in 0..128u8 {
            let (a, b) = (a as char, b as char);
            for raw in [
                format!("https://{a}{b}x.vn/"),
                format!("https://x.{a}{b}/"),
                format!("https://x{a}{b}y/"),
                format!("https://x.vn/{a}{b}"),
                format!("https://x.vn/p?{a}{b}"),
                format!("https://x.vn/p?q#{a}{b}"),
                format!("/{a}{b}/.."),
                format!("/{a}/{b}"),
                format!("https://X{a}{b}"),
                format!("//x{a}{b}y.vn"),
                format!("{a}{b}"),
                format!("x{a}{b}/y"),
                format!("./{a}{b}"),
                format!("../{a}{b}"),
            ] {
                assert_as_parsed(&links, &raw);
            }
        }
    }
    for raw in
        ["/a/%2e%2E/b", "/.a", "/a/..", "/a//b", "https://1.2.3.4/", "https://a.0x7f/", "https://xn--a/", "/%2", "/%"]
    {
        assert_as_parsed(&links, raw);
    }
}

#[test]
fn addresses_that_are_nearly_canonical_need_no_parser() {
    for (base, raw, expected) in [
        (PAGE, "http://Example.COM", "http://example.com/"),
        (PAGE, "https://example.com?q#f", "https://example.com/?q#f"),
        (PAGE, "//cdn.Example/x", "https://cdn.example/x"),
        (PAGE, "b.html", "https://www.example.org/news/2026/b.html"),
        (PAGE, ".", "https://www.example.org/news/2026/"),
        (PAGE, "..", "https://www.example.org/news/"),
        (PAGE, "./../b?q", "https://www.example.org/news/b?q"),
        (PAGE, "../../../../b", "https://www.example.org/b"),
        ("https://example.org/", "../b", "https://example.org/b"),
        ("https://example.org/a/?x=/y", "b", "https://example.org/a/b"),
    ] {
        let links = Links::new(Some(base), None);
        let fast = links.resolve_canonical(raw).map(|(url, _)| url);
        assert_eq!(fast.as_deref(), Some(expected), "{raw}");
        assert_as_parsed(&links, raw);
    }
    let links = Links::new(Some(PAGE), None);
    for raw in ["a/../b", "a/./b", ".a", "x:y", "a:1/b", "//a:1/", "//", "?q", "https:x", "./..", "../.", "a b"] {
        assert_as_parsed(&links, raw);
    }
}

#[test]
fn canonical_addresses_of_the_corpora_are_what_the_parser_gives() {
    let folder = std::path::Path::new("../shared/peer-suites/readability");
    if !folder.exists() {
        eprintln!("skipped: {} is missing", folder.display());
        return;
    }
    let links = Links::new(Some(PAGE), None);
    let (mut all, mut fast) = (0, 0);
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mut bytes = Vec::new();
            let file = std::fs::File::open(&path).unwrap();
            let name = path.to_string_lossy();
            if name.ends_with(".html.gz") {
                std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(file), &mut bytes).unwrap();
            } else if name.ends_with(".html") {
                std::io::Read::read_to_end(&mut std::io::BufReader::new(file), &mut bytes).unwrap();
            }
            let html = String::from_utf8_lossy(&bytes);
            for href in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                all += 1;
                fast += usize::from(assert_as_parsed(&links, &href.replace("&amp;", "&")));
            }
        }
    }
    eprintln!("{fast} of {all} addresses are canonical");
    assert!(fast * 2 > all, "the sweep is of no use: {fast} of {all}");
}
