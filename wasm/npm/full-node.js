import { readFileSync } from "node:fs";
import { initSync, supplyTable } from "./full/allonym.js";

const read = (name) => readFileSync(new URL(name, import.meta.url));

initSync({ module: read("./full/allonym_bg.wasm") });
for (const name of ["finder", "romanize", "systems"]) supplyTable(name, read(`./tables/${name}.bin`));

export * from "./full/allonym.js";

export default async function init() {}

export async function load() {}
