//! Whether anything that the wasm is made of has changed since `dist/` was written.
//!
//! Times of files say little after a checkout or an unpacked cache, so contents are compared: the sources are
//! small enough to be read each time.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result};

/// Everything that decides what is built, from the repository's root.
const INPUTS: &[&str] = &["Cargo.toml", "src", "data", "tools/xtask/src", "tools/xtask/Cargo.toml"];
/// Lies among the inputs, but is written by the build.
const NOT_INPUTS: &[&str] = &["src/wasm/target"];

const FILE: &str = ".fingerprint";

/// A digest of all inputs.
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of the repository as it is.
    pub fn of(root: &Path) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        for input in INPUTS.iter().map(|input| (*input).to_owned()).chain(crate::commonjs::inputs()) {
            add(root, Path::new(&input), &mut hasher)?;
        }
        Ok(Self(format!("{:016x}", hasher.finish())))
    }

    /// Whether `dist` was built from the same inputs, and is whole.
    pub fn is_that_of(&self, dist: &Path) -> bool {
        let mut outputs = crate::wasm::OUTPUTS.iter().copied().chain(crate::commonjs::outputs());
        let is_whole = outputs.all(|name| dist.join(name).is_file());
        is_whole && fs::read_to_string(dist.join(FILE)).is_ok_and(|kept| kept == self.0)
    }

    /// Says in `dist` what it was built from.
    pub fn keep_in(&self, dist: &Path) -> Result<()> {
        fs::write(dist.join(FILE), &self.0).context("cannot write dist/.fingerprint")
    }

    /// What `dist` holds is not what ships: the next build must not take it for that.
    pub fn forget(dist: &Path) -> Result<()> {
        match fs::remove_file(dist.join(FILE)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error).context("cannot remove dist/.fingerprint"),
            _ => Ok(()),
        }
    }
}

fn add(root: &Path, path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    if NOT_INPUTS.iter().any(|other| Path::new(other) == path) {
        return Ok(());
    }
    let full = root.join(path);
    if full.is_dir() {
        let entries = fs::read_dir(&full).with_context(|| format!("cannot list {}", full.display()))?;
        let mut names = entries.map(|entry| Ok(entry?.file_name())).collect::<Result<Vec<_>>>()?;
        names.sort();
        for name in names {
            add(root, &path.join(name), hasher)?;
        }
    } else {
        path.hash(hasher);
        fs::read(&full).with_context(|| format!("cannot read {}", full.display()))?.hash(hasher);
    }
    Ok(())
}
