//! What the page says about the article: title, authors, dates, source, language, pictures.
