// @ts-check
// One neuron: its curve in the reader's hand (chapter 1).
import { armEnd, armSlope } from "../../view/arm.js";
import { group, select, slider } from "../../view/controls.js";
import { h, show } from "../../view/dom.js";
import { csv } from "../../view/export.js";
import { WIDE } from "../../view/frame.js";
import { createHandle } from "../../view/handle.js";
import { show as number } from "../../view/numbers.js";
import { clamp } from "../../view/schema.js";
import { CurvePlot, INPUTS } from "./curvePlot.js";
import { labels } from "./labels.js";
import { NET, NetPlot } from "./netPlot.js";
import { Neuron } from "./neuron.js";
import { python } from "./python.js";
import { schema } from "./schema.js";

const DRAGGED = 3; // decimals that a drag keeps

/** @type {import("../../view/frame.js").Figure["build"]} */
function build(context) {
  const { scope, state, t } = context;
  let neuron = new Neuron(settings(state));
  const curvePlot = new CurvePlot(t);
  const netPlot = new NetPlot(t);
  const stage = h("div", { class: "nn-stage" }, curvePlot.svg, netPlot.svg);

  /** Sets weight or bias, as far as they go. @param {"w" | "b"} name @param {number} value */
  const put = (name, value) => {
    const field = /** @type {import("../../view/schema.js").NumberField} */ (schema[name]);
    state.set({ [name]: clamp(field, Number(value.toFixed(DRAGGED))) });
    neuron = new Neuron(settings(state)); // the next move of the same frame starts from here
  };
  /** Sets the weight and keeps the middle of the curve where it is. @param {number} w @param {number} middle */
  const turn = (w, middle) => {
    put("w", w);
    put("b", -neuron.w * middle);
  };
  const save = () => state.save();
  const along = { low: INPUTS[0], high: INPUTS[1], step: 0.1 };
  const upright = { low: NET[0], high: NET[1], step: 0.1 };
  const handles = [
    createHandle(scope, curvePlot, {
      label: t("handle.middle"), x: along, done: save,
      get: () => curvePlot.pivot(neuron),
      set: (p) => put("b", -neuron.w * p),
      text: () => t("handle.middle.at", { p: number(neuron.middle), b: number(neuron.b) }),
    }),
    createHandle(scope, curvePlot, {
      label: t("handle.slope"), y: { low: -10, high: 10, step: 0.05 }, done: save,
      get: () => armEnd(curvePlot, curvePlot.pivot(neuron), neuron.slope),
      set(_p, a) {
        const pivot = curvePlot.pivot(neuron);
        if (a === armEnd(curvePlot, pivot, neuron.slope)[1]) return; // moved along x alone
        turn(turned(neuron, armSlope(curvePlot, pivot, a)), pivot[0]);
      },
      text: () => t(neuron.corner ? "handle.slope.corner" : "handle.slope.at", { m: number(neuron.slope), w: number(neuron.w) }),
    }),
    createHandle(scope, netPlot, {
      label: t("handle.bias"), y: upright, done: save,
      get: () => [0, neuron.b],
      set: (_p, n) => put("b", n),
      text: () => t("handle.net.at", { n: number(neuron.b) }),
    }),
    createHandle(scope, netPlot, {
      label: t("handle.weight"), y: upright, done: save,
      get: () => [1, neuron.net(1)],
      set: (_p, n) => put("w", n - neuron.b),
      text: () => t("handle.net.at", { n: number(neuron.net(1)) }),
    }),
  ];
  const [middle, slope, bias, weight] = handles;
  const probe = createHandle(scope, curvePlot, {
    label: t("handle.probe"), x: along, done: save,
    get: () => [state.get("p"), curvePlot.y.domain()[0]],
    set: (p) => state.set({ p: Number(p.toFixed(DRAGGED)) }),
    text: () => t("handle.probe.at", { p: number(state.get("p")), a: number(neuron.output(state.get("p"))) }),
  });
  shiftByDragging(curvePlot, context, () => neuron, (b) => put("b", b));

  const draw = () => {
    neuron = new Neuron(settings(state));
    const p = state.get("p");
    curvePlot.draw(neuron, p);
    netPlot.draw(neuron, p);
    const inNet = (/** @type {number} */ n) => n >= NET[0] && n <= NET[1];
    show(middle.element, neuron.hears && Math.abs(neuron.middle) <= INPUTS[1]);
    show(slope.element, neuron.turns && Math.abs(neuron.middle) <= INPUTS[1]);
    show(bias.element, inNet(neuron.b));
    show(weight.element, inNet(neuron.net(1)));
    for (const handle of [...handles, probe]) handle.update();
  };

  const controls = h("div", { class: "nn-controls" },
    group(context, "group.neuron", slider(context, "w").element, slider(context, "b").element),
    group(context, "group.input", select(context, "activation").element, slider(context, "p").element));

  return {
    stage,
    bar: h("div", { class: "nn-bar" }),
    controls,
    resize(width) {
      const wide = width >= WIDE;
      const left = wide ? Math.round(width * 0.58) : width;
      stage.classList.toggle("nn-wide", wide);
      curvePlot.resize(left, wide ? 330 : 280);
      netPlot.resize(wide ? width - left - 20 : width, wide ? 330 : 230);
      draw();
    },
    update: draw,
    verdict() {
      const p = state.get("p");
      const words = { p: number(p), n: number(neuron.net(p)), a: number(neuron.output(p)) };
      if (!neuron.hears) return t("verdict.deaf", words);
      const slopes = { m: number(neuron.slope), other: number(neuron.otherSlope) };
      const slopeWords = neuron.turns ? t(neuron.corner ? "verdict.corner" : "verdict.slope", slopes) : "";
      return t(neuron.w > 0 ? "verdict.excite" : "verdict.inhibit", { ...words, c: number(neuron.middle), slope: slopeWords });
    },
    python: () => python(settings(state)),
    csv: () => csv(["p", "n", "a"], Array.from(curvePlot.p, (p) => [p, neuron.net(p), neuron.output(p)])),
  };
}

/** The weight that gives the curve a slope; never quite zero, which would leave nothing to hold. @param {Neuron} neuron @param {number} slope */
function turned(neuron, slope) {
  const w = slope / neuron.unitSlope;
  return Math.abs(w) < 0.01 ? 0.01 * (Math.sign(w) || 1) : w;
}

/** Anywhere on the curve, a drag shifts it sideways. @param {CurvePlot} plot @param {import("../../view/frame.js").Context} context @param {() => Neuron} neuron @param {(b: number) => void} setBias */
function shiftByDragging(plot, { scope, state }, neuron, setBias) {
  /** @type {{x: number, b: number} | null} */
  let from = null;
  scope.listen(plot.grip, "pointerdown", (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    plot.grip.setPointerCapture(event.pointerId);
    from = { x: event.clientX, b: neuron().b };
  });
  scope.listen(plot.grip, "pointermove", (/** @type {PointerEvent} */ event) => {
    if (!from) return;
    const moved = (event.clientX - from.x) / (plot.x(1) - plot.x(0));
    setBias(from.b - neuron().w * moved);
  });
  const release = () => {
    if (from) state.save();
    from = null;
  };
  scope.listen(plot.grip, "pointerup", release);
  scope.listen(plot.grip, "pointercancel", release);
}

/** @param {import("../../view/state.js").State} state */
function settings(state) {
  return { w: state.get("w"), b: state.get("b"), activation: state.get("activation"), p: state.get("p") };
}

/** @type {import("../../view/frame.js").Figure} */
export const oneNeuron = { kind: "one-neuron", schema, labels, build };
