import start, { supplyTable } from "./full/allonym.js";

export * from "./full/allonym.js";

export default async function init(source = new URL("./full/allonym_bg.wasm", import.meta.url)) {
  await start({ module_or_path: source });
}

const tables = new Map();

async function fetched(name) {
  const response = await fetch(new URL(`./tables/${name}.bin`, import.meta.url));
  if (!response.ok) throw new Error(`tables/${name}.bin: ${response.status} ${response.statusText}`);
  supplyTable(name, new Uint8Array(await response.arrayBuffer()));
}

export async function load(...names) {
  for (const name of names) if (!tables.has(name)) tables.set(name, fetched(name));
  await Promise.all(names.map((name) => tables.get(name)));
}
