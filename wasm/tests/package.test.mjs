// The package as node sees it: `node --test tests/` after `build.sh npm`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import * as core from "../dist/npm/node.js";
import * as full from "../dist/npm/full-node.js";

const golden = (name) => readFileSync(new URL(`../../tests/golden/${name}`, import.meta.url), "utf8");

test("a score is a probability, the same both ways", () => {
  assert.ok(core.score("Qassem Soleimani", "قاسم سلیمانی") > 0.9);
  assert.ok(core.score("Hassan Nasrallah", "قاسم سلیمانی") < 0.1);
  assert.equal(core.score("Ali", "علی"), core.score("علی", "Ali"));
  assert.equal(full.score("Ali", "علی"), core.score("علی", "Ali"));
});

test("evidence adds up, and its places are units of UTF-16", () => {
  const explanation = core.explain("😀 Qassem Soleimani", "قاسم سلیمانی");
  const sum = explanation.evidence.reduce((sum, evidence) => sum + evidence.bits, 0);
  assert.ok(Math.abs(sum - explanation.bits) < 1e-9);
  const word = explanation.evidence.find((evidence) => evidence.a?.text === "Qassem");
  assert.equal("😀 Qassem Soleimani".slice(word.a.start, word.a.end), "Qassem");
});

test("letters answer letters", () => {
  const pairs = core.letters("قاسم", "Qasem");
  assert.equal(pairs.map((pair) => pair.b).join(""), "qasem");
});

test("options that are wrong are said", () => {
  assert.throws(() => core.score("a", "b", { prior: 2 }), /prior is to be a number from 0 to 1/);
  assert.throws(() => core.score("a", "b", { prio: 0.5 }), /unknown field `prio`/);
  assert.throws(() => core.normalize("a", "upper"), /match and display/);
  assert.throws(() => core.Index.fromBytes(new Uint8Array([1, 2, 3])));
  assert.throws(() => core.Index.build([{ nam: "Ali" }]), /record 0: /);
  assert.throws(() => new full.Transliterator("no such system"));
});

test("text never throws", () => {
  for (const text of ["", "\ud800", "\0", "\u200d\u200d", "ﷺ".repeat(2000), "a".repeat(100_000), "😀👨‍👩‍👧"]) {
    for (const call of [(t) => core.score(t, "Ali"), core.normalize, core.parse, full.romanize, (t) => full.resolve([t])]) call(text);
  }
});

test("an index finds and comes back from its bytes", () => {
  const index = core.Index.build(["Hassan Nasrallah", { id: "Q1", name: "Qasem Soleimani", kind: "person" }]);
  const again = core.Index.fromBytes(index.toBytes());
  for (const one of [index, again]) {
    assert.equal(one.length, 2);
    const [hit] = one.search("Касем Сулеймани", { limit: 1 });
    assert.deepEqual([hit.id, hit.rank, hit.kind], ["Q1", 1, "person"]);
    one.free();
  }
});

test("names in documents", () => {
  const texts = ["😀 Iranian Gen. Qassem Soleimani was buried in Kerman.", "Soleimani’s grave; #قاسم_سلیمانی"];
  const [first] = full.resolve(texts);
  assert.deepEqual([first.name, first.kind, first.count], ["Qassem Soleimani", "person", 3]);
  for (const variant of first.variants) {
    for (const span of variant.spans) assert.ok(texts[span.document].slice(span.start, span.end).length > 0);
  }
  const { spans } = first.variants.find((variant) => variant.text === "Qassem Soleimani");
  assert.equal(texts[0].slice(spans[0].start, spans[0].end), "Qassem Soleimani");
});

// The program that the main workspace builds, if it is there.
const root = new URL("../../", import.meta.url);
const folders = ["target/", ...(process.env.CARGO_TARGET_DIR ? [`${process.env.CARGO_TARGET_DIR}/`] : [])];
const built = folders.flatMap((folder) => ["release", "quick", "debug"].map((profile) => new URL(`${folder}${profile}/allonym`, root).pathname));
const [program] = built.filter(existsSync).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);

test("the table of five reports is the command line's", { skip: !program && "the command line is not built" }, () => {
  for (const example of ["kerman", "ferry"]) {
    const folder = new URL(`examples/${example}/`, root);
    const files = readdirSync(folder).filter((name) => name.endsWith(".txt")).sort().map((name) => new URL(name, folder).pathname);
    const lines = execFileSync(program, ["resolve", "--json", ...files], { encoding: "utf8" }).split("\n").filter(Boolean);
    const table = (entities) => entities.map(({ name, kind, count, titles, variants }) =>
      ({ name, kind, count, titles, variants: variants.map((variant) => [variant.text, variant.count]) }));
    assert.deepEqual(table(full.resolve(files.map((file) => readFileSync(file, "utf8")))), table(lines.map(JSON.parse)));
  }
});

test("one spelling", () => {
  const texts = ["😀 Gen. Qassem Soleimani’s grave; Касем Сулеймани", "nobody"];
  const [first, second] = full.rewrite(texts, [{ name: "Qasem Soleimani", kind: "person" }]);
  assert.equal(first.text, "😀 Gen. Qasem Soleimani’s grave; Касем Сулеймани");
  const [change] = first.changes;
  assert.equal(texts[0].slice(change.start, change.end), "Qassem Soleimani");
  assert.deepEqual([second.text, second.changes], ["nobody", []]);
  assert.throws(() => full.rewrite(texts, [{ nam: "x" }]), /unknown field/);
});

test("romanized as people write and by a system", () => {
  assert.equal(full.romanize("قاسم سلیمانی", { language: "fa" }), "Qasem Soleimani");
  assert.equal(new full.Transliterator("bgn/pcgn 1947 russian").transliterate("Щёлково"), "Shchëlkovo");
  assert.ok(full.systems("hepburn").length > 0);
});

test("the numbers are those of the other interfaces", () => {
  // The bounds that Rust holds, for every row: and both modules say the same millionths.
  const rows = golden("compare.tsv").split("\n").filter((line) => line && !line.startsWith("#"));
  const columns = rows[0].split("\t");
  const at = (cells, name) => cells[columns.indexOf(name)];
  assert.ok(rows.length > 20);
  for (const row of rows.slice(1)) {
    const cells = row.split("\t");
    const unescaped = (text) => text.replace(/\\u\{([0-9A-F]+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));
    const [a, b] = ["a", "b"].map((name) => unescaped(at(cells, name)));
    const score = core.score(a, b);
    assert.ok(score >= Number(at(cells, "least")) && score <= Number(at(cells, "most")), `${a}, ${b}: ${score}`);
    assert.equal(score, full.score(a, b));
  }
});

test("sizes", () => {
  const size = (name) => gzipSync(readFileSync(new URL(`../dist/npm/${name}`, import.meta.url)), { level: 9 }).length;
  const sizes = Object.fromEntries(
    ["base/allonym_bg.wasm", "full/allonym_bg.wasm", "tables/finder.bin", "tables/romanize.bin", "tables/systems.bin"].map((name) => [name, size(name)]),
  );
  console.log(sizes);
  assert.ok(sizes["base/allonym_bg.wasm"] <= 2_700_000, "the small module is to stay small");
});
