"""Fit in a real browser, on a page like the book's: every way in, and every number out."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from importlib.resources import files
from xml.etree import ElementTree

import numpy as np
import pytest

from nn_core.checks import check
from nn_core.exercises import chapter
from nn_core.plots import palette
from nn_core.widgets import Fit, Question

from .figure_pages import centre, figure_page, from_menu, handle, settled, slider, verdict

__all__ = ["figure_page"]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RICH = Fit(
    target="wave", samples=60, noise=0.1, held_out=0.25, data_seed=3, hidden=4, activation="tanh",
    seed=7, optimizer="Adam", alpha=0.03, batch="mini", batch_size=7, shuffle=True, epoch=41,
)  # fmt: skip
STATES = [
    Fit(epoch=300),
    RICH,
    Fit(target="drawn", drawn=[0, 1, 2, 0.5, 1], batch="full", alpha=0.1, epoch=20),
    Fit(held_out=0.5, epoch=12, optimizer="Nadam", activation="gelu", hidden=20),
    Fit(alpha=10, epoch=30),
    Fit(optimizer="LM", seed=1, epoch=100),  # ends before
    Fit(),
]


def saved(page, entry):
    with page.expect_download() as download:
        from_menu(page, entry)
    return download.value.path().read_text(encoding="utf-8")


def numbers(page):
    """The saved CSV: {series: (x, y)}."""
    table = {}
    for series, x, y in list(csv.reader(io.StringIO(saved(page, "Save numbers (CSV)"))))[1:]:
        table.setdefault(series, []).append((float(x), float(y)))
    return {series: np.array(points).T for series, points in table.items()}


def search_of(figure):
    return "?" + "&".join(f"fit.{name}={in_link(value)}" for name, value in figure.state.items())


def in_link(value):
    if isinstance(value, list):
        return ",".join(map(in_link, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


# --- the numbers -----------------------------------------------------------------------------


@pytest.mark.parametrize("figure", STATES, ids=repr)
def test_numbers_on_screen_are_those_of_nn_core(figure_page, figure):
    table = numbers(figure_page(figure))
    np.testing.assert_allclose(table["sample"], figure.data, atol=1e-14)
    np.testing.assert_allclose(table["parameter"][1], figure.parameters, rtol=1e-8)
    p, a = table["network"]
    np.testing.assert_allclose(a, figure.network(figure.parameters, p)[0], rtol=1e-8, atol=1e-12)
    if figure.epoch:
        np.testing.assert_allclose(table["loss"][1], figure.history.loss, rtol=1e-8)
    if figure.held_out:
        np.testing.assert_allclose(table["held-out loss"][1], figure.history.validation, rtol=1e-8)


@pytest.mark.parametrize("figure", STATES, ids=repr)
def test_copied_python_gives_the_number_on_screen(figure_page, figure):
    page = figure_page(figure, permissions=["clipboard-read", "clipboard-write"])
    from_menu(page, "Copy as Python")
    code = page.evaluate("navigator.clipboard.readText()")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    shown = numbers(page)["loss"][1][-1] if figure.epoch else None
    if shown is None:
        assert f"{float(run.stdout):.3g}" in verdict(page)
    else:
        assert float(run.stdout) == pytest.approx(shown, rel=1e-8)


def test_divergence_is_said_and_nothing_is_drawn_of_it(figure_page):
    page = figure_page(Fit(alpha=10, epoch=30))
    assert verdict(page).startswith("Diverged in epoch 2")
    drawn = page.evaluate("[...document.querySelectorAll('path')].map((p) => p.getAttribute('d'))")
    assert not any("NaN" in d or "Infinity" in d for d in drawn if d)


def test_the_largest_curvature_and_its_bound_are_those_of_nn_core(figure_page):
    figure = Fit(detail="curvature", batch="full", alpha=0.65, hidden=5, epoch=120)
    page = figure_page(figure, permissions=["clipboard-read", "clipboard-write"])
    page.wait_for_function("document.querySelector('.nn-verdict').textContent.includes('λmax')")
    highest = np.linalg.eigvalsh(figure.loss.hessian(figure.parameters))[-1]
    told = verdict(page)
    assert f"λmax is {highest:.3g}: " in told
    assert f"stable up to α = {2 / highest:.3g}." in told
    from_menu(page, "Copy as Python")
    code = page.evaluate("navigator.clipboard.readText()")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout.split()[-1]) == pytest.approx(highest, rel=1e-9)


# --- the ways in -----------------------------------------------------------------------------


def test_mouse_drags_the_epoch_back_and_the_number_follows(figure_page):
    page = figure_page(Fit(epoch=300))
    x, y = centre(handle(page, "Epoch").locator(".nn-knob"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 20, y, steps=4)
    page.mouse.up()
    settled(page)
    epoch = int(re.search(r"fit\.epoch=(\d+)", page.url)[1])
    assert 200 < epoch < 300
    assert f"After {epoch} epochs" in verdict(page)
    assert page.locator(".nn-bar input").input_value() == str(epoch)


def test_keyboard_moves_handles_sliders_and_time(figure_page):
    page = figure_page(Fit(epoch=300))
    epoch = handle(page, "Epoch")
    epoch.focus()
    for key in ("ArrowLeft", "ArrowDown", "Shift+ArrowRight", "PageUp", "ArrowUp"):
        page.keyboard.press(key)
    settled(page)
    assert epoch.get_attribute("aria-valuenow") == str(300 - 1 - 1 + 10 + 10 + 1)
    assert epoch.get_attribute("aria-valuetext").startswith("epoch 319, loss 1.")
    page.keyboard.press("Home")
    settled(page)
    assert "fit.epoch=0" in page.url
    slider(page, "Learning rate α").focus()
    page.keyboard.press("ArrowRight")
    settled(page)
    assert "fit.alpha=0.0106" in page.url
    page.get_by_role("button", name="Step", exact=True).focus()
    page.keyboard.press("Enter")
    settled(page)
    assert "fit.epoch=10" in page.url


def test_keys_pressed_faster_than_it_trains_all_count(figure_page):
    page = figure_page(Fit(epoch=300))
    epoch = handle(page, "Epoch")
    epoch.evaluate("""(handle) => {
        for (const key of ["ArrowRight", "PageUp", "ArrowUp", "ArrowLeft", "PageUp"]) {
            handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        }
        const step = [...document.querySelectorAll("button")].find((b) => b.ariaLabel === "Step");
        for (let i = 0; i < 3; i++) step.click();
    }""")
    settled(page)
    assert epoch.get_attribute("aria-valuenow") == "350"


def test_every_control_can_be_reached_with_the_tab_key(figure_page):
    page = figure_page(Fit(batch="mini"))
    wanted = page.locator(
        ".nn-figure :is(input, select, button, [role=slider]):visible"
    ).evaluate_all("(all) => all.filter((e) => !e.closest('details:not([open])')).length")
    page.locator("h1").click()
    for _ in range(wanted + 8):
        page.keyboard.press("Tab")
        page.evaluate("document.activeElement.dataset.reached = ''")
    reached = page.locator(".nn-figure :is(input, select, button, [role=slider])[data-reached]")
    assert reached.count() == wanted


def test_a_finger_drags_a_handle_and_targets_are_large_enough(figure_page):
    page = figure_page(Fit(epoch=300), phone=True, touch=True)
    knob = handle(page, "Epoch")
    knob.scroll_into_view_if_needed()
    x, y = centre(knob.locator(".nn-hit"))
    touch = page.context.new_cdp_session(page)
    for kind, at in (("touchStart", x), ("touchMove", x - 20), ("touchMove", x - 60)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    settled(page)
    assert int(re.search(r"fit\.epoch=(\d+)", page.url)[1]) < 280
    page.locator("details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    sizes = page.locator(
        ".nn-figure :is(select, button, input[type=range], input[type=number], .nn-toggle, "
        "summary, .nn-hit):visible"
    ).evaluate_all("(all) => all.map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])")
    assert [name for name, box in sizes if min(box["height"], box["width"]) < 43.9] == []


def test_drawing_a_target_by_mouse_and_by_keys(figure_page):
    page = figure_page(Fit())
    page.get_by_role("button", name="Draw your own").click()
    settled(page)
    box = page.locator(".nn-plot").first.bounding_box()
    page.mouse.move(box["x"] + 80, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 280, box["y"] + 100, steps=12)
    page.mouse.up()
    settled(page)
    drawn = json.loads("[" + re.search(r"fit\.drawn=([^&]*)", page.url)[1] + "]")
    assert len(drawn) == 33
    assert len(set(drawn[6:18])) == 1  # where the mouse went straight, the target is level
    pencil = page.get_by_role("slider", name=re.compile("Pencil"))
    pencil.focus()
    before = float(re.search(r"is ([\d.]+)", pencil.get_attribute("aria-valuetext"))[1])
    page.keyboard.press("ArrowUp")
    settled(page)
    after = float(re.search(r"is ([\d.]+)", pencil.get_attribute("aria-valuetext"))[1])
    assert after == pytest.approx(before + 0.05, abs=0.002)


def test_typing_a_number_out_of_bounds_gives_the_nearest(figure_page):
    page = figure_page(Fit())
    field = page.get_by_label("Hidden units, exactly")
    field.fill("99")
    field.press("Enter")
    settled(page)
    assert field.input_value() == "20"
    assert "fit.hidden=20" in page.url


# --- time ------------------------------------------------------------------------------------


def test_step_back_and_rewind_return_to_the_same_numbers(figure_page):
    page = figure_page(RICH)
    time = {name: page.get_by_role("button", name=name, exact=True) for name in
            ("Play", "Step", "Step back", "Back to the start")}  # fmt: skip
    time["Step"].click()  # to epoch 50
    at_50 = settled(page)
    time["Step"].click()
    assert settled(page) != at_50
    time["Step back"].click()
    assert settled(page) == at_50
    time["Back to the start"].click()
    assert settled(page).startswith("Before training")
    assert time["Step back"].get_attribute("aria-disabled") == "true"
    for _ in range(5):
        time["Step"].click()
    assert settled(page) == at_50


def test_playing_trains_until_paused(figure_page):
    page = figure_page(Fit())
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("Number(document.querySelector('.nn-bar input').value) > 50")
    page.get_by_role("button", name="Pause", exact=True).click()
    stood_at = settled(page)
    page.wait_for_timeout(300)
    assert verdict(page) == stood_at


def test_playing_ends_where_it_should(figure_page):
    page = figure_page(Fit(epochs=30))
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("document.querySelector('.nn-bar input').value === '30'")
    page.get_by_role("button", name="Play", exact=True).wait_for()


def test_playing_at_the_end_begins_at_the_start_again(figure_page):
    page = figure_page(Fit(epochs=4000, epoch=4000, pace="1"))
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("document.querySelector('.nn-bar input').value < 1000")
    page.get_by_role("button", name="Pause", exact=True).click()
    assert int(page.locator(".nn-bar input").input_value()) < 1000


def test_levenberg_marquardt_says_what_it_does_without_and_where_it_ends(figure_page):
    page = figure_page(Fit(seed=1, pace="1", held_out=0.1, batch="mini", detail="curvature"))
    alpha, note = slider(page, "Learning rate α"), page.get_by_text("No α")
    assert alpha.is_visible()
    assert not note.is_visible()
    page.get_by_label("Optimizer").select_option("LM")
    settled(page)
    assert note.is_visible()
    assert not alpha.is_visible()
    resting = page.locator(".nn-figure [inert]").all_inner_texts()
    assert [text.split("\n")[0] for text in resting] == ["Update after", "Batch size", "Shuffle"]
    page.get_by_role("button", name="Step", exact=True).click()
    assert "The next step begins with μ = " in settled(page)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("document.querySelector('.nn-verdict').textContent.includes('ends')")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    told = settled(page)
    figure = Fit(seed=1, held_out=0.1, optimizer="LM", epoch=5000)
    assert re.search(r"Here training ends: (the gradient|no step)", told)
    assert int(page.locator(".nn-bar input").input_value()) == figure.history.epochs
    assert "plain whole-batch descent would be stable" in told


def test_reduced_motion_shows_stills_instead_of_an_animation(figure_page):
    page = figure_page(Fit(pace="1"), reduced_motion=True)
    page.evaluate("""() => {
        window.pictures = 0;
        new MutationObserver(() => (window.pictures += 1)).observe(
            document.querySelector(".nn-network"), { attributes: true });
    }""")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_timeout(1700)
    assert 1 <= page.evaluate("pictures") <= 3


# --- the address -----------------------------------------------------------------------------


@pytest.mark.parametrize("figure", STATES, ids=repr)
def test_a_link_brings_back_the_same_figure(figure_page, figure):
    page = figure_page(
        Fit(), search=search_of(figure), permissions=["clipboard-read", "clipboard-write"]
    )
    from_menu(page, "Copy link")
    link = page.evaluate("navigator.clipboard.readText()")
    assert set(link.partition("?")[2].split("&")) == set(search_of(figure)[1:].split("&"))
    told = verdict(page)
    page.goto(link)
    page.locator(".nn-figure").wait_for()
    assert settled(page) == told


def test_the_address_names_only_what_differs_from_the_published_figure(figure_page):
    page = figure_page(Fit(hidden=5, name="wide"), search="?other=1")
    page.get_by_label("Samples, exactly").fill("50")
    page.keyboard.press("Enter")
    settled(page)
    assert page.url.endswith("?other=1&wide.samples=50")
    from_menu(page, "Reset everything")
    settled(page)
    assert page.url.endswith("?other=1")
    assert page.get_by_label("Hidden units, exactly").input_value() == "5"


def test_links_of_the_page_set_the_figure_and_back_and_forward_follow(figure_page):
    page = figure_page(Fit(), body='<p><a href="?fit.alpha=0.1&fit.epoch=5">try 0.1</a></p>')
    alpha = page.get_by_label("Learning rate α, exactly")
    page.evaluate("window.same = true")
    page.get_by_text("try 0.1").click()
    settled(page)
    assert alpha.input_value() == "0.1"
    page.go_back()
    settled(page)
    assert alpha.input_value() == "0.01"
    page.go_forward()
    assert "After 5 epochs" in settled(page)
    assert page.evaluate("window.same")  # never left the page


@pytest.mark.parametrize(
    "search",
    [
        "?fit.alpha=banana", "?fit.alpha=-1", "?fit.alpha=NaN", "?fit.alpha=1e999", "?fit.nix=1",
        "?fit.epoch=1.5", "?fit.drawn=1,,2", "?fit.playing=yes", "?fit.shuffle=true", "?fit.=1",
        "?fit.__proto__=1", "?fit.target=toString", "?fit.alpha=%E0%A4%A",
    ],
)  # fmt: skip
def test_a_corrupt_address_is_said_and_changes_nothing(figure_page, search):
    page = figure_page(Fit(), search=search)
    assert search[1:].partition("=")[0] in page.locator(".nn-notice").inner_text()
    assert verdict(page).startswith("Before training the loss is 0.571")


# --- the picture and the page ----------------------------------------------------------------


def test_the_saved_picture_stands_alone(figure_page):
    text = saved(figure_page(RICH), "Save picture (SVG)")
    picture = ElementTree.fromstring(text)
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(" not in text
    assert "class=" not in text
    assert "After 41 epochs" in picture.findtext("{http://www.w3.org/2000/svg}title")
    blue = tuple(int(palette("light")["blue"][i : i + 2], 16) for i in (1, 3, 5))
    assert f"stroke:rgb{blue}" in text


NETWORK_COLOUR = "getComputedStyle(document.querySelector('.nn-network')).stroke"


def rgb(colour):
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


def test_colours_follow_whoever_sets_the_theme(figure_page):
    page = figure_page(Fit())
    light, dark = rgb(palette("light")["blue"]), rgb(palette("dark")["blue"])
    assert page.evaluate(NETWORK_COLOUR) == light
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate(NETWORK_COLOUR) == dark
    page.evaluate("delete document.documentElement.dataset.theme")
    assert page.evaluate(NETWORK_COLOUR) == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(NETWORK_COLOUR) == dark
    page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert page.evaluate(NETWORK_COLOUR) == light
    page.emulate_media(color_scheme="light")
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert page.evaluate(NETWORK_COLOUR) == dark


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("options", [{}, {"phone": True}], ids=["desktop", "phone"])
def test_axe_finds_no_fault(figure_page, theme, options):
    page = figure_page(RICH, reduced_motion=True, **options)  # colours change at once
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    if theme == "dark":
        page.add_style_tag(content=f"body {{ background: {palette('dark')['surface']} }}"
                                   f"h1 {{ color: {palette('dark')['ink']} }}")  # fmt: skip
    page.locator(".nn-menu summary").click()
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run().then((r) => r.violations.map((v) => v.id + ' ' + v.nodes[0].html))"
    )
    assert found == []


@pytest.mark.parametrize("touch", [False, True])
@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280])
def test_nothing_moves_when_a_figure_comes_alive(figure_page, width, touch):
    page = figure_page(
        Fit(), body="<p>before</p>", viewport={"width": width, "height": 900}, touch=touch
    )
    alive = page.locator(".nn-figure").bounding_box()["height"]
    page.evaluate("delete document.querySelector('.nn-explorable').dataset.alive")
    kept = page.locator(".nn-skeleton").bounding_box()["height"]
    assert abs(alive - kept) <= 8
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_figure_redraws_for_the_width_it_is_given(figure_page):
    page = figure_page(Fit(epoch=10))
    wide = page.locator(".nn-plot").first.bounding_box()
    page.set_viewport_size({"width": 340, "height": 800})
    page.wait_for_timeout(200)
    narrow = page.locator(".nn-plot").first.bounding_box()
    assert narrow["width"] < 310 < wide["width"]
    assert page.locator(".nn-plot").nth(1).bounding_box()["y"] > narrow["y"] + narrow["height"] - 1


def test_what_the_picture_shows_is_spoken_once_it_stands_still(figure_page):
    page = figure_page(Fit())
    spoken = page.locator(".nn-unseen[aria-live=polite]")
    page.get_by_role("button", name="Step", exact=True).click()
    page.wait_for_timeout(300)
    assert "After 10 epochs" not in spoken.inner_text()
    page.wait_for_timeout(900)
    assert "After 10 epochs" in spoken.inner_text()


def test_figures_of_one_name_do_not_share_an_address(figure_page):
    page = figure_page(Fit(), Fit())
    page.locator(".nn-figure").nth(1).scroll_into_view_if_needed()
    fields = page.get_by_label("Hidden units, exactly")
    fields.nth(1).fill("7")
    fields.nth(1).press("Enter")
    settled(page)
    assert page.url.endswith("?fit-2.hidden=7")
    assert fields.nth(0).input_value() == "2"


def test_figures_far_away_wait_until_the_reader_comes_near(figure_page):
    thirty = [Fit(name=f"fit{i}") for i in range(30)]
    page = figure_page(*thirty, viewport={"width": 1000, "height": 700})
    assert page.locator(".nn-figure").count() <= 3
    page.locator(".nn-explorable").nth(29).scroll_into_view_if_needed()
    page.locator(".nn-explorable").nth(29).locator(".nn-figure").wait_for()
    assert page.locator(".nn-figure").count() <= 6


COUNT = """async () => {
    const { mountOnPage } = await import("./explorables.js");
    const place = document.querySelector(".nn-explorable");
    for (let i = 0; i < 12; i++) {
        const leave = mountOnPage(place);
        await new Promise(requestAnimationFrame);
        place.querySelector(".nn-play").click();
        await new Promise(requestAnimationFrame);
        leave();
    }
}"""


def test_leaving_a_page_leaves_nothing_behind(figure_page):
    page = figure_page(Fit())
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")

    def held():
        tools.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(100)
        metrics = tools.send("Performance.getMetrics")["metrics"]
        return {
            m["name"]: m["value"] for m in metrics if m["name"] in ("Nodes", "JSEventListeners")
        }

    page.evaluate(COUNT)
    before = held()
    page.evaluate(COUNT)
    after = held()
    assert after["Nodes"] <= before["Nodes"] + 20
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 2
    assert page.locator(".nn-figure").count() == 1


def test_a_figure_gives_no_element_an_id(figure_page):
    page = figure_page(RICH)
    assert page.locator(".nn-figure [id]").count() == 0


# --- questions -------------------------------------------------------------------------------


def test_a_number_is_judged_on_the_page_and_kept_in_the_readers_browser_alone(figure_page):
    page = figure_page(Question("7.1"), ready=".nn-question")
    box = page.get_by_label("Your answer to exercise 7.1")
    told = page.locator(".nn-judged")
    box.fill("20")
    box.press("Enter")
    assert told.inner_text() == "Not yet. Those are the weights. Every neuron also has a bias."
    box.fill("62/2")
    page.get_by_role("button", name="Check").click()
    assert told.inner_text() == "Right."
    assert "?" not in page.url
    page.reload()
    page.locator(".nn-question").wait_for()
    assert box.input_value() == "62/2"
    assert told.inner_text() == "Right."
    page.get_by_role("button", name="Clear").click()
    assert told.inner_text() == ""
    assert page.evaluate("localStorage.length") == 0


def test_a_choice_is_judged_by_its_option(figure_page):
    exercise = next(one for one in chapter("1").values() if one.options)
    page = figure_page(Question(exercise), ready=".nn-question")
    options = page.get_by_role("radio")
    assert options.count() == len(exercise.options)
    options.nth(int(exercise.value)).check()
    page.get_by_role("button", name="Check").click()
    assert page.locator(".nn-judged").inner_text() == "Right."
    wrong = exercise.known_mistakes[0]
    options.nth(int(wrong.value)).check()
    page.get_by_role("button", name="Check").click()
    assert wrong.hint in page.locator(".nn-judged").inner_text()


def test_an_open_check_becomes_an_answer_box_and_an_answered_one_stays_a_sentence(figure_page):
    assert check("7.1", 30)._repr_html_() is None
    page = figure_page(body=check("7.1", ...)._repr_html_(), ready=".nn-question")
    page.get_by_label("Your answer to exercise 7.1").fill("31")
    page.keyboard.press("Enter")
    assert page.locator(".nn-judged").inner_text() == "Right."
    page.evaluate(AXE)
    assert page.evaluate("axe.run().then((r) => r.violations.map((v) => v.id))") == []


@pytest.mark.parametrize(("on_page", "height"), [(True, 118), (False, 60)])
def test_only_a_page_that_makes_an_answer_box_keeps_room_for_it(figure_page, on_page, height):
    page = figure_page(body=check("7.1", ...)._repr_html_(), ready=".nn-question")
    page.evaluate("delete document.querySelector('.nn-explorable').dataset.alive")
    if not on_page:
        page.evaluate("document.querySelector('script[data-bundle]').remove()")
    tall = page.locator(".nn-skeleton").bounding_box()["height"]
    assert tall == height if on_page else tall <= height
