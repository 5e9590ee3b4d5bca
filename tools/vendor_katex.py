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

# What the book's formulas are made of. The rest of a font goes into a second file, which a browser
# fetches only for a page that uses one of its characters.
LATIN = {*range(0x41, 0x5B), *range(0x61, 0x7B)}
SIGNS = {ord(c) for c in "\xa0¨±×ˆˉ˙˜…′ℓ←→⇒⟹⟺∂∇∈−√∞∣∥∼≈≠≡≤≥⊙⋅⋮⋯⋱⟨⟩ΓΔΘΛΣΦΨΩ"}
BRACKETS = {ord(c) for c in " ()[]{}|∑∏∫√∣∥⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠⎧⎨⎩⎪⎫⎬⎭⎷\xa0"}
COMMON = {
    "Main-Regular": {*range(0x20, 0x7F), *SIGNS},
    "Main-Bold": LATIN | set(range(0x30, 0x3A)) | {0x20, 0xA0},
    "Math-Italic": LATIN | set(range(0x3B1, 0x3CA)) | {0x20, 0xA0, 0x3D5, 0x3F5, 0x3D1},
    "AMS-Regular": {ord(c) for c in " \xa0ENPRZ■□"},
    **dict.fromkeys((f"Size{i}-Regular" for i in (1, 2, 4)), BRACKETS),
}

FACE = re.compile(r"@font-face\{[^}]*\}")
FILE = re.compile(r"fonts/KaTeX_([\w-]+)\.woff2")


def ranges(characters: set[int]) -> str:
    """Return characters as CSS writes them.

    >>> ranges({0x41, 0x42, 0x43, 0x61})
    'u+41-43,u+61'
    """
    starts = sorted(c for c in characters if c - 1 not in characters)
    ends = sorted(c for c in characters if c + 1 not in characters)
    pairs = zip(starts, ends, strict=True)
    return ",".join(f"u+{a:x}" if a == b else f"u+{a:x}-{b:x}" for a, b in pairs)


def faces(rule: re.Match[str], more: dict[str, set[int]]) -> str:
    """Return an ``@font-face`` rule with its woff2 alone, and one for the file with the rest.

    A font that is left out has none.
    """
    name = FILE.search(rule[0])
    if name is None or name[1] not in FONTS:
        return ""
    face = re.sub(r"(format\(\"woff2\"\)).*\}", r"\1}", rule[0])
    if not more[name[1]]:
        return face
    rest = face.replace(f"{name[1]}.woff2", f"{name[1]}-more.woff2")
    return face + rest.replace("}", f";unicode-range:{ranges(more[name[1]])}}}")


def cut(source: Path, characters: set[int], target: Path) -> None:
    """Write a font with those characters and no others, and say what it weighs."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["kern"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    print(f"{target.name:36}{target.stat().st_size / 1024:7.1f} KiB")


def main() -> None:
    """Copy the script and licence, and cut the fonts and the style sheet."""
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/vendor_katex.py FOLDER_WITH_THE_UNPACKED_PACKAGE")
    source = Path(sys.argv[1])
    shutil.copy(source / "dist" / "katex.min.js", TARGET)
    shutil.copy(source / "LICENSE", TARGET)
    shutil.rmtree(TARGET / "fonts", ignore_errors=True)
    (TARGET / "fonts").mkdir()
    more: dict[str, set[int]] = {}
    for name in sorted(FONTS):
        file = source / "dist" / "fonts" / f"KaTeX_{name}.woff2"
        kept = set(TTFont(file).getBestCmap())
        kept &= CUT_TO.get(name, kept)
        more[name] = kept - COMMON.get(name, kept)
        cut(file, kept - more[name], TARGET / "fonts" / file.name)
        if more[name]:
            cut(file, more[name], TARGET / "fonts" / f"KaTeX_{name}-more.woff2")
    styles = (source / "dist" / "katex.min.css").read_text()
    (TARGET / "katex.css").write_text(FACE.sub(lambda rule: faces(rule, more), styles) + "\n")


if __name__ == "__main__":
    main()
