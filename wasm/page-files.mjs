// page-files.mjs FOLDER: writes what the page needs beside the sources: the examples, the list of files for the worker
// that keeps them, and everything once more as scripts, since a page that is opened from a folder may load nothing else.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const read = (name) => readFileSync(join(folder, name));

const examples = new URL("../examples/kerman/", import.meta.url);
const texts = readdirSync(examples).sort().map((name) => ({ name, text: readFileSync(new URL(name, examples), "utf8") }));
writeFileSync(join(folder, "examples.js"), `self.ALLONYM_EXAMPLES = ${JSON.stringify(texts)};\n`);

// For a folder: the worker as a text, modules and tables in base 64.
const bytes = ["allonym_bg.wasm", "finder.bin", "romanize.bin", "systems.bin"];
const worker = read("allonym.js").toString() + "\n" + read("worker.js").toString();
for (const name of bytes) {
  const script = `(self.ALLONYM_FILES ??= {})[${JSON.stringify(name)}] = "${read(name).toString("base64")}";\n`;
  writeFileSync(join(folder, `folder-${name}.js`), script);
}
writeFileSync(join(folder, "folder-worker.js"), `self.ALLONYM_WORKER = ${JSON.stringify(worker)};\n`);

// For a server: what is kept, under a version that changes with any byte of it.
const kept = ["index.html", "page.css", "page.js", "worker.js", "allonym.js", "examples.js", "icon.svg", ...bytes];
const hash = createHash("sha256");
for (const name of kept) hash.update(read(name));
const version = hash.digest("hex").slice(0, 16);
const keep = read("keep.js").toString().replace("VERSION", version).replace("[]", JSON.stringify(["./", ...kept]));
writeFileSync(join(folder, "keep.js"), keep);
