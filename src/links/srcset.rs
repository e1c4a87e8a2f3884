//! Reads a `srcset` by the HTML standard's rule (4.8.4.3.10 "Parsing a srcset attribute").

use crate::decimal;

/// More candidates than this say nothing that a reader needs.
const MAX_CANDIDATES: usize = 64;

/// A candidate as the page writes it.
#[derive(Debug, PartialEq)]
pub(super) struct Candidate<'a> {
    pub url: &'a str,
    pub width: Option<u32>,
    pub density: Option<f32>,
}

/// The candidates, those with descriptors that make no sense left out.
pub(super) fn candidates(srcset: &str) -> impl Iterator<Item = Candidate<'_>> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (url, after) = rest.split_at(end);
            let bare = url.trim_end_matches(',');
            if bare.len() < url.len() {
                rest = after;
                return Some(Candidate { url: bare, width: None, density: None });
            }
            let end = descriptors_end(after);
            let descriptors = &after[..end];
            rest = &after[end..];
            if let Some((width, density)) = parse_descriptors(descriptors) {
                return Some(Candidate { url, width, density });
            }
        }
    })
    .take(MAX_CANDIDATES)
}

/// The comma that ends the descriptors; one in parentheses does not.
fn descriptors_end(text: &str) -> usize {
    let mut inside = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => inside = true,
            b')' => inside = false,
            b',' if !inside => return at,
            _ => {}
        }
    }
    text.len()
}

fn parse_descriptors(text: &str) -> Option<(Option<u32>, Option<f32>)> {
    let (mut width, mut density) = (None, None);
    for descriptor in text.split_ascii_whitespace() {
        let (value, unit) = descriptor.split_at(descriptor.len() - descriptor.chars().next_back()?.len_utf8());
        match unit {
            "w" => width = Some(value.parse().ok().filter(|&width| width > 0)?),
            "x" => {
                density = Some(decimal::parse_f32(value).filter(|&density: &f32| density.is_finite() && density > 0.0)?)
            }
            // The height descriptor of an older draft: allowed and without meaning.
            "h" => {}
            _ => return None,
        }
    }
    Some((width, density))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_read_as_browsers_do() {
        type Expected<'a> = &'a [(&'a str, Option<u32>, Option<f32>)];
        let table: [(&str, Expected); 9] = [
            ("a.jpg 320w, b.jpg 640w", &[("a.jpg", Some(320), None), ("b.jpg", Some(640), None)]),
            ("a.jpg, b.jpg 2x", &[("a.jpg", None, None), ("b.jpg", None, Some(2.0))]),
            ("a.jpg 1.5x,b.jpg 2x", &[("a.jpg", None, Some(1.5)), ("b.jpg", None, Some(2.0))]),
            ("w_1,h_2/a.jpg 1x, c", &[("w_1,h_2/a.jpg", None, Some(1.0)), ("c", None, None)]),
            ("data:image/png;base64,AA== 2x", &[("data:image/png;base64,AA==", None, Some(2.0))]),
            (" , ,a.jpg 100w 50h ,", &[("a.jpg", Some(100), None)]),
            ("a.jpg 0w, b.jpg nonsense, c.jpg calc(1,2)x, d.jpg -1x, e.jpg", &[("e.jpg", None, None)]),
            ("a.jpg,b.jpg", &[("a.jpg,b.jpg", None, None)]),
            ("", &[]),
        ];
        for (srcset, expected) in table {
            let found: Vec<_> = candidates(srcset).map(|c| (c.url, c.width, c.density)).collect();
            assert_eq!(found, expected, "{srcset}");
        }
    }

    #[test]
    fn a_flood_of_candidates_is_cut() {
        assert_eq!(candidates(&"a 1x,".repeat(100_000)).count(), MAX_CANDIDATES);
    }
}
