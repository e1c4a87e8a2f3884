//! Whose content a page embeds: addresses and class names go in; the provider's name comes out.

use super::has_class;
use crate::page::{AttrName, NodeId, Page};

const FILE: &str = include_str!("../../data/embeds.txt");

/// The lines of a section of the file: provider and what follows.
pub fn section(name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let begin = FILE
        .lines()
        .skip_while(move |line| line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) != Some(name));
    begin.skip(1).take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(": "))
}

/// Who shows what is at an address, if it is someone whose frames are content.
pub fn of_address(url: &str) -> Option<&'static str> {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let matches = |pattern: &str| {
        let (host, path) = pattern.split_once('/').map_or((pattern, ""), |(host, path)| (host, path));
        let own_host = &rest[..host_end];
        let is_host = own_host.eq_ignore_ascii_case(host)
            || own_host.len() > host.len()
                && own_host.is_char_boundary(own_host.len() - host.len())
                && own_host[own_host.len() - host.len()..].eq_ignore_ascii_case(host)
                && own_host.as_bytes()[own_host.len() - host.len() - 1] == b'.';
        is_host && rest[host_end..].trim_start_matches('/').starts_with(path)
    };
    section("frames").find(|(_, patterns)| patterns.split(' ').any(matches)).map(|(provider, _)| provider)
}

/// The provider of a post that a script turns into a frame.
pub fn of_post(page: &Page, id: NodeId) -> Option<&'static str> {
    page.attr(id, AttrName::Class)?;
    let is_of = |names: &str| names.split(' ').any(|name| has_class(page, id, |class| class == name));
    section("posts").find(|(_, names)| is_of(names)).map(|(provider, _)| provider)
}

#[cfg(test)]
mod tests {
    use super::of_address;

    #[test]
    fn providers_are_known_by_host_and_path() {
        for (url, want) in [
            ("https://www.youtube.com/embed/abc", Some("YouTube")),
            ("https://www.youtube.com/@channel", None),
            ("//player.vimeo.com/video/1", Some("Vimeo")),
            ("https://open.spotify.com/embed/track/1", Some("Spotify")),
            ("https://www.google.com/maps/embed?pb=1", Some("Google Maps")),
            ("https://evil-youtu.be/x", None),
            ("https://ads.example.com/youtube.com/embed", None),
        ] {
            assert_eq!(of_address(url), want, "{url}");
        }
    }
}
