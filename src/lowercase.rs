//! A character goes in; its lower case comes out.
//!
//! The same as [`char::to_lowercase`], whose table has an entry for each letter: 3 kB more to download than one that has an
//! entry for each run of them, which the compiler makes of `data/lowercase.tsv`.

const FILE: &[u8] = include_bytes!("../data/lowercase.tsv");

/// Letters that are mapped alike.
#[derive(Clone, Copy)]
struct Run {
    first: u32,
    last: u32,
    /// From one letter to the next.
    step: u32,
    /// From a letter to its lower case.
    distance: i32,
}

static RUNS: [Run; count()] = runs();

/// The lower case of a character, which is one character for all but one of them.
pub(crate) fn of(c: char) -> impl Iterator<Item = char> {
    // SpecialCasing.txt: I with dot keeps its dot.
    let dot = (c == '\u{130}').then_some('\u{307}');
    let first = if dot.is_some() { 'i' } else { single(c) };
    std::iter::once(first).chain(dot)
}

fn single(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let code = u32::from(c);
    let run = RUNS[..RUNS.partition_point(|run| run.first <= code)].last();
    run.filter(|run| code <= run.last && (code - run.first).is_multiple_of(run.step))
        .and_then(|run| char::from_u32(code.wrapping_add_signed(run.distance)))
        .unwrap_or(c)
}

/// How many lines have a run.
const fn count() -> usize {
    let (mut lines, mut at) = (0, 0);
    while at < FILE.len() {
        let begins = at == 0 || FILE[at - 1] == b'\n';
        lines += (begins && FILE[at] != b'#') as usize;
        at += 1;
    }
    lines
}

const fn runs() -> [Run; count()] {
    let mut runs = [Run { first: 0, last: 0, step: 1, distance: 0 }; count()];
    let (mut run, mut at) = (0, 0);
    while at < FILE.len() {
        if FILE[at] == b'#' {
            while FILE[at] != b'\n' {
                at += 1;
            }
            at += 1;
            continue;
        }
        let (first, after) = number(at, 16);
        let (last, after) = number(after, 16);
        let (step, after) = number(after, 10);
        let (distance, after) = number(after, 10);
        runs[run] = Run { first: first as u32, last: last as u32, step: step as u32, distance };
        run += 1;
        at = after;
    }
    runs
}

/// The number that begins at a place of the file, and where the next one begins.
const fn number(mut at: usize, radix: i32) -> (i32, usize) {
    let sign = if FILE[at] == b'-' { -1 } else { 1 };
    let mut number = 0;
    while FILE[at] != b'\t' && FILE[at] != b'\n' {
        let digit = match FILE[at] {
            byte @ b'0'..=b'9' => byte - b'0',
            byte @ b'a'..=b'f' => byte - b'a' + 10,
            _ => 0,
        };
        number = number * radix + digit as i32;
        at += 1;
    }
    (sign * number, at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        let differs = |c: &char| !of(*c).eq(c.to_lowercase());
        // A library that is older than the table does not know its newest letters.
        let is_news = |c: &char| c.to_lowercase().eq([*c]) && !c.is_alphabetic();
        let wrong: Vec<char> = ('\0'..=char::MAX).filter(differs).filter(|c| !is_news(c)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
