"""What every figure of chapters 1, 2 and 6 promises in Python, checked on one that a test makes."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode

from nn_core.widgets import Explorable


def keeps_its_promises(figure: Explorable) -> None:
    """Poster, description, and HTML of a figure, and whether its printed form makes it again."""
    bundle, metadata = figure._repr_mimebundle_()
    picture = b64decode(bundle["image/png"])
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert picture == figure.poster()
    assert metadata["image/png"]["alt"] == figure.describe()
    assert figure.describe().startswith("Interactive figure: ")
    assert figure.describe().endswith(".")
    assert "0x" not in bundle["text/plain"]
    again = type(figure)(**json.loads(json.dumps(figure.state)))
    assert again.html() == figure.html() == bundle["text/html"]
    assert repr(again) == repr(figure)


def html_in_a_new_process(call: str) -> str:
    """The HTML of a figure as another Python makes it: nothing of this one may be in it."""
    code = f"from nn_core.widgets import *; print({call}.html())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.rstrip("\n")
