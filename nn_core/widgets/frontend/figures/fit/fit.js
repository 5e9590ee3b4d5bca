// @ts-check
// Fit: a small network learns a function while the reader watches (chapter 7).
import { numberField, select } from "../../view/controls.js";
import { h, reducedMotion } from "../../view/dom.js";
import { csv } from "../../view/export.js";
import { WIDE } from "../../view/frame.js";
import { createHandle } from "../../view/handle.js";
import { count, show } from "../../view/numbers.js";
import { player } from "../../view/player.js";
import { fitControls } from "./controls.js";
import { CurvaturePlot } from "./curvaturePlot.js";
import { drawCurve } from "./draw.js";
import { FitPlot } from "./fitPlot.js";
import { labels } from "./labels.js";
import { LossPlot } from "./lossPlot.js";
import { python } from "./python.js";
import { rows } from "./rows.js";
import { Runs } from "./runs.js";
import { RUN, schema } from "./schema.js";
import { UnitsPlot } from "./unitsPlot.js";
import { onCurvature, verdict } from "./verdict.js";

const FRAME = 6; // milliseconds of training in a frame …
const BUSY = 0.6; // … while the reader drags something
const GAP = 20; // pixels between plots side by side

/** @type {import("../../view/frame.js").Figure["build"]} */
function build(context, redraw) {
  const { scope, state, t } = context;
  const runs = new Runs(() => /** @type {import("./schema.js").Settings} */ (state.all()));
  let touched = -Infinity; // when a setting last changed

  const fitPlot = new FitPlot(t);
  const lossPlot = new LossPlot(t);
  const unitsPlot = new UnitsPlot(t);
  const curvaturePlot = new CurvaturePlot(t, () => scope.nextFrame(drawDetail));
  const side = h("div", { class: "nn-side" }, lossPlot.svg);
  const stage = h("div", { class: "nn-stage" }, fitPlot.svg, side);

  const shownEpoch = () => Math.min(state.get("epoch"), runs.shown.length);
  /** What the next step counts from: readers may be faster than training. */
  const askedEpoch = () => (runs.shown.ended ? shownEpoch() : state.get("epoch"));
  const needsMore = () => runs.needs(state.get("epoch"));
  const ranOut = () => runs.shown.ended !== null && shownEpoch() === runs.shown.length;

  const busy = () => performance.now() - touched < 150;

  /** Trains for a moment; what is not done goes on in the next frame. */
  const work = () => {
    // A run still coming is not shown yet; and readers who want no motion see no half-way pictures.
    const halfWay = runs.coming || reducedMotion();
    const newPicture = runs.work(state.get("epoch"), busy() ? BUSY : FRAME) || !halfWay;
    if (needsMore()) scope.nextFrame(work);
    if (newPicture) draw();
    redraw();
  };

  /** For whoever reads the numbers: train to the end now. */
  const settle = () => {
    runs.settle(state.get("epoch"));
    draw();
    return shownEpoch();
  };

  const settleSoon = scope.afterQuiet(() => scope.nextFrame(drawDetail), 200);

  /** The plot at the lower right: one of two. */
  const drawDetail = () => {
    const curvature = state.get("detail") === "curvature";
    const shown = curvature ? curvaturePlot.svg : unitsPlot.svg;
    if (!shown.isConnected) side.replaceChildren(lossPlot.svg, shown);
    const run = runs.shown;
    const epoch = shownEpoch();
    if (!curvature) unitsPlot.draw(run, epoch, state.get("outside"));
    else curvaturePlot.draw(run, epoch, farEnough(run.length, state.get("epochs")), !busy() && !state.get("playing"));
    if (curvature) redraw();
  };

  const draw = () => {
    const run = runs.shown;
    const epoch = shownEpoch();
    fitPlot.draw(run, epoch, state.get("outside"));
    lossPlot.draw(run, epoch, farEnough(run.length, state.get("epochs")));
    drawDetail();
    lossHandle.update();
    time.update(epoch === 0);
  };

  const lossHandle = createHandle(scope, lossPlot, {
    label: t("epoch"),
    x: { low: 0, high: schema.epoch.type === "whole" ? schema.epoch.high : 0, step: 1 },
    get: () => [shownEpoch(), lossPlot.within(runs.shown.loss(shownEpoch()))],
    asked: () => [askedEpoch(), 0],
    set: (x) => state.set({ epoch: Math.round(Math.min(x, Math.max(state.get("epochs"), runs.shown.length))), playing: false }),
    text: () => t("epoch.at", { epoch: count(shownEpoch()), loss: show(runs.shown.loss(shownEpoch())) }),
    done: () => state.save(),
  });
  const pencil = drawCurve(context, fitPlot);

  const go = (/** @type {number} */ epoch) => state.set({ epoch: Math.max(0, Math.min(epoch, 20000)) });
  const pace = () => Number(state.get("pace"));
  const time = player(context, {
    rewind: () => go(0),
    back: () => go(Math.ceil(askedEpoch() / pace() - 1) * pace()),
    step: () => go(Math.floor(askedEpoch() / pace() + 1) * pace()),
    over: () => !needsMore() && (shownEpoch() >= state.get("epochs") || ranOut()),
    advance: (still) => {
      const last = state.get("epochs");
      const next = Math.min(last, shownEpoch() + pace() * (still ? 20 : 1));
      if (needsMore()) return true; // the frame was too short for all of them
      const over = ranOut();
      go(over ? shownEpoch() : next);
      return !over && next < last;
    },
  });

  const bar = h("div", { class: "nn-bar" }, time.element,
    h("label", { class: "nn-inline" }, h("span", {}, t("epoch")), numberField(context, "epoch", t("epoch"))),
    select(context, "pace").element);
  const controls = fitControls(context);

  return {
    stage,
    bar,
    controls: controls.element,
    resize(width) {
      const wide = width >= WIDE;
      const left = wide ? Math.round((width - GAP) * 0.6) : width;
      const right = wide ? width - GAP - left : width;
      stage.classList.toggle("nn-wide", wide);
      fitPlot.resize(left, wide ? 372 : 280);
      lossPlot.resize(right, wide ? 196 : 170);
      for (const plot of [unitsPlot, curvaturePlot]) plot.resize(right, wide ? 176 : 160);
      pencil.update();
      draw();
    },
    update(changed) {
      pencil.update();
      controls.update();
      if (RUN.some((name) => changed.has(name)) && runs.stale) {
        touched = performance.now();
        runs.begin();
      }
      if (changed.has("epoch")) touched = performance.now();
      if (needsMore()) work();
      else draw();
      if (state.get("detail") === "curvature") settleSoon();
    },
    verdict() {
      if (needsMore() && !state.get("playing")) return t("verdict.working", { epoch: count(state.get("epoch")) });
      const told = verdict(t, runs.shown, shownEpoch(), fitPlot.worst);
      return state.get("detail") === "curvature" ? `${told} ${onCurvature(t, runs.shown, curvaturePlot.at(shownEpoch()))}` : told;
    },
    python: () => {
      const epochs = settle();
      return python(runs.shown.settings, epochs, state.get("detail") === "curvature");
    },
    csv: () => {
      const epoch = settle();
      return csv(["series", "x", "y"], rows(runs.shown, epoch, fitPlot));
    },
  };
}

/** A round number of epochs that leaves the loss curve room to grow. @param {number} done @param {number} goal */
function farEnough(done, goal) {
  const power = 10 ** Math.floor(Math.log10(Math.max(20, done + 1)));
  const round = [1, 2, 5, 10].map((m) => m * power).find((end) => end > done) ?? goal;
  return Math.max(done, Math.min(round, goal));
}

/** @type {import("../../view/frame.js").Figure} */
export const fit = { kind: "fit", schema, labels, build };
