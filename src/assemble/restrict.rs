//! An article and a strictness go in; the same article with the threshold moved comes out, without page or model.
//!
//! An article carries the score of each block that it keeps, and each removed block with its score and place, so the
//! threshold can be moved on what is at hand. The result is what `extract` gives at that strictness, but for what only
//! the page can tell: a block of several parts (a list) stays or goes as one, a part that was cut out of one comes back
//! behind it, a block that goes has no better name than [`Kind::Other`], and what the strictness did to the verdict as a
//! whole (lead, captions, `readable`) stays as it was.

use super::settle;
use crate::article::{Article, Block, Kind, Removed, Restored};
use crate::verdict::{self, UNSURE};
use crate::{Error, output};

/// A block on either side of the threshold.
struct Piece {
    block: Block,
    score: f32,
    /// What it is when it is not the article's.
    name: Option<(Kind, String)>,
    /// Of a removed one.
    text: Option<String>,
}

/// Moves the threshold of an article: `strictness` is from 0, keep more, to 1, keep less.
///
/// ```
/// use bodycopy::{Options, extract, restrict};
/// let article = extract(b"<h1>Rain</h1><p>It rained all day in the valley.</p>", &Options::default())?;
/// let strict = restrict(&article, 1.0)?;
/// assert_eq!(restrict(&strict, 0.5)?, article);
/// # Ok::<(), bodycopy::Error>(())
/// ```
///
/// # Errors
/// [`Error::InvalidOption`] for a strictness that is not from 0 to 1.
pub fn restrict(article: &Article, strictness: f32) -> Result<Article, Error> {
    if !(0.0..=1.0).contains(&strictness) {
        let reason = "it is not a number from 0 to 1".to_owned();
        return Err(Error::InvalidOption { option: "strictness", reason });
    }
    let threshold = verdict::threshold(strictness);
    let mut result = Article { blocks: Vec::new(), scores: Vec::new(), ..article.clone() };
    result.removed.clear();
    result.restored.clear();
    for piece in pieces(article) {
        if piece.score >= threshold {
            // A name that dropping it again would give anew need not be kept.
            if let Some((kind, reason)) = piece.name.filter(|name| *name != unnamed()) {
                result.restored.push(Restored { id: piece.block.id, kind, reason });
            }
            result.blocks.push(piece.block);
            result.scores.push(piece.score);
            continue;
        }
        let (kind, reason) = piece.name.unwrap_or_else(unnamed);
        result.removed.push(Removed {
            kind,
            reason,
            score: piece.score,
            text: piece.text.unwrap_or_else(|| output::text_of(std::slice::from_ref(&piece.block))),
            block: piece.block,
            at: result.blocks.len() as u32,
            fold: piece.score >= threshold - verdict::FOLD_MARGIN && piece.score > UNSURE,
        });
    }
    settle(&mut result);
    Ok(result)
}

/// What a block is that only its score keeps out.
fn unnamed() -> (Kind, String) {
    (Kind::Other, verdict::NOT_SURE.to_owned())
}

/// The article's kept and removed blocks in the order in which they stood in the page.
fn pieces(article: &Article) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(article.blocks.len() + article.removed.len());
    let mut removed = article.removed.iter().peekable();
    for at in 0..=article.blocks.len() {
        let is_last = at == article.blocks.len();
        while let Some(next) = removed.next_if(|next| is_last || next.at as usize <= at) {
            pieces.push(Piece {
                block: next.block.clone(),
                score: next.score,
                name: Some((next.kind, next.reason.clone())),
                text: Some(next.text.clone()),
            });
        }
        if let Some(block) = article.blocks.get(at) {
            let restored = article.restored.iter().find(|restored| restored.id == block.id);
            pieces.push(Piece {
                block: block.clone(),
                // A list of scores that is too short is somebody else's; what it does not doubt stays.
                score: article.scores.get(at).copied().unwrap_or(1.0),
                name: restored.map(|restored| (restored.kind, restored.reason.clone())),
                text: None,
            });
        }
    }
    pieces
}
