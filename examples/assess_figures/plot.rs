//! Chances and what came of them go in; a reliability plot as SVG comes out (DeGroot and Fienberg 1983).

use std::fmt::Write;

const BINS: usize = 10;
const SIZE: f64 = 300.0;
const MARGIN: f64 = 50.0;

struct Bin {
    said: f64,
    seen: f64,
    pages: usize,
}

fn bins(points: &[(f32, bool)]) -> Vec<Bin> {
    let mut bins: Vec<(f64, f64, usize)> = vec![(0.0, 0.0, 0); BINS];
    for (chance, came) in points {
        let bin = &mut bins[((chance * BINS as f32) as usize).min(BINS - 1)];
        *bin = (bin.0 + f64::from(*chance), bin.1 + f64::from(u8::from(*came)), bin.2 + 1);
    }
    let filled = bins.into_iter().filter(|(_, _, pages)| *pages > 0);
    filled.map(|(said, seen, pages)| Bin { said: said / pages as f64, seen: seen / pages as f64, pages }).collect()
}

/// The mean distance between what was said and what was seen.
pub fn calibration_error(points: &[(f32, bool)]) -> f64 {
    bins(points).iter().map(|bin| (bin.said - bin.seen).abs() * bin.pages as f64).sum::<f64>() / points.len() as f64
}

/// The plot.
pub fn reliability(points: &[(f32, bool)]) -> String {
    let x = |share: f64| MARGIN + share * SIZE;
    let y = |share: f64| MARGIN / 2.0 + (1.0 - share) * SIZE;
    let (width, height) = (SIZE + 1.5 * MARGIN, SIZE + 1.5 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"sans-serif\" font-size=\"11\" role=\"img\">\n\
         <title>How often a page is readable where its chance was said to be so and so</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <path d=\"M{} {}H{}V{}\" fill=\"none\" stroke=\"#999\"/>\n\
         <path d=\"M{} {}L{} {}\" stroke=\"#bbb\" stroke-dasharray=\"4 4\"/>\n",
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0),
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0)
    );
    for tick in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{tick}</text>", x(tick), y(0.0) + 15.0);
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{tick}</text>", x(0.0) - 6.0, y(tick) + 4.0);
    }
    let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">chance said</text>", x(0.5), y(0.0) + 32.0);
    let _ = writeln!(
        svg,
        "<text transform=\"translate(14 {}) rotate(-90)\" text-anchor=\"middle\">share that is readable</text>",
        y(0.5)
    );
    let bins = bins(points);
    let line: Vec<String> = bins.iter().map(|bin| format!("{:.1} {:.1}", x(bin.said), y(bin.seen))).collect();
    let _ = writeln!(svg, "<path d=\"M{}\" fill=\"none\" stroke=\"#1f6feb\" stroke-width=\"2\"/>", line.join("L"));
    for bin in &bins {
        let (x, y) = (x(bin.said), y(bin.seen));
        let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"#1f6feb\"/>");
        let _ = writeln!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"#555\">{}</text>", x - 14.0, y - 8.0, bin.pages);
    }
    svg.push_str("</svg>\n");
    svg
}
