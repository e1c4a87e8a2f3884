//! An article goes in; its parts come out one after the other, for a host that copies each into a memory of its own.
//!
//! A page of text stands in its article in four forms, each as large as the page. So each is made when it is asked for, and
//! gone before the next. Long strings need no escaping when they cross on their own, and what few callers look at can stay unread.

use super::{Article, ToJson};
use crate::{assemble, output};

/// What is left of an article. Each part may be taken once.
pub struct Parts {
    article: Article,
    /// Length of its text, in bytes.
    text_length: usize,
}

impl Parts {
    /// Of an article whose texts are still to be filled.
    pub(crate) fn of_unsettled(mut article: Article) -> Self {
        assemble::settle_text(&mut article);
        Self { text_length: article.text.len(), article }
    }

    /// [`Article::text`], not escaped.
    pub fn take_text(&mut self) -> String {
        std::mem::take(&mut self.article.text)
    }

    /// [`Article::html`], not escaped.
    pub fn take_html(&mut self) -> String {
        if self.article.html.is_empty() {
            return output::html_of(&self.article.blocks);
        }
        std::mem::take(&mut self.article.html)
    }

    /// [`Article::removed`] as JSON.
    pub fn take_removed(&mut self) -> String {
        let list = std::mem::take(&mut self.article.removed);
        let mut json = String::with_capacity(1024 * list.len());
        list.write(&mut json);
        json
    }

    /// JSON of all the rest: `html`, `text` and `removed` are empty in it.
    #[must_use]
    pub fn into_rest(mut self) -> String {
        self.article.html = String::new();
        self.article.text = String::new();
        self.article.removed = Vec::new();
        // Addresses and names of fields take more where blocks are short.
        let mut json = String::with_capacity(1024 + self.text_length * 5 / 4 + 96 * self.article.blocks.len());
        self.article.write(&mut json);
        json
    }
}

impl From<Article> for Parts {
    fn from(article: Article) -> Self {
        Self { text_length: article.text.len(), article }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{Extractor, Options, extract};

    #[test]
    fn the_parts_of_an_article_are_those_of_the_whole() {
        let page = format!("<h1>Rain</h1>{}<footer>Imprint</footer>", "<p>It <b>rained</b> all day. ".repeat(40));
        let whole = extract(page.as_bytes(), &Options::default()).unwrap();
        let mut extractor = Extractor::new(Options::default()).unwrap().without_events();
        extractor.write(page.as_bytes()).unwrap();
        let (_, unsettled) = extractor.end_in_parts().unwrap();
        for mut parts in [unsettled, Parts::from(whole.clone())] {
            assert_eq!((parts.take_text(), parts.take_html()), (whole.text.clone(), whole.html.clone()));
            let mut removed = String::new();
            whole.removed.write(&mut removed);
            assert_eq!(parts.take_removed(), removed);
            let rest = Article { html: String::new(), text: String::new(), removed: Vec::new(), ..whole.clone() };
            assert_eq!(parts.into_rest(), rest.to_json());
        }
    }
}
