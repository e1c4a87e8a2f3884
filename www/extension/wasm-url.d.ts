/** What Vite makes of a file's name with `?url`: the address of the file. */
declare module "*.wasm?url" {
  const url: string;
  export default url;
}
