#![allow(clippy::unwrap_used)]
//! Pages in, their blocks out: `tag(text)` each, with the container's name.

use super::{MAX_DEPTH, NodeId};
use crate::{Options, read_page};

fn blocks(html: &str) -> String {
    let page = read_page(html.as_bytes(), &Options::default()).unwrap();
    let blocks: Vec<String> = page
        .block_ids()
        .map(|id| format!("{}({})", page.node(page.block(id).container).tag.name(), page.block_text(id)))
        .collect();
    blocks.join(" ")
}

#[test]
fn blocks_end_where_a_reader_sees_them_end() {
    for (html, want) in [
        ("<p>a <b>b</b>\n c</p>d", "p(a b c) html(d)"),
        ("<body><div>a<p>b<p>c</div>d", "div(a) p(b) p(c) body(d)"),
        ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", "li(a) li(b) li(c) li(d)"),
        ("<div>a<br>b<br> <br>c</div>", "div(a\nb) div(c)"),
        ("<table><tr><td>a<td>b</table>c", "td(a) td(b) html(c)"),
        ("<table>x<tr><td>a</table>", "html(x) td(a)"),
        ("<b><p>x</b>y</p>z", "p(xy) html(z)"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "dt(a) dd(b) dt(c)"),
        ("<pre>\n a\n  b</pre>", "pre( a\n  b)"),
        ("<p>a<select><option>x</select> b<svg><title>t</title></svg>", "p(a b)"),
        ("a<script>x</script> <style>y</style>b<!-- c -->d", "html(a bd)"),
        ("<a href=x><div>a</div><p>b</p></a>", "div(a) p(b)"),
        ("<h2>a<h3>b</h3>", "h2(a) h3(b)"),
        ("<p>a</div>b</p>c", "p(ab) html(c)"),
        ("<template><p>a</template>b", "html(b)"),
        ("x &lt; y &amp;&amp; z", "html(x < y && z)"),
        ("<p>&nbsp;</p><p> <br> </p><p>a &nbsp;</p>", "p(a)"),
    ] {
        assert_eq!(blocks(html), want, "{html}");
    }
}

#[test]
fn links_are_counted_wherever_they_begin() {
    for (html, want) in [
        ("<p>ab <a href=x>cd</a> ef", (6, 2, 1)),
        ("<a href=x><p>ab</p><p>cd</p></a>", (2, 2, 1)),
        ("<a href=x><div>ab</a>cd</div>", (4, 2, 1)),
        ("<p><a name=x>ab</a>", (2, 0, 0)),
    ] {
        let page = read_page(html.as_bytes(), &Options::default()).unwrap();
        let block = &page.blocks[0];
        assert_eq!((block.chars, block.link_chars, block.links), want, "{html}");
    }
}

#[test]
fn deep_nesting_keeps_its_text() {
    let html = format!("{}deep{}after", "<div>".repeat(20_000), "</div>".repeat(20_000));
    let page = read_page(html.as_bytes(), &Options::default()).unwrap();
    let texts: Vec<&str> = page.block_ids().map(|id| page.block_text(id)).collect();
    assert_eq!(texts, ["deep", "after"]);
}

#[test]
fn no_element_is_deeper_than_the_limit() {
    for html in
        ["<div>x", "<span>x", "<table><tr><td>x", "<svg><g>", "<a><b><div></a></b>x", "<b><p>x</b>", "<ul><li>x"]
    {
        let page = read_page(html.repeat(3000).as_bytes(), &Options::default()).unwrap();
        let deepest = (0..page.nodes.len() as u32).map(|id| page.ancestors(NodeId(id)).count()).max().unwrap();
        assert!(deepest <= MAX_DEPTH, "{html}: {deepest} deep");
    }
}
