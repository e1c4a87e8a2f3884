//! Texts that are alike are judged alike: the probabilities of a page's blocks go in, and come out nearer to those of the
//! blocks with the same place in what repeats.
//!
//! The names of a list, the teasers of its cards, the answers of a page of questions stand in the same chain of tags and
//! class names. The model judges each by its own words and neighbours, and where it is unsure keeps some of them and leaves
//! out others: what it thinks of all of them is the better guess. An article has few such groups, and its paragraphs are
//! told from the sign-off among them by what is their own: so this is for pages of which the model is unsure.

use crate::page::{AttrName, NodeId, Page};
use crate::sorting;

/// Fewer blocks are alike by chance.
const FEWEST: usize = 3;
/// How far a probability moves to the mean of its group.
const SHARE: f32 = 0.4;

/// Moves the probabilities of blocks that are alike towards each other.
pub(super) fn pool(page: &Page, scores: &mut [f32]) {
    let paths = paths(page);
    let mut blocks: Vec<(u64, u32)> = (0..)
        .zip(&page.blocks)
        .filter(|(_, block)| block.words > 0)
        .map(|(at, block)| (paths[block.container.index()], at))
        .collect();
    sorting::sort(&mut blocks);
    for group in blocks.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= FEWEST) {
        let sum: f32 = group.iter().map(|&(_, at)| scores[at as usize]).sum();
        let mean = sum / group.len() as f32;
        for &(_, at) in group {
            scores[at as usize] += (mean - scores[at as usize]) * SHARE;
        }
    }
}

/// For each node its chain of tags and first class names as a number. Digits in names are left out: they tell one item from
/// the next (`post-1234`).
fn paths(page: &Page) -> Vec<u64> {
    let mut paths: Vec<u64> = Vec::with_capacity(page.nodes.len());
    for (at, node) in (0..).zip(&page.nodes) {
        let above = paths.get(node.parent.index()).copied().unwrap_or_default();
        let class = page.attr(NodeId(at), AttrName::Class).and_then(|class| class.split_ascii_whitespace().next());
        let name = class.unwrap_or_default().bytes().filter(|c| !c.is_ascii_digit());
        let path = [u64::from(node.tag.0) + 256].into_iter().chain(name.map(u64::from));
        paths.push(path.fold(above, |path, c| (path ^ c).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)));
    }
    paths
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{Options, read_page};

    /// What becomes of the probabilities of the given blocks.
    fn pooled(html: &str, scores: &[f32]) -> Vec<f32> {
        let page = read_page(html.as_bytes(), &Options::default()).unwrap();
        assert_eq!(page.blocks.len(), scores.len());
        let mut scores = scores.to_vec();
        pool(&page, &mut scores);
        scores.iter().map(|score| (score * 100.0).round() / 100.0).collect()
    }

    #[test]
    fn items_of_a_list_move_towards_each_other() {
        let item = |number: u32, text: &str| {
            format!("<li class='item-{number} card'><h3>{text}</h3><p>Keeps off the rain.</p></li>")
        };
        let list = |last: &str| format!("<ul>{}{}{last}</ul>", item(1, "Red umbrella"), item(22, "Green umbrella"));
        let scores = [0.6, 0.3, 0.6, 0.3, 0.3, 0.3];
        assert_eq!(pooled(&list(&item(3, "Rain hat")), &scores), [0.56, 0.3, 0.56, 0.3, 0.38, 0.3]);
        let other = "<li class='advert'><h3>Sun hat</h3><p>Keeps off the sun.</p></li>";
        assert_eq!(pooled(&list(other), &scores), scores, "two are no group, and another name is none of theirs");
    }
}
