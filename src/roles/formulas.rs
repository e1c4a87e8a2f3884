//! What engines put around a formula: KaTeX, MathJax, MediaWiki, Pandoc, Arithmatex.

use super::has_class;
use crate::page::{AttrName, NodeId, Page};

/// Whether an element is what an engine puts around a formula.
pub fn is_formula(page: &Page, id: NodeId) -> bool {
    page.attr(id, AttrName::DataTex).is_some()
        || has_class(page, id, |class| {
            matches!(
                class,
                "katex"
                    | "katex-display"
                    | "MathJax"
                    | "MathJax_Display"
                    | "MathJax_SVG"
                    | "MathJax_SVG_Display"
                    | "MathJax_CHTML"
                    | "mwe-math-element"
                    | "arithmatex"
            )
        })
        || has_class(page, id, |class| class == "math")
            && has_class(page, id, |class| matches!(class, "inline" | "display"))
}
