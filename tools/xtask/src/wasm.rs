//! Compiles the package's wasm and binds it to JavaScript, or another crate's.
//!
//! Nothing of the machine gets into the artefact (paths are remapped, names and producers left out),
//! so that the same compiler gives the same bytes anywhere.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use wasm_bindgen_cli_support::Bindgen;

use crate::toolchain::{TARGET, Toolchain};
use crate::traps;

/// What is written to `dist/`.
pub const OUTPUTS: &[&str] = &["bodycopy.wasm", "bindings.js", "bindings.d.ts", "inline-wasm.js", "inline-wasm.d.ts"];

/// The compiled module, not bound yet, of the crate in a folder of the repository, with one of its features.
pub fn compile(root: &Path, folder: &str, name: &str, feature: Option<&str>, toolchain: &Toolchain) -> Result<PathBuf> {
    let crate_dir = root.join(folder);
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned(), INLINED.to_owned()];
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    flags.extend(home.map(|home| format!("--remap-path-prefix={}=cargo", home.display())));
    flags.push(format!("--remap-path-prefix={}=bodycopy", root.display()));
    println!("Compiling {folder} (the first time takes some minutes) …");
    let status = toolchain
        .cargo()
        .current_dir(&crate_dir)
        .args(["build", "--release", "--target", TARGET])
        .args(std::env::var_os("CI").map(|_| "--locked"))
        .args(feature.map(|feature| format!("--features={feature}")))
        .args(toolchain.build_options())
        // Each way has its own folder: they use different compilers, and would undo each other's work.
        .arg("--target-dir")
        .arg(crate_dir.join("target").join(toolchain.name()))
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
        .status()
        .context("cannot run cargo")?;
    ensure!(status.success(), "{folder} did not compile; the messages above say why");
    Ok(crate_dir.join("target").join(toolchain.name()).join(TARGET).join("release").join(name).with_extension("wasm"))
}

/// How large a function marked `#[inline]`, as most of the standard library's are, may be to be copied into each caller. LLVM's
/// 325 counts where code is optimised for size, too; from here on down it gets slower (`docs/size.md`).
const INLINED: &str = "-Cllvm-args=-inlinehint-threshold=160";

/// What of no use to users is kept in the wasm.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// The names of functions.
    pub names: bool,
    /// The messages of panics.
    pub messages: bool,
}

/// Writes the wasm and its bindings to `dist`; gives the size of the wasm in bytes.
pub fn bind(compiled: &Path, dist: &Path, kept: Kept) -> Result<u64> {
    fs::create_dir_all(dist).context("cannot make dist/")?;
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name("bindings")
        .web(true)?
        .typescript(true)
        // The package brings the wasm itself, in ways that differ from runtime to runtime.
        .omit_default_module_path(true)
        // After a trap the instance is replaced.
        .reset_state_function(true)
        .export_wasm(true)
        .remove_name_section(!kept.names)
        .remove_producers_section(true)
        .generate_output()
        .context("cannot bind the wasm")?;
    if !kept.messages {
        traps::shorten(output.wasm_mut());
    }
    output.emit(dist).context("cannot write to dist/")?;
    fs::remove_file(dist.join("bindings_bg.wasm.d.ts")).context("cannot tidy up dist/")?;
    // wasm-bindgen forgets to declare what `export_wasm` adds.
    let types = dist.join("bindings.d.ts");
    let declared = fs::read_to_string(&types).context("cannot read dist/bindings.d.ts")?;
    fs::write(
        &types,
        declared
            + "\n/** The exports of the instance, once there is one. */\nexport let __wasm: InitOutput | undefined;\n",
    )?;
    let path = dist.join("bodycopy.wasm");
    fs::rename(dist.join("bindings_bg.wasm"), &path).context("cannot write dist/bodycopy.wasm")?;
    let bytes = fs::read(&path).context("cannot read dist/bodycopy.wasm")?;
    fs::write(dist.join("inline-wasm.js"), format!("export default \"{}\";\n", STANDARD.encode(&bytes)))?;
    fs::write(
        dist.join("inline-wasm.d.ts"),
        "/** The wasm in base 64. */\ndeclare const wasm: string;\nexport default wasm;\n",
    )?;
    Ok(bytes.len() as u64)
}
