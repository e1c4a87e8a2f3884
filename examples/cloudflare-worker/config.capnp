# For workerd on one's own machine: `workerd serve config.capnp`.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .clean),
    # Pages of this machine too, so that it can be tried without a network.
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "main")],
);

const clean :Workerd.Worker = (
  modules = [
    (name = "index.js", esModule = embed "dist/index.js"),
    (name = "bodycopy.wasm", wasm = embed "dist/bodycopy.wasm"),
  ],
  compatibilityDate = "2026-01-01",
);
