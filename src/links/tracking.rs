//! Takes tracking parameters out of an address; what stays keeps its bytes and its order.

use std::sync::LazyLock;

/// Sorted, so that a name is found by halving.
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../data/tracking_parameters.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// Removes tracking parameters from the query that begins with the `?` at `query` and ends at `fragment`.
pub(super) fn remove(url: &mut String, query: usize, fragment: Option<usize>) {
    let end = fragment.unwrap_or(url.len());
    let parameters = &url[query + 1..end];
    if !parameters.split('&').any(is_tracking) {
        return;
    }
    let mut kept = String::with_capacity(parameters.len());
    for parameter in parameters.split('&').filter(|parameter| !is_tracking(parameter)) {
        kept.push(if kept.is_empty() { '?' } else { '&' });
        kept.push_str(parameter);
    }
    url.replace_range(query..end, &kept);
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let lower;
    let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        lower = name.to_ascii_lowercase();
        &lower
    } else {
        name
    };
    // A prefix and its star sort before every name that it takes, and nothing else can stand between them.
    let at = NAMES.partition_point(|&known| known <= name);
    let fits = |known: &str| known == name || known.strip_suffix('*').is_some_and(|prefix| name.starts_with(prefix));
    !name.is_empty() && at > 0 && fits(NAMES[at - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted_and_lower_case_and_no_prefix_hides_a_name() {
        for pair in NAMES.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
            assert!(!pair[0].strip_suffix('*').is_some_and(|prefix| pair[1].starts_with(prefix)), "{pair:?}");
        }
        assert!(NAMES.iter().all(|name| !name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b' ')));
    }

    #[test]
    fn tracking_parameters_go_and_the_rest_keeps_its_bytes() {
        for (url, expected) in [
            ("https://a.vn/x?utm_source=fb&utm_medium=cpc", "https://a.vn/x"),
            ("https://a.vn/x?id=1&fbclid=abc#top", "https://a.vn/x?id=1#top"),
            ("https://a.vn/x?UTM_Source=x&b=%20&gclid", "https://a.vn/x?b=%20"),
            ("https://a.vn/x?hsCtaTracking=1&q=utm_source", "https://a.vn/x?q=utm_source"),
            ("https://a.vn/x?a&&b", "https://a.vn/x?a&&b"),
            ("https://a.vn/x?utm=1&utmost=2&gclidx=3&s_ci=4", "https://a.vn/x?utm=1&utmost=2&gclidx=3&s_ci=4"),
            ("https://a.vn/x?", "https://a.vn/x?"),
            ("https://a.vn/x?at_custom1=a&at_campaign=b#f", "https://a.vn/x#f"),
        ] {
            let mut out = url.to_owned();
            let fragment = out.find('#');
            remove(&mut out, url.find('?').unwrap_or_default(), fragment);
            assert_eq!(out, expected);
        }
    }
}
