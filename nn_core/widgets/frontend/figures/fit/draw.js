// @ts-check
// Drawing the target by hand: drag in the plot, or move the pencil with the arrow keys.
import { setAttributes, show } from "../../view/dom.js";
import { createHandle } from "../../view/handle.js";
import { show as number } from "../../view/numbers.js";
import { INTERVAL } from "../targets.js";
import { KNOTS, targetFunction } from "./data.js";

const [LOW, HIGH] = INTERVAL;

/**
 * @param {import("../../view/frame.js").Context} context
 * @param {import("./fitPlot.js").FitPlot} plot
 */
export function drawCurve({ scope, state, t }, plot) {
  let at = 0; // where the pencil is
  let before = state.get("target");
  const gap = () => (HIGH - LOW) / (knots().length - 1);
  const knots = () => /** @type {number[]} */ (state.get("drawn").length > 1 ? state.get("drawn") : sampled(() => state.get("drawn")[0] ?? 1));
  const value = (/** @type {number} */ p) => targetFunction({ target: "drawn", drawn: knots() })(p);

  /** The curve goes straight from (p0, v0) to (p1, v1); knots it does not pass stay. @param {number} p0 @param {number} v0 @param {number} p1 @param {number} v1 */
  const stroke = (p0, v0, p1, v1) => {
    const drawn = [...knots()];
    const [bottom, top] = plot.y.domain();
    const index = (/** @type {number} */ p) => Math.round((Math.min(HIGH, Math.max(LOW, p)) - LOW) / gap());
    const [i0, i1] = [index(p0), index(p1)];
    for (let i = Math.min(i0, i1); i <= Math.max(i0, i1); i++) {
      const v = i0 === i1 ? v1 : v0 + ((v1 - v0) * (i - i0)) / (i1 - i0);
      drawn[i] = Math.round(Math.min(top, Math.max(bottom, v)) * 1000) / 1000;
    }
    at = LOW + i1 * gap();
    state.set({ drawn });
  };

  const pencil = createHandle(scope, plot, {
    label: t("pencil"),
    x: { low: LOW, high: HIGH, step: (HIGH - LOW) / (KNOTS - 1) },
    y: { low: -10, high: 10, step: 0.05 },
    get: () => [at, value(at)],
    set: (p, v) => {
      const [p0, v0] = [at, value(at)];
      if (v === v0) at = LOW + Math.round((p - LOW) / gap()) * gap(); // along the curve
      else stroke(p0, v0, p, v);
      update();
    },
    text: () => t("pencil.at", { p: number(at), value: number(value(at)) }),
    done: () => state.save(),
  });

  /** @type {[number, number] | null} */
  let last = null;
  let [left, top] = [0, 0];
  const here = (/** @type {PointerEvent} */ event) =>
    /** @type {[number, number]} */ ([plot.x.invert(event.clientX - left), plot.y.invert(event.clientY - top)]);
  scope.listen(plot.svg, "pointerdown", (/** @type {PointerEvent} */ event) => {
    if (state.get("target") !== "drawn" || event.button !== 0 || event.defaultPrevented) return;
    event.preventDefault();
    const box = plot.svg.getBoundingClientRect();
    [left, top] = [box.left + plot.margin.left, box.top + plot.margin.top];
    plot.svg.setPointerCapture(event.pointerId);
    last = here(event);
    stroke(...last, ...last);
  });
  scope.listen(plot.svg, "pointermove", (/** @type {PointerEvent} */ event) => {
    if (!last) return;
    const next = here(event);
    stroke(...last, ...next);
    last = next;
  });
  const lift = () => {
    if (last) state.save();
    last = null;
  };
  scope.listen(plot.svg, "pointerup", lift);
  scope.listen(plot.svg, "pointercancel", lift);

  const update = () => {
    const target = state.get("target");
    const drawing = target === "drawn";
    // Drawing starts from the curve that was there.
    if (drawing && before !== "drawn" && state.get("drawn").length === 0) {
      state.set({ drawn: sampled(targetFunction({ target: before, drawn: [] })) });
    }
    before = target;
    show(pencil.element, drawing);
    setAttributes(plot.svg, { "data-drawing": drawing });
    if (drawing) pencil.update();
  };
  return { update };
}

/** @param {(p: number) => number} g */
function sampled(g) {
  return Array.from({ length: KNOTS }, (_, i) => Math.round(g(LOW + ((HIGH - LOW) * i) / (KNOTS - 1)) * 1000) / 1000);
}
