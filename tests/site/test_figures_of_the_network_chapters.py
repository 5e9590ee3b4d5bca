"""The figures of chapters 1, 2 and 6 in a real browser: every way in, every way out.

One contract for all of them; their table is in `network_figures`.
"""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import expect

from nn_core.plots import palette
from nn_core.widgets import BackpropMicroscope, OneNeuron, Sculptor, SpikeToSum, Wiring

from .figure_pages import centre, figure_page, from_menu, settled, verdict
from .network_figures import (
    CASES,
    GRIPS,
    STATES,
    copied,
    knob,
    picture,
    run,
    saved,
    search_of,
    table,
    traits,
)

__all__ = ["figure_page"]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
each_grip = pytest.mark.parametrize(
    ("case", "grip"), GRIPS, ids=[f"{case.kind}: {grip.label}" for case, grip in GRIPS]
)
each_state = pytest.mark.parametrize(("case", "figure"), STATES, ids=[repr(f) for _, f in STATES])


def drag(page, where, by):
    x, y = centre(where)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by[0], y + by[1], steps=4)
    page.mouse.up()


# --- the ways in -----------------------------------------------------------------------------


@each_grip
def test_the_mouse_drags_it_and_state_and_picture_follow(figure_page, case, grip):
    page = figure_page(case.start)
    before = picture(page, grip.picture)
    assert grip.trait not in traits(page)
    drag(page, knob(page, grip), grip.drag)
    settled(page)
    assert grip.trait in traits(page)
    assert picture(page, grip.picture) != before


@each_grip
def test_a_key_moves_it_and_is_undone_by_reset(figure_page, case, grip):
    page = figure_page(case.start)
    before, told = picture(page, grip.picture), verdict(page)
    held = knob(page, grip).locator("xpath=..")
    value = held.get_attribute("aria-valuetext")
    held.focus()
    page.keyboard.press(grip.key)
    settled(page)
    assert grip.trait in traits(page)
    assert held.get_attribute("aria-valuetext") != value
    assert picture(page, grip.picture) != before
    assert page.evaluate("scrollY") == 0  # the key was the figure's, not the page's
    from_menu(page, "Reset everything")
    settled(page)
    assert traits(page) == {}
    assert picture(page, grip.picture) == before
    assert verdict(page) == told


@each_grip
def test_a_finger_drags_it(figure_page, case, grip):
    page = figure_page(case.start, touch=True, viewport={"width": 820, "height": 600})
    where = knob(page, grip)
    where.scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    (x, y), (dx, dy) = centre(where), grip.drag
    touch = page.context.new_cdp_session(page)
    for kind, share in (("touchStart", 0), ("touchMove", 0.3), ("touchMove", 1)):
        at = [{"x": x + share * dx, "y": y + share * dy}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    settled(page)
    assert grip.trait in traits(page)
    assert page.evaluate("scrollY") == scrolled


@each_case
def test_targets_are_large_enough_for_a_finger(figure_page, case):
    page = figure_page(case.start, phone=True, touch=True)
    page.locator("details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    sizes = page.locator(
        ".nn-figure :is(select, button, input[type=range], input[type=number], .nn-toggle, "
        "summary, .nn-hit, .nn-scrub-hit):visible"
    ).evaluate_all("(all) => all.map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])")
    assert [name for name, box in sizes if min(box["height"], box["width"]) < 43.9] == []


@each_case
def test_every_control_can_be_reached_with_the_tab_key(figure_page, case):
    page = figure_page(case.start)
    controls = ".nn-figure :is(input, select, button, [role=slider])"
    wanted = (
        page.locator(controls)
        .locator("visible=true")
        .evaluate_all(
            "(all) => all.filter((e) => !e.closest('details:not([open]), [inert]')).length"
        )
    )
    page.locator("h1").click()
    for _ in range(wanted + 8):
        page.keyboard.press("Tab")
        page.evaluate("document.activeElement.dataset.reached = ''")
    assert page.locator(f"{controls}[data-reached]").count() == wanted


@each_case
def test_what_the_picture_shows_is_told_and_spoken(figure_page, case):
    page = figure_page(case.start)
    before = verdict(page)
    drag(page, knob(page, case.grips[0]), case.grips[0].drag)
    after = settled(page)
    assert after != before
    assert not re.search(r"\{\w+\}|\bverdict\.|NaN|undefined", after)
    page.wait_for_function(
        "(told) => document.querySelector('.nn-unseen[aria-live=polite]').innerText === told",
        arg=after,
    )


def test_the_curve_of_one_neuron_is_dragged_anywhere_on_it(figure_page):
    page = figure_page(OneNeuron())
    x, y = page.locator(".nn-grip").evaluate(  # where the curve is almost flat
        """(path) => {
            const point = path.getPointAtLength(20).matrixTransform(path.getScreenCTM());
            return [point.x, point.y];
        }"""
    )
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 47, y, steps=4)
    page.mouse.up()
    settled(page)
    assert float(traits(page)["b"]) < -0.5
    assert "w" not in traits(page)


def test_an_arm_near_the_edge_turns_inwards(figure_page):
    page = figure_page(OneNeuron(w=10, b=-38, activation="tanh"))
    slope = page.get_by_role("slider", name=re.compile("^Slope of the curve")).locator(".nn-knob")
    middle = page.get_by_role("slider", name=re.compile("^Middle of the curve")).locator(".nn-knob")
    frame = page.locator(".nn-plot").first.bounding_box()
    assert centre(slope)[0] < centre(middle)[0] < frame["x"] + frame["width"] - 7  # knobs in sight
    drag(page, slope, (-30, 0))  # it cannot go there, so nothing changes
    settled(page)
    assert traits(page) == {}
    drag(page, slope, (0, -40))  # the left end of the arm goes up: less steep
    settled(page)
    w, b = float(traits(page)["w"]), float(traits(page)["b"])
    assert 0 < w < 10
    assert -b / w == pytest.approx(3.8, abs=0.01)  # it turned about the middle


def test_wiring_points_are_set_by_a_click_and_removed_by_a_key(figure_page):
    page = figure_page(Wiring(points=[]))
    box = page.locator(".nn-plot:not(.nn-diagram)").bounding_box()
    page.mouse.click(box["x"] + 100, box["y"] + 80)
    settled(page)
    x, y, wanted = map(float, traits(page)["points"].split(","))
    assert -1.5 < x < 0.5 < y < 2.5
    assert wanted == 1
    page.get_by_role("slider", name=re.compile("^Point 1")).focus()
    page.keyboard.press("Delete")
    settled(page)
    assert traits(page) == {}
    page.get_by_role("button", name="XOR").click()
    assert settled(page).endswith("of 4 points on the right side of its line.")


def test_wiring_shows_a_line_wherever_it_crosses_the_plane(figure_page):
    page = figure_page(Wiring(W=[1, 0.3], b=[-2.9]))  # cuts off the upper right corner
    line = page.get_by_role("slider", name=re.compile("^Line of neuron 1")).locator("visible=true")
    assert line.count() == 1
    knobs = page.locator(".nn-plot:not(.nn-diagram)").bounding_box()
    x, y = centre(line.locator(".nn-knob"))
    assert knobs["x"] < x < knobs["x"] + knobs["width"]
    assert knobs["y"] < y < knobs["y"] + knobs["height"]


def test_wiring_turns_a_line_about_one_point(figure_page):
    page = figure_page(Wiring())
    tip = page.get_by_role("slider", name=re.compile("^Weights of neuron 1")).locator(".nn-knob")
    x, y = centre(tip)
    page.mouse.move(x, y)
    page.mouse.down()
    for to in ((x, y - 40), (x - 40, y - 60), (x - 60, y - 20)):
        page.mouse.move(*to, steps=3)
        page.wait_for_timeout(40)
        assert centre(tip) == pytest.approx(to, abs=1.5)  # it stays under the hand
    page.mouse.up()
    settled(page)
    (w1, w2), b = map(float, traits(page)["W"].split(",")), float(traits(page)["b"])
    assert w1 * 0.25 + w2 * 0.25 + b == pytest.approx(0, abs=1e-3)  # where the line stood


@pytest.mark.parametrize("R", [1, 2, 3, 4])
def test_wiring_shows_the_plane_for_two_inputs_alone(figure_page, R):
    page = figure_page(Wiring(inputs=R, neurons=4))
    assert page.locator(".nn-plot:not(.nn-diagram)").is_visible() == (R == 2)
    assert page.get_by_label(re.compile("^W ")).count() == 4 * R


# --- time ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "step"), [(SpikeToSum(time=0), 10), (BackpropMicroscope(), 1)], ids=repr
)
def test_time_steps_forwards_and_back_and_rewinds(figure_page, figure, step):
    page = figure_page(figure)
    moment = page.locator(".nn-bar input")
    start, first = verdict(page), picture(page)
    forwards, back, rewind = (
        page.get_by_role("button", name=name, exact=True)
        for name in ("Step", "Step back", "Back to the start")
    )
    assert back.get_attribute("aria-disabled") == "true"
    forwards.click()
    once, drawn = settled(page), picture(page)
    for _ in range(4):
        forwards.click()
    assert settled(page) != start
    assert moment.input_value() == str(5 * step)
    for _ in range(4):
        back.click()
    assert settled(page) == once
    assert picture(page) == drawn != first
    rewind.click()
    assert settled(page) == start
    assert picture(page) == first


@pytest.mark.parametrize(
    ("figure", "far"), [(SpikeToSum(time=0), 60), (BackpropMicroscope(), 2)], ids=repr
)
def test_playing_goes_on_until_paused(figure_page, figure, far):
    page = figure_page(figure)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(
        "(far) => Number(document.querySelector('.nn-bar input').value) >= far", arg=far
    )
    page.get_by_role("button", name="Pause", exact=True).click()
    stood_at = settled(page)
    page.wait_for_timeout(900)
    assert verdict(page) == stood_at


@pytest.mark.parametrize("figure", [SpikeToSum(time=470), BackpropMicroscope(step=18)], ids=repr)
def test_playing_ends_by_itself(figure_page, figure):
    page = figure_page(figure)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("['500', '19'].includes(document.querySelector('.nn-bar input').value)")
    page.get_by_role("button", name="Play", exact=True).wait_for()


@pytest.mark.parametrize("figure", [SpikeToSum(time=0), BackpropMicroscope()], ids=repr)
def test_reduced_motion_shows_stills_instead_of_an_animation(figure_page, figure):
    page = figure_page(figure, reduced_motion=True)
    page.evaluate("""() => {
        window.told = new Set();
        const verdict = document.querySelector(".nn-verdict");
        new MutationObserver(() => told.add(verdict.textContent)).observe(
            verdict, { childList: true, characterData: true, subtree: true });
    }""")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_timeout(1700)
    assert 1 <= page.evaluate("told.size") <= 3


# --- the ways out ----------------------------------------------------------------------------


@each_case
def test_a_link_brings_back_the_same_figure(figure_page, case):
    page = figure_page(case.rich, **CLIPBOARD)
    told, drawn, numbers = verdict(page), picture(page, ".nn-plot"), table(page)
    page = figure_page(type(case.rich)(), search=search_of(case.rich), **CLIPBOARD)
    assert verdict(page) == told
    assert picture(page, ".nn-plot") == drawn
    assert table(page) == numbers
    assert page.locator(".nn-notice").count() == 0
    from_menu(page, "Copy link")
    link = page.evaluate("navigator.clipboard.readText()")
    assert set(link.partition("?")[2].split("&")) == set(search_of(case.rich)[1:].split("&"))


@each_case
def test_a_corrupt_address_is_said_and_changes_nothing(figure_page, case):
    told = verdict(figure_page(case.start))
    fields = case.start.fields().items()
    name = next(name for name, one in fields if one["type"] in ("number", "numbers"))
    page = figure_page(case.start, search=f"?{case.kind}.{name}=banana&{case.kind}.nix=1")
    assert f"{case.kind}.{name}=banana" in page.locator(".nn-notice").inner_text()
    assert verdict(page) == told


@each_case
def test_the_saved_picture_stands_alone(figure_page, case):
    page = figure_page(case.rich)
    text = saved(page, "Save picture (SVG)")
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert verdict(page) in root.findtext("{http://www.w3.org/2000/svg}title")
    assert not re.search(r"var\(|class=|NaN|Infinity|undefined", text)


WANTED = {
    "one-neuron": "[a, [neuron(x, p).item() for p in {p}]]",
    "slope-lens": "[f.slope({n}), left]",
    "spike-to-sum": "[spikes.size / 0.5, times, potentials]",
    "wiring": "[*layer.split(x)[0], a, globals().get('correct')]",
    "sculptor": "[loss, network(x, {p})[0]]",
    "microscope": "[trace.n, trace.a, t, s1, s2, g, x_new]",
}


@each_state
def test_copied_python_gives_the_numbers_on_screen(figure_page, case, figure):
    page = figure_page(figure, **CLIPBOARD)
    header, rows = table(page)
    inputs = [float(row[0]) for row in rows] if header[0] == "p" else []
    wanted = WANTED[case.kind].format(p=inputs, n=getattr(figure, "n", None))
    printed, values = run(copied(page), wanted)
    told = verdict(page)
    check = globals()[f"check_{case.kind.replace('-', '_')}"]
    check(figure, np.array(rows), values, printed, told)


def close(ours, theirs):
    np.testing.assert_allclose(
        np.asarray(ours, float), np.asarray(theirs, float), rtol=1e-9, atol=1e-12
    )


def shown(number, digits=3):
    """A number as the figures write it, where it needs no power of ten."""
    return f"{float(f'{number:.{digits - 1}e}'):g}".replace("-", "−")


def check_one_neuron(figure, rows, values, printed, told):
    output, outputs = values
    close(rows[:, 2], outputs)
    assert float(printed) == output == figure.output
    assert f"{shown(output)}" in told


def check_slope_lens(figure, rows, values, printed, told):
    slope, left = values
    close(rows[:, 1], left)
    close(left, figure.surviving)
    assert slope == pytest.approx(figure.slope, abs=1e-15)
    assert slope == 0 or f"f′ = {shown(slope)}" in told


def check_spike_to_sum(figure, rows, values, printed, told):
    rate, times, potentials = values
    close(rows[:, :2], np.column_stack([times, potentials]))
    close(np.array(times)[rows[:, 2].astype(float) == 1], figure.spikes)
    so_far, a_second, push = (line.split(": ")[1] for line in printed.splitlines())
    assert int(so_far) == np.sum(1000 * figure.spikes <= figure.time)
    assert float(a_second) == rate == figure.firing_rate
    close([float(number) for number in push.split(" of ")], [figure.drive, figure.threshold + 70])
    if rate and figure.drive > figure.threshold + 70:
        assert f"that is {shown(rate)} spikes a second" in told
    count = np.sum(figure.spikes * 1000 <= figure.time)
    times = "once" if count == 1 else f"{count} times"
    assert f"fires {times}" in told or (count == 0 and "silent" in told)


def check_wiring(figure, rows, values, printed, told):
    W, b, a, correct = values
    entries = {name: rows[rows[:, 0] == name, 3].astype(float) for name in "Wbpna"}
    close(entries["W"], np.ravel(W))
    close(entries["b"], np.ravel(b))
    close(entries["a"], np.ravel(a))
    close(entries["a"], figure.output)
    close(entries["n"], np.array(W) @ entries["p"] + np.ravel(b))
    if correct is not None:
        assert correct == figure.correct
        assert re.search(rf"Neuron 1 has (all )?{correct} (of|points)", told)


def check_sculptor(figure, rows, values, printed, told):
    loss, outputs = values
    close(rows[:, 1], outputs)
    inside = np.abs(rows[:, 0].astype(float)) <= 2
    assert inside.sum() == 81
    assert float(printed) == loss == figure.loss
    assert f"Mean squared error {shown(loss)}" in told


def check_microscope(figure, rows, values, printed, told):
    (n1, n2), (_, a1, a2), t, s1, s2, g, x_new = values
    R, S, W2 = int(figure.inputs), figure.hidden, figure.hidden * (int(figure.inputs) + 1)
    e = t - a2[0][0]
    expected = [v for i in range(S) for v in (n1[i][0], a1[i][0])]
    expected += [n2[0][0], a2[0][0], e, e**2, s2[0][0], *g[W2:]]
    for i in range(S):
        expected += [s1[i][0], *g[i * R : (i + 1) * R], g[S * R + i]]
    close(rows[:, 3], [*expected, x_new[-1]])
    close(g, figure.gradient)
    close(x_new, figure.updated)


# --- the page --------------------------------------------------------------------------------


@each_case
def test_colours_follow_the_theme(figure_page, case):
    page = figure_page(case.start)
    stroke = f"getComputedStyle(document.querySelector('{case.blue}')).stroke"
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        blue = palette(theme)["blue"]
        assert page.evaluate(stroke) == "rgb({}, {}, {})".format(
            *(int(blue[i : i + 2], 16) for i in (1, 3, 5))
        )


LOST = """(width) => [...document.querySelectorAll(".nn-plot text")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > width || box.left < 0);
}).map((e) => e.textContent)"""


@each_state
def test_a_phone_never_scrolls_sideways(figure_page, case, figure):
    page = figure_page(figure, phone=True)
    page.locator("details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(150)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(LOST, width) == []


@pytest.mark.parametrize(
    ("theme", "phone"), [("light", False), ("dark", False), ("dark", True)], ids=str
)
@each_case
def test_axe_finds_no_fault(figure_page, case, theme, phone):
    page = figure_page(case.rich, phone=phone, reduced_motion=True)  # colours change at once
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    if theme == "dark":
        page.add_style_tag(content=f"body {{ background: {palette('dark')['surface']} }}"
                                   f"h1 {{ color: {palette('dark')['ink']} }}")  # fmt: skip
    page.locator("details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run().then((r) => r.violations.map((v) => v.id + ' ' + v.nodes[0].html))"
    )
    assert found == []


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
@each_case
def test_nothing_moves_when_a_figure_comes_alive(figure_page, case, touch):
    page = figure_page(type(case.start)(), phone=True, touch=touch)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        alive = page.locator(".nn-figure").bounding_box()["height"]
        page.evaluate("delete document.querySelector('.nn-explorable').dataset.alive")
        kept = page.locator(".nn-skeleton").bounding_box()["height"]
        page.evaluate("document.querySelector('.nn-explorable').dataset.alive = ''")
        assert abs(alive - kept) <= 12


COME_AND_GO = """async () => {
    const { mountOnPage } = await import("./explorables.js");
    const place = document.querySelector(".nn-explorable");
    for (let i = 0; i < 12; i++) {
        const leave = mountOnPage(place);
        await new Promise(requestAnimationFrame);
        const slider = place.querySelector("input[type=range]");
        slider.value = i % 2 ? slider.min : slider.max;
        slider.dispatchEvent(new Event("input"));
        place.querySelector(".nn-play")?.click();
        await new Promise(requestAnimationFrame);
        leave();
    }
}"""


def held(page, tools):
    tools.send("HeapProfiler.collectGarbage")
    page.wait_for_timeout(100)
    metrics = tools.send("Performance.getMetrics")["metrics"]
    return {m["name"]: m["value"] for m in metrics if m["name"] in ("Nodes", "JSEventListeners")}


@each_case
def test_leaving_leaves_nothing_behind(figure_page, case):
    page = figure_page(case.rich)
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")
    page.evaluate(COME_AND_GO)
    before = held(page, tools)
    page.evaluate(COME_AND_GO)
    after = held(page, tools)
    assert after["Nodes"] <= before["Nodes"] + 20
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 2
    assert page.locator(".nn-figure").count() == 1
    assert page.locator(".nn-figure [id]").count() == 0


RESIZE = """async (trait) => {
    const slider = [...document.querySelectorAll("input[type=range]")].find((e) =>
        e.getAttribute("aria-label").startsWith(trait));
    for (let i = 0; i < 12; i++) {
        slider.value = i % 2 ? slider.min : slider.max;
        slider.dispatchEvent(new Event("input"));
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
    }
}"""


@pytest.mark.parametrize(
    ("figure", "trait"), [(Wiring(), "Neurons"), (BackpropMicroscope(), "Hidden")], ids=repr
)
def test_a_drawing_of_another_size_lets_go_of_the_old_one(figure_page, figure, trait):
    page = figure_page(figure)
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")
    page.evaluate(RESIZE, trait)
    before = held(page, tools)
    page.evaluate(RESIZE, trait)
    after = held(page, tools)
    assert after["Nodes"] <= before["Nodes"] + 20
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 2


def test_home_and_end_take_a_number_in_a_drawing_to_its_bounds(figure_page):
    page = figure_page(BackpropMicroscope())
    number = page.get_by_role("slider", name="p: drag, or use the arrow keys")
    number.focus()
    for key, attribute in (("End", "aria-valuemax"), ("Home", "aria-valuemin")):
        page.keyboard.press(key)
        expect(number).to_have_attribute("aria-valuenow", number.get_attribute(attribute))


def test_an_update_that_leaves_the_bounds_is_not_kept_by_halves(figure_page):
    page = figure_page(BackpropMicroscope(x=[0.0] * 7, alpha=10.0, step=19))
    assert "cannot be kept" in verdict(page)
    expect(page.get_by_role("button", name="Keep the update")).to_be_disabled()


def test_a_bend_turned_as_steep_as_it_goes_stays_in_its_place(figure_page):
    page = figure_page(Sculptor())
    steep = page.get_by_role("slider", name="Steepness of bend 1")
    bend = page.get_by_role("slider", name="Bend 1: drag sideways")
    before = bend.get_attribute("aria-valuetext")
    x, y = centre(steep)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 90, steps=6)
    page.mouse.up()
    expect(steep).to_have_attribute("aria-valuetext", re.compile("weight is 20$"))
    page.keyboard.press("ArrowDown")
    expect(steep).not_to_have_attribute("aria-valuetext", re.compile("weight is 20$"))
    assert bend.get_attribute("aria-valuetext") == before
