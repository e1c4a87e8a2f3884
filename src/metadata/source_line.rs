//! Lines that say where an article was taken from: "Theo: Tuổi Trẻ", "Source: AFP", "(Quelle: dpa)".

use super::words::{self, Lists};

/// A longer line (bytes) is a sentence that begins with such a word.
const LONGEST_LINE: usize = 240;
/// A longer name (characters) is none.
const LONGEST_NAME: usize = 100;
/// A name without a colon before it (words) is this long at most: "Theo VnExpress", but "Theo báo cáo của công an huyện" is a sentence.
const LONGEST_BARE: usize = 4;
/// The words before the colon (bytes).
const LONGEST_OPENING: usize = 40;

/// The source that a line names, if the line is nothing else.
///
/// ```
/// use bodycopy::metadata::source_line;
/// assert_eq!(source_line("Theo: Cổng Thông tin điện tử").as_deref(), Some("Cổng Thông tin điện tử"));
/// assert_eq!(source_line("(Quelle: dpa)").as_deref(), Some("dpa"));
/// assert_eq!(source_line("Sources say that it will rain."), None);
/// ```
#[must_use]
pub fn source_line(text: &str) -> Option<String> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    let line = text.trim().trim_start_matches(['(', '[', '（', '*', '–', '-', '—', '>']).trim_start();
    let end = line.char_indices().take_while(|(at, _)| *at <= LONGEST_OPENING);
    let end = end.filter(|(_, c)| matches!(c, ':' | '：' | '/' | '／' | '|' | '=' | '＝')).map(|(at, _)| at).next();
    if let Some(end) = end
        && words::is(line[..end].trim(), Lists::SOURCE)
    {
        let sign = line[end..].chars().next().map_or(1, char::len_utf8);
        return name(&line[end + sign..]);
    }
    let (first, rest) = line.split_once(' ')?;
    if words::is(first, Lists::BARE_SOURCE)
        && rest.split_whitespace().count() <= LONGEST_BARE
        && !rest.ends_with(['.', ',', '…', ':'])
    {
        let capital = rest.chars().next().is_some_and(char::is_uppercase);
        return if capital { name(rest) } else { None };
    }
    None
}

fn name(text: &str) -> Option<String> {
    let name = text.lines().next()?.trim().trim_matches(['"', '“', '”', '*', '_']).trim();
    let name = name.strip_suffix('.').unwrap_or(name);
    let opened = name.contains(['(', '（']);
    let name = if opened { name } else { name.trim_end_matches([')', ']', '）']) }.trim();
    let fits = name.chars().count() <= LONGEST_NAME && name.chars().any(char::is_alphabetic) && !name.contains(". ");
    fits.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::source_line;

    #[test]
    fn source_lines_give_the_source_and_sentences_do_not() {
        let cases = [
            (
                "Theo: Cổng Thông tin điện tử Công an tỉnh Thanh Hoá",
                Some("Cổng Thông tin điện tử Công an tỉnh Thanh Hoá"),
            ),
            ("Theo Tuổi Trẻ", Some("Tuổi Trẻ")),
            ("Theo VnExpress", Some("VnExpress")),
            ("Theo báo cáo của Công an huyện, từ năm 2012 đến nay, trên địa bàn tiếp nhận 232 người.", None),
            ("Theo Công an huyện Như Thanh cho biết", None),
            ("Nguồn: TTXVN", Some("TTXVN")),
            ("Source: AFP", Some("AFP")),
            ("SOURCE: The Daily Rain.", Some("The Daily Rain")),
            ("Sources: Reuters, AP", Some("Reuters, AP")),
            ("Source : AFP", Some("AFP")),
            ("(Quelle: dpa)", Some("dpa")),
            ("Quelle: ntv.de, ino/dpa", Some("ntv.de, ino/dpa")),
            ("来源：新华社", Some("新华社")),
            ("출처 : 연합뉴스", Some("연합뉴스")),
            ("Source: It was found that rain falls. More rain fell.", None),
            ("The source: a spring in the hills", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(source_line(text).as_deref(), expected, "{text}");
        }
    }
}
