import { readFileSync } from "node:fs";
import { initSync } from "./base/allonym.js";

initSync({ module: readFileSync(new URL("./base/allonym_bg.wasm", import.meta.url)) });

export * from "./base/allonym.js";

export default async function init() {}
