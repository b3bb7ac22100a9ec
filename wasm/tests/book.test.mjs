// The JavaScript of the book and of the package's page: every line with a comment prints it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const packages = { "allonym/full": "../dist/npm/full-node.js", allonym: "../dist/npm/node.js" };

for (const page of ["../../book/src/browser.md", "../npm/README.md"]) {
  const text = readFileSync(new URL(page, import.meta.url), "utf8");
  const blocks = [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  assert.ok(blocks.length >= 2);
  for (const [at, block] of blocks.entries()) {
    test(`${page}, block ${at + 1}`, async () => {
      const wanted = [...block.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, printed]) => printed);
      const code = block.replace(/from "([^"]+)"/g, (_, name) => `from ${JSON.stringify(new URL(packages[name], import.meta.url).href)}`);
      const printed = [];
      const log = console.log;
      console.log = (...values) => printed.push(values.join(" "));
      try {
        await import(`data:text/javascript,${encodeURIComponent(code)}`);
      } finally {
        console.log = log;
      }
      assert.deepEqual(printed, wanted);
    });
  }
}
