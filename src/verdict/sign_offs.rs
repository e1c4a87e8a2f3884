//! What follows the last sentence of an article in its own markup: scores go in; lower ones of sign-offs come out.
//!
//! Who else worked on it, what the author does for a living, where the text appeared first, an appeal to subscribe or to
//! give: by the conventions of `docs/quality.md` none is text. Their markup is the body's, so the model believes in them half
//! and half. What such a text says of itself decides, unless the model is as sure as it is of plain text; only at the very
//! end, since within an article a reporter may well be what it is about.

use super::expectation::moved;
use super::{Evidence, Judgement, THRESHOLD, junk};
use crate::metadata::Metadata;

/// How likely what says that it is a sign-off must be.
const SURE: f32 = 0.93;
/// So many texts that say nothing of the kind may stand behind one or between two.
const MOST_OTHERS: usize = 1;
/// A longer text (words) is more than that.
const MOST_WORDS: u32 = 90;

/// Lowers the scores of sign-offs behind the body.
pub(super) fn doubt(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let mut others = 0;
    for id in evidence.page.block_ids().rev() {
        let block = evidence.page.block(id);
        let judgement = &mut blocks[id.index()];
        if block.words == 0 || judgement.score < THRESHOLD {
            continue;
        }
        let text = evidence.page.block_text(id);
        if block.words <= MOST_WORDS && (junk::is_sign_off(text) || opens_with_author(text, evidence.metadata)) {
            judgement.score = moved(judgement.score, SURE);
        } else if others == MOST_OTHERS {
            break;
        } else {
            others += 1;
        }
    }
}

/// Whether a text begins with the name of one of the authors, as a biography does.
fn opens_with_author(text: &str, metadata: &Metadata) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    metadata.authors.iter().any(|author| author.name.contains(' ') && text.starts_with(author.name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Decision;
    use crate::{Options, links::Links, metadata, read_page};

    const BODY: &str = "By the evening the river had risen so high that the bridge was closed.";

    /// The texts of `paragraphs` that are kept, each thought of as text with the score beside it.
    fn kept(paragraphs: &[(&str, f32)]) -> Vec<String> {
        let paragraphs = [&[(BODY, 0.98), (BODY, 0.98)], paragraphs].concat();
        let body: String = paragraphs.iter().map(|(text, _)| format!("<p>{text}</p>")).collect();
        let html = format!("<meta name=author content='Ann Lee'>{body}");
        let page = read_page(html.as_bytes(), &Options::default()).unwrap_or_default();
        let judged = |&(_, score): &(&str, f32)| Judgement { score, decision: Decision::Drop, kind: None, reason: "" };
        let mut judgements: Vec<Judgement> = paragraphs.iter().map(judged).collect();
        doubt(&Evidence::new(&page, &metadata::gather(&page, &Links::new(None, None))), &mut judgements);
        let texts = page.block_ids().map(|id| page.block_text(id).to_owned());
        texts
            .zip(&judgements)
            .filter(|(_, judgement)| judgement.score >= THRESHOLD)
            .skip(2)
            .map(|(text, _)| text)
            .collect()
    }

    #[test]
    fn what_says_that_it_is_a_sign_off_goes_from_the_end() {
        let sign_offs = [
            ("Kim Berg in Oslo contributed to this report.", 0.8),
            ("Ann Lee lives by the river and has written three books.", 0.9),
            ("Sign up for our weekly newsletter.", 0.85),
            ("This story originally appeared in The Valley Post.", 0.85),
        ];
        assert_eq!(kept(&sign_offs), [""; 0]);
    }

    #[test]
    fn the_same_words_stay_within_the_text_or_where_the_model_is_sure() {
        let within = [("Kim Berg is a reporter.", 0.8), (BODY, 0.98), (BODY, 0.98)];
        assert_eq!(kept(&within), ["Kim Berg is a reporter.", BODY, BODY]);
        let sure = "The bridge, the mayor said, is a reporter of floods.";
        assert_eq!(kept(&[(sure, 0.99)]), [sure]);
    }
}
