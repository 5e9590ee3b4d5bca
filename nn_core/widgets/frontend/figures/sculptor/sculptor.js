// @ts-check
// 1-2-1 sculptor: bend the network's curve by hand (chapter 2).
import { armEnd, armSlope } from "../../view/arm.js";
import { group, select, slider } from "../../view/controls.js";
import { h, show } from "../../view/dom.js";
import { csv } from "../../view/export.js";
import { WIDE } from "../../view/frame.js";
import { createHandle } from "../../view/handle.js";
import { show as number } from "../../view/numbers.js";
import { clamp, write } from "../../view/schema.js";
import { TARGETS_IN_PYTHON } from "../targets.js";
import { labels } from "./labels.js";
import { CurvePlot, INPUTS, UnitsPlot } from "./plots.js";
import { PARAMETERS, schema } from "./schema.js";
import { Sculpture } from "./sculpture.js";

const GOOD = 0.001;

/** @type {import("../../view/frame.js").Figure["build"]} */
function build(context) {
  const { scope, state, t } = context;
  let sculpture = new Sculpture(state.all());
  const curvePlot = new CurvePlot(t);
  const unitsPlot = new UnitsPlot(t);
  const stage = h("div", { class: "nn-stage" }, curvePlot.svg, unitsPlot.svg);

  const within = (/** @type {string} */ name, /** @type {number} */ value) =>
    clamp(/** @type {import("../../view/schema.js").NumberField} */ (schema[name]), value);
  /** @param {Partial<Record<typeof PARAMETERS[number], number>>} changes */
  const put = (changes) => {
    state.set(Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, within(name, Number(value.toFixed(4)))])));
    sculpture = new Sculpture(state.all()); // the next move of the same frame starts from here
  };
  const done = () => state.save();
  const sideways = { low: INPUTS[0], high: INPUTS[1], step: 0.05 };
  const upright = { low: -3, high: 3, step: 0.05 };
  /** @param {number} i @returns {[number, number]} */
  const pivot = (i) => [sculpture.place(i), sculpture.x[4 + i] / 2];
  const end = (/** @type {number} */ i) => armEnd(unitsPlot, pivot(i), sculpture.slope(i));

  const bends = [0, 1].map((i) => {
    const k = /** @type {1 | 2} */ (i + 1);
    return createHandle(scope, curvePlot, {
      label: t("handle.bend", { i: k }), x: sideways, y: { low: -1, high: 3, step: 0.05 }, done,
      get: () => [sculpture.place(i), sculpture.output(sculpture.place(i))],
      set(p, a) {
        const rest = sculpture.part(1 - i, p) + sculpture.x[6];
        put({ [`b1_${k}`]: -sculpture.x[i] * p, [`w2_${k}`]: 2 * (a - rest) });
      },
      text: () => t("handle.bend.at", { i: k, p: number(sculpture.place(i)), h: number(sculpture.x[4 + i]) }),
    });
  });
  const steeps = [0, 1].map((i) => {
    const k = /** @type {1 | 2} */ (i + 1);
    return createHandle(scope, unitsPlot, {
      label: t("handle.steep", { i: k }), y: upright, done,
      get: () => end(i),
      set(_p, y) {
        const w = within(`w1_${k}`, (4 * armSlope(unitsPlot, pivot(i), y)) / sculpture.x[4 + i]);
        const turned = Math.abs(w) < 0.05 ? 0.05 * (Math.sign(w) || 1) : w; // a flat bend has no place
        put({ [`w1_${k}`]: turned, [`b1_${k}`]: -turned * sculpture.place(i) });
      },
      text: () => t("handle.steep.at", { i: k, m: number(sculpture.slope(i)), w: number(sculpture.x[i]) }),
    });
  });
  const lift = createHandle(scope, curvePlot, {
    label: t("handle.b2"), y: { low: -1, high: 3, step: 0.05 }, done,
    get: () => [INPUTS[1] - 0.15, sculpture.x[6]],
    set: (_p, b2) => put({ b2 }),
    text: () => t("handle.b2.at", { b: number(sculpture.x[6]) }),
  });

  const draw = () => {
    sculpture = new Sculpture(state.all());
    curvePlot.draw(sculpture);
    unitsPlot.draw(sculpture, [end(0), end(1)]);
    for (const i of [0, 1]) {
      const inside = Math.abs(sculpture.place(i)) <= INPUTS[1];
      show(bends[i].element, inside);
      show(steeps[i].element, inside && Math.abs(sculpture.x[4 + i]) > 0.01);
      bends[i].update();
      steeps[i].update();
    }
    lift.update();
  };

  const neuron = (/** @type {1 | 2} */ k) => [`w1_${k}`, `b1_${k}`, `w2_${k}`].map((name) => slider(context, name, { digits: 3 }).element);
  return {
    stage,
    bar: h("div", { class: "nn-bar" }),
    controls: h("div", { class: "nn-controls" },
      group(context, "group.one", ...neuron(1)),
      group(context, "group.two", ...neuron(2)),
      group(context, "group.out", slider(context, "b2", { digits: 3 }).element, select(context, "target").element)),
    resize(width) {
      const wide = width >= WIDE;
      const left = wide ? Math.round(width * 0.58) : width;
      stage.classList.toggle("nn-wide", wide);
      curvePlot.resize(left, wide ? 360 : 300);
      unitsPlot.resize(wide ? width - left - 20 : width, wide ? 360 : 260);
      draw();
    },
    update: draw,
    verdict() {
      const { loss, worst, at } = sculpture.errors();
      return t(loss < GOOD ? "verdict.near" : "verdict.far", { loss: number(loss), worst: number(worst, 2), at: number(at, 2) });
    },
    python: () => [
      "import numpy as np",
      "from nn_core import Network, NetworkLoss",
      "",
      "p = np.linspace(-2, 2, 100)",
      `t = ${TARGETS_IN_PYTHON[state.get("target")]}`,
      "",
      `network = Network((1, 2, 1), ("logsig", "purelin"))`,
      `x = [${PARAMETERS.map((name) => write(state.get(name))).join(", ")}]  # W1, b1, W2, b2`,
      "loss = NetworkLoss(network, p, t).value(x)",
      "print(loss)",
      "",
    ].join("\n"),
    csv: () => csv(["p", "network", "neuron 1", "neuron 2", "target"], Array.from({ length: 121 }, (_, i) => {
      const p = INPUTS[0] + i / 20;
      return [p, sculpture.output(p), sculpture.part(0, p), sculpture.part(1, p), sculpture.target(p)];
    })),
  };
}

/** @type {import("../../view/frame.js").Figure} */
export const sculptor = { kind: "sculptor", schema, labels, build };
