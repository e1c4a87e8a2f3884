export default {
  mode: "production",
  entry: "./main.js",
  output: { module: true, filename: "[name].js", chunkFormat: "module", clean: true },
  experiments: { outputModule: true },
};
