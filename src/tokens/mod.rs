//! Bytes in any chunks go in; start tags, end tags and text with entities decoded come out.
