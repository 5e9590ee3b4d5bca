// @ts-check
// λmax along the run against 2/α: above the line a step on the whole batch overshoots.
import { dotsPath, linePath } from "../../view/curve.js";
import { s, setAttributes } from "../../view/dom.js";
import { Plot, key } from "../../view/plot.js";
import { Curvature } from "./curvature.js";

const BUDGET = 2; // milliseconds in a frame

export class CurvaturePlot extends Plot {
  /**
   * @param {import("../../view/frame.js").Context["t"]} t
   * @param {() => void} again asks for another drawing in the next frame
   */
  constructor(t, again) {
    super({ x: { domain: [0, 1], label: t("axis.epoch"), every: 60 }, y: { domain: [0.1, 10], log: true, label: t("axis.curvature"), every: 26 },
      label: t("plot.curvature") });
    this.again = again;
    this.bound = s("line", { class: "nn-line nn-bound" });
    this.curve = s("path", { class: "nn-line nn-curvature" });
    this.now = s("path", { class: "nn-dots nn-curvature-now" });
    this.inside.append(this.bound, this.curve, this.now);
    this.key = key(this, [["nn-curvature", "—", t("key.curvature")], ["nn-bound", "--", t("key.bound")]]);
    /** @type {Curvature | null} */
    this.curvature = null;
  }

  /**
   * @param {import("./run.js").Run} run
   * @param {number} epoch
   * @param {number} last
   * @param {boolean} still whether there is time to work: nobody drags, nothing plays
   */
  draw(run, epoch, last, still) {
    if (this.curvature?.run !== run) this.curvature = new Curvature(run);
    const { curvature } = this;
    if (curvature.work(still ? 4 * BUDGET : BUDGET)) this.again();
    if (still) curvature.at(epoch);
    const epochs = [...curvature.known.keys()].sort((a, b) => a - b);
    const value = (/** @type {number} */ i) => Math.max(1e-12, curvature.known.get(epochs[i]) ?? NaN);
    const bound = run.settings.optimizer === "SGD" ? 2 / run.settings.alpha : NaN; // others have bounds of their own
    this.setDomain("x", [0, last]);
    this.setDomain("y", decades([...curvature.known.values(), bound]));
    const y = (/** @type {number} */ v) => this.y(v);
    setAttributes(this.curve, { d: linePath(epochs.length, (i) => this.x(epochs[i]), (i) => y(value(i))) });
    const here = curvature.known.get(epoch);
    setAttributes(this.now, { d: here === undefined ? "" : dotsPath(1, () => this.x(epoch), () => y(Math.max(1e-12, here))) });
    this.key.show("nn-bound", bound > 0);
    setAttributes(this.bound, bound > 0 ? { x1: 0, x2: this.width, y1: y(bound), y2: y(bound), display: null } : { display: "none" });
  }

  /** λmax at an epoch, if it has been worked out. @param {number} epoch */
  at(epoch) {
    return this.curvature?.known.get(epoch);
  }
}

/** Whole decades around the values. @param {number[]} values @returns {[number, number]} */
function decades(values) {
  const logs = values.filter((v) => v > 0 && v < Infinity).map(Math.log10);
  const low = logs.length ? Math.floor(Math.min(...logs)) : 0;
  const high = Math.ceil(Math.max(...logs, low + 1));
  return [10 ** Math.max(low, high - 8), 10 ** high];
}
