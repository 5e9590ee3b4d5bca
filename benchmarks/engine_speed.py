"""The figures' engine against TensorFlow Playground's, in headless Chromium.

    PLAYGROUND_ENGINE=path/to/nn.mjs python -m benchmarks engine

The peer is Playground's own src/nn.ts, made into a JavaScript module by any transpiler (for example
`esbuild nn.ts --outfile=nn.mjs`); none of it is kept here. What is measured is said in
engine_comparison.mjs.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from benchmarks import measure
from benchmarks.in_browser import ROOT, chromium, chromium_version
from benchmarks.measured import Comparison
from tools.serve import Server

OURS, PEER = "the figures' engine", "TensorFlow Playground"
AIMS = {  # of each job of engine_comparison.mjs
    "one online update, 1-2-1 (100 points)": 3.0,
    "one pass in batches of 10, 2-8-8-1 (200 points)": 5.0,
    "2-8-8-1 on a 100 × 100 grid": 2.5,
}
IMPORT = """Promise.all(
    ["./engine/index.js", "./peer.mjs", "./comparison.mjs"].map((file) => import(file)))"""
MEASURE = f"""async (job) => {{
    const [engine, peer, {{ JOBS, ROUNDS }}] = await {IMPORT};
    return [JOBS[job](engine, peer), ROUNDS];
}}"""


def versions() -> measure.Versions:
    found, peer = {"Chromium": chromium_version()}, peer_module()
    if peer is None:
        return found, [PEER]
    return found | {PEER: f"module {sha256(peer.read_bytes()).hexdigest()[:8]}"}, []


def peer_module() -> Path | None:
    """The peer, if the environment names one."""
    given = os.environ.get("PLAYGROUND_ENGINE")
    return Path(given) if given else None


def run(turns: int) -> Iterator[Comparison]:
    """Serve engine, peer and comparison from one folder; measure each job in a fresh page."""
    peer = peer_module()
    if peer is None:
        print(
            "  (PLAYGROUND_ENGINE names no peer: see benchmarks/engine_speed.py)", file=sys.stderr
        )
        return
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        place = Path(folder)
        (place / "index.html").write_text("<!doctype html><title>engines</title>")
        (place / "engine").symlink_to(ROOT / "nn_core" / "widgets" / "frontend" / "engine")
        (place / "peer.mjs").write_bytes(peer.read_bytes())
        comparison = ROOT / "benchmarks" / "engine_comparison.mjs"
        (place / "comparison.mjs").write_bytes(comparison.read_bytes())
        with Server(place) as server:
            for job, aim in AIMS.items():
                with browser.new_context() as context:
                    page = context.new_page()
                    page.goto(server.url)
                    taken, rounds = page.evaluate(MEASURE, job)
                times = {OURS: taken["ours"] / 1e6, PEER: taken["theirs"] / 1e6}
                yield Comparison(f"In the browser: {job}", OURS, times, rounds, {PEER: aim})
