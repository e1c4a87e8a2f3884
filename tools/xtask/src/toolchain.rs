//! Finds a compiler for wasm on this machine, and installs what it lacks.
//!
//! 1. The Rust that is there has the target, or `rustup` can add it: the usual way.
//! 2. Debian's `rustc-web` with the sources of the standard library, which is then compiled as well: where only package
//!    archives can be reached.

mod debian;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

/// Rust's name for wasm without an operating system.
pub const TARGET: &str = "wasm32-unknown-unknown";

const NO_WAY: &str = "\
There is no way to compile WebAssembly here yet. One of these makes one, then try again:
  rustup target add wasm32-unknown-unknown                        (needs https://static.rust-lang.org)
  sudo apt-get install rustc-web cargo-web rust-web-src rust-web-llvm lld-22   (Debian; the newest lld there is)";

/// A way to compile wasm.
pub enum Toolchain {
    /// The Rust that built this tool.
    Installed,
    /// Debian's.
    Debian {
        /// LLVM's linker for wasm.
        linker: PathBuf,
    },
}

impl Toolchain {
    /// The best way there is, or the one called `wanted`. Says which it takes, and installs what it lacks.
    pub fn find(wanted: Option<&str>) -> Result<Self> {
        let mut obstacles = Vec::new();
        if wanted.is_none_or(|name| name == "rustup") {
            match installed() {
                Ok(found) => return Ok(found),
                Err(obstacle) => obstacles.push(obstacle),
            }
        }
        if wanted.is_none_or(|name| name == "debian") {
            match debian::find() {
                Ok(found) => return Ok(found),
                Err(obstacle) => obstacles.push(obstacle),
            }
        }
        let obstacles: Vec<_> = obstacles.iter().map(|obstacle| format!("  - {obstacle:#}")).collect();
        bail!("{NO_WAY}\n\nWhat was tried:\n{}", obstacles.join("\n"))
    }

    /// A word for it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Installed => "rustup",
            Self::Debian { .. } => "debian",
        }
    }

    /// Its cargo, with what it needs in the environment.
    pub fn cargo(&self) -> Command {
        match self {
            Self::Installed => {
                let mut cargo = clean("cargo");
                cargo.envs(std::env::var_os("RUSTUP_TOOLCHAIN").map(|name| ("RUSTUP_TOOLCHAIN", name)));
                cargo
            }
            Self::Debian { linker } => debian::cargo(linker),
        }
    }

    /// What its cargo must be told to build for wasm.
    pub fn build_options(&self) -> &'static [&'static str] {
        match self {
            Self::Installed => &[],
            Self::Debian { .. } => &["-Zbuild-std=std,panic_abort"],
        }
    }
}

/// A command without what `cargo run` has put into the environment for this tool: another cargo and another compiler
/// must not inherit it.
fn clean(program: &str) -> Command {
    let mut command = Command::new(program);
    for name in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN", "RUSTFLAGS", "CARGO_TARGET_DIR", "LD_LIBRARY_PATH"] {
        command.env_remove(name);
    }
    command
}

fn installed() -> Result<Toolchain> {
    if !has_target() {
        println!("Adding the target {TARGET} (rustup target add) …");
        match Command::new("rustup").args(["target", "add", TARGET]).stdin(Stdio::null()).status() {
            Err(_) => bail!("the installed Rust lacks the target {TARGET}, and there is no rustup to add it"),
            Ok(status) if !status.success() || !has_target() => bail!("`rustup target add {TARGET}` failed"),
            Ok(_) => {}
        }
    }
    println!("wasm: the installed Rust, which has the target {TARGET}");
    Ok(Toolchain::Installed)
}

fn has_target() -> bool {
    let Ok(output) = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output() else {
        return false;
    };
    let libraries = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    libraries.read_dir().is_ok_and(|mut entries| entries.next().is_some())
}
