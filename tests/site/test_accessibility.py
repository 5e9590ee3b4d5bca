"""axe-core finds no fault with any page, in light or dark (WCAG 2.2, levels A and AA)."""

from __future__ import annotations

from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
EVERYTHING = {"type": "tag", "values": LEVELS}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN_AXE = """
async (runOnly) => {
  const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(
    (node) => [`${id}: ${help}`, node.html.slice(0, 160), node.failureSummary].join("\\n")));
}
"""


def test_axe_finds_no_fault(page_name, site_url, open_page):
    page = open_page(site_url + page_name, reduced_motion=True)
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    found = page.evaluate(RUN_AXE, EVERYTHING)
    # In the dark nothing but colours differs; reference pages share theirs, so one does for all.
    if not page_name.startswith("book/api/") or page_name.startswith("book/api/01"):
        page.emulate_media(color_scheme="dark")
        page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
        found += page.evaluate(RUN_AXE, COLOURS)
    assert not found, "\n\n".join(found)


def test_axe_does_find_a_fault_where_there_is_one(serve, tmp_path, open_page):
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><title>t</title><main><h1>t</h1><input>'
        '<p style="color: #999; background: #fff">pale</p></main></html>'
    )
    page = open_page(serve(tmp_path))
    page.evaluate(AXE)
    found = {fault.split(":")[0] for fault in page.evaluate(RUN_AXE, EVERYTHING)}
    assert found == {"label", "color-contrast"}
    assert len(page.evaluate(RUN_AXE, COLOURS)) == 1
