#!/usr/bin/env python3
"""repair.py BIN [N]: names and sentences of twelve scripts garbled in many ways, and how many are put right again.

Garbled is UTF-8 that was read as another encoding, once or twice. N texts (2000 if it is not said) are taken from the lists that
come with the project (data/training, examples), as many from each script. The last row has the texts as they are: what is
changed there is harm. A way that cannot be said of a text (its bytes are no characters of the encoding) is passed over, and
so is a text that the way does not change. Peers that are not installed are left out: pip install ftfy
"""
import pathlib
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]

LISTS = {
    "Latn": [("hy_names", "latin"), ("el_ep_full", "latin"), ("tr_ep_full", "latin"), ("latin_ep_full", "latin")],
    "Arab": [("fa_wikidata_full", "native"), ("ar_wikidata_full", "native"), ("ur_wikidata_full", "native")],
    "Cyrl": [("ru_ep_full", "native"), ("uk_ep_full", "native"), ("bg_ep_full", "native")],
    "Grek": [("el_ep_full", "native")],
    "Hebr": [("he_ep_full", "native")],
    "Armn": [("hy_ep_full", "native"), ("forms_armn", "native")],
    "Geor": [("ka_ep_full", "native"), ("forms_geor", "native")],
    "Deva": [("hi_ep_full", "native"), ("forms_deva", "native")],
    "Thai": [("th_ep_full", "native"), ("forms_thai", "native")],
    "Hang": [("ko_ep_full", "native")],
    "Hani": [("zh_ep_full", "native")],
    "Kana": [("ja_ep_full", "native"), ("ja", "native")],
}

WAYS = [
    ("cp1252",), ("latin-1",), ("cp1254",), ("cp1251",), ("cp1256",), ("mac-roman",), ("koi8-r",),
    ("cp1250",), ("cp1253",), ("cp437",), ("cp850",), ("cp866",),
    ("cp1252", "cp1252"), ("cp1251", "cp1251"), ("mac-roman", "mac-roman"),
]


def decoded(data, encoding):
    """The bytes in an encoding; those that it leaves open are the controls of ISO 8859-1, as browsers have it."""
    out = []
    for byte in data:
        one = bytes([byte])
        try:
            out.append(one.decode(encoding))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


def garbled(text, way):
    for encoding in way:
        text = decoded(text.encode("utf-8"), encoding)
    return text


def column(name, wanted):
    path = ROOT / "data/training" / f"{name}.tsv"
    if not path.exists():
        return []
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("# ")]
    at = rows[0].index(wanted)
    return [row[at] for row in rows[1:]]


def texts(count):
    """As many texts of each script, the names spread evenly over their lists, and every line of the examples."""
    lines = [line.strip() for path in sorted(ROOT.glob("examples/*/*.txt")) for line in open(path, encoding="utf-8")]
    chosen = [line for line in lines if not line.isascii()]
    each = (count - len(chosen)) // len(LISTS)
    for lists in LISTS.values():
        names = [name for file, wanted in lists for name in column(file, wanted)]
        names = [name for name in dict.fromkeys(names) if not name.isascii()]
        step = max(1, len(names) // each)
        chosen += names[::step][:each]
    return [unicodedata.normalize("NFC", text) for text in dict.fromkeys(chosen) if text]


def ours(binary):
    def run(lines):
        out = subprocess.run(
            [binary, "normalize", "--profile", "display", "--repair"], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True
        )
        return out.stdout.split("\n")[:-1]

    return run


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    clean = texts(int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
    peers = [("allonym", ours(sys.argv[1]))]
    try:
        import ftfy

        peers.append(("ftfy", lambda lines: [ftfy.fix_encoding(line) for line in lines]))
    except ImportError:
        print("ftfy is not installed")
    # What display does to clean text is not repair's doing.
    shown = subprocess.run(
        [sys.argv[1], "normalize", "--profile", "display", "--no-repair"], input="\n".join(clean) + "\n", capture_output=True, text=True, check=True
    ).stdout.split("\n")[:-1]
    print(f"{len(clean)} texts\n{'way':<24}" + "".join(f"{name:>10}" for name, _ in peers))
    sums = [0.0] * len(peers)
    for way in WAYS:
        rows = [(garbled(text, way), text, want) for text, want in zip(clean, shown)]
        rows = [row for row in rows if row[0] != row[1] and "\n" not in row[0] and "\r" not in row[0]]
        shares = []
        for name, repair in peers:
            got = repair([row[0] for row in rows])
            shares.append(sum(g in (text, want) for g, (_, text, want) in zip(got, rows)) / len(rows))
        sums = [sum_ + share for sum_, share in zip(sums, shares)]
        print(f"{' then '.join(way):<24}" + "".join(f"{share:>10.4f}" for share in shares), flush=True)
    print(f"{'all ways':<24}" + "".join(f"{sum_ / len(WAYS):>10.4f}" for sum_ in sums))
    changed = [sum(g not in (text, want) for g, text, want in zip(repair(clean), clean, shown)) / len(clean) for _, repair in peers]
    print(f"{'clean texts changed':<24}" + "".join(f"{share:>10.4f}" for share in changed))


if __name__ == "__main__":
    main()
