//! Trees of HTML: as written, read by a strict reader of our own form, and as html5ever parses them.

use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::fmt::Write;

#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Element { name: String, attributes: Vec<(String, String)>, children: Vec<Node> },
    Text(String),
}

const VOID: [&str; 4] = ["br", "hr", "img", "source"];

/// The elements that may be written, with their own attributes. This list is the promise of `SECURITY.md`.
pub const ALLOWED: [(&str, &[&str]); 50] = [
    ("a", &["href", "title", "rel", "id", "role"]),
    ("abbr", &["title"]),
    ("audio", &["controls", "preload"]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("code", &["class"]),
    ("dd", &[]),
    ("del", &[]),
    ("details", &[]),
    ("div", &["role", "data-callout"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h1", &["id"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("img", &["src", "srcset", "alt", "width", "height", "loading", "referrerpolicy"]),
    ("ins", &[]),
    ("li", &["id"]),
    ("mark", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("section", &["role"]),
    ("small", &[]),
    ("source", &["src", "type"]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("ul", &[]),
    ("video", &["controls", "preload", "poster"]),
];

/// Reads HTML of exactly the form that we write; everything else is an error.
pub fn written(html: &str) -> Result<Vec<Node>, String> {
    let mut rest = html;
    let nodes = written_nodes(&mut rest)?;
    if rest.is_empty() { Ok(nodes) } else { Err(format!("trailing: {}", head(rest))) }
}

fn head(text: &str) -> String {
    text.chars().take(80).collect()
}

fn written_nodes(rest: &mut &str) -> Result<Vec<Node>, String> {
    let mut nodes = Vec::new();
    while !rest.is_empty() && !rest.starts_with("</") {
        let Some(tag) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            *rest = after;
            nodes.push(Node::Text(unescaped(text)?));
            continue;
        };
        let end = tag.find([' ', '>']).ok_or("no end of a tag")?;
        let name = tag[..end].to_owned();
        let mut after = &tag[end..];
        let mut attributes = Vec::new();
        while let Some(attribute) = after.strip_prefix(' ') {
            let (key, value) = attribute.split_once("=\"").ok_or_else(|| format!("attribute {}", head(attribute)))?;
            let (value, next) = value.split_once('"').ok_or("no end of a value")?;
            if !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
                return Err(format!("attribute name {}", head(key)));
            }
            attributes.push((key.to_owned(), unescaped(value)?));
            after = next;
        }
        *rest = after.strip_prefix('>').ok_or_else(|| format!("tag {}", head(tag)))?;
        let mut children = Vec::new();
        if !VOID.contains(&&*name) {
            children = written_nodes(rest)?;
            *rest = rest
                .strip_prefix("</")
                .and_then(|rest| rest.strip_prefix(&*name))
                .and_then(|rest| rest.strip_prefix('>'))
                .ok_or_else(|| format!("{name} is not closed before {}", head(rest)))?;
        }
        nodes.push(Node::Element { name, attributes, children });
    }
    Ok(nodes)
}

fn unescaped(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut pieces = text.split('&');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (reference, after) = piece.split_once(';').ok_or_else(|| format!("bare & before {}", head(piece)))?;
        out.push_str(match reference {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            other => return Err(format!("reference {other}")),
        });
        out.push_str(after);
    }
    if text.contains(['<', '>']) { Err(format!("bare angle bracket in {}", head(text))) } else { Ok(out) }
}

/// What `innerHTML` of an element named `context` makes of it.
pub fn parsed_in(html: &str, context: &str) -> Vec<Node> {
    let name = QualName::new(None, ns!(html), LocalName::from(context));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), name, vec![], true).one(html);
    let root = dom.document.children.borrow()[0].clone();
    children(&root)
}

/// What a parser makes of it as the body of a document.
pub fn parsed_as_document(html: &str) -> Vec<Node> {
    let page = format!("<!DOCTYPE html><html><head></head><body>{html}</body></html>");
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let root = dom.document.children.borrow().iter().find(|node| is_element(node)).unwrap().clone();
    let body = root.children.borrow().iter().rfind(|node| is_element(node)).unwrap().clone();
    children(&body)
}

fn is_element(node: &Handle) -> bool {
    matches!(node.data, NodeData::Element { .. })
}

fn children(node: &Handle) -> Vec<Node> {
    node.children
        .borrow()
        .iter()
        .map(|child| match &child.data {
            NodeData::Text { contents } => Node::Text(contents.borrow().to_string()),
            NodeData::Element { name, attrs, .. } => {
                assert_eq!(name.ns, ns!(html), "<{}> of another namespace", name.local);
                assert_ne!(name.local, local_name!("template"));
                let attributes =
                    attrs.borrow().iter().map(|attr| (attr.name.local.to_string(), attr.value.to_string())).collect();
                Node::Element { name: name.local.to_string(), attributes, children: children(child) }
            }
            _ => panic!("neither element nor text"),
        })
        .collect()
}

/// Fails unless nothing but allow-listed elements, attributes and addresses is in the tree.
pub fn check(nodes: &[Node]) -> Result<(), String> {
    for node in nodes {
        let Node::Element { name, attributes, children } = node else { continue };
        let own = ALLOWED.iter().find(|(allowed, _)| allowed == name);
        let (_, own) = own.ok_or_else(|| format!("<{name}>"))?;
        for (index, (key, value)) in attributes.iter().enumerate() {
            if !own.contains(&&**key) || attributes[..index].iter().any(|(other, _)| other == key) {
                return Err(format!("<{name} {key}>"));
            }
            let fine = match &**key {
                "href" | "cite" => {
                    value.strip_prefix('#').is_none_or(|id| id.starts_with("bodycopy-")) && is_link(value)
                }
                "src" | "poster" => is_picture(value),
                "srcset" => value.split(", ").all(|candidate| is_picture(candidate.split(' ').next().unwrap())),
                "id" => value.starts_with("bodycopy-") && !value.contains(' '),
                "rel" => value == "noopener noreferrer",
                "role" => ["note", "doc-endnotes", "doc-noteref", "doc-backlink"].contains(&&**value),
                "class" => value.starts_with("language-"),
                "loading" => value == "lazy",
                "referrerpolicy" => value == "no-referrer",
                "preload" => value == "none",
                _ => true,
            };
            if !fine {
                return Err(format!("<{name} {key}=\"{value}\">"));
            }
        }
        let has = |key| attributes.iter().any(|(name, _)| name == key);
        if (name == "a" && !has("rel")) || (name == "img" && !(has("loading") && has("referrerpolicy"))) {
            return Err(format!("<{name}> lacks a safeguard"));
        }
        check(children)?;
    }
    Ok(())
}

/// The scheme as the URL standard finds it: C0 and space trimmed, tabs and line ends ignored.
fn scheme(url: &str) -> Option<String> {
    let url: String = url.trim_matches(|c| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let (scheme, _) = url.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    fits.then(|| scheme.to_ascii_lowercase())
}

pub fn is_link(url: &str) -> bool {
    scheme(url).is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&&*scheme))
}

fn is_picture(url: &str) -> bool {
    scheme(url).is_none_or(|scheme| match &*scheme {
        "http" | "https" => true,
        "data" => {
            let media_type = url.split(',').next().unwrap().to_ascii_lowercase();
            media_type.starts_with("data:image/") && !media_type.contains("svg")
        }
        _ => false,
    })
}

/// A tree as one line a node, for a readable diff.
pub fn outline(nodes: &[Node]) -> String {
    fn push(out: &mut String, nodes: &[Node], depth: usize) {
        for node in nodes {
            out.push_str(&"  ".repeat(depth));
            match node {
                Node::Text(text) => writeln!(out, "{text:?}").unwrap(),
                Node::Element { name, attributes, children } => {
                    writeln!(out, "{name} {attributes:?}").unwrap();
                    push(out, children, depth + 1);
                }
            }
        }
    }
    let mut out = String::new();
    push(&mut out, nodes, 0);
    out
}

/// The text of a tree.
pub fn text(nodes: &[Node]) -> String {
    nodes
        .iter()
        .map(|node| match node {
            Node::Text(text) => text.clone(),
            Node::Element { children, .. } => text(children),
        })
        .collect()
}

/// Fails unless `html` is of our form, safe, and read by a parser as what was written.
#[track_caller]
pub fn assert_sound(html: &str, of: &str) {
    let tree = match written(html) {
        Ok(tree) => tree,
        Err(error) => panic!("{of}: {error}\n{html}"),
    };
    if let Err(error) = check(&tree) {
        panic!("{of}: {error} is not allowed\n{html}");
    }
    for (parsed, how) in [(parsed_in(html, "div"), "innerHTML"), (parsed_as_document(html), "a document")] {
        assert!(
            parsed == tree,
            "{of}: as {how}\n--- written\n{}\n--- parsed\n{}\n--- html\n{html}",
            outline(&tree),
            outline(&parsed)
        );
    }
}
