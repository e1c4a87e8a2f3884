//! What the serialisers promise: the tree that was written is the tree that is read, nothing hostile comes through,
//! no word changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod attacks;
#[path = "../common/mod.rs"]
mod common;
mod generate;
mod json;
mod kinds;
mod limits;
mod markdown;
mod pages;
mod real_pages;
mod round_trip;
mod tree;
