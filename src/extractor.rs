//! A page in pieces goes in; its article comes out.

use crate::article::Parts;
use crate::events::{Announcer, Event};
use crate::links::Links;
use crate::metadata::Metadata;
use crate::page::{Page, PageBuilder, read_plain_text};
use crate::tokens::Tokenizer;
use crate::tokens::charset::Decoder;
use crate::verdict::Verdict;
use crate::verdict::model::Model;
use crate::{Article, Assessment, Error, Options, assemble, hydration, metadata, verdict, without_scripts};

/// Reads a page that arrives in pieces, and tells what becomes known of its article.
///
/// ```
/// use bodycopy::{Extractor, Options};
/// let mut extractor = Extractor::new(Options::default())?;
/// extractor.write(b"<h1>Rain</h1><p>It rained all d")?;
/// extractor.write(b"ay in the valley, and the river rose.</p>")?;
/// let (events, article) = extractor.end()?;
/// assert_eq!(article.title, "Rain");
/// assert!(matches!(events.last(), Some(bodycopy::Event::Article { .. })));
/// # Ok::<(), bodycopy::Error>(())
/// ```
pub struct Extractor {
    options: Options,
    decoder: Decoder,
    input: Input,
    size: u64,
    /// Where events are asked for.
    announcer: Option<Announcer>,
}

/// Bytes that are decoded at a time: more would only take more memory.
pub(crate) const PIECE: usize = 64 << 10;

enum Input {
    Html(Box<Tokenizer<PageBuilder>>),
    Plain(String),
}

impl Extractor {
    /// An extractor for one page.
    ///
    /// # Errors
    /// [`Error::InvalidOption`].
    pub fn new(options: Options) -> Result<Self, Error> {
        let decoder = Decoder::new(options.content_type.as_deref());
        Self::with_decoder(options, decoder)
    }

    /// An extractor for a page that is a string, or that its caller has decoded: what is written is UTF-8,
    /// whatever the page or the `Content-Type` header declares.
    ///
    /// # Errors
    /// [`Error::InvalidOption`].
    pub fn of_text(options: Options) -> Result<Self, Error> {
        Self::with_decoder(options, Decoder::utf8())
    }

    fn with_decoder(options: Options, decoder: Decoder) -> Result<Self, Error> {
        options.validate()?;
        let input = if options.is_plain_text() {
            Input::Plain(String::new())
        } else {
            Input::Html(Box::new(Tokenizer::new(PageBuilder::default(), &options)))
        };
        Ok(Self { options, decoder, input, size: 0, announcer: Some(Announcer::default()) })
    }

    /// The same without events, which cost about as much again as the article.
    #[must_use]
    pub fn without_events(mut self) -> Self {
        self.announcer = None;
        self
    }

    /// Takes the next bytes, and tells what became known. However the bytes are cut, the events are the same.
    ///
    /// # Errors
    /// [`Error::TooLarge`] as soon as the limit is passed; the bytes are not read then.
    pub fn write(&mut self, bytes: &[u8]) -> Result<Vec<Event>, Error> {
        let begun = self.size;
        self.size += bytes.len() as u64;
        if self.size > self.options.max_bytes {
            return Err(Error::TooLarge { limit: self.options.max_bytes });
        }
        let mut events = Vec::new();
        let (mut at, mut rest) = (begun, bytes);
        while !rest.is_empty() {
            let stop = self.announcer.as_ref().map_or(u64::MAX, Announcer::next_stop);
            let room = usize::try_from(stop - at).unwrap_or(PIECE).min(PIECE);
            let (piece, behind) = rest.split_at(rest.len().min(room));
            self.feed(piece, false)?;
            (at, rest) = (at + piece.len() as u64, behind);
            if at == stop {
                self.look(&mut events);
            }
        }
        Ok(events)
    }

    fn look(&mut self, events: &mut Vec<Event>) {
        let Some(announcer) = &mut self.announcer else { return };
        match &mut self.input {
            Input::Html(tokenizer) => {
                tokenizer.with_sink(|builder| announcer.look(builder, &self.options, events));
            }
            // What plain text is shows in the lengths of all of its lines.
            Input::Plain(_) => announcer.pass(),
        }
    }

    /// Ends the page.
    ///
    /// # Errors
    /// [`Error::Internal`] for a fault of the library's own.
    pub fn end(self) -> Result<(Vec<Event>, Article), Error> {
        self.end_with(Model::shipped())
    }

    /// Ends the page and gives its article alone.
    ///
    /// # Errors
    /// [`Error::Internal`] for a fault of the library's own.
    pub fn into_article(self) -> Result<Article, Error> {
        self.judged_by(Model::shipped())
    }

    /// Ends the page and gives its article in parts, each made when it is asked for: the page and all forms of the article
    /// never stand in memory together. The events are without the last, that of the article.
    ///
    /// # Errors
    /// [`Error::Internal`] for a fault of the library's own.
    pub fn end_in_parts(mut self) -> Result<(Vec<Event>, Parts), Error> {
        let announcer = self.announcer.take();
        let article = self.unsettled(Model::shipped())?;
        let events = announcer.map(|announcer| announcer.finish_blocks(&article)).unwrap_or_default();
        Ok((events, Parts::of_unsettled(article)))
    }

    /// Ends the page, judged by another block model than the crate's own: for training and measuring models.
    ///
    /// # Errors
    /// [`Error::Internal`] for a fault of the library's own.
    pub fn end_with(mut self, model: &Model) -> Result<(Vec<Event>, Article), Error> {
        let announcer = self.announcer.take();
        let article = self.judged_by(model)?;
        let events = announcer.map(|announcer| announcer.finish(&article)).unwrap_or_default();
        Ok((events, article))
    }

    fn judged_by(self, model: &Model) -> Result<Article, Error> {
        let mut article = self.unsettled(model)?;
        assemble::settle(&mut article);
        Ok(article)
    }

    /// Its texts are still to be filled.
    fn unsettled(self, model: &Model) -> Result<Article, Error> {
        let (mut page, options) = self.into_page()?;
        page.is_whole = true;
        let links = Links::new(options.url.as_deref(), page.head.base.as_deref());
        let metadata = metadata::gather(&page, &links);
        let verdict = verdict::judge(&page, &metadata, &options, model);
        conclude(&page, metadata, &verdict, &links, &options, model)
    }

    /// What kind of page it is and whether it is worth a reader, as far as what has come tells. May be asked at any time, as
    /// often as one likes; it costs about as much as reading what has come.
    pub fn assess(&mut self) -> Assessment {
        let options = &self.options;
        match &mut self.input {
            Input::Html(tokenizer) => {
                tokenizer.with_sink(|builder| builder.so_far(|page, _| assessment(page, options, Model::shipped())))
            }
            Input::Plain(text) => assessment(&read_plain_text(text), options, Model::shipped()),
        }
    }

    /// The same of all that was written, a text that has no end yet included.
    ///
    /// # Errors
    /// [`Error::Internal`] for a fault of the library's own.
    pub fn assess_all(self) -> Result<Assessment, Error> {
        let (page, options) = self.into_page()?;
        Ok(assessment(&page, &options, Model::shipped()))
    }

    /// Ends the page and gives it as it was before any verdict.
    ///
    /// # Errors
    /// [`Error::Internal`] for a fault of the library's own.
    pub fn into_page(mut self) -> Result<(Page, Options), Error> {
        self.feed(&[], true)?;
        let page = match self.input {
            Input::Html(tokenizer) => tokenizer.end()?.finish(),
            Input::Plain(text) => read_plain_text(&text),
        };
        Ok((page, self.options))
    }

    fn feed(&mut self, piece: &[u8], is_last: bool) -> Result<(), Error> {
        let decoder = &mut self.decoder;
        match &mut self.input {
            Input::Html(tokenizer) => tokenizer.write_with(|window| decoder.decode(piece, is_last, window)),
            Input::Plain(text) => {
                decoder.decode(piece, is_last, text);
                Ok(())
            }
        }
    }
}

fn assessment(page: &Page, options: &Options, model: &Model) -> Assessment {
    let links = Links::new(options.url.as_deref(), page.head.base.as_deref());
    let metadata = metadata::gather(page, &links);
    verdict::judge(page, &metadata, options, model).chances.assessment()
}

/// The article of a page that has been judged, its texts still to be filled. Where its own text is none, that of a body that
/// it holds as data, or that of what it says to readers without scripts.
pub(crate) fn conclude(
    page: &Page,
    mut metadata: Metadata,
    verdict: &Verdict,
    links: &Links,
    options: &Options,
    model: &Model,
) -> Result<Article, Error> {
    if verdict.words >= verdict::FEWEST_WORDS {
        return Ok(assemble::article(page, metadata, verdict, links, options));
    }
    if let Some(html) = hydration::body(&page.head.hydration, metadata.article_body.as_deref()) {
        let body = body(&html, options)?;
        if let Some(verdict) = verdict::of_body(&body, &metadata, options.url.as_deref(), page, verdict) {
            metadata.title = hydration::title(&page.head.hydration, &metadata.title).unwrap_or(metadata.title);
            return Ok(assemble::article(&body, metadata, &verdict, links, options));
        }
    }
    if let Some(html) = without_scripts::body(page) {
        let mut body = body(&html, options)?;
        body.head = page.head.clone();
        let metadata = metadata::gather(&body, links);
        let other = verdict::judge(&body, &metadata, options, model);
        if other.words >= verdict::FEWEST_WORDS {
            return Ok(assemble::article(&body, metadata, &other, links, options));
        }
    }
    Ok(assemble::article(page, metadata, verdict, links, options))
}

/// A body that a page holds as data, read as a page of its own.
fn body(html: &str, options: &Options) -> Result<Page, Error> {
    let options = Options { content_type: None, ..options.clone() };
    let mut extractor = Extractor::of_text(options)?.without_events();
    extractor.write(html.as_bytes())?;
    let (mut page, _) = extractor.into_page()?;
    page.is_whole = true;
    Ok(page)
}
