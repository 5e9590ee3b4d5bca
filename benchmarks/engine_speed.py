"""The figures' engine against another one in headless Chromium.

    python benchmarks/engine_speed.py path/to/nn.mjs

What is measured, and what the peer must be, is said in engine_comparison.mjs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tools.browser import find_browser  # noqa: E402
from tools.serve import Server  # noqa: E402

IMPORT = """Promise.all(
    ["./engine/index.js", "./peer.mjs", "./comparison.mjs"].map((file) => import(file)))"""
NAMES = f"async () => Object.keys((await {IMPORT})[2].JOBS)"
MEASURE = f"""async (job) => {{
    const [engine, peer, {{JOBS, line}}] = await {IMPORT};
    return line(job, JOBS[job](engine, peer));
}}"""


def main(peer: Path) -> None:
    """Serve engine, peer and comparison from one folder; measure each job in a fresh page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        (place / "index.html").write_text("<!doctype html><title>engines</title>")
        (place / "engine").symlink_to(ROOT / "nn_core" / "widgets" / "frontend" / "engine")
        (place / "peer.mjs").write_bytes(peer.read_bytes())
        comparison = ROOT / "benchmarks" / "engine_comparison.mjs"
        (place / "comparison.mjs").write_bytes(comparison.read_bytes())
        chromium = playwright.chromium.launch(
            executable_path=find_browser(),
            args=["--no-sandbox", "--headless=new", "--disable-gpu"],
        )
        print(f"Chromium {chromium.version}: ours, the peer's, ratio")
        with Server(place) as server:

            def ask(code: str, *arguments: str) -> Any:
                page = chromium.new_context().new_page()
                page.goto(server.url)
                answer = page.evaluate(code, *arguments)
                page.context.close()
                return answer

            for job in ask(NAMES):
                print(ask(MEASURE, job))
        chromium.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/engine_speed.py path/to/nn.mjs")
    main(Path(sys.argv[1]))
