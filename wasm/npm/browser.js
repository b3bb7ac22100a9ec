import start from "./base/allonym.js";

export * from "./base/allonym.js";

export default async function init(source = new URL("./base/allonym_bg.wasm", import.meta.url)) {
  await start({ module_or_path: source });
}
