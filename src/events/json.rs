//! An event goes in; its JSON comes out, as JavaScript has it.

use super::Event;
use crate::article::ToJson;

impl Event {
    /// The event as JSON: the same as serde writes, with much less code.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\"type\":\"");
        let mut field = |open: &str, value: &dyn ToJson| {
            out.push_str(open);
            value.write(&mut out);
        };
        match self {
            Self::Metadata { metadata } => field("metadata\",\"metadata\":", &**metadata),
            Self::Block { id, after, block } => {
                field("block\",\"id\":", id);
                field(",\"after\":", after);
                field(",\"block\":", block);
            }
            Self::Retract { id } => field("retract\",\"id\":", id),
            Self::Article { article } => field("article\",\"article\":", &**article),
        }
        out.push('}');
        out
    }
}
