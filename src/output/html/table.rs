//! Data tables as HTML, every part written that a parser would make up.

use super::Writer;
use crate::article::{Inline, TableCell};
use crate::output::escape::push_number;

/// Longest `colspan` and `rowspan` that browsers take (HTML standard, 4.9.11).
const MAX_SPANS: [u16; 2] = [1000, 65534];

impl Writer<'_> {
    pub(super) fn table(&mut self, caption: Option<&[Inline]>, rows: &[Vec<TableCell>]) {
        let is_head = |row: &&Vec<TableCell>| !row.is_empty() && row.iter().all(|cell| cell.header);
        let head = rows.iter().take_while(is_head).count();
        // A table of nothing but header cells has no head.
        let (head, body) = rows.split_at(if head == rows.len() { 0 } else { head });
        self.element("table", |writer| {
            let start = writer.out.len();
            if let Some(caption) = caption {
                writer.element("caption", |writer| writer.inlines(caption));
            }
            for (name, rows) in [("thead", head), ("tbody", body)] {
                writer.separated(start, |writer| {
                    writer.element(name, |writer| {
                        let start = writer.out.len();
                        for row in rows {
                            writer.separated(start, |writer| writer.row(row));
                        }
                    });
                });
            }
        });
    }

    fn row(&mut self, cells: &[TableCell]) {
        self.out.push_str("<tr>");
        let start = self.out.len();
        for cell in cells {
            self.separated(start, |writer| {
                let name = if cell.header { "th" } else { "td" };
                writer.out.push('<');
                writer.out.push_str(name);
                for ((attribute, span), most) in ["colspan", "rowspan"].into_iter().zip(cell.span).zip(MAX_SPANS) {
                    if span > 1 {
                        push_number(&mut writer.out, attribute, span.min(most));
                    }
                }
                writer.out.push('>');
                writer.item(&cell.content);
                writer.end(name);
            });
        }
        self.end("tr");
    }
}
