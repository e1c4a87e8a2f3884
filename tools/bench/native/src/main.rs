//! A list of files goes in on standard input, one a line; the seconds that each engine takes for all of them come out, the best of
//! some rounds. Reading the files is no part of it. The seconds are the processor's: what else runs on the machine counts little.

use cpu_time::ProcessTime;
use std::io::{self, BufRead};
use std::time::Duration;

const ROUNDS: usize = 5;

fn best(pages: &[Vec<u8>], mut read: impl FnMut(&[u8]) -> usize) -> Duration {
    let round = |read: &mut dyn FnMut(&[u8]) -> usize| {
        let start = ProcessTime::now();
        let length: usize = pages.iter().map(|page| read(page)).sum();
        std::hint::black_box(length);
        start.elapsed()
    };
    (0..ROUNDS).map(|_| round(&mut read)).min().unwrap_or_default()
}

fn main() -> io::Result<()> {
    let files = io::stdin().lock().lines().collect::<Result<Vec<_>, _>>()?;
    let pages = files.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let options = bodycopy::Options { url: Some("https://example.org/a".into()), ..Default::default() };
    let ours = best(&pages, |page| bodycopy::extract(page, &options).map_or(0, |article| article.text.len()));
    println!("bodycopy\t{}", ours.as_secs_f64());
    let smoothie = best(&pages, |page| {
        let html = String::from_utf8_lossy(page);
        let article = dom_smoothie::Readability::new(html.as_ref(), Some("https://example.org/a"), None)
            .and_then(|mut reader| reader.parse());
        article.map_or(0, |article| article.text_content.len())
    });
    println!("dom_smoothie\t{}", smoothie.as_secs_f64());
    Ok(())
}
