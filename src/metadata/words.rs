//! Word lists: files under `data/metadata` go in; look-up tables come out, made once and at first use.
//!
//! A list is lines of `language: word, word`, in sections of a name in brackets; `#` starts a comment.

/// The lines of one section: language and the rest.
pub fn section(file: &'static str, name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut inside = false;
    file.lines().filter_map(move |line| {
        if let Some(title) = line.strip_prefix('[') {
            inside = title.trim_end().strip_suffix(']') == Some(name);
            return None;
        }
        if !inside || line.starts_with('#') {
            return None;
        }
        line.split_once(':').map(|(lang, words)| (lang.trim(), words.trim()))
    })
}

/// A section's words of all languages, sorted, each once.
pub fn all(file: &'static str, name: &str) -> Vec<&'static str> {
    let mut words: Vec<_> = section(file, name)
        .flat_map(|(_, words)| words.split(','))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether a sorted list holds a word, whatever its case.
pub fn has(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok() || {
        let lower = word.to_lowercase();
        list.binary_search(&lower.as_str()).is_ok()
    }
}
