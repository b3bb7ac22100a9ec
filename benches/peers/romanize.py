#!/usr/bin/env python3
"""romanize.py BIN FILE LANGUAGE [N]: the first spelling that each romanizer gives, against the spellings that people use.

FILE has columns native and latin: a word and its spellings, several lines a word or | between them; any of them is right,
capitals aside. For each romanizer it prints the set, the romanizer, the share of words that are right, words a second. LANGUAGE is the tag that allonym and uroman are told (ru, fa …). N is how many words are asked, 2000 if it
is not said. Peers that are not installed are left out: pip install PyICU uroman anyascii
"""
import subprocess
import sys
import time
from pathlib import Path


def normal(text):
    return " ".join(text.casefold().split())


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    binary, path, language = sys.argv[1:4]
    limit = int(sys.argv[4]) if len(sys.argv) > 4 else 2000
    gold = {}
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("# ")]
    native, latin = rows[0].index("native"), rows[0].index("latin")
    for row in rows[1:]:
        gold.setdefault(row[native], set()).update(map(normal, row[latin].split("|")))
    words = list(gold)[:limit]

    def report(name, spellings, seconds):
        right = sum(normal(spelling) in gold[word] for word, spelling in zip(words, spellings))
        print(f"{Path(path).stem}\t{name}\t{right / len(words):.4f}\t{len(words) / seconds:.0f}", flush=True)

    begun = time.time()
    out = subprocess.run(
        [binary, "romanize", "--language", language], input="\n".join(words) + "\n", capture_output=True, text=True, check=True
    )
    report("allonym", out.stdout.split("\n"), time.time() - begun)
    try:
        import uroman

        # Its letters for languages go by ISO 639-3.
        code = {"ru": "rus", "ar": "ara", "fa": "fas", "ko": "kor", "zh": "zho", "he": "heb", "ja": "jpn"}.get(language, language)
        roman = uroman.Uroman()
        begun = time.time()
        report("uroman", [roman.romanize_string(word, lcode=code) for word in words], time.time() - begun)
    except ImportError:
        print("uroman is not installed", file=sys.stderr)
    try:
        import icu

        latin = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")
        begun = time.time()
        report("ICU", [latin.transliterate(word) for word in words], time.time() - begun)
    except ImportError:
        print("ICU is not installed", file=sys.stderr)
    try:
        import anyascii

        begun = time.time()
        report("any_ascii", [anyascii.anyascii(word) for word in words], time.time() - begun)
    except ImportError:
        print("any_ascii is not installed", file=sys.stderr)


if __name__ == "__main__":
    main()
