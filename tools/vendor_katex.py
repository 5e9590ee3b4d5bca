"""Bring KaTeX into book/_ext/katex: its script, its licence, and only the type the book sets.

The site renders mathematics while it is built, so readers get KaTeX's style sheet and
fonts and never its script. Run this once for a new version:

    npm pack katex          (unpack it into SOURCE)
    python tools/vendor_katex.py SOURCE

It needs fonttools and brotli, and nothing else of the book does.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "book" / "_ext" / "katex"

# The Fraktur and script alphabets are left out: the book's notation has none.
FONTS = {
    *("AMS-Regular", "Caligraphic-Regular", "Main-Regular", "Main-Bold", "Main-Italic"),
    *("Math-Italic", "Math-BoldItalic", "Size1-Regular", "Size2-Regular", "Size3-Regular"),
    *("Size4-Regular", "SansSerif-Regular", "Typewriter-Regular"),
}
# Bold and upright italic are for letters only; the symbols in them are never reached.
CAPITALS = set(range(0x41, 0x5B))
LETTERS = {*range(0x20, 0x7F), 0xA0, *range(0x391, 0x3CA), 0x2207, 0x2113, 0x2032}
# Blackboard capitals, and of the extra symbols those that such a book may come to use.
EXTRA = CAPITALS | {ord(c) for c in "kħ∁∄∅∖∝∠∥∴∵≂≦≧≲≳≶≷≼≽⊊⊋⊏⊐⊞⊠⊡□■△▲▽▼◀▶◊★✓⩽⩾↾⇂⇄⇉⇌ϰϝ"}
CUT_TO = {
    **dict.fromkeys(("Main-Bold", "Main-Italic", "Typewriter-Regular"), LETTERS),
    "SansSerif-Regular": CAPITALS | {0x20, 0xA0},
    "AMS-Regular": EXTRA,
}

FACE = re.compile(r"@font-face\{[^}]*\}")
FILE = re.compile(r"fonts/KaTeX_([\w-]+)\.woff2")


def keep_face(rule: re.Match[str]) -> str:
    """Return an ``@font-face`` rule pointing at its woff2 alone, or nothing if it is left out."""
    name = FILE.search(rule[0])
    if name is None or name[1] not in FONTS:
        return ""
    return re.sub(r"(format\(\"woff2\"\)).*\}", r"\1}", rule[0])


def main() -> None:
    """Copy the script and licence, cut the style sheet and fonts, and say what they weigh."""
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/vendor_katex.py FOLDER_WITH_THE_UNPACKED_PACKAGE")
    source = Path(sys.argv[1])
    shutil.copy(source / "dist" / "katex.min.js", TARGET)
    shutil.copy(source / "LICENSE", TARGET)
    styles = (source / "dist" / "katex.min.css").read_text()
    (TARGET / "katex.css").write_text(FACE.sub(keep_face, styles) + "\n")
    shutil.rmtree(TARGET / "fonts", ignore_errors=True)
    (TARGET / "fonts").mkdir()
    for name in sorted(FONTS):
        file = TARGET / "fonts" / f"KaTeX_{name}.woff2"
        font = TTFont(source / "dist" / "fonts" / file.name, recalcTimestamp=False)
        options = subset.Options(flavor="woff2", hinting=False, layout_features=["kern"])
        cutter = subset.Subsetter(options)
        codes = set(font.getBestCmap())
        cutter.populate(unicodes=codes & CUT_TO.get(name, codes))
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(file)
        print(f"{file.name:36}{file.stat().st_size / 1024:7.1f} KiB")


if __name__ == "__main__":
    main()
