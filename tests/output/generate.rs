//! Articles made up of every kind of block and inline, the same for the same seed.

use bodycopy::article::*;

/// Xorshift: good enough to choose by, and the same everywhere.
pub struct Generator {
    state: u64,
    /// What every string of the article is chosen from.
    strings: Vec<String>,
    /// Whether to leave out what has a text of its own in Markdown: pictures, media, embeds, notes, formulas, alerts.
    pub plain: bool,
    next_id: u32,
}

/// Text that is syntax in HTML, Markdown or URLs, or breaks off in the middle of it.
pub const AWKWARD: &[&str] = &[
    "word",
    "two words",
    " spaced ",
    "đường phố Hà Nội",
    "漢字かな",
    "a",
    "1",
    ".",
    "!",
    "(",
    ")",
    "*",
    "**",
    "***",
    "_",
    "__",
    "a_b",
    "_a_",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "a`b",
    "\\",
    "\\\\",
    "\\|",
    "|",
    "a|b",
    "[",
    "]",
    "[x]",
    "[x](y)",
    "![x](y)",
    "[^1]",
    "[^1]: x",
    "<",
    ">",
    "<b>",
    "</p>",
    "<!-- x -->",
    "<a href=x>",
    "&",
    "&amp;",
    "&lt;",
    "&#60;",
    "&copy",
    "AT&T",
    "#",
    "# x",
    "#x",
    "## ",
    "- x",
    "-",
    "--",
    "---",
    "- - -",
    "+",
    "+ x",
    "1. x",
    "1)",
    "12.",
    "1234567890. x",
    "=",
    "===",
    ":-",
    "| - |",
    ":--|",
    "> x",
    "$",
    "$x$",
    "$5",
    "http://a.vn/b_c_d*e",
    "https://a.vn/x?a=1&copy;=2",
    "https://a.vn.",
    "www.a.vn/b_c",
    "x@y.vn",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "e\u{301}",
    "\"",
    "'",
    "“q”",
    "\0",
    "\r\n",
    "\n",
    "\t",
    "a\nb",
    "    code",
    "\u{1}",
    "</script>",
    "]]>",
    "x!",
    "!!",
    "\u{202e}",
    "…",
    "—",
    "😀",
    "\"><img src=x onerror=alert(1)>",
];

impl Generator {
    pub fn new(seed: u64, strings: &[&str]) -> Self {
        let strings = strings.iter().map(|&string| string.to_owned()).collect();
        Self { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, strings, plain: false, next_id: 0 }
    }

    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn flip(&mut self) -> bool {
        self.below(2) == 0
    }

    fn string(&mut self) -> String {
        let at = self.below(self.strings.len() as u64) as usize;
        self.strings[at].clone()
    }

    fn option(&mut self) -> Option<String> {
        self.flip().then(|| self.string())
    }

    fn url(&mut self) -> String {
        match self.below(6) {
            0 => format!("https://example.org/a(b)?c={}", self.string()),
            1 => format!("#{}", self.string()),
            2 => "https://example.org/a_b?c=d&copy;=1".to_owned(),
            3 => format!("data:image/png;base64,{}", self.string()),
            4 => format!("/a/{}", self.string()),
            _ => self.string(),
        }
    }

    pub fn blocks(&mut self, depth: usize) -> Vec<Block> {
        (0..=self.below(3)).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: usize) -> Block {
        self.next_id += 1;
        Block { id: self.next_id, kind: self.kind(depth) }
    }

    fn kind(&mut self, depth: usize) -> BlockKind {
        let choice = match (depth, self.plain) {
            (0, true) => self.below(4),
            (0, false) => self.below(8),
            (_, true) => [0, 1, 2, 3, 8, 9, 10, 11, 12][self.below(9) as usize],
            (_, false) => self.below(15),
        };
        match choice {
            0 => BlockKind::Paragraph { content: self.inlines(3) },
            1 => BlockKind::Heading {
                level: self.below(9) as u8,
                anchor: if self.plain { None } else { self.option() },
                content: self.inlines(2),
            },
            2 => BlockKind::Code { language: self.option(), text: self.string() + &self.string() },
            3 => BlockKind::Rule,
            4 => BlockKind::Math { tex: self.option(), mathml: self.option(), text: self.string() },
            5 => BlockKind::Figure { images: self.images(), caption: self.optional_inlines() },
            6 => BlockKind::Media {
                kind: if self.flip() { MediaKind::Audio } else { MediaKind::Video },
                sources: (0..self.below(3)).map(|_| Source { url: self.url(), media_type: self.option() }).collect(),
                poster: self.flip().then(|| self.url()),
                caption: self.optional_inlines(),
            },
            7 => BlockKind::Embed {
                provider: self.string(),
                url: self.url(),
                title: self.option(),
                quote: (depth > 0 && self.flip()).then(|| self.blocks(depth - 1)),
            },
            8 => BlockKind::Quote { blocks: self.blocks(depth - 1), cite: self.flip().then(|| self.url()) },
            9 => BlockKind::List {
                ordered: self.flip(),
                start: self.flip().then(|| self.below(12) as i32 - 2),
                items: (0..self.below(4)).map(|_| self.blocks(depth - 1)).collect(),
            },
            10 => BlockKind::Definitions {
                items: (0..self.below(3))
                    .map(|_| Definition { term: self.inlines(2), definition: self.blocks(depth - 1) })
                    .collect(),
            },
            11 => BlockKind::Table {
                caption: if self.plain { None } else { self.optional_inlines() },
                rows: (0..self.below(4)).map(|_| self.row(depth - 1)).collect(),
            },
            12 => BlockKind::Details { summary: self.inlines(2), blocks: self.blocks(depth - 1) },
            13 => BlockKind::Callout { kind: self.string(), title: self.option(), blocks: self.blocks(depth - 1) },
            _ => BlockKind::Footnotes {
                notes: (0..self.below(3))
                    .map(|_| FootnoteText { reference: self.string(), blocks: self.blocks(depth - 1) })
                    .collect(),
            },
        }
    }

    fn row(&mut self, depth: usize) -> Vec<TableCell> {
        (0..self.below(4))
            .map(|_| TableCell {
                header: self.flip(),
                span: [self.below(4) as u16, self.below(4) as u16],
                content: if self.flip() {
                    vec![Block { id: 0, kind: BlockKind::Paragraph { content: self.inlines(2) } }]
                } else {
                    self.blocks(depth)
                },
            })
            .collect()
    }

    fn images(&mut self) -> Vec<Image> {
        (0..self.below(3)).map(|_| self.image()).collect()
    }

    fn image(&mut self) -> Image {
        Image {
            url: self.url(),
            srcset: (0..self.below(3))
                .map(|_| ImageCandidate {
                    url: self.url(),
                    width: self.flip().then(|| self.below(3) as u32),
                    density: self.flip().then(|| self.below(4) as f32 / 2.0),
                })
                .collect(),
            alt: self.option(),
            caption: self.option(),
            credit: self.option(),
            width: self.flip().then(|| self.below(900) as u32),
            height: self.flip().then(|| self.below(900) as u32),
        }
    }

    fn optional_inlines(&mut self) -> Option<Vec<Inline>> {
        self.flip().then(|| self.inlines(2))
    }

    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        (0..self.below(5)).map(|_| self.inline(depth)).collect()
    }

    fn inline(&mut self, depth: usize) -> Inline {
        const SPANS: [SpanKind; 13] = [
            SpanKind::Emphasis,
            SpanKind::Strong,
            SpanKind::Code,
            SpanKind::Sub,
            SpanKind::Sup,
            SpanKind::Mark,
            SpanKind::Delete,
            SpanKind::Insert,
            SpanKind::Small,
            SpanKind::Abbr,
            SpanKind::Time,
            SpanKind::Quote,
            SpanKind::Ruby,
        ];
        let end = match (depth, self.plain) {
            (0, _) => 4,
            (_, true) => 9,
            (_, false) => 12,
        };
        match self.below(end) {
            0..=2 => Inline::Text(self.string()),
            3 => Inline::Break,
            4 | 5 => Inline::Link { url: self.url(), title: self.option(), content: self.inlines(depth - 1) },
            6..=8 => {
                let kind = SPANS[self.below(SPANS.len() as u64) as usize];
                Inline::Span(Span { kind, title: self.option(), content: self.inlines(depth - 1) })
            }
            9 => Inline::Image(self.image()),
            10 => Inline::Footnote(self.string()),
            _ => Inline::Math { tex: self.option(), text: self.string() },
        }
    }
}
