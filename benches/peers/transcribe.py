#!/usr/bin/env python3
"""transcribe.py BIN FILE LANGUAGE [N]: words in Latin letters written in the script of a language, by each program, against the
spellings that people use.

FILE has columns native and latin, several lines a word or | between them, and is read backwards: of each Latin spelling any native
word that stands beside it is right, both sides in the form for matching, as `allonym normalize` makes it. For each program it prints
the set, the program, the share of words that are right first and among five, words a second. The programs are allonym, the
transform of ICU from Latin letters (uconv, package icu-devtools of Debian), and a table of letters. N is how many words are asked,
2000 if it is not said.
"""
import shutil
import subprocess
import sys
import time
from pathlib import Path

# The script of each language, the transform of ICU, and a table of letters: what a programmer writes in an hour.
ARAB = "sh ش kh خ th ث dh ذ gh غ ch تش ee ي oo و ou و aa ا a ا b ب c ك d د e  f ف g ج h ه i ي j ج k ك l ل m م n ن o و p ب q ق r ر s س t ت u و v ف w و x كس y ي z ز"
LANGUAGES = {
    "ar": ("Arab", "Latin-Arabic", ARAB),
    "fa": ("Arab", "Latin-Arabic", ARAB.replace("ch تش", "ch چ").replace("g ج", "g گ").replace("p ب", "p پ").replace("v ف", "v و")),
    "he": ("Hebr", "Latin-Hebrew", "sh ש kh ח ch ח tz צ ts צ th ת a א b ב c ק d ד e  f פ g ג h ה i י j ג' k ק l ל m מ n נ o ו p פ q ק r ר s ס t ט u ו v ו w ו x קס y י z ז"),
    "ru": ("Cyrl", "Latin-Cyrillic", "shch щ sh ш ch ч zh ж kh х ts ц yu ю ya я yo ё a а b б c к d д e е f ф g г h х i и j дж k к l л m м n н o о p п q к r р s с t т u у v в w в x кс y й z з"),
    "uk": ("Cyrl", "Latin-Cyrillic", "shch щ sh ш ch ч zh ж kh х ts ц yu ю ya я yi ї ye є a а b б c к d д e е f ф g ґ h г i і j дж k к l л m м n н o о p п q к r р s с t т u у v в w в x кс y и z з"),
    "el": ("Grek", "Latin-Greek", "th θ ch χ ps ψ ou ου a α b μπ c κ d δ e ε f φ g γ h χ i ι j τζ k κ l λ m μ n ν o ο p π q κ r ρ s σ t τ u ου v β w γου x ξ y υ z ζ"),
    "ko": ("Hang", "Latin-Hangul", ""),
    "ja": ("Kana", "Latin-Katakana", ""),
    "hi": ("Deva", "Latin-Devanagari", ""),
}


def by_table(table, word):
    cells = table.split(" ")
    letters = dict(zip(cells[::2], cells[1::2]))
    out, at = [], 0
    while at < len(word):
        size = next((n for n in (4, 3, 2, 1) if word[at : at + n] in letters), 0)
        out.append(letters[word[at : at + size]] if size else word[at])
        at += max(size, 1)
    return "".join(out)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    binary, path, language = sys.argv[1:4]
    limit = int(sys.argv[4]) if len(sys.argv) > 4 else 2000
    script, transform, table = LANGUAGES[language]

    def run(command, lines):
        text = "".join(line + "\n" for line in lines)
        done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
        return done.stdout.split("\n")[: len(lines)]

    def normal(words):
        return run([binary, "normalize", "--profile", "match"], words)

    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("# ")]
    native, latin = rows[0].index("native"), rows[0].index("latin")
    gold = {}
    for row, word in zip(rows[1:], normal([row[native] for row in rows[1:]])):
        for spelling in row[latin].casefold().split("|"):
            if spelling.isascii() and spelling.isalpha():
                gold.setdefault(spelling, set()).add(word)
    words = list(gold)[:limit]
    asked = [word.capitalize() for word in words]
    programs = {"allonym": [binary, "transcribe", "--script", script, "--language", language, "--n-best", "5"]}
    if shutil.which("uconv"):
        programs["ICU"] = ["uconv", "-x", transform]
    for name, command in list(programs.items()) + ([("letters", None)] if table else []):
        start = time.perf_counter()
        out = run(command, asked) if command else [by_table(table, word) for word in words]
        seconds = time.perf_counter() - start
        flat = [line.split("\t")[:5] for line in out]
        forms = iter(normal([form for found in flat for form in found]))
        found = [[next(forms) for _ in answer] for answer in flat]
        first = sum(answer[:1] != [] and answer[0] in gold[word] for word, answer in zip(words, found))
        five = sum(any(form in gold[word] for form in answer) for word, answer in zip(words, found))
        figures = f"{first / len(words):.3f}\t{five / len(words):.3f}\t{len(words) / seconds:.0f}"
        print(f"{Path(path).stem}\t{name}\t{figures}", flush=True)


if __name__ == "__main__":
    main()
