//! A date's text goes in; numbers, words and signs come out, in order.

/// Dates stand within this many bytes; what is behind is not looked at.
const MAX_BYTES: usize = 400;

/// What a [`Token`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lexeme<'a> {
    /// Digits of any script, and how many.
    Number { value: u64, digits: u8 },
    /// Letters; a character of an unspaced script stands for itself.
    Word(&'a str),
    /// Anything else but white space.
    Sign(char),
}

/// A lexeme and where it stands, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    pub lexeme: Lexeme<'a>,
    pub start: usize,
    pub end: usize,
}

/// The tokens of `text`.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().take_while(|(at, _)| *at < MAX_BYTES).peekable();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        let lexeme = if let Some(digit) = digit(first) {
            let (mut value, mut digits) = (u64::from(digit), 1_u8);
            while let Some((at, next)) = chars.next_if(|(_, c)| self::digit(*c).is_some()) {
                value = value.saturating_mul(10).saturating_add(u64::from(self::digit(next).unwrap_or(0)));
                digits = digits.saturating_add(1);
                end = at + next.len_utf8();
            }
            Lexeme::Number { value, digits }
        } else if is_ideograph(first) {
            Lexeme::Word(&text[start..end])
        } else if is_letter(first) {
            while let Some((at, next)) = chars.next_if(|(_, c)| is_letter(*c) && !is_ideograph(*c)) {
                end = at + next.len_utf8();
            }
            Lexeme::Word(&text[start..end])
        } else if first.is_whitespace() {
            continue;
        } else {
            Lexeme::Sign(first)
        };
        tokens.push(Token { lexeme, start, end });
    }
    tokens
}

/// The value of a decimal digit of the scripts that news sites write dates in.
fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}']
        .into_iter()
        .find_map(|zero| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10))
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        // Vowel and tone signs that Unicode does not count as letters.
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{93a}'..='\u{94f}' | '\u{9bc}'..='\u{9cd}' | '\u{e31}'..='\u{e4e}' | '\u{64b}'..='\u{652}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}
