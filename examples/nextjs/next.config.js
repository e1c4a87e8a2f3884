// Bundled into the server, the JavaScript would be apart from its wasm; named here, it is loaded from node_modules.
export default { serverExternalPackages: ["bodycopy"] };
