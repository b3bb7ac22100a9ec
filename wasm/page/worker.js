// All the work, off the thread that draws. A message is { id, call, args }; the answer { id, value } or { id, error }.
// From a server it loads its files when they are needed; from a folder the page sends them.
"use strict";

if (typeof wasm_bindgen === "undefined") importScripts("allonym.js");

const sent = new Map(); // Files that the page sent: name to bytes.
const tables = new Map(); // Tables that are being loaded or are here: name to promise.
let ready;
let list;

async function file(name) {
  if (sent.has(name)) return sent.get(name);
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

function start() {
  ready ??= file("allonym_bg.wasm").then((bytes) => wasm_bindgen({ module_or_path: bytes }));
  return ready;
}

function table(name) {
  if (!tables.has(name)) {
    tables.set(name, Promise.all([start(), file(`${name}.bin`)]).then(([, bytes]) => wasm_bindgen.supplyTable(name, bytes)));
  }
  return tables.get(name);
}

const calls = {
  async start() {
    await start();
  },
  async score(a, b) {
    await start();
    return wasm_bindgen.score(a, b);
  },
  // The explanation, with the letters that answer each other where two words are spellings.
  async explain(a, b, options) {
    await start();
    const explanation = wasm_bindgen.explain(a, b, options);
    for (const evidence of explanation.evidence) {
      if (evidence.a && evidence.b) evidence.letters = wasm_bindgen.letters(evidence.a.text, evidence.b.text);
    }
    return explanation;
  },
  async parse(text) {
    await start();
    return wasm_bindgen.parse(text);
  },
  async resolve(texts) {
    await Promise.all([table("finder"), table("romanize")]);
    return wasm_bindgen.resolve(texts);
  },
  async rewrite(texts, style) {
    await Promise.all([table("finder"), table("romanize")]);
    return wasm_bindgen.rewrite(texts, style);
  },
  async romanizations(text, n, options) {
    await table("romanize");
    return wasm_bindgen.romanizations(text, n, options);
  },
  async systems(filter) {
    await table("systems");
    return wasm_bindgen.systems(filter);
  },
  async transliterate(text, system) {
    await table("systems");
    const made = new wasm_bindgen.Transliterator(system);
    try {
      return made.transliterate(text);
    } finally {
      made.free();
    }
  },
  async build(records) {
    await start();
    const built = wasm_bindgen.Index.build(records);
    list?.free();
    list = built;
    return list.length;
  },
  async search(name, options) {
    return list ? list.search(name, options) : [];
  },
};

self.onmessage = async ({ data }) => {
  if (data.files) {
    for (const [name, bytes] of Object.entries(data.files)) sent.set(name, bytes);
    return;
  }
  try {
    self.postMessage({ id: data.id, value: await calls[data.call](...data.args) });
  } catch (error) {
    self.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error) });
  }
};
