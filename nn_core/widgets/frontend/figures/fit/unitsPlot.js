// @ts-check
// One curve per hidden unit, w²a¹: their sum and the output's bias are the network's curve.
import { linePath } from "../../view/curve.js";
import { s, setAttributes } from "../../view/dom.js";
import { Plot } from "../../view/plot.js";
import { INTERVAL } from "../targets.js";

const POINTS = 49;
const COLOURS = 5; // one each for so many units; more share one colour

export class UnitsPlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: INTERVAL, label: t("axis.p"), every: 50 }, y: { domain: [-2, 2], label: t("axis.units"), every: 34 },
      label: t("plot.units") });
    this.zero = s("line", { class: "nn-zero" });
    this.curves = s("g", {});
    this.inside.append(this.zero, this.curves);
  }

  /** @param {import("./run.js").Run} run @param {number} epoch @param {boolean} outside */
  draw(run, epoch, outside) {
    const [low, high] = outside ? [2 * INTERVAL[0], 2 * INTERVAL[1]] : INTERVAL;
    const hidden = run.settings.hidden;
    const f = run.network.activations[0].f;
    const x = run.at(epoch);
    const values = new Float64Array(hidden * POINTS);
    let largest = 0;
    for (let i = 0; i < hidden; i++) {
      const [w1, b1, w2] = [x[i], x[hidden + i], x[2 * hidden + i]];
      for (let k = 0; k < POINTS; k++) {
        const value = w2 * f(w1 * (low + ((high - low) * k) / (POINTS - 1)) + b1);
        values[i * POINTS + k] = value;
        largest = Math.max(largest, Math.abs(value));
      }
    }
    this.setDomain("x", [low, high]);
    this.setDomain("y", this.window(largest));
    while (this.curves.childElementCount > hidden) this.curves.lastChild?.remove();
    while (this.curves.childElementCount < hidden) this.curves.append(s("path"));
    for (let i = 0; i < hidden; i++) {
      setAttributes(this.curves.children[i], {
        class: `nn-line nn-unit nn-unit-${hidden > COLOURS ? "many" : i}`,
        d: linePath(POINTS, (k) => (this.width * k) / (POINTS - 1), (k) => this.y(values[i * POINTS + k])),
      });
    }
    setAttributes(this.zero, { x1: 0, x2: this.width, y1: this.y(0), y2: this.y(0) });
  }

  /** A round window around the largest value; it shrinks late, so that it does not flicker. @param {number} largest @returns {[number, number]} */
  window(largest) {
    const now = this.y.domain()[1];
    if (largest <= now && largest > now / 3) return [-now, now];
    const power = 10 ** Math.floor(Math.log10(Math.max(largest, 0.1)));
    const top = [1, 2, 5, 10].map((m) => m * power).find((v) => v >= largest) ?? now;
    return [-top, top];
  }
}
