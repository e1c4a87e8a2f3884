//! A start tag and its place in the tree go in; its node comes out, with what its attributes say.
//!
//! An element that would begin a block is a line where the page has too many of them (see `blocks.rs`).

use super::attributes::{is_of_picture, presentation};
use super::builder::{PageBuilder, STILL_OPEN};
use super::class_names::Said;
use super::open_elements::Language;
use super::{Attr, AttrName, Flags, MAX_DEPTH, Node, NodeId, Tag, TagProperties, TextRange};
use crate::tokens::{StartTag, entities};
use crate::verdict::class_tokens;

/// What attributes say of their element.
#[derive(Default)]
struct Attributes {
    /// By class names and roles.
    said: Said,
    has_href: bool,
    is_shadow_root: bool,
}

impl PageBuilder {
    /// Makes the node of a start tag inside `parent`.
    pub(super) fn make(
        &mut self,
        tag: Tag,
        language: Language,
        parent: NodeId,
        start: Option<&StartTag<'_>>,
    ) -> NodeId {
        let properties = tag.properties();
        let is_foreign = language != Language::Html;
        // Not the stack's length alone: the innermost element is popped only after its child was made.
        let outer = self.page.node(parent);
        let parent = if usize::from(outer.depth) + 1 >= MAX_DEPTH { outer.parent } else { parent };
        let is_block = properties.has(TagProperties::BLOCK) && !is_foreign;
        let is_line = is_block && !self.run.may_part(&self.page);
        let is_block = is_block && !is_line;
        if is_block {
            self.run.close(&mut self.page);
        } else if is_line {
            self.run.new_line(&mut self.page, parent);
            if let Some(line) = self.same_line(tag, parent, start) {
                return line;
            }
        }
        let id = NodeId(self.page.nodes.len() as u32);
        let first_attr = self.page.attrs.len() as u32;
        let mut flags = self.page.node(parent).flags;
        flags.0 &= !Flags::REOPENED.0;
        let mut read = Attributes::default();
        if let Some(start) = start {
            if start.marks.keep {
                flags = flags.with(Flags::KEEP);
            }
            if start.marks.remove {
                flags = flags.with(Flags::REMOVE);
            }
            read = self.attributes(tag, start, &mut flags);
        }
        if properties.has(TagProperties::SKIPPED) && !read.is_shadow_root || is_foreign {
            flags = flags.with(Flags::SKIPPED);
        }
        if matches!(tag, Tag::PRE | Tag::LISTING | Tag::PLAINTEXT) {
            flags = flags.with(Flags::PREFORMATTED);
        }
        if tag == Tag::CENTER {
            flags = flags.with(Flags::CENTERED);
        }
        if matches!(tag, Tag::STRONG | Tag::B | Tag::EM | Tag::I) {
            flags = flags.with(Flags::EMPHASISED);
        }
        let outer = self.page.node(parent);
        // Lines that are nested stand beside each other, so that what is around a text is found in a few steps.
        let parent = if is_line { outer.container } else { parent };
        let node = Node {
            tag: if is_line { Tag::SPAN } else { tag },
            flags,
            depth: self.page.node(parent).depth + 1,
            attr_count: (self.page.attrs.len() as u32 - first_attr) as u8,
            first_attr,
            parent,
            end: STILL_OPEN,
            link: if tag == Tag::A && read.has_href && !is_foreign { Some(id) } else { outer.link },
            container: if is_block { id } else { outer.container },
            tokens: read.said.tokens,
            marks: read.said.marks,
            first_block: self.page.blocks.len() as u32,
            end_block: STILL_OPEN,
            first_item: self.page.items.len() as u32,
            end_item: STILL_OPEN,
        };
        self.page.nodes.push(node);
        if is_line {
            self.line = Some(id);
        }
        id
    }

    /// Keeps those of a start tag's attributes that something asks for, and what they say of its element.
    fn attributes(&mut self, tag: Tag, start: &StartTag<'_>, flags: &mut Flags) -> Attributes {
        let first_attr = self.page.attrs.len() as u32;
        let mut said = Said::default();
        let (mut has_class, mut has_href, mut is_shadow_root) = (false, false, false);
        for (name, value) in start.attributes.iter() {
            let known = AttrName::of(name);
            *flags = flags.with(presentation(known, name, value));
            let name = match known {
                Some(AttrName::Style) => continue,
                Some(known) => known,
                None if tag == Tag::IMG && is_of_picture(name, value) => AttrName::DataPicture,
                None => continue,
            };
            has_href |= name == AttrName::Href;
            is_shadow_root |= name == AttrName::Shadowrootmode;
            let from = self.page.values.len() as u32;
            entities::decode_attribute(value, &mut self.page.values);
            let value = TextRange { start: from, end: self.page.values.len() as u32 };
            if self.page.attrs.len() as u32 - first_attr >= u32::from(u8::MAX) {
                self.page.values.truncate(from as usize);
                continue;
            }
            let value = match name {
                AttrName::Class => {
                    let (at, Said { tokens, marks }) = self.recent.of(&self.page.values, value);
                    // Of an attribute that repeats the first counts.
                    let marks = if has_class { said.marks } else { marks };
                    said = Said { tokens: said.tokens.with(tokens), marks };
                    has_class = true;
                    at
                }
                AttrName::Id | AttrName::Itemprop | AttrName::Type | AttrName::DataType => {
                    let (at, Said { tokens, .. }) = self.recent.of(&self.page.values, value);
                    said.tokens = said.tokens.with(tokens);
                    at
                }
                AttrName::Role => {
                    said.tokens = said.tokens.with(class_tokens::of_role(self.page.value_at(value)));
                    value
                }
                _ => value,
            };
            if value.start < from {
                // It stands there already.
                self.page.values.truncate(from as usize);
            }
            self.page.attrs.push(Attr { name, value });
        }
        Attributes { said, has_href, is_shadow_root }
    }

    /// The last line's node for another line, if the two would be alike.
    fn same_line(&self, tag: Tag, parent: NodeId, start: Option<&StartTag<'_>>) -> Option<NodeId> {
        let is_bare = start.is_none_or(|start| start.attributes.is_empty() && !start.marks.keep && !start.marks.remove);
        let is_plain = !matches!(tag, Tag::FORM | Tag::XMP | Tag::PRE | Tag::LISTING | Tag::PLAINTEXT | Tag::CENTER);
        let line = self.line.filter(|_| is_bare && is_plain)?;
        let (node, outer) = (self.page.node(line), self.page.node(parent));
        let is_alike = node.attr_count == 0
            && node.parent == outer.container
            && node.flags == outer.flags
            && node.link == outer.link;
        is_alike.then_some(line)
    }
}
