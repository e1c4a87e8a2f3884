//! The caller's CSS selectors and a page's tags as they come go in; which elements the selectors match comes out.
//!
//! What can be told from the start tags so far is supported, which is what lol_html supports: types, classes, ids,
//! attributes, `:first-child`, `:nth-child()` and the same of a type, `:not()`, descendants and children. lol_html's own
//! selectors are built on a parser of all of CSS, which would be a tenth of what a browser downloads.
//!
//! An element is open until an end tag of its name, as lol_html has it: end tags that are implied do not count.

mod parse;

use super::Attributes;
use crate::Options;
use parse::Parser;
use std::collections::BTreeMap;

/// Why a selector cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SelectorError(&'static str);

impl SelectorError {
    /// In words.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        self.0
    }
}

/// Which of the caller's selectors match an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// One of [`Options::keep`].
    pub keep: bool,
    /// One of [`Options::remove`].
    pub remove: bool,
}

/// What is between a compound selector and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Combinator {
    Descendant,
    Child,
}

/// A compound selector (`a.b[c]`) in its place.
#[derive(Debug)]
struct Step {
    /// How it follows the step before; None where a selector begins.
    above: Option<Combinator>,
    conditions: Vec<Condition>,
    /// What it says of the element, where a selector ends.
    marks: Marks,
}

/// A simple selector.
#[derive(Debug, PartialEq, Eq)]
enum Condition {
    Any,
    Type(String),
    Id(String),
    Class(String),
    Attribute(String),
    Value(ValueTest),
    NthChild(Nth),
    NthOfType(Nth),
    /// Not one of these compound selectors.
    Not(Vec<Vec<Condition>>),
}

/// `[name^="value" i]` and the like.
#[derive(Debug, PartialEq, Eq)]
struct ValueTest {
    name: String,
    operator: Operator,
    value: String,
    ignores_case: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equals,
    Includes,
    DashMatch,
    Prefix,
    Suffix,
    Substring,
}

/// `an+b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Nth {
    step: i32,
    offset: i32,
}

/// A start tag, as far as selectors ask.
struct Tag<'a> {
    name: &'a str,
    attributes: Attributes<'a>,
    /// Its place among its siblings, and among those of its name.
    nth_child: u32,
    nth_of_type: u32,
}

/// Matches the selectors of [`Options::keep`] and [`Options::remove`] while the page goes by.
#[derive(Debug)]
pub struct Matcher {
    steps: Vec<Step>,
    /// The document and the open elements, outermost first. Empty where there are no selectors.
    open: Vec<Open>,
    /// How many of each name are open: a stray end tag must not cost a look at all of them.
    open_names: BTreeMap<String, u32>,
}

/// An open element.
#[derive(Debug, Default)]
struct Open {
    name: String,
    /// Which steps it matches.
    matched: Vec<bool>,
    /// Which steps it or an element that it is in matches.
    matched_above: Vec<bool>,
    children: u32,
    children_of_type: BTreeMap<String, u32>,
}

/// Checks a selector.
///
/// # Errors
/// [`SelectorError`] for what is no selector, and for one that cannot be told from what has come of a page.
pub fn check(selector: &str) -> Result<(), SelectorError> {
    Parser::new(selector).selectors(Marks::default()).map(drop)
}

/// Elements that have no end tag.
const VOID: [&str; 17] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
];

impl Matcher {
    /// Of these options. Selectors that cannot be used match nothing: [`Options::validate`] has said so.
    #[must_use]
    pub fn new(options: &Options) -> Self {
        let mut steps = Vec::new();
        for (selectors, marks) in [
            (&options.keep, Marks { keep: true, remove: false }),
            (&options.remove, Marks { keep: false, remove: true }),
        ] {
            for selector in selectors {
                steps.extend(Parser::new(selector).selectors(marks).unwrap_or_default());
            }
        }
        let mut open = Vec::new();
        if !steps.is_empty() {
            let none = vec![false; steps.len()];
            open.push(Open { matched: none.clone(), matched_above: none, ..Open::default() });
        }
        Self { steps, open, open_names: BTreeMap::new() }
    }

    /// Takes a start tag; `is_closed` says that it is foreign and ends in `/>`.
    pub(super) fn start_tag(&mut self, name: &str, attributes: Attributes<'_>, is_closed: bool) -> Marks {
        let Some(parent) = self.open.last_mut() else { return Marks::default() };
        let name_lower = name.to_ascii_lowercase();
        parent.children += 1;
        let of_type = parent.children_of_type.entry(name_lower.clone()).or_default();
        *of_type += 1;
        let tag = Tag { name, attributes, nth_child: parent.children, nth_of_type: *of_type };
        let mut marks = Marks::default();
        let mut matched = Vec::with_capacity(self.steps.len());
        for (index, step) in self.steps.iter().enumerate() {
            let is_in_place = match step.above {
                None => true,
                Some(Combinator::Child) => parent.matched[index - 1],
                Some(Combinator::Descendant) => parent.matched_above[index - 1],
            };
            let is_matched = is_in_place && tag.matches(&step.conditions);
            matched.push(is_matched);
            if is_matched {
                marks.keep |= step.marks.keep;
                marks.remove |= step.marks.remove;
            }
        }
        if !is_closed && !VOID.contains(&name_lower.as_str()) {
            let matched_above = matched.iter().zip(&parent.matched_above).map(|(here, above)| *here | above).collect();
            *self.open_names.entry(name_lower.clone()).or_default() += 1;
            self.open.push(Open { name: name_lower, matched, matched_above, ..Open::default() });
        }
        marks
    }

    /// Takes an end tag.
    pub(super) fn end_tag(&mut self, name: &str) {
        if self.open.is_empty() {
            return;
        }
        let name = name.to_ascii_lowercase();
        while self.open_names.contains_key(&name) {
            let Some(closed) = self.open.pop() else { return };
            if let Some(count) = self.open_names.get_mut(&closed.name) {
                *count -= 1;
                if *count == 0 {
                    self.open_names.remove(&closed.name);
                }
            }
            if closed.name == name {
                return;
            }
        }
    }
}

impl Tag<'_> {
    fn matches(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| self.meets(condition))
    }

    fn meets(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Any => true,
            Condition::Type(name) => self.name.eq_ignore_ascii_case(name),
            Condition::Id(id) => self.value("id") == Some(id),
            Condition::Class(class) => {
                self.value("class").is_some_and(|value| value.split_ascii_whitespace().any(|name| name == class))
            }
            Condition::Attribute(name) => self.value(name).is_some(),
            Condition::Value(test) => self.value(&test.name).is_some_and(|value| test.holds(value)),
            Condition::NthChild(nth) => nth.has(self.nth_child),
            Condition::NthOfType(nth) => nth.has(self.nth_of_type),
            Condition::Not(compounds) => !compounds.iter().any(|conditions| self.matches(conditions)),
        }
    }

    /// An attribute's value as written.
    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl ValueTest {
    fn holds(&self, value: &str) -> bool {
        let (value, wanted) = (value.as_bytes(), self.value.as_bytes());
        let is_equal = |part: &[u8]| if self.ignores_case { part.eq_ignore_ascii_case(wanted) } else { part == wanted };
        let begins = || value.get(..wanted.len()).is_some_and(is_equal);
        match self.operator {
            Operator::Equals => is_equal(value),
            Operator::DashMatch => begins() && matches!(value.get(wanted.len()), None | Some(b'-')),
            // With nothing wanted these match nothing (Selectors 4, 6.2).
            _ if wanted.is_empty() => false,
            Operator::Includes => value.split(u8::is_ascii_whitespace).any(is_equal),
            Operator::Prefix => begins(),
            Operator::Suffix => value.len() >= wanted.len() && is_equal(&value[value.len() - wanted.len()..]),
            Operator::Substring => value.windows(wanted.len()).any(is_equal),
        }
    }
}

impl Nth {
    /// Whether `index`, counted from 1, is `step * n + offset` for an `n` from 0 on.
    fn has(self, index: u32) -> bool {
        let beyond = i64::from(index) - i64::from(self.offset);
        let step = i64::from(self.step);
        if step == 0 { beyond == 0 } else { beyond % step == 0 && beyond / step >= 0 }
    }
}

#[cfg(test)]
mod tests;
