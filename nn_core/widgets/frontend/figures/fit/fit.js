// @ts-check
// Fit: a small network learns a function while the reader watches (chapter 7).
import { button, group, numberField, select, slider, toggle } from "../../view/controls.js";
import { h, reducedMotion, setText } from "../../view/dom.js";
import { csv } from "../../view/export.js";
import { WIDE } from "../../view/frame.js";
import { createHandle } from "../../view/handle.js";
import { count, show } from "../../view/numbers.js";
import { player } from "../../view/player.js";
import { CurvaturePlot } from "./curvaturePlot.js";
import { drawCurve } from "./draw.js";
import { FitPlot } from "./fitPlot.js";
import { labels } from "./labels.js";
import { LossPlot } from "./lossPlot.js";
import { python } from "./python.js";
import { Run } from "./run.js";
import { RUN, schema } from "./schema.js";
import { UnitsPlot } from "./unitsPlot.js";
import { onCurvature, verdict } from "./verdict.js";

const FRAME = 6; // milliseconds of training in a frame …
const BUSY = 0.6; // … while the reader drags something
const GAP = 20; // pixels between plots side by side

/** @type {import("../../view/frame.js").Figure["build"]} */
function build(context, redraw) {
  const { scope, state, t } = context;
  const settings = () => /** @type {import("./schema.js").Settings} */ (state.all());
  let run = new Run(settings());
  /** A run of newer settings, not yet as far as the one shown. @type {Run | null} */
  let coming = null;
  let touched = -Infinity; // when a setting last changed

  const fitPlot = new FitPlot(t);
  const lossPlot = new LossPlot(t);
  const unitsPlot = new UnitsPlot(t);
  const curvaturePlot = new CurvaturePlot(t, () => scope.nextFrame(drawDetail));
  const side = h("div", { class: "nn-side" }, lossPlot.svg);
  const stage = h("div", { class: "nn-stage" }, fitPlot.svg, side);

  const shownEpoch = () => Math.min(state.get("epoch"), run.length);
  /** What the next step counts from: readers may be faster than training. */
  const askedEpoch = () => (run.divergedIn ? shownEpoch() : state.get("epoch"));
  const needsMore = () => coming !== null || !run.has(state.get("epoch"));

  const busy = () => performance.now() - touched < 150;

  /** Trains for a moment; what is not done goes on in the next frame. */
  const work = () => {
    const epoch = state.get("epoch");
    const done = (coming ?? run).advance(epoch, busy() ? BUSY : FRAME);
    // A run still coming is not shown yet; and readers who want no motion see no half-way pictures.
    const newPicture = done || !(coming || reducedMotion());
    if (done && coming) {
      run = coming;
      coming = isCurrent(run, settings()) ? null : new Run(settings());
    }
    if (needsMore()) scope.nextFrame(work);
    if (newPicture) draw();
    redraw();
  };

  /** For whoever reads the numbers: train to the end now. */
  const settle = () => {
    if (!isCurrent(coming ?? run, settings())) coming = new Run(settings());
    if (coming) run = coming;
    coming = null;
    run.advance(state.get("epoch"), Infinity);
    return shownEpoch();
  };

  const settleSoon = scope.afterQuiet(() => scope.nextFrame(drawDetail), 200);

  /** The plot at the lower right: one of two. */
  const drawDetail = () => {
    const curvature = state.get("detail") === "curvature";
    const shown = curvature ? curvaturePlot.svg : unitsPlot.svg;
    if (!shown.isConnected) side.replaceChildren(lossPlot.svg, shown);
    const epoch = shownEpoch();
    if (!curvature) unitsPlot.draw(run, epoch, state.get("outside"));
    else curvaturePlot.draw(run, epoch, farEnough(run.length, state.get("epochs")), !busy() && !state.get("playing"));
    if (curvature) redraw();
  };

  const draw = () => {
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
    get: () => [shownEpoch(), lossPlot.within(run.loss(shownEpoch()))],
    asked: () => [askedEpoch(), 0],
    set: (x) => state.set({ epoch: Math.round(Math.min(x, Math.max(state.get("epochs"), run.length))), playing: false }),
    text: () => t("epoch.at", { epoch: count(shownEpoch()), loss: show(run.loss(shownEpoch())) }),
    done: () => state.save(),
  });
  const pencil = drawCurve(context, fitPlot);

  const go = (/** @type {number} */ epoch) => state.set({ epoch: Math.max(0, Math.min(epoch, 20000)) });
  const pace = () => Number(state.get("pace"));
  const time = player(context, {
    rewind: () => go(0),
    back: () => go(Math.ceil(askedEpoch() / pace() - 1) * pace()),
    step: () => go(Math.floor(askedEpoch() / pace() + 1) * pace()),
    advance: (still) => {
      const last = state.get("epochs");
      const next = Math.min(last, shownEpoch() + pace() * (still ? 20 : 1));
      if (needsMore()) return true; // the frame was too short for all of them
      if (run.divergedIn && shownEpoch() === run.length) return false;
      go(next);
      return next < last;
    },
  });

  const alpha = slider(context, "alpha", { digits: 3 });
  const batchSize = slider(context, "batch_size");
  const another = (/** @type {string} */ name) => () => state.set({ [name]: (state.get(name) + 1) % 10000 });
  const drawButton = button(context, "draw", () => state.set({ target: "drawn" }));
  const bar = h("div", { class: "nn-bar" }, time.element,
    h("label", { class: "nn-inline" }, h("span", {}, t("epoch")), numberField(context, "epoch", t("epoch"))),
    select(context, "pace").element);
  const controls = h("div", { class: "nn-controls" },
    group(context, "group.data", select(context, "target").element,
      drawButton,
      slider(context, "samples").element, slider(context, "noise").element, slider(context, "held_out").element,
      numberWith(context, "data_seed", "new.data", another("data_seed"))),
    group(context, "group.network", slider(context, "hidden").element, select(context, "activation").element,
      numberWith(context, "seed", "new.start", another("seed")), toggle(context, "outside").element,
      select(context, "detail").element),
    group(context, "group.training", select(context, "optimizer").element, alpha.element,
      select(context, "batch").element, batchSize.element, toggle(context, "shuffle").element,
      slider(context, "epochs", { digits: 2 }).element));

  return {
    stage,
    bar,
    controls,
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
      batchSize.enable(state.get("batch") === "mini");
      setText(drawButton, t(state.get("target") === "drawn" ? "drawing" : "draw"));
      if (RUN.some((name) => changed.has(name)) && !isCurrent(coming ?? run, settings())) {
        touched = performance.now();
        // A run under way is finished first, so that the picture moves even while the reader drags.
        coming ??= new Run(settings());
      }
      if (changed.has("epoch")) touched = performance.now();
      if (needsMore()) work();
      else draw();
      if (state.get("detail") === "curvature") settleSoon();
    },
    verdict() {
      if (needsMore() && !state.get("playing")) return t("verdict.working", { epoch: count(state.get("epoch")) });
      const told = verdict(t, run, shownEpoch(), fitPlot.worst);
      return state.get("detail") === "curvature" ? `${told} ${onCurvature(t, run, curvaturePlot.at(shownEpoch()))}` : told;
    },
    python: () => {
      const epochs = settle();
      return python(run.settings, epochs, state.get("detail") === "curvature");
    },
    csv: () => csv(["series", "x", "y"], rows(run, settle(), fitPlot)),
  };
}

/** A round number of epochs that leaves the loss curve room to grow. @param {number} done @param {number} goal */
function farEnough(done, goal) {
  const power = 10 ** Math.floor(Math.log10(Math.max(20, done + 1)));
  const round = [1, 2, 5, 10].map((m) => m * power).find((end) => end > done) ?? goal;
  return Math.max(done, Math.min(round, goal));
}

/** @param {Run} run @param {import("./schema.js").Settings} settings */
function isCurrent(run, settings) {
  return RUN.every((name) => String(run.settings[name]) === String(settings[name]));
}

/** A number with a button that changes it. @param {import("../../view/frame.js").Context} context @param {string} name @param {string} label @param {() => void} action */
function numberWith(context, name, label, action) {
  return h("div", { class: "nn-control nn-choice" }, h("span", { class: "nn-label" }, context.t(name)),
    numberField(context, name, context.t(name)), button(context, label, action, context.t("new")));
}

/** @param {Run} run @param {number} epoch @param {FitPlot} plot @returns {(string | number)[][]} */
function rows(run, epoch, plot) {
  const { training, heldOut } = run.data;
  const series = (/** @type {string} */ name, /** @type {Iterable<number>} */ xs, /** @type {ArrayLike<number>} */ ys) =>
    Array.from(xs, (x, i) => [name, x, ys[i]]);
  const epochs = Array.from({ length: epoch }, (_, i) => i + 1);
  return [
    ...series("sample", training.P, training.T),
    ...series("held out", heldOut.P, heldOut.T),
    ...series("target", plot.p, plot.g),
    ...series("network", plot.p, plot.a),
    ...series("loss", epochs, run.trainer.loss),
    ...(run.holds ? series("held-out loss", epochs, run.trainer.validation) : []),
    ...series("parameter", Array.from(run.at(epoch).keys()), run.at(epoch)),
  ];
}

/** @type {import("../../view/frame.js").Figure} */
export const fit = { kind: "fit", schema, labels, build };
