//! The text of a selector goes in; its steps come out, or why it is none (Selectors 4, 17; CSS Syntax 3, 4.3).

use super::{Combinator, Condition, Marks, Nth, Operator, SelectorError, Step, ValueTest};

const UNEXPECTED: SelectorError = SelectorError("something in it is no part of a selector");
const EMPTY: SelectorError = SelectorError("a selector is empty");
const DANGLING: SelectorError = SelectorError("nothing follows a combinator");
const COMBINATOR: SelectorError = SelectorError("siblings cannot be told apart by combinators");
const PSEUDO: SelectorError = SelectorError("a pseudo-class or pseudo-element in it is not supported");
const NAMESPACE: SelectorError = SelectorError("namespaces are not supported");
const ATTRIBUTE: SelectorError = SelectorError("between its brackets is no test of an attribute");

/// Attributes whose values are compared without regard to case (HTML standard, 4.17.2).
const CASELESS: &str = " accept accept-charset align alink axis bgcolor charset checked clear codetype color compact \
    declare defer dir direction disabled enctype face frame hreflang http-equiv lang language link media method \
    multiple nohref noresize noshade nowrap readonly rel rev rules scope scrolling selected shape target text type \
    valign valuetype vlink ";

/// Reads a list of selectors.
pub struct Parser<'a> {
    rest: &'a str,
}

type Result<T> = std::result::Result<T, SelectorError>;

impl<'a> Parser<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// All of it: selectors apart by commas. The last step of each gives `marks`.
    pub fn selectors(mut self, marks: Marks) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        loop {
            self.skip_space();
            let mut above = None;
            loop {
                let conditions = self.compound()?.ok_or(if above.is_some() { DANGLING } else { EMPTY })?;
                steps.push(Step { above, conditions, marks: Marks::default() });
                above = match self.combinator()? {
                    None => break,
                    combinator => combinator,
                };
            }
            if let Some(last) = steps.last_mut() {
                last.marks = marks;
            }
            match self.next() {
                None => return Ok(steps),
                Some(',') => {}
                Some(_) => return Err(UNEXPECTED),
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// A bracket, which the end of the text closes as well (CSS Syntax 3, 5.4.8).
    fn take_closing(&mut self, bracket: &str) -> bool {
        self.take(bracket) || self.rest.is_empty()
    }

    /// Skips white space and comments; says whether there was white space.
    fn skip_space(&mut self) -> bool {
        let mut was_space = false;
        loop {
            let rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r', '\x0c']);
            was_space |= rest.len() < self.rest.len();
            self.rest = rest;
            if !self.take("/*") {
                return was_space;
            }
            self.rest = self.rest.split_once("*/").map_or("", |(_, rest)| rest);
        }
    }

    /// What joins the compound selector just read to a next one; None at the end of a selector.
    fn combinator(&mut self) -> Result<Option<Combinator>> {
        let was_space = self.skip_space();
        match self.peek() {
            None | Some(',' | ')') => Ok(None),
            Some('>') => {
                self.next();
                self.skip_space();
                Ok(Some(Combinator::Child))
            }
            Some('+' | '~') => Err(COMBINATOR),
            Some('|') => Err(NAMESPACE),
            Some(_) if was_space => Ok(Some(Combinator::Descendant)),
            Some(_) => Err(UNEXPECTED),
        }
    }

    fn compound(&mut self) -> Result<Option<Vec<Condition>>> {
        let mut conditions = Vec::new();
        if self.take("*") {
            conditions.push(Condition::Any);
        } else if let Some(name) = self.name()? {
            conditions.push(Condition::Type(name));
        }
        loop {
            let condition = if self.take("#") {
                Condition::Id(self.name()?.ok_or(UNEXPECTED)?)
            } else if self.take(".") {
                Condition::Class(self.name()?.ok_or(UNEXPECTED)?)
            } else if self.take("[") {
                self.attribute()?
            } else if self.take(":") {
                self.pseudo_class()?
            } else {
                return Ok((!conditions.is_empty()).then_some(conditions));
            };
            conditions.push(condition);
        }
    }

    /// What follows `[`.
    fn attribute(&mut self) -> Result<Condition> {
        self.skip_space();
        if self.peek() == Some('|') || self.take("*|") {
            return Err(NAMESPACE);
        }
        let mut name = self.name()?.ok_or(ATTRIBUTE)?;
        name.make_ascii_lowercase();
        self.skip_space();
        if self.take_closing("]") {
            return Ok(Condition::Attribute(name));
        }
        const OPERATORS: [(&str, Operator); 6] = [
            ("=", Operator::Equals),
            ("~=", Operator::Includes),
            ("|=", Operator::DashMatch),
            ("^=", Operator::Prefix),
            ("$=", Operator::Suffix),
            ("*=", Operator::Substring),
        ];
        let operator = OPERATORS.iter().find(|(sign, _)| self.take(sign)).ok_or(ATTRIBUTE)?.1;
        self.skip_space();
        let value = match self.peek() {
            Some(quote @ ('"' | '\'')) => {
                self.next();
                self.string(quote)?
            }
            _ => self.name()?.ok_or(ATTRIBUTE)?,
        };
        self.skip_space();
        let ignores_case = match self.peek() {
            Some('i' | 'I') => Some(true),
            Some('s' | 'S') => Some(false),
            _ => None,
        };
        if ignores_case.is_some() {
            self.next();
            self.skip_space();
        }
        let ignores_case = ignores_case.unwrap_or_else(|| CASELESS.contains(&format!(" {name} ")));
        if !self.take_closing("]") {
            return Err(ATTRIBUTE);
        }
        Ok(Condition::Value(ValueTest { name, operator, value, ignores_case }))
    }

    /// What follows `:`.
    fn pseudo_class(&mut self) -> Result<Condition> {
        const FIRST: Nth = Nth { step: 0, offset: 1 };
        let name = self.name()?.ok_or(PSEUDO)?.to_ascii_lowercase();
        let is_function = self.take("(");
        match (name.as_str(), is_function) {
            ("first-child", false) => Ok(Condition::NthChild(FIRST)),
            ("first-of-type", false) => Ok(Condition::NthOfType(FIRST)),
            ("nth-child", true) => self.nth().map(Condition::NthChild),
            ("nth-of-type", true) => self.nth().map(Condition::NthOfType),
            ("not", true) => self.negated().map(Condition::Not),
            _ => Err(PSEUDO),
        }
    }

    /// What follows `:not(`.
    fn negated(&mut self) -> Result<Vec<Vec<Condition>>> {
        let mut compounds = Vec::new();
        loop {
            self.skip_space();
            compounds.push(self.compound()?.ok_or(EMPTY)?);
            self.skip_space();
            if self.take_closing(")") {
                return Ok(compounds);
            }
            if !self.take(",") {
                return Err(UNEXPECTED);
            }
        }
    }

    /// What follows `:nth-child(` (CSS Syntax 3, 6).
    fn nth(&mut self) -> Result<Nth> {
        let (text, rest) = self.rest.split_once(')').unwrap_or((self.rest, ""));
        self.rest = rest;
        let text = text.trim_ascii().to_ascii_lowercase();
        let nth = match text.as_str() {
            "odd" => Some(Nth { step: 2, offset: 1 }),
            "even" => Some(Nth { step: 2, offset: 0 }),
            text => match text.split_once('n') {
                None => text.parse().ok().map(|offset| Nth { step: 0, offset }),
                Some((step, offset)) => step_of(step).zip(offset_of(offset)).map(|(step, offset)| Nth { step, offset }),
            },
        };
        nth.ok_or(UNEXPECTED)
    }

    /// An identifier (CSS Syntax 3, 4.3.9); None where there is none.
    fn name(&mut self) -> Result<Option<String>> {
        let begins = |rest: &str| rest.starts_with(|c: char| is_name_character(c) && !c.is_ascii_digit() && c != '-');
        let after_dash = self.rest.strip_prefix('-').unwrap_or(self.rest);
        let is_name = begins(after_dash) || after_dash.starts_with('\\') || self.rest.starts_with("--");
        if !is_name {
            return Ok(None);
        }
        let mut name = String::new();
        while let Some(c) = self.peek() {
            if c == '\\' {
                self.next();
                name.push(self.escaped()?);
            } else if is_name_character(c) {
                self.next();
                name.push(c);
            } else {
                break;
            }
        }
        Ok(Some(name))
    }

    /// What stands before the closing quote.
    fn string(&mut self, quote: char) -> Result<String> {
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Ok(text),
                Some('\n' | '\r' | '\x0c') => return Err(ATTRIBUTE),
                Some(c) if c == quote => return Ok(text),
                Some('\\') if self.take("\r\n") || self.take("\n") || self.take("\r") || self.take("\x0c") => {}
                Some('\\') => text.push(self.escaped()?),
                Some(c) => text.push(c),
            }
        }
    }

    /// What follows `\` (CSS Syntax 3, 4.3.7).
    fn escaped(&mut self) -> Result<char> {
        const MOST_DIGITS: usize = 6;
        let digits = self.rest.bytes().take(MOST_DIGITS).take_while(u8::is_ascii_hexdigit).count();
        if digits == 0 {
            return self.next().filter(|c| !matches!(c, '\n' | '\r' | '\x0c')).ok_or(UNEXPECTED);
        }
        let (code, rest) = self.rest.split_at(digits);
        self.rest = rest;
        let _ = self.take("\r\n") || self.rest.starts_with([' ', '\t', '\n', '\r', '\x0c']) && self.next().is_some();
        let code = u32::from_str_radix(code, 16).unwrap_or(0);
        Ok(char::from_u32(code).filter(|&c| c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}

/// `-3` of `-3n+1`.
fn step_of(text: &str) -> Option<i32> {
    match text {
        "" | "+" => Some(1),
        "-" => Some(-1),
        _ => text.parse().ok(),
    }
}

/// `+1` of `-3n + 1`.
fn offset_of(text: &str) -> Option<i32> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Some(0);
    }
    let (sign, number) = text.split_at_checked(1)?;
    let number = number.trim_ascii_start();
    let is_signed = matches!(sign, "+" | "-") && number.bytes().all(|byte| byte.is_ascii_digit());
    is_signed.then(|| format!("{sign}{number}").parse().ok()).flatten()
}
