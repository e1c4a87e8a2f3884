//! The verdict: a page goes in; for each block what it is and whether it is kept comes out.
