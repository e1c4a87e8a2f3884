//! Formulas: MathML, and what MathJax, KaTeX, Pandoc and MediaWiki put around it, go in; the TeX source, the MathML and
//! the bare text come out.
//!
//! Those engines write a formula two or three times: as MathML for screen readers, as laid out text, as a picture, and its
//! source in an annotation, an attribute or a script.

use crate::article::{BlockKind, Inline};
use crate::page::{AttrName, Item, ItemKind, NodeId, Page, Tag};
use crate::roles::has_class;
use std::fmt::Write;

/// A formula in all the forms that the page gives.
#[derive(Debug, Default)]
pub struct Formula {
    pub tex: Option<String>,
    pub mathml: Option<String>,
    pub text: String,
    /// Whether it stands on lines of its own.
    pub is_display: bool,
}

/// Longest source and MathML that is kept, in bytes.
const LONGEST: usize = 64 << 10;

/// A formula on lines of its own.
pub fn block(formula: Formula) -> BlockKind {
    BlockKind::Math { tex: formula.tex, mathml: formula.mathml, text: formula.text }
}

/// A formula in a line.
pub fn inline(formula: Formula) -> Inline {
    Inline::Math { tex: formula.tex, text: formula.text }
}

/// The formula of an element with the role of one.
pub fn of_element(page: &Page, id: NodeId) -> Option<Formula> {
    let node = page.node(id);
    let inside = id.index()..(node.end as usize).min(page.nodes.len());
    let nodes = || inside.clone().map(|at| NodeId(at as u32));
    let mut formula = Formula {
        is_display: nodes().take(8).any(|id| {
            page.attr(id, AttrName::Display).is_some_and(|display| matches!(display, "block" | "true"))
                || has_class(page, id, |class| class.contains("display") || class.contains("Display"))
        }),
        ..Formula::default()
    };
    formula.tex = nodes().find_map(|id| page.attr(id, AttrName::DataTex)).map(str::to_owned);
    for item in page.items_inside(id) {
        let ItemKind::Aside(range) = item.kind else { continue };
        if page.node(item.node).tag == Tag::ANNOTATION && formula.tex.is_none() {
            let is_tex = page
                .attr(item.node, AttrName::Encoding)
                .is_none_or(|encoding| encoding.contains("tex") || encoding.contains("TeX"));
            if is_tex {
                formula.tex = Some(page.value_at(range).to_owned());
            }
        }
    }
    if let Some(math) = nodes().find(|&id| page.node(id).tag == Tag::MATH) {
        formula.mathml = mathml(page, math);
        formula.text = text(page, math);
    } else {
        // What the page shows is the source itself, between the marks that MathJax looks for.
        let shown = page.text_inside(id);
        let source = [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$")]
            .into_iter()
            .find_map(|(open, close)| shown.trim().strip_prefix(open)?.strip_suffix(close));
        if formula.tex.is_none() {
            formula.tex = source.map(str::to_owned);
        }
        formula.text = source.unwrap_or(shown.trim()).trim().to_owned();
    }
    settled(formula)
}

/// The formula of a script for MathJax; its text is the item after it.
pub fn of_script(page: &Page, id: NodeId, next: Option<&Item>) -> Option<Formula> {
    let source = match next?.kind {
        ItemKind::Aside(range) if next?.node == id => page.value_at(range),
        _ => return None,
    };
    let source = source.trim().trim_start_matches("% <![CDATA[").trim_end_matches("%]]>");
    let is_display = page.attr(id, AttrName::Type).is_some_and(|kind| kind.contains("display"));
    settled(Formula { tex: Some(source.to_owned()), is_display, ..Formula::default() })
}

/// The formula that a picture shows, if it is one that an engine drew from the source in its `alt`.
pub fn of_picture(page: &Page, id: NodeId) -> Option<Formula> {
    let drawn = has_class(page, id, |class| matches!(class, "latex" | "tex" | "math" | "ql-img-inline-formula"))
        || page
            .attr(id, AttrName::Src)
            .is_some_and(|src| src.contains("/latex.php?") || src.contains("/equation?tex="));
    let source = page.attr(id, AttrName::Alt).filter(|_| drawn)?;
    settled(Formula { tex: Some(source.to_owned()), ..Formula::default() })
}

/// Tidied up; none where nothing is left.
fn settled(mut formula: Formula) -> Option<Formula> {
    formula.tex =
        formula.tex.take().map(|tex| stripped(&tex).to_owned()).filter(|tex| !tex.is_empty() && tex.len() <= LONGEST);
    formula.text = formula.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if formula.text.is_empty() {
        formula.text = formula.tex.clone().unwrap_or_default();
    }
    (!formula.text.is_empty()).then_some(formula)
}

/// TeX without what MediaWiki puts around it, and without marks.
fn stripped(tex: &str) -> &str {
    let tex = tex.trim();
    let inner = tex.strip_prefix("{\\displaystyle").or_else(|| tex.strip_prefix("{\\textstyle"));
    let tex = inner.and_then(|inner| inner.strip_suffix('}')).unwrap_or(tex).trim();
    tex.strip_prefix("$$").and_then(|tex| tex.strip_suffix("$$")).unwrap_or(tex).trim()
}

/// Deeper MathML is written as its letters one after another.
const DEEPEST: u32 = 24;

/// MathML in a line: fractions, powers and roots are told by signs.
fn text(page: &Page, math: NodeId) -> String {
    let mut line = Line::default();
    line.element(page, math, DEEPEST);
    line.text
}

/// A formula on its way into a line.
#[derive(Default)]
struct Line {
    text: String,
    /// Whether a letter or digit put to it now would be read as a part of what stands before.
    is_open: bool,
}

impl Line {
    /// Puts a letter, a name, a number or a sign to it.
    fn put(&mut self, piece: &str) {
        let is_number = |c: char| c.is_ascii_digit();
        let is_name = piece.starts_with(char::is_alphabetic) && piece.chars().nth(1).is_some();
        self.is_open |= is_name || piece.starts_with(is_number) && self.text.ends_with(is_number);
        self.space(piece);
        self.text.push_str(piece);
        self.is_open = is_name;
    }

    fn space(&mut self, next: &str) {
        if self.is_open && self.text.ends_with(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric) {
            self.text.push(' ');
        }
    }

    /// In brackets where it is more than a name, a number or a sign.
    fn group(&mut self, piece: &str) {
        let is_one = piece.chars().all(|c| c.is_alphanumeric() || c == '.') || piece.chars().nth(1).is_none();
        let (open, close) = if is_one { ("", "") } else { ("(", ")") };
        let _ = write!(self.text, "{open}{piece}{close}");
        self.is_open = true;
    }

    fn element(&mut self, page: &Page, id: NodeId, depth: u32) {
        let tag = page.node(id).tag;
        if matches!(tag, Tag::ANNOTATION | Tag::ANNOTATION_XML | Tag::MPHANTOM) {
            return;
        }
        for item in page.items_inside(id).iter().take_while(|item| depth == 0 || item.node == id) {
            if let ItemKind::Aside(range) = item.kind
                && page.node(item.node).tag != Tag::ANNOTATION
            {
                // Signs that are not seen: function application, invisible times, separator and plus.
                let piece = page.value_at(range).trim().trim_matches(['\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}']);
                if !piece.is_empty() {
                    self.put(piece);
                }
            }
        }
        if depth == 0 {
            return;
        }
        let end = (page.node(id).end as usize).min(page.nodes.len());
        let mut at = id.index() + 1;
        let parts = std::iter::from_fn(|| {
            let part = (at < end).then_some(NodeId(at as u32))?;
            at = (page.node(part).end as usize).max(at + 1);
            Some(part)
        });
        let signs = match tag {
            Tag::MFRAC => ["/", ""],
            Tag::MSUB | Tag::MUNDER => ["_", ""],
            Tag::MSUP | Tag::MOVER => ["^", ""],
            Tag::MSUBSUP | Tag::MUNDEROVER => ["_", "^"],
            Tag::MROOT => ["^(1/", ""],
            Tag::MTR => [", ", ", "],
            Tag::MTABLE => ["; ", "; "],
            Tag::MSQRT => {
                // Its parts are one row.
                let mut row = Self::default();
                parts.for_each(|part| row.element(page, part, depth - 1));
                self.put("√");
                return self.group(&row.text);
            }
            _ => return parts.for_each(|part| self.element(page, part, depth - 1)),
        };
        for (nth, part) in parts.enumerate() {
            let mut inner = Self::default();
            inner.element(page, part, depth - 1);
            if nth == 0 {
                self.space(&inner.text);
            } else if !inner.text.is_empty() {
                self.text.push_str(signs[(nth - 1).min(1)]);
            }
            match tag {
                Tag::MTR | Tag::MTABLE => self.text.push_str(&inner.text),
                Tag::MROOT if nth > 0 => {
                    let _ = write!(self.text, "{})", inner.text);
                }
                _ => self.group(&inner.text),
            }
        }
    }
}

/// MathML as the page has it: known elements, no attributes but what tells a line from a block, no annotations.
fn mathml(page: &Page, math: NodeId) -> Option<String> {
    let end = (page.node(math).end as usize).min(page.nodes.len());
    let mut items = page.items_inside(math).iter().peekable();
    let mut out = String::new();
    let mut open: Vec<NodeId> = Vec::new();
    let mut at = math.index();
    while at < end {
        let id = NodeId(at as u32);
        while let Some(&last) = open.last()
            && id.0 >= page.node(last).end
        {
            close(page, &mut out, &mut open);
        }
        let tag = page.node(id).tag;
        if matches!(tag, Tag::ANNOTATION | Tag::ANNOTATION_XML) {
            at = page.node(id).end as usize;
            continue;
        }
        let name = tag.name();
        if name.is_empty() || !is_mathml(tag) {
            at += 1;
            continue;
        }
        let _ = write!(out, "<{name}");
        if tag == Tag::MATH && page.attr(id, AttrName::Display) == Some("block") {
            out.push_str(" display=\"block\"");
        }
        out.push('>');
        open.push(id);
        while let Some(item) = items.peek() {
            if item.node > id {
                break;
            }
            if let (ItemKind::Aside(range), true) = (item.kind, item.node == id) {
                push_escaped(&mut out, page.value_at(range).trim());
            }
            items.next();
        }
        if out.len() > LONGEST {
            return None;
        }
        at += 1;
    }
    while !open.is_empty() {
        close(page, &mut out, &mut open);
    }
    Some(out)
}

fn close(page: &Page, out: &mut String, open: &mut Vec<NodeId>) {
    if let Some(id) = open.pop() {
        let _ = write!(out, "</{}>", page.node(id).tag.name());
    }
}

fn is_mathml(tag: Tag) -> bool {
    matches!(tag, Tag::MATH | Tag::MI | Tag::MN | Tag::MO | Tag::MS | Tag::MTEXT)
        || (Tag::MACTION.0..=Tag::SEMANTICS.0).contains(&tag.0)
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(c),
        }
    }
}
