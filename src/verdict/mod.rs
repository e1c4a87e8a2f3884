//! The verdict: a page goes in; for each block what it is and whether it is kept comes out.

pub mod class_tokens;
mod phrase_table;
pub mod vocabulary;
