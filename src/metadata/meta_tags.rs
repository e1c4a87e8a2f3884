//! The head's named `meta` values, looked up by name.

use super::evidence::Source;
use super::text;
use crate::page::Head;

/// Named values with the source that their name belongs to.
pub type Names = [(Source, &'static str)];

/// The first value of a name that is not blank.
pub fn first<'a>(head: &'a Head, name: &str) -> Option<&'a str> {
    all(head, name).next()
}

/// All values of a name, in order.
pub fn all<'a>(head: &'a Head, name: &str) -> impl Iterator<Item = &'a str> {
    head.metas
        .iter()
        .filter(move |meta| meta.name == name)
        .map(|meta| meta.content.as_str())
        .filter(|value| !value.trim().is_empty())
}

/// The first of several names that has a value, cleaned.
pub fn first_of(head: &Head, names: &[&str]) -> Option<String> {
    names.iter().filter_map(|name| first(head, name)).map(text::clean).find(|value| !value.is_empty())
}
