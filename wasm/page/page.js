// The page: what is typed and dropped goes to the worker, what it finds is drawn. No framework, nothing from the network.
"use strict";

const $ = (id) => document.getElementById(id);
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
};
const status = (text, fault = false) => {
  $("status").textContent = text;
  $("status").classList.toggle("fault", fault);
};

// ---- The worker.

const waiting = new Map();
let asked = 0;
const worker = makeWorker();

function script(name) {
  return new Promise((resolve, reject) => {
    document.head.append(element("script", { src: name, onload: resolve, onerror: () => reject(new Error(`${name} is missing`)) }));
  });
}

// From a server the worker is a file and loads what it needs. From a folder a page may load scripts alone.
async function makeWorker() {
  let made;
  if (location.protocol === "file:") {
    const names = ["allonym_bg.wasm", "finder.bin", "romanize.bin", "systems.bin"];
    await Promise.all([script("folder-worker.js"), ...names.map((name) => script(`folder-${name}.js`))]);
    made = new Worker(URL.createObjectURL(new Blob([self.ALLONYM_WORKER], { type: "text/javascript" })));
    const files = {};
    for (const name of names) {
      files[name] = Uint8Array.from(atob(self.ALLONYM_FILES[name]), (c) => c.charCodeAt(0));
      delete self.ALLONYM_FILES[name];
    }
    made.postMessage({ files }, Object.values(files).map((bytes) => bytes.buffer));
  } else {
    made = new Worker("worker.js");
    navigator.serviceWorker?.register("keep.js").catch(() => {});
  }
  made.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) reject(new Error(data.error));
    else resolve(data.value);
  };
  return made;
}

async function call(name, ...args) {
  const made = await worker;
  return new Promise((resolve, reject) => {
    waiting.set(++asked, { resolve, reject });
    made.postMessage({ id: asked, call: name, args });
  });
}

// Runs the newest of what is asked for, and drops what was asked for in between.
function latest(work) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await work();
      } while (again);
    } catch (error) {
      status(error.message, true);
    } finally {
      running = false;
    }
  };
}

// ---- Tabs.

const tabs = [...document.querySelectorAll("[role=tab]")];
function choose(tab, focus = true) {
  for (const other of tabs) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", chosen);
    other.tabIndex = chosen ? 0 : -1;
    $(other.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (focus) tab.focus();
  history.replaceState(null, "", `#${tab.id.slice(4)}`);
  status("");
  if (tab.id === "tab-compare") compare();
  if (tab.id === "tab-romanize") openRomanize();
}
for (const [at, tab] of tabs.entries()) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(tabs[(to + tabs.length) % tabs.length]);
  });
}

// ---- Names in texts.

let documents = [];
let entities = [];

function drawDocuments() {
  $("documents").replaceChildren(
    ...documents.map((document, at) => {
      const field = element("textarea", { id: `text-${at}`, rows: documents.length > 2 ? 4 : 8, dir: "auto", value: document.text, spellcheck: false });
      field.addEventListener("input", () => (document.text = field.value));
      const remove = element("button", { type: "button", "aria-label": `Remove ${document.name}` }, "Remove");
      remove.addEventListener("click", () => {
        documents.splice(at, 1);
        if (!documents.length) documents.push({ name: "Text 1", text: "" });
        drawDocuments();
        $("add").focus();
      });
      return element("div", { className: "document" },
        element("div", { className: "head" }, element("label", { htmlFor: `text-${at}`, dir: "auto" }, document.name), remove), field);
    }),
  );
}

function addDocuments(added) {
  documents = documents.filter((document) => document.text.trim()).concat(added);
  drawDocuments();
}

const read = (files) => Promise.all([...files].map(async (file) => ({ name: file.name, text: await file.text() })));

$("add").addEventListener("click", () => {
  documents.push({ name: `Text ${documents.length + 1}`, text: "" });
  drawDocuments();
  $(`text-${documents.length - 1}`).focus();
});
$("files").addEventListener("change", async (event) => {
  addDocuments(await read(event.target.files));
  event.target.value = "";
});
$("example").addEventListener("click", () => addDocuments(self.ALLONYM_EXAMPLES.map((example) => ({ ...example }))));
function onDrop(panel, take) {
  panel.addEventListener("dragover", (event) => event.preventDefault());
  panel.addEventListener("drop", async (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(await read(event.dataTransfer.files));
  });
}
onDrop($("panel-texts"), addDocuments);

const hue = (at) => (at * 137) % 360;

// The mentions of all entities in a document, in order, none within another.
function mentions(at) {
  const all = [];
  for (const [group, entity] of entities.entries()) {
    for (const variant of entity.variants) {
      for (const span of variant.spans) if (span.document === at) all.push({ ...span, group });
    }
  }
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return all.filter((mention) => {
    if (mention.start < end) return false;
    end = mention.end;
    return true;
  });
}

function drawTexts() {
  $("marked").replaceChildren(
    ...documents.map((document, at) => {
      const text = element("div", { className: "text", dir: "auto", tabindex: 0, role: "region", "aria-label": document.name });
      let done = 0;
      for (const { start, end, group } of mentions(at)) {
        const mark = element("mark", { title: `${entities[group].name} (${entities[group].kind})` }, document.text.slice(start, end));
        mark.dataset.group = group;
        mark.style.setProperty("--hue", hue(group));
        text.append(document.text.slice(done, start), mark);
        done = end;
      }
      text.append(document.text.slice(done));
      return element("div", {}, element("h4", { dir: "auto" }, document.name), text);
    }),
  );
}

function drawNames() {
  const only = $("only").value;
  const rows = [];
  for (const [group, entity] of entities.entries()) {
    if (only && entity.kind !== only) continue;
    const swatch = element("span", { className: "swatch", "aria-hidden": "true" });
    swatch.style.setProperty("--hue", hue(group));
    const name = element("button", { type: "button", className: "name", dir: "auto", title: "Show where it stands" }, entity.name);
    name.addEventListener("click", () => show(group));
    const wanted = element("input", { dir: "auto", value: entity.wanted ?? "", placeholder: entity.name, autocomplete: "off", "aria-label": `Write ${entity.name} as`, list: `spellings-${group}` });
    wanted.addEventListener("input", () => (entity.wanted = wanted.value));
    const choices = element("datalist", { id: `spellings-${group}` }, ...entity.variants.slice(0, 12).map((variant) => element("option", { value: variant.text })));
    const spellings = entity.variants.slice(0, 8).map((variant) => `${variant.text} ${variant.count}×`).join(" · ") + (entity.variants.length > 8 ? " · …" : "");
    rows.push(element("tr", {},
      element("td", {}, element("div", { className: "named" }, swatch, name)), element("td", {}, entity.kind), element("td", { className: "number" }, String(entity.count)),
      element("td", {}, element("bdi", {}, spellings)), element("td", {}, wanted, choices)));
  }
  $("names").replaceChildren(...rows);
}

function show(group) {
  const marks = [...document.querySelectorAll(`mark[data-group="${group}"]`)];
  for (const mark of document.querySelectorAll("mark.shown")) mark.classList.remove("shown");
  for (const mark of marks) mark.classList.add("shown");
  marks[0]?.scrollIntoView({ block: "center" });
  status(`${entities[group].name}: ${entities[group].count} mentions`);
}

async function busy(work) {
  $("progress").hidden = false;
  for (const id of ["find", "rewrite"]) $(id).disabled = true;
  const begun = performance.now();
  try {
    await work();
    return ((performance.now() - begun) / 1000).toFixed(1);
  } catch (error) {
    status(error.message, true);
  } finally {
    $("progress").hidden = true;
    for (const id of ["find", "rewrite"]) $(id).disabled = false;
  }
}

$("find").addEventListener("click", async () => {
  status("Finding the names …");
  const seconds = await busy(async () => {
    const found = await call("resolve", documents.map((document) => document.text));
    entities = found;
    $("rewritten").hidden = true;
    $("found").hidden = false;
    drawNames();
    drawTexts();
  });
  if (seconds) status(entities.length ? `${entities.length} names in ${documents.length} texts, ${seconds} s` : "No names were found.");
});
$("only").addEventListener("change", drawNames);

function save(name, text, type = "text/plain") {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
$("save-table").addEventListener("click", () => {
  const cell = (text) => String(text).replace(/[\t\n\r]+/g, " ");
  const rows = entities.map((entity) => [entity.name, entity.kind, entity.count, entity.variants.map((variant) => variant.text).join("|")].map(cell).join("\t"));
  save("names.tsv", ["name\tkind\tcount\tvariants", ...rows, ""].join("\n"), "text/tab-separated-values");
});

// ---- Rewriting.

$("rewrite").addEventListener("click", async () => {
  const style = entities.filter((entity) => entity.wanted?.trim()).map((entity) => ({
    name: entity.wanted.trim(), kind: entity.kind, variants: entity.variants.map((variant) => variant.text),
  }));
  if (!style.length) {
    status("Choose at least one spelling in the last column of the table.", true);
    return;
  }
  status("Rewriting …");
  let changes = 0;
  const seconds = await busy(async () => {
    const made = await call("rewrite", documents.map((document) => document.text), style);
    $("diffs").replaceChildren(...made.map(({ text, changes: list }, at) => {
      changes += list.length;
      const diff = element("div", { className: "text", dir: "auto", tabindex: 0, role: "region", "aria-label": `Changes in ${documents[at].name}` });
      let done = 0;
      for (const { start, end, replacement } of list) {
        const old = documents[at].text;
        diff.append(old.slice(done, start), element("del", {}, old.slice(start, end)), element("ins", {}, replacement));
        done = end;
      }
      diff.append(documents[at].text.slice(done));
      const copy = element("button", { type: "button" }, "Copy");
      copy.addEventListener("click", () => navigator.clipboard.writeText(text).then(() => status("Copied."), (error) => status(error.message, true)));
      const load = element("button", { type: "button" }, "Save");
      load.addEventListener("click", () => save(/\.[a-z]+$/i.test(documents[at].name) ? documents[at].name : `${documents[at].name}.txt`, text));
      return element("div", {}, element("h4", { dir: "auto" }, documents[at].name, ` (${list.length})`), diff, element("p", { className: "actions" }, copy, load));
    }));
    $("rewritten").hidden = false;
    $("rewritten").scrollIntoView();
  });
  if (seconds) status(`${changes} mentions changed, ${seconds} s`);
});

// ---- Two names.

const compare = latest(async () => {
  const [a, b] = [$("name-a").value, $("name-b").value];
  const explanation = await call("explain", a, b, { purpose: $("purpose").value });
  const most = Math.max(1, ...explanation.evidence.map((evidence) => Math.abs(evidence.bits)));
  const bar = (bits) => {
    const drawn = element("span", { className: bits < 0 ? "bar against" : "bar" });
    drawn.style.width = `${(100 * Math.abs(bits)) / most}%`;
    return bits < 0
      ? element("div", { className: "bars", "aria-hidden": "true" }, element("div", { className: "left" }, drawn), element("div"))
      : element("div", { className: "bars", "aria-hidden": "true" }, element("div", { className: "left" }), element("div", {}, drawn));
  };
  const rows = explanation.evidence.map((evidence) => element("tr", {},
    element("td", {}, element("bdi", {}, evidence.a?.text ?? "–")), element("td", {}, element("bdi", {}, evidence.b?.text ?? "–")),
    element("td", {}, evidence.rule), element("td", { className: "number" }, evidence.bits.toFixed(2)), element("td", {}, bar(evidence.bits)),
    element("td", {}, element("div", { className: "letters" }, ...(evidence.letters ?? []).map((pair) =>
      element("span", { className: pair.bits < 0 ? "against" : "", title: `${pair.bits.toFixed(2)} bits` }, element("bdi", {}, pair.a || "–"), element("bdi", {}, pair.b || "–")))))));
  $("verdict").replaceChildren(
    element("p", {}, element("span", { className: "score" }, explanation.score.toFixed(3)), ` how likely they are one name; ${explanation.bits.toFixed(1)} bits, read as ${explanation.kind}`),
    element("div", { className: "scroll", tabindex: 0, role: "region", "aria-label": "Evidence" }, element("table", {},
      element("thead", {}, element("tr", {}, ...["One", "Other", "Rule", "Bits", "For or against", "Letters"].map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows))),
  );
});
for (const id of ["name-a", "name-b", "purpose"]) $(id).addEventListener("input", compare);

// ---- Romanize.

let opened;
async function openRomanize() {
  opened ??= call("systems", "").then((systems) => {
    $("systems").replaceChildren(...systems.map((system) => element("option", { value: system.id }, `${system.title} (${system.year})`)));
    const languages = new Set(systems.map((system) => system.language).filter(Boolean));
    $("languages").replaceChildren(...[...languages].sort().map((language) => element("option", { value: language })));
  });
  opened.catch((error) => status(error.message, true));
  romanize();
}
const romanize = latest(async () => {
  const [system, language, country] = ["system", "language", "country"].map((id) => $(id).value.trim());
  const options = {};
  if (language) options.language = language;
  if (country.length === 2) options.country = country.toUpperCase();
  const rows = [];
  for (const line of $("native").value.split("\n").filter((line) => line.trim())) {
    const made = system ? [await call("transliterate", line, system)] : await call("romanizations", line, 5, options);
    rows.push(element("tr", {}, element("td", {}, element("bdi", {}, line)), element("td", {}, element("bdi", {}, made.join(" · ")))));
  }
  $("romanized").replaceChildren(...rows);
  status("");
});
for (const id of ["native", "language", "country", "system"]) $(id).addEventListener("input", romanize);

// ---- A list.

// The fields of a line with quotation marks as RFC 4180 has them.
function fields(line, separator) {
  if (separator === "\t") return line.split("\t");
  const out = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) out.push(quoted?.replaceAll('""', '"') ?? plain);
  return out;
}

function records(text) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  const head = lines[0] ?? "";
  const separator = head.includes("\t") ? "\t" : ",";
  const columns = fields(head, separator).map((column) => column.trim().toLowerCase());
  const name = columns.indexOf("name");
  if (name < 0) return lines.map((line, at) => ({ id: String(at + 1), name: line.trim() }));
  const id = columns.indexOf("id");
  return lines.slice(1).map((line, at) => {
    const cells = fields(line, separator);
    return { id: cells[id] ?? String(at + 2), name: cells[name] ?? "" };
  });
}

// The text of a file that was opened or dropped; a field with so many lines would be slow, so it is not shown.
let fromFile = "";
$("list").addEventListener("input", () => (fromFile = ""));

async function build() {
  const list = records(fromFile || $("list").value);
  if (!list.length) {
    status("The list is empty.", true);
    return;
  }
  status(`Reading ${list.length} names …`);
  try {
    const begun = performance.now();
    const length = await call("build", list);
    status(`${length} names, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    $("query").disabled = false;
    $("query").focus();
    search();
  } catch (error) {
    status(error.message, true);
  }
}
$("build").addEventListener("click", build);
const takeList = async (files) => {
  fromFile = files.map((file) => file.text).join("\n");
  $("list").value = "";
  $("list").placeholder = files.map((file) => file.name).join(", ");
  await build();
};
$("list-file").addEventListener("change", async (event) => takeList(await read(event.target.files)));
onDrop($("panel-search"), takeList);

const search = latest(async () => {
  const name = $("query").value;
  const hits = name.trim() ? await call("search", name, { limit: 10 }) : [];
  $("hits").replaceChildren(...hits.map((hit) => element("tr", {},
    element("td", {}, element("bdi", {}, hit.name)), element("td", {}, hit.id),
    element("td", { className: "number" }, hit.probability.toFixed(3)), element("td", { className: "number" }, hit.score.toFixed(3)))));
});
$("query").addEventListener("input", search);

// ---- Begin.

addDocuments([{ name: "Text 1", text: "" }]);
const wanted = tabs.find((tab) => tab.id === `tab-${location.hash.slice(1)}`);
if (wanted) choose(wanted, false);
call("start").then(() => document.documentElement.setAttribute("data-ready", ""), (error) => status(error.message, true));
