// @ts-check
// Spike to sum: what a spiking cell does with its inputs, and what the book keeps of it (chapter 1).
import { button, group, numberField, slider } from "../../view/controls.js";
import { h } from "../../view/dom.js";
import { csv } from "../../view/export.js";
import { WIDE } from "../../view/frame.js";
import { createHandle } from "../../view/handle.js";
import { show } from "../../view/numbers.js";
import { player } from "../../view/player.js";
import { write } from "../../view/schema.js";
import { Cell } from "./cell.js";
import { labels } from "./labels.js";
import { PotentialPlot, RasterPlot, RatePlot } from "./plots.js";
import { DURATION, INPUTS, schema } from "./schema.js";
import { verdict } from "./verdict.js";

const STEP = 10; // milliseconds
const PACE = 2; // milliseconds a frame while playing
const END = 1000 * DURATION;

/** @type {import("../../view/frame.js").Figure["build"]} */
function build(context) {
  const { scope, state, t } = context;
  let cell = new Cell(state.all());
  const raster = new RasterPlot(t);
  const potential = new PotentialPlot(t);
  const rate = new RatePlot(t);
  const stage = h("div", { class: "nn-stage" }, h("div", {}, raster.svg, potential.svg), rate.svg);
  const go = (/** @type {number} */ time) => state.set({ time: Math.max(0, Math.min(END, time)) });
  const time = player(context, {
    rewind: () => go(0),
    back: () => go(Math.ceil(state.get("time") / STEP - 1) * STEP),
    step: () => go((Math.floor(state.get("time") / STEP) + 1) * STEP),
    over: () => state.get("time") >= END,
    advance(still) {
      go(state.get("time") + (still ? 100 : PACE));
      return state.get("time") < END;
    },
  });
  const threshold = createHandle(scope, potential, {
    label: t("handle.threshold"), y: { low: -68, high: -40, step: 0.5 }, done: () => state.save(),
    get: () => [END * 0.97, state.get("threshold")],
    set: (_x, v) => state.set({ threshold: Number(v.toFixed(1)) }),
    text: () => t("handle.threshold.at", { v: show(state.get("threshold")) }),
  });

  const draw = () => {
    const until = state.get("time");
    raster.draw(cell, until);
    potential.draw(cell, until);
    rate.draw(cell);
    threshold.update();
    time.update(until === 0);
  };

  return {
    stage,
    bar: h("div", { class: "nn-bar" }, time.element,
      h("label", { class: "nn-inline" }, h("span", {}, t("time")), numberField(context, "time", t("time"))),
      button(context, "new.spikes", () => state.set({ seed: (state.get("seed") + 1) % 10000 }))),
    controls: h("div", { class: "nn-controls" }, ...INPUTS.map((i) =>
      group(context, `group.${i}`, slider(context, `p${i}`).element, slider(context, `w${i}`).element,
        ...(i === 3 ? [slider(context, "threshold", { digits: 3 }).element] : [])))),
    resize(width) {
      const wide = width >= WIDE;
      const left = wide ? Math.round(width * 0.58) : width;
      stage.classList.toggle("nn-wide", wide);
      raster.resize(left, 96);
      potential.resize(left, wide ? 264 : 240);
      rate.resize(wide ? width - left - 20 : width, wide ? 360 : 250);
      draw();
    },
    update(changed) {
      if ([...changed].some((name) => name !== "time" && name !== "playing")) cell = new Cell(state.all(), cell);
      draw();
    },
    verdict: () => verdict(t, cell, state.get("time")),
    python: () => [
      "from nn_core import LeakyNeuron, spike_train",
      "",
      `rates, strengths = [${cell.p.map(write).join(", ")}], [${cell.w.map(write).join(", ")}]`,
      `trains = [spike_train(p, ${DURATION}, rng=${3 * state.get("seed")} + i) for i, p in enumerate(rates)]`,
      `cell = LeakyNeuron(threshold=${write(state.get("threshold"))})`,
      "spikes, times, potentials = cell.respond(trains, strengths)",
      `print("spikes up to ${write(state.get("time"))} ms:", sum(1000 * spikes <= ${write(state.get("time"))}))`,
      `print("spikes a second:", spikes.size / ${DURATION})`,
      "push = cell.tau * sum(w * p for w, p in zip(strengths, rates))",
      'print("mean input in mV:", push, "of", cell.threshold - cell.rest)',
      "",
    ].join("\n"),
    csv: () => csv(["time in s", "potential in mV", "fires"],
      Array.from(cell.times, (moment, k) => [moment, cell.potentials[k], cell.spikes.includes(moment) ? 1 : 0])),
  };
}

/** @type {import("../../view/frame.js").Figure} */
export const spikeToSum = { kind: "spike-to-sum", schema, labels, build };
