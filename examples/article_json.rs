//! Pages' names go in as arguments; each page's article comes out as a line of JSON. Its address is made of its number.
//!
//! `tests/package/native.test.mjs` holds it against what the wasm makes of the same pages.

use bodycopy::{Options, extract};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (number, file) in std::env::args().skip(1).enumerate() {
        let url = Some(format!("https://www.example.org/news/2026/page-{number}.html?from=test"));
        println!("{}", extract(&std::fs::read(file)?, &Options { url, ..Options::default() })?.to_json());
    }
    Ok(())
}
