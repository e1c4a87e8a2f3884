//! Builds the package's wasm: the sources go in, `dist/` comes out. `npm run build` calls it.
//!
//! Finds out how wasm can be compiled on this machine ([`toolchain`]), installs what is missing, compiles
//! and binds ([`wasm`]), and does none of it when nothing has changed ([`fingerprint`]).

mod commonjs;
mod fingerprint;
mod toolchain;
mod traps;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use fingerprint::Fingerprint;
use toolchain::Toolchain;

const USAGE: &str = "\
usage: npm run build [-- --force] [-- --names] [-- --messages] [-- --baseline] [-- --toolchain rustup|debian]
  --force       build though nothing has changed
  --names       keep the names of functions, for profilers
  --messages    keep the messages of panics, to find faults
  --baseline    build dist/baseline.wasm, bare lol_html for the benchmarks, and nothing else
  --toolchain   take this way to wasm and no other";

/// What was asked for on the command line.
#[derive(Default)]
struct Request {
    force: bool,
    kept: wasm::Kept,
    baseline: bool,
    toolchain: Option<String>,
}

fn main() -> ExitCode {
    match request().and_then(|request| build(&request)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn request() -> Result<Request> {
    let mut request = Request::default();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "build" => {}
            "--force" => request.force = true,
            "--names" => request.kept.names = true,
            "--messages" => request.kept.messages = true,
            "--baseline" => request.baseline = true,
            "--toolchain" => request.toolchain = Some(args.next().context(USAGE)?),
            _ => bail!(USAGE),
        }
    }
    Ok(request)
}

fn build(request: &Request) -> Result<()> {
    let start = Instant::now();
    let root = root()?;
    let dist = root.join("dist");
    if request.baseline {
        let toolchain = Toolchain::find(request.toolchain.as_deref())?;
        let compiled = wasm::compile(&root, "tools/bench/baseline", "baseline", None, &toolchain)?;
        fs::create_dir_all(&dist).context("cannot make dist/")?;
        fs::copy(compiled, dist.join("baseline.wasm")).context("cannot write dist/baseline.wasm")?;
        return Ok(());
    }
    let fingerprint = Fingerprint::of(&root)?;
    let ships = request.kept == wasm::Kept::default();
    if !request.force && ships && request.toolchain.is_none() && fingerprint.is_that_of(&dist) {
        println!("dist/ is up to date");
        return Ok(());
    }
    let toolchain = Toolchain::find(request.toolchain.as_deref())?;
    let feature = request.kept.messages.then_some("panic-messages");
    let compiled = wasm::compile(&root, "src/wasm", "bodycopy_wasm", feature, &toolchain)?;
    let size = wasm::bind(&compiled, &dist, request.kept)?;
    commonjs::write(&root, &dist)?;
    if ships {
        fingerprint.keep_in(&dist)?;
    } else {
        Fingerprint::forget(&dist)?;
    }
    println!("dist/bodycopy.wasm: {} kB, built in {:.0} s", size / 1000, start.elapsed().as_secs_f64());
    Ok(())
}

/// The repository's root: this crate is built in it.
fn root() -> Result<PathBuf> {
    // Asked when it runs, not when it is compiled: a copy of the repository may bring its `target/` along.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").context("run it with cargo: `npm run build`")?;
    let here = Path::new(&here);
    let root = here.ancestors().nth(2).context("tools/xtask has no grandparent")?;
    Ok(root.to_owned())
}
