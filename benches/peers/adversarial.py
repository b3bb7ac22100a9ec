#!/usr/bin/env python3
"""adversarial.py BIN LIST.tsv OTHERS.tsv [N]: names that somebody has disguised, or a form has cut, and how many are found.

N names (2000 if it is not said) of LIST are changed in each way and screened against LIST: look-alike letters of other scripts,
invisible characters, leet digits, mistakes of OCR, letters and words moved, fields cut as machine-readable zones and payment
messages cut them. OTHERS are names of nobody on the list; a row of them that is found is a false alarm. For each measure the
threshold is the lowest at which no more than RATE of the others are found; the recall is the share of changed names whose own
row stands at or above it. Both lists are made with `cargo xtask names`, with different seeds. pip install rapidfuzz anyascii
"""
import collections
import pathlib
import random
import subprocess
import sys
import tempfile

RATE = 0.01

# Letters of other scripts that look like these (Unicode, confusables.txt, by code).
LOOKALIKES = dict(zip("aceiopsxyABCEHKMOPTX", "\u0430\u0441\u0435\u0456\u043e\u0440\u0455\u0445\u0443\u0410\u0412\u0421\u0415\u041d\u041a\u041c\u041e\u0420\u0422\u0425"))
LEET = dict(zip("oieastbOIEASTB", "01345780134578"))
# What is read for what, by print that is small or faint.
OCR = [("m", "rn"), ("rn", "m"), ("cl", "d"), ("d", "cl"), ("l", "1"), ("I", "l"), ("l", "I"), ("O", "0"), ("o", "0"), ("S", "5"),
       ("B", "8"), ("w", "vv"), ("h", "b"), ("e", "c"), ("c", "e"), ("u", "n"), ("n", "u"), ("i", "j")]
# Characters that nobody sees.
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\u200e\ufeff"


def changed_letters(name, rng, table, share):
    """Some of the letters of a table written as others, one at least."""
    places = [at for at, c in enumerate(name) if c in table]
    if not places:
        return name
    chosen = rng.sample(places, max(1, round(share * len(places))))
    return "".join(table[c] if at in chosen else c for at, c in enumerate(name))


def by_lookalike(name, rng):
    return changed_letters(name, rng, LOOKALIKES, 0.3)


def all_lookalikes(name, rng):
    return changed_letters(name, rng, LOOKALIKES, 1.0)


def by_leet(name, rng):
    return changed_letters(name, rng, LEET, 0.2)


def by_invisible(name, rng):
    for _ in range(2):
        at = rng.randrange(1, len(name))
        name = name[:at] + rng.choice(INVISIBLE) + name[at:]
    return name


def by_ocr(name, rng):
    fitting = [(a, b) for a, b in OCR if a in name]
    for a, b in rng.sample(fitting, min(2, len(fitting))):
        name = name.replace(a, b, 1)
    return name


def first_letters_swapped(name, rng):
    words = name.split(" ")
    if len(words) < 2:
        return name
    first, last = words[0], words[-1]
    words[0], words[-1] = last[:1] + first[1:], first[:1] + last[1:]
    return " ".join(words)


def words_joined(name, rng):
    words = name.split(" ")
    return "".join(word.lower() if at else word for at, word in enumerate(words))


def words_split(name, rng):
    words = name.split(" ")
    at = max(range(len(words)), key=lambda at: len(words[at]))
    cut = len(words[at]) // 2
    return " ".join(words[:at] + [words[at][:cut] + " " + words[at][cut:]] + words[at + 1:]) if cut else name


def letter_lost(name, rng):
    at = rng.randrange(1, len(name))
    return name[:at] + name[at + 1:]


def letters_swapped(name, rng):
    at = rng.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2:] if name[at] != " " != name[at + 1] else letter_lost(name, rng)


def machine_readable(name, rng, room=39):
    """FAMILY<<GIVEN<NAMES, cut: the zone of a passport has 39 characters for a name."""
    *given, family = name.upper().replace("-", " ").replace("'", "").replace("’", "").split(" ")
    return f"{family}<<{'<'.join(given)}"[:room].ljust(room, "<")


def payment(name, rng, room=35):
    """A title before it and a place behind, as forms have them, cut at 35 characters."""
    return f"MR {name} MAIN STREET 12 LONDON"[:room].upper()


WAYS = [
    ("nothing", lambda name, rng: name),
    ("a third of the letters look alike", by_lookalike),
    ("all letters that can look alike", all_lookalikes),
    ("two invisible characters", by_invisible),
    ("leet digits", by_leet),
    ("two mistakes of OCR", by_ocr),
    ("first letters swapped", first_letters_swapped),
    ("words joined", words_joined),
    ("a word split", words_split),
    ("a letter lost", letter_lost),
    ("two letters swapped", letters_swapped),
    ("a passport's 39 characters", machine_readable),
    ("cut at 20 characters", lambda name, rng: name[:20] if len(name) > 20 else name[:max(4, len(name) - 4)]),
    ("a payment's 35 characters", payment),
]


def rows(path):
    with open(path, encoding="utf-8") as lines:
        cells = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("# ")]
    at, name = cells[0].index("id"), cells[0].index("name")
    return [(row[at], row[name]) for row in cells[1:]]


def by_allonym(program, names, customers):
    """For each customer the best score of any row, and that of its own."""
    best, own = collections.defaultdict(float), collections.defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder)
        for file, table in (("names.tsv", names), ("customers.tsv", [(str(at), text) for at, (_, text) in enumerate(customers)])):
            (path / file).write_text("id\tname\n" + "".join(f"{a}\t{b}\n" for a, b in table), encoding="utf-8")
        subprocess.run([program, "screen", "--names", path / "names.tsv", "--customers", path / "customers.tsv",
                        "--out", path / "alerts.tsv", "--min", "0.02", "--limit", "10"], stderr=subprocess.DEVNULL, check=True)
        with open(path / "alerts.tsv", encoding="utf-8") as lines:
            for row in (line.split("\t") for line in lines if not line.startswith("line\t")):
                at, number, score = int(row[1]), row[3], float(row[5])
                best[at] = max(best[at], score)
                if number == customers[at][0]:
                    own[at] = max(own[at], score)
    return [(best[at], own[at]) for at in range(len(customers))]


def by_rapidfuzz(scorer, names, customers):
    import anyascii
    from rapidfuzz import process

    latin = lambda text: anyascii.anyascii(text).lower().strip()
    choices = [latin(name) for _, name in names]
    places = collections.defaultdict(list)
    for at, (number, _) in enumerate(names):
        places[number].append(at)
    out = []
    for start in range(0, len(customers), 500):
        batch = customers[start:start + 500]
        scores = process.cdist([latin(text) for _, text in batch], choices, scorer=scorer)
        out += [(float(row.max()), max((float(row[at]) for at in places[own]), default=0.0)) for row, (own, _) in zip(scores, batch)]
    return out


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    program, names, others = sys.argv[1], rows(sys.argv[2]), rows(sys.argv[3])
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 2000
    rng = random.Random(1)
    # Somebody who disguises himself has a name of two words or more, in Latin letters.
    fits = lambda name: " " in name and len(name) > 8 and sum(c.isascii() for c in name) > 0.9 * len(name)
    listed = {name.lower() for _, name in names}
    chosen = rng.sample([row for row in names if fits(row[1])], count)
    innocent = [("", name) for _, name in others if fits(name) and name.lower() not in listed][:count]
    measures = [("allonym", lambda customers: by_allonym(program, names, customers))]
    try:
        from rapidfuzz import distance, fuzz

        measures += [
            ("rapidfuzz ratio on any_ascii", lambda customers: by_rapidfuzz(fuzz.ratio, names, customers)),
            ("rapidfuzz token_sort_ratio", lambda customers: by_rapidfuzz(fuzz.token_sort_ratio, names, customers)),
            ("rapidfuzz jaro_winkler", lambda customers: by_rapidfuzz(distance.JaroWinkler.normalized_similarity, names, customers)),
        ]
    except ImportError:
        print("rapidfuzz and anyascii are not installed", file=sys.stderr)
    changed = [[(number, way(name, rng)) for number, name in chosen] for _, way in WAYS]
    columns = []
    for name, measure in measures:
        alarms = sorted((best for best, _ in measure(innocent)), reverse=True)
        threshold = alarms[int(RATE * len(innocent))]
        found = [sum(own > threshold for _, own in measure(customers)) / count for customers in changed]
        columns.append((f"{name} above {threshold:.3g}", found))
    print("| " + " | ".join(["what was done to the name", *(name for name, _ in columns)]) + " |")
    print("|" + "---|" * (len(columns) + 1))
    for at, (way, _) in enumerate(WAYS):
        print("| " + " | ".join([way, *(f"{found[at]:.3f}" for _, found in columns)]) + " |")


if __name__ == "__main__":
    main()
