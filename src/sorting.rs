//! A list goes in and is put in order, equal items in the order they had.
//!
//! The standard library's sorts are compiled anew for each type, some ten kilobytes each; the lists here are short, and
//! sorted once a page. So one merge sort orders their indices, and asks by a call which of two comes first.

use std::cmp::Ordering;

/// Sorts by a comparison.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = order(items.len(), &mut |a, b| compare(&items[a as usize], &items[b as usize]).is_gt());
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.iter().filter_map(|&at| taken[at as usize].take()));
}

/// Sorts by a key.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by the items' own order.
pub(crate) fn sort<T: Ord>(items: &mut Vec<T>) {
    sort_by(items, T::cmp);
}

/// The indices of a list in the order of its items; `is_behind` tells whether its first comes after its second.
fn order(len: usize, is_behind: &mut dyn FnMut(u32, u32) -> bool) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(len).unwrap_or(u32::MAX)).collect();
    let mut merged = Vec::with_capacity(order.len());
    let mut run = 1;
    while run < order.len() {
        for pair in order.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some(&first), Some(&second)) = (left.first(), right.first()) {
                let (next, rest) = if is_behind(first, second) { (second, &mut right) } else { (first, &mut left) };
                merged.push(next);
                *rest = &rest[1..];
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        merged.clear();
        run *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_as_by_the_standard_library() {
        let mut seed = 1_u64;
        for len in (0..70).chain([1000, 1024, 1025]) {
            let random = |_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 60, seed)
            };
            let list: Vec<(u64, u64)> = (0..len).map(random).collect();
            let (mut ours, mut theirs) = (list.clone(), list.clone());
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            assert_eq!(ours, theirs, "{len} items");
            sort(&mut ours);
            theirs.sort_unstable();
            assert_eq!(ours, theirs, "{len} items");
        }
    }
}
