//! Payloads of the known collections in every string of an article: nothing comes through.

use crate::common::shared;
use crate::generate::Generator;
use crate::tree::assert_sound;
use bodycopy::output::html_of;

/// Each with where it stands; None where the collections are missing.
pub fn payloads() -> Option<Vec<(String, String)>> {
    let folder = shared("security")?;
    let mut payloads = Vec::new();
    for file in [
        "dompurify-expect",
        "ammonia-tests",
        "h5sc-items",
        "h5sc-vectors",
        "owasp-filter-evasion",
        "payloadbox",
        "mxss",
    ] {
        let json = std::fs::read_to_string(folder.join(format!("{file}.json"))).unwrap();
        let records: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        for (index, record) in records.iter().enumerate() {
            let payload = record["payload"].as_str().unwrap();
            payloads.push((format!("{file} {index}"), payload.to_owned()));
        }
    }
    Some(payloads)
}

#[test]
fn no_payload_comes_through_in_any_field() {
    let Some(payloads) = payloads() else { return };
    assert!(payloads.len() > 7000, "only {} payloads were read", payloads.len());
    for (index, (of, payload)) in payloads.iter().enumerate() {
        // Every string of the article is the payload; the seed chooses which kinds of blocks it has.
        let blocks = Generator::new(index as u64, &[payload]).blocks(2);
        assert_sound(&html_of(&blocks), of);
    }
}
