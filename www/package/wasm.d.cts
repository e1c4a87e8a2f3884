/** The WebAssembly, where the bundler makes a module of it. */
declare const module: WebAssembly.Module;
export = module;
