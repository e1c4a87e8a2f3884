/** The WebAssembly, where the platform or the bundler imports it as a module. */
declare const module: WebAssembly.Module;
export default module;
