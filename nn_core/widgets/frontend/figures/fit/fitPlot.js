// @ts-check
// The large plot: target, samples, and the network's curve.
import { dotsPath, linePath } from "../../view/curve.js";
import { s, setAttributes, show } from "../../view/dom.js";
import { Plot, key } from "../../view/plot.js";
import { INTERVAL } from "../targets.js";
import { targetFunction } from "./data.js";

const POINTS = 161; // of the drawn curves: one every 3 pixels at most
const USUAL = /** @type {const} */ ([-0.5, 2.5]);

export class FitPlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: INTERVAL, label: t("axis.p") }, y: { domain: USUAL, label: t("axis.a") }, label: t("plot.fit") });
    this.outside = s("rect", { class: "nn-shade" });
    this.target = s("path", { class: "nn-line nn-target" });
    this.halo = s("path", { class: "nn-line nn-halo" });
    this.network = s("path", { class: "nn-line nn-network" });
    this.samples = s("path", { class: "nn-dots nn-samples" });
    this.held = s("path", { class: "nn-dots nn-held" });
    this.heldInside = s("path", { class: "nn-dots nn-held-inside" });
    this.inside.append(this.outside, this.target, this.samples, this.held, this.heldInside, this.halo, this.network);
    this.key = key(this, [["nn-samples", "●", t("key.samples")], ["nn-held", "○", t("key.held")],
      ["nn-target", "—", t("key.target")], ["nn-network", "—", t("key.network")]]);
    this.p = new Float64Array(POINTS);
    this.g = new Float64Array(POINTS);
    this.a = new Float64Array(POINTS);
    this.worst = NaN;
    /** @type {import("./run.js").Run | null} */
    this.run = null;
    /** @type {Float64Array | null} */
    this.x0 = null;
  }

  /** @param {import("./run.js").Run} run @param {number} epoch @param {boolean} outside */
  draw(run, epoch, outside) {
    const [low, high] = outside ? [2 * INTERVAL[0], 2 * INTERVAL[1]] : INTERVAL;
    const moved = this.setDomain("x", [low, high]);
    const rescaled = run !== this.run && this.setDomain("y", heights(run));
    if (run !== this.run || moved || rescaled || this.stale) this.drawData(run, low, high);
    this.run = run;
    run.kernel.outputs(run.at(epoch), this.p, POINTS, this.a);
    this.worst = 0;
    for (let i = 0; i < POINTS; i++) {
      if (Math.abs(this.p[i]) <= INTERVAL[1]) this.worst = Math.max(this.worst, Math.abs(this.a[i] - this.g[i]));
    }
    const d = linePath(POINTS, (i) => this.x(this.p[i]), (i) => this.y(this.a[i]));
    setAttributes(this.network, { d });
    setAttributes(this.halo, { d });
  }

  /** @param {import("./run.js").Run} run @param {number} low @param {number} high */
  drawData(run, low, high) {
    this.stale = false;
    const g = targetFunction(run.settings);
    for (let i = 0; i < POINTS; i++) {
      this.p[i] = low + ((high - low) * i) / (POINTS - 1);
      this.g[i] = g(this.p[i]);
    }
    const { x, y } = this;
    const dots = (/** @type {import("./data.js").Samples} */ { P, T }) => dotsPath(P.length, (i) => x(P[i]), (i) => y(T[i]));
    setAttributes(this.target, { d: linePath(POINTS, (i) => x(this.p[i]), (i) => y(this.g[i])) });
    setAttributes(this.samples, { d: dots(run.data.training) });
    const held = dots(run.data.heldOut);
    setAttributes(this.held, { d: held });
    setAttributes(this.heldInside, { d: held });
    this.key.show("nn-held", held !== "");
    const [a, b] = INTERVAL.map((p) => x(p));
    setAttributes(this.outside, { x: a, y: 0, width: b - a, height: this.height });
    show(this.outside, low < INTERVAL[0]);
  }
}

/** The usual window, or more where the target or a sample needs it. @param {import("./run.js").Run} run @returns {[number, number]} */
function heights(run) {
  const all = [...run.data.training.T, ...run.data.heldOut.T, ...run.settings.drawn.slice(0, run.settings.target === "drawn" ? undefined : 0)];
  return [Math.min(USUAL[0], Math.floor(2 * Math.min(...all)) / 2), Math.max(USUAL[1], Math.ceil(2 * Math.max(...all)) / 2)];
}
