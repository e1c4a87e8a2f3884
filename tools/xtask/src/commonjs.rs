//! Lets `require` have what `import` has.
//!
//! The entry points are ECMAScript modules, which Node can `require`; TypeScript and bundlers want to see files that
//! say so. Each is one line, so that there is never a second copy of the package in a program.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Where the entry points and their types are.
const PACKAGE: &str = "www/package";

/// The entry points that can be required: what stands in `dist/`, and the module.
const ENTRIES: &[(&str, &str)] = &[
    ("node.cjs", "node.js"),
    ("inline.cjs", "inline.js"),
    ("slim.cjs", "slim.js"),
    ("worker.cjs", "worker/node.js"),
    ("worker-thread.cjs", "worker/browser-thread.js"),
    ("element.cjs", "element/index.js"),
    ("element-class.cjs", "element/class.js"),
    ("readability.cjs", "readability/node.js"),
];

/// Their types: what stands in `dist/`, and what it is a copy of.
const TYPES: &[(&str, &str)] = &[
    ("index.d.cts", "index.d.ts"),
    ("worker.d.cts", "worker/index.d.ts"),
    ("worker-thread.d.cts", "worker/browser-thread.d.ts"),
    ("element.d.cts", "element/index.d.ts"),
    ("element-class.d.cts", "element/class.d.ts"),
    ("readability.d.cts", "readability/index.d.ts"),
];

/// What the types of one entry point call those of another, and the name of that in `dist/`.
const TYPE_IMPORTS: &[(&str, &str)] =
    &[("\"../index.js\"", "\"./index.cjs\""), ("\"./class.js\"", "\"./element-class.cjs\"")];

/// The files that decide what is written, from the repository's root.
pub fn inputs() -> impl Iterator<Item = String> {
    TYPES.iter().map(|(_, source)| format!("{PACKAGE}/{source}"))
}

/// What is written to `dist/`.
pub fn outputs() -> impl Iterator<Item = &'static str> {
    ENTRIES.iter().chain(TYPES).map(|(name, _)| *name)
}

/// Writes them.
pub fn write(root: &Path, dist: &Path) -> Result<()> {
    for (name, module) in ENTRIES {
        let line = format!("module.exports = require(\"../{PACKAGE}/{module}\");\n");
        fs::write(dist.join(name), line).with_context(|| format!("cannot write dist/{name}"))?;
    }
    for (name, source) in TYPES {
        let path = root.join(PACKAGE).join(source);
        let types = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        // To TypeScript a default export is all that `require` gives; here it is one name among the others.
        let types = types.replace("export default init;\n", "").replace("export default _default;\n", "");
        let types = TYPE_IMPORTS.iter().fold(types, |types, (from, to)| types.replace(from, to));
        fs::write(dist.join(name), types).with_context(|| format!("cannot write dist/{name}"))?;
    }
    Ok(())
}
