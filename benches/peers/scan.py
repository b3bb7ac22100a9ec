#!/usr/bin/env python3
"""scan.py BIN SET...: runs of capitals looked up in a list by rapidfuzz, on marked documents, beside `allonym scan`.

Sets are folders with docs/ and gold.json, as benches/tools/scan_recall.rs reads them, and the halves, what is right, and which
mentions count are those of that program: the entities of every second document are the list and the others are scanned, then the
other way round; a mention counts if `BIN compare` gives it and a listed name of its entity more than 0.9.
rapidfuzz takes a run of words with capitals if WRatio with a listed name is at least 85, 90 or 95. pip install rapidfuzz
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from rapidfuzz import fuzz, process, utils

CUTOFFS = [85, 90, 95]
SPELLING = 0.9
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def documents(folder, gold):
    for document in gold["documents"]:
        data = (folder / "docs" / document["file"]).read_bytes()
        mentions = [
            (one["start"], one["end"], one.get("entity") or "", not one.get("entity") or one.get("kind") == "x")
            for one in document["mentions"]
        ]
        yield data, mentions


def runs(data):
    """Runs of words with capitals, in bytes."""
    text = data.decode()
    found = []
    for word in WORD.finditer(text):
        if not word.group()[0].isupper():
            continue
        if found and text[found[-1][1]:word.start()] == " ":
            found[-1][1] = word.end()
        else:
            found.append([word.start(), word.end()])
    for start, end in found:
        first = len(text[:start].encode())
        yield first, first + len(text[start:end].encode())


def scored(binary, pairs):
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.write("a\tb\n")
        file.writelines(f"{' '.join(a.split())}\t{' '.join(b.split())}\n" for a, b in pairs)
        file.flush()
        lines = subprocess.run([binary, "compare", "--pairs", file.name], capture_output=True, check=True).stdout
    return dict(zip(pairs, map(float, lines.split()), strict=True))


def halves(folder):
    """The list and the scanned documents, twice."""
    gold = json.loads((folder / "gold.json").read_text())
    all_documents = list(documents(folder, gold))
    for half in (0, 1):
        names = collections.defaultdict(set)
        for data, mentions in all_documents[half::2]:
            for start, end, entity, is_open in mentions:
                if is_open:
                    continue
                names[entity].update(gold.get("bases", {}).get(entity, []))
                if not any(c.isupper() for name in names[entity] for c in name):
                    names[entity].add(data[start:end].decode().replace("\n", " "))
        yield names, all_documents[1 - half::2]


def main():
    binary, *folders = sys.argv[1:]
    work = [half for folder in folders for half in halves(pathlib.Path(folder))]
    pairs = []
    for names, scanned in work:
        for data, mentions in scanned:
            for start, end, entity, is_open in mentions:
                if not is_open:
                    pairs += [(data[start:end].decode(), name) for name in sorted(names.get(entity, ()))]
    scores = scored(binary, list(dict.fromkeys(pairs)))
    print("way\tprecision\trecall\tmentions\twrong")
    for cutoff in CUTOFFS:
        right = wrong = hit = count = 0
        for names, scanned in work:
            rows = [(name, entity) for entity in sorted(names) for name in sorted(names[entity])]
            choices = [utils.default_process(name) for name, _ in rows]
            for data, mentions in scanned:
                hits = set()
                for start, end in runs(data):
                    written = utils.default_process(data[start:end].decode())
                    best = process.extractOne(written, choices, scorer=fuzz.WRatio, score_cutoff=cutoff)
                    if not best:
                        continue
                    entity = rows[best[2]][1]
                    over = [one for one in mentions if min(one[1], end) > max(one[0], start)]
                    good = [
                        one for one in over
                        if one[2] == entity
                        and 2 * (min(one[1], end) - max(one[0], start)) >= min(one[1] - one[0], end - start)
                    ]
                    hits.update(one[:2] for one in good)
                    right += bool(good)
                    wrong += not good and not any(one[3] for one in over)
                for start, end, entity, is_open in mentions:
                    written = data[start:end].decode()
                    if not is_open and any(scores[written, name] >= SPELLING for name in names.get(entity, ())):
                        count += 1
                        hit += (start, end) in hits
        print(f"rapidfuzz {cutoff}\t{right / max(right + wrong, 1):.3f}\t{hit / max(count, 1):.3f}\t{count}\t{wrong}")


if __name__ == "__main__":
    main()
