#!/usr/bin/env python3
"""pairs.py FILE [FILE ...]: how well measures that Python has tell pairs of one name from pairs of two.

FILE has columns a, b and label (1 for one name, 0 for two), as the sets in benches/ledger/data. For each measure that is
installed it prints a line to standard output: the set, the measure, the area under the ROC curve, pairs a second.
pip install rapidfuzz PyICU uroman rigour

ICU      both names by the transform Any-Latin; Latin-ASCII, then rapidfuzz's ratio.
uroman   both names by uroman, which is not told a language, then rapidfuzz's ratio.
rigour   both names analysed as persons; parts that share a symbol are paired, the others by compare_parts; the score is the
         mean of the scores of parts, weighed by their letters. rigour has the pieces and leaves the sum to its callers.
"""
import sys
import time
from pathlib import Path

from rapidfuzz import fuzz


def by_icu():
    import icu

    latin = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")
    return lambda a, b: fuzz.ratio(latin.transliterate(a), latin.transliterate(b))


def by_uroman():
    import uroman

    roman = uroman.Uroman()
    return lambda a, b: fuzz.ratio(roman.romanize_string(a).lower(), roman.romanize_string(b).lower())


def by_rigour():
    from rigour.names import NameTypeTag, analyze_names, compare_parts, pair_symbols

    def one(name, other):
        best = 0.0
        for symbols in pair_symbols(name, other) or [()]:
            paired = [part for edge in symbols for part in edge.qps], [part for edge in symbols for part in edge.rps]
            left = [part for part in name.parts if part not in paired[0]]
            right = [part for part in other.parts if part not in paired[1]]
            total = weight = 0.0
            for edge in [*symbols, *compare_parts(left, right)]:
                letters = sum(len(part.form) for part in [*edge.qps, *edge.rps])
                total += edge.score * letters
                weight += letters
            best = max(best, total / weight if weight else 0.0)
        return best

    def score(a, b):
        ours, theirs = analyze_names(NameTypeTag.PER, [a]), analyze_names(NameTypeTag.PER, [b])
        return max((one(name, other) for name in ours for other in theirs), default=0.0)

    return score


MEASURES = [("ICU, rapidfuzz ratio", by_icu), ("uroman, rapidfuzz ratio", by_uroman), ("rigour", by_rigour)]


def rows(path):
    with open(path, encoding="utf-8") as lines:
        cells = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("# ")]
    a, b, label = (cells[0].index(column) for column in ("a", "b", "label"))
    return [(row[a], row[b], row[label] == "1") for row in cells[1:]]


def area(scores):
    """How often a right pair stands above a wrong one; ties count a half."""
    ordered = sorted(scores, key=lambda score: score[0])
    ranks, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        ranks += sum((at + end + 1) / 2 for _, right in ordered[at:end] if right)
        at = end
    right = sum(1 for _, right in ordered if right)
    return (ranks - right * (right + 1) / 2) / (right * (len(ordered) - right))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for name, make in MEASURES:
        try:
            measure = make()
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
            continue
        for path in sys.argv[1:]:
            pairs = rows(path)
            begun = time.time()
            scores = [(measure(a, b), right) for a, b, right in pairs]
            speed = len(pairs) / (time.time() - begun)
            print(f"{Path(path).stem}\t{name}\t{area(scores):.4f}\t{speed:.0f}", flush=True)


if __name__ == "__main__":
    main()
