//! The updates of a live blog: scores go in; the texts that the page's structured data lists as updates come out raised.
//!
//! Each update is made like an article of its own, with a headline, an author and a time, and beside the first the block
//! model takes the others for other articles. schema.org's `LiveBlogPosting` says with `liveBlogUpdate` which texts are
//! parts of this one; the page shows them, so only the shown ones are kept.

use super::Evidence;
use super::features::overlap::TrigramSet;

/// A block is an update's if this share of its runs of three words is, in thousandths: the data may leave out a link or a
/// quote.
const FEWEST_IN_COMMON: i16 = 800;
/// The score of an update's text.
const SCORE: f32 = 0.9;

pub(super) fn raise(evidence: &Evidence<'_>, scores: &mut [f32]) {
    let Some(updates) = evidence.metadata.updates.as_deref().and_then(TrigramSet::of_text) else { return };
    for (id, score) in evidence.page.block_ids().zip(scores) {
        if updates.share(evidence.page.block_text(id)) >= FEWEST_IN_COMMON {
            *score = score.max(SCORE);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Options, extract};

    #[test]
    fn all_updates_that_the_page_lists_are_kept() {
        let updates = [
            (
                "The bridge is closed",
                "The stone bridge at the mill was closed at noon, when the water reached its arches.",
            ),
            (
                "The school takes people in",
                "Forty people from the lower meadow sleep in the school, and the cooks bring soup.",
            ),
            (
                "The rain has stopped",
                "After three days the rain has stopped, and the fire brigade pumps out the cellars.",
            ),
        ];
        let shown = |(headline, text): (&str, &str)| {
            format!("<article class='story'><h1 class='head'>{headline}</h1><p>{text}</p><p>{text}</p></article>")
        };
        let data = updates.map(|(headline, text)| {
            format!(r#"{{"@type":"BlogPosting","headline":"{headline}","articleBody":"{text} {text}"}}"#)
        });
        let summary = "It has rained for three days in the valley. Here is what happened, hour by hour, from the first flood \
                       warning on Monday to the all-clear, as our reporters at the river saw it.";
        let page = format!(
            "<title>Rain in the valley: live</title><script type=application/ld+json>{{\"@type\":\"LiveBlogPosting\",\
             \"headline\":\"Rain in the valley: live\",\"liveBlogUpdate\":[{}]}}</script><body><main><article class='story'>\
             <h1 class='head'>Rain in the valley: live</h1><p>{summary}</p><p>{summary}</p></article>{}</main></body>",
            data.join(","),
            updates.map(shown).concat(),
        );
        let text = extract(page.as_bytes(), &Options::default()).unwrap().text;
        for (headline, part) in updates {
            assert!(text.contains(headline) && text.contains(part), "{headline} is missing:\n{text}");
        }
    }
}
