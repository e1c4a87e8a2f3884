//! Lets `require` have what `import` has.
//!
//! The entry points are ECMAScript modules, which Node can `require`; TypeScript and bundlers want to see files that
//! say so. Each is one line, so that there is never a second copy of the package in a program.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The entry points that can be required, without `.js`.
const ENTRIES: &[&str] = &["node", "inline", "slim"];
/// Their types, which are one file.
pub const TYPES: &str = "www/package/index.d.ts";

/// What is written to `dist/`.
pub const OUTPUTS: &[&str] = &["node.cjs", "inline.cjs", "slim.cjs", "index.d.cts"];

/// Writes them.
pub fn write(root: &Path, dist: &Path) -> Result<()> {
    for entry in ENTRIES {
        let line = format!("module.exports = require(\"../www/package/{entry}.js\");\n");
        fs::write(dist.join(format!("{entry}.cjs")), line).context("cannot write to dist/")?;
    }
    // To TypeScript a default export is all that `require` gives; here it is one name among the others.
    let types = fs::read_to_string(root.join(TYPES)).context("cannot read the types")?;
    let types = types.replace("export default init;\n", "");
    fs::write(dist.join("index.d.cts"), types).context("cannot write dist/index.d.cts")?;
    Ok(())
}
