"""axe-core finds no fault with any page, in light or dark (WCAG 2.2, levels A and AA)."""

from __future__ import annotations

import re
from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
EVERYTHING = {"type": "tag", "values": LEVELS}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# A page has thousands of signs in its formulas. All of a formula are drawn alike (a test sees to
# it), so its first sign stands for the rest; and what is spoken, its MathML, is the browser's.
REST_OF_FORMULAS = [[".katex-mathml"], [".katex .base ~ .base"], [".katex .base > * ~ *"]]
RUN_AXE = """
async ([runOnly, exclude]) => {
  const where = { include: ["html"], exclude };
  const { violations } = await axe.run(where, { runOnly, resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(
    (node) => [`${id}: ${help}`, node.html.slice(0, 160), node.failureSummary].join("\\n")));
}
"""


def test_axe_finds_no_fault(page_name, site_url, open_page):
    page = open_page(site_url + page_name, reduced_motion=True)
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    found = page.evaluate(RUN_AXE, [EVERYTHING, REST_OF_FORMULAS])
    # In the dark nothing but colours differs; reference pages share theirs, so one does for all.
    if not page_name.startswith("book/api/") or page_name.startswith("book/api/01"):
        page.emulate_media(color_scheme="dark")
        page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
        found += page.evaluate(RUN_AXE, [COLOURS, REST_OF_FORMULAS])
    assert not found, "\n\n".join(found)


def test_all_signs_of_a_formula_are_drawn_alike(page_name, built_site):
    text = (built_site / page_name).read_text(encoding="utf-8")
    signs = re.findall(r'<span class="(?:mord|mbin|mrel|mop|mopen|mclose|mpunct)\b[^>]*>', text)
    assert not [sign for sign in signs if re.search(r"color|background|opacity", sign)]


def test_axe_does_find_a_fault_where_there_is_one(serve, tmp_path, open_page):
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><title>t</title><main><h1>t</h1><input>'
        '<p style="color: #999; background: #fff">pale</p></main></html>'
    )
    page = open_page(serve(tmp_path))
    page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, [EVERYTHING, REST_OF_FORMULAS])
    assert {fault.split(":")[0] for fault in found} == {"label", "color-contrast"}
    assert len(page.evaluate(RUN_AXE, [COLOURS, REST_OF_FORMULAS])) == 1
