//! Debian's `rustc-web`, which its browsers are built with: a recent compiler, the sources of the standard library
//! beside it, and LLVM's linker for wasm. The library for wasm is not packaged; cargo compiles it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::{Toolchain, clean};

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];
/// The oldest compiler that the crate is made for (`rust-version` in Cargo.toml).
const OLDEST_RUSTC: u32 = 88;

/// The way over Debian's packages, which are installed if they can be.
pub fn find() -> Result<Toolchain> {
    let missing = missing();
    if !missing.is_empty() {
        install(&missing)?;
    }
    let linker = linker().context("no `wasm-ld` was found, though lld is installed")?;
    let version = rustc_minor().context("cannot tell the version of /usr/bin/rustc")?;
    ensure!(version >= OLDEST_RUSTC, "Debian's rustc-web is 1.{version}, and 1.{OLDEST_RUSTC} is needed");
    println!(
        "wasm: Debian's rustc-web 1.{version} and {}, which compile the standard library as well",
        linker.file_name().unwrap_or_default().display()
    );
    Ok(Toolchain::Debian { linker })
}

/// Debian's cargo.
pub fn cargo(linker: &Path) -> Command {
    let mut command = clean(CARGO);
    command
        .env("RUSTC", RUSTC)
        // -Zbuild-std is not stable; this lets a stable compiler take it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    command
}

fn missing() -> Vec<String> {
    let is_installed = |package: &str| {
        let query = Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]).output();
        query.is_ok_and(|output| output.stdout == b"installed")
    };
    let mut missing: Vec<_> =
        PACKAGES.iter().filter(|package| !is_installed(package)).map(|&package| package.to_owned()).collect();
    if linker().is_none() {
        missing.push("lld".to_owned());
    }
    missing
}

fn install(missing: &[String]) -> Result<()> {
    ensure!(Path::new("/usr/bin/apt-get").exists(), "this is no Debian: there is no apt-get");
    println!("Installing {} (apt-get; some minutes) …", missing.join(", "));
    apt_get(&["update"])?;
    let packages: Vec<String> = missing
        .iter()
        .map(
            |package| if package == "lld" { newest_lld().unwrap_or_else(|| "lld".to_owned()) } else { package.clone() },
        )
        .collect();
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages.iter().map(String::as_str));
    apt_get(&arguments)
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let mut command = if is_root { Command::new("env") } else { Command::new("sudo") };
    if !is_root && std::env::var_os("CI").is_some() {
        // Nobody is there to type a password.
        command.arg("--non-interactive");
    }
    command.args(if is_root { &[][..] } else { &["env"][..] });
    let status = command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"])
        .args(arguments)
        .stdin(if is_root { Stdio::null() } else { Stdio::inherit() })
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => bail!("`apt-get {}` failed", arguments.join(" ")),
        Err(_) => bail!("apt-get needs root, and there is no sudo"),
    }
}

/// rustc's LLVM may be newer than the default `lld`, which could then not read its output.
fn newest_lld() -> Option<String> {
    let output = Command::new("apt-cache").args(["search", "--names-only", "^lld-[0-9]+$"]).output().ok()?;
    let listing = String::from_utf8(output.stdout).ok()?;
    let versions = listing.lines().filter_map(|line| line.split_once(' ')?.0.strip_prefix("lld-")?.parse::<u32>().ok());
    versions.max().map(|version| format!("lld-{version}"))
}

/// The newest `wasm-ld`.
fn linker() -> Option<PathBuf> {
    let entries = Path::new("/usr/bin").read_dir().ok()?;
    let numbered = entries.filter_map(|entry| {
        let path = entry.ok()?.path();
        let version = path.file_name()?.to_str()?.strip_prefix("wasm-ld-")?.parse::<u32>().ok()?;
        Some((version, path))
    });
    numbered.max().map(|(_, path)| path)
}

fn rustc_minor() -> Option<u32> {
    let output = Command::new(RUSTC).arg("--version").output().ok()?;
    String::from_utf8(output.stdout).ok()?.split('.').nth(1)?.parse().ok()
}
