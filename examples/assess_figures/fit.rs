//! Samples go in; the weights come out that make them most likely: logistic regression for *readable*, multinomial for the
//! kinds, with small weights preferred. The same samples give the same weights.

use bodycopy::article::PageKind;
use bodycopy::assess::{CLASSES, COLUMNS, COUNT, Weights};

/// What is learned from.
pub struct Sample {
    pub values: [f32; COUNT],
    pub kind: Option<PageKind>,
    pub is_readable: Option<bool>,
    pub weight: f32,
}

/// How much a large weight costs: for *readable*, and for the kinds, of which some have few pages.
const PENALTIES: [f32; 2] = [0.0006, 0.003];
const ROUNDS: usize = 700;
const RATE: f32 = 0.05;

/// Adam (Kingma and Ba 2015) on all samples at once.
pub fn fit(samples: &[Sample]) -> Weights {
    let mut rows = vec![[0.0_f32; COLUMNS]; COUNT];
    let (mut first, mut second) = (vec![[0.0_f32; COLUMNS]; COUNT], vec![[0.0_f32; COLUMNS]; COUNT]);
    let rarity = rarity(samples);
    let total: f32 = samples.iter().map(|sample| sample.weight).sum();
    for round in 1..=ROUNDS {
        let mut gradient = vec![[0.0_f32; COLUMNS]; COUNT];
        for sample in samples {
            let mut sums = [0.0; COLUMNS];
            for (value, row) in sample.values.iter().zip(&rows).filter(|(value, _)| **value != 0.0) {
                for column in 0..COLUMNS {
                    sums[column] += value * row[column];
                }
            }
            let errors = errors(sample, &sums, &rarity);
            for (value, row) in sample.values.iter().zip(&mut gradient).filter(|(value, _)| **value != 0.0) {
                for column in 0..COLUMNS {
                    row[column] += value * errors[column] / total;
                }
            }
        }
        let rate = RATE * if round > ROUNDS / 2 { 0.2 } else { 1.0 };
        for at in 0..COUNT {
            for column in 0..COLUMNS {
                let slope = gradient[at][column] + PENALTIES[column.min(1)] * rows[at][column];
                first[at][column] = 0.9 * first[at][column] + 0.1 * slope;
                second[at][column] = 0.999 * second[at][column] + 0.001 * slope * slope;
                let mean = first[at][column] / (1.0 - 0.9_f32.powi(round as i32));
                let spread = second[at][column] / (1.0 - 0.999_f32.powi(round as i32));
                rows[at][column] -= rate * mean / (spread.sqrt() + 1e-8);
            }
        }
    }
    Weights::new(rows)
}

/// By how much each sum is too high.
fn errors(sample: &Sample, sums: &[f32; COLUMNS], rarity: &[f32; CLASSES.len()]) -> [f32; COLUMNS] {
    let mut errors = [0.0; COLUMNS];
    if let Some(is_readable) = sample.is_readable {
        let chance = 1.0 / (1.0 + (-sums[0]).exp());
        errors[0] = sample.weight * (chance - f32::from(u8::from(is_readable)));
    }
    if let Some(class) = sample.kind.and_then(|kind| CLASSES.iter().position(|other| *other == kind)) {
        let most = sums[1..].iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let parts: Vec<f32> = sums[1..].iter().map(|sum| (sum - most).exp()).collect();
        let all: f32 = parts.iter().sum();
        for (at, part) in parts.iter().enumerate() {
            errors[at + 1] = sample.weight * rarity[class] * (part / all - f32::from(u8::from(at == class)));
        }
    }
    errors
}

/// How much more each kind counts for being rare.
fn rarity(samples: &[Sample]) -> [f32; CLASSES.len()] {
    let mut totals = [0.0_f32; CLASSES.len()];
    for sample in samples {
        if let Some(class) = sample.kind.and_then(|kind| CLASSES.iter().position(|other| *other == kind)) {
            totals[class] += sample.weight;
        }
    }
    let most = totals.iter().copied().fold(0.0, f32::max);
    totals.map(|total| if total > 0.0 { (most / total).powf(0.4) } else { 0.0 })
}
