// @ts-check
// Loss against epochs, the loss on a logarithmic scale: what has been trained, faint where the
// reader has stepped back from it.
import { linePath } from "../../view/curve.js";
import { s, setAttributes } from "../../view/dom.js";
import { Plot, key } from "../../view/plot.js";

const DECADES = 12; // shown at most: a run that diverges climbs for hundreds

export class LossPlot extends Plot {
  /** @param {import("../../view/frame.js").Context["t"]} t */
  constructor(t) {
    super({ x: { domain: [0, 1], label: t("axis.epoch"), every: 60 }, y: { domain: [0.01, 1], log: true, label: t("axis.loss"), every: 26 },
      label: t("plot.loss") });
    this.heldAhead = s("path", { class: "nn-line nn-held-loss nn-faint" });
    this.ahead = s("path", { class: "nn-line nn-loss nn-faint" });
    this.held = s("path", { class: "nn-line nn-held-loss" });
    this.loss = s("path", { class: "nn-line nn-loss" });
    this.inside.append(this.heldAhead, this.ahead, this.held, this.loss);
    /** @type {import("./run.js").Run | null} */
    this.run = null;
    this.whole = "";
    this.length = -1;
    this.key = key(this, [["nn-loss", "—", t("key.training")], ["nn-held-loss", "--", t("key.held")]]);
  }

  /** @param {number} loss the nearest value that can be shown */
  within(loss) {
    const [low, high] = this.y.domain();
    return Number.isFinite(loss) ? Math.min(high, Math.max(low, loss)) : high;
  }

  /** @param {import("./run.js").Run} run @param {number} epoch @param {number} last */
  draw(run, epoch, last) {
    const { holds } = run;
    const loss = (/** @type {number} */ e) => run.loss(e);
    const held = (/** @type {number} */ e) => run.held(e);
    this.setDomain("x", [0, last]);
    if (run !== this.run || run.length !== this.length) this.setDomain("y", decades(run));
    this.length = run.length;
    const every = Math.max(1, Math.floor(last / this.width));
    const curve = (/** @type {SVGPathElement} */ path, /** @type {(epoch: number) => number} */ value, /** @type {number} */ end) => {
      const inner = Math.floor(Math.max(0, end - 1) / every);
      const at = (/** @type {number} */ i) => (i > inner ? end : 1 + i * every);
      setAttributes(path, {
        d: end < 1 ? "" : linePath(inner + 2, (i) => this.x(at(i)), (i) => this.y(this.within(value(at(i))))),
      });
    };
    const ahead = epoch < run.length ? run.length : 0;
    curve(this.loss, loss, epoch);
    curve(this.held, held, holds ? epoch : 0);
    const whole = [ahead, holds, this.drawn].join(); // what is ahead stays as it is while the reader goes back
    if (run !== this.run || whole !== this.whole) {
      curve(this.ahead, loss, ahead);
      curve(this.heldAhead, held, holds ? ahead : 0);
    }
    [this.run, this.whole] = [run, whole];
    this.key.show("nn-held-loss", holds);
  }
}

/** Whole decades that hold the run's losses. @param {import("./run.js").Run} run @returns {[number, number]} */
function decades(run) {
  let low = Infinity;
  let high = 0;
  const every = Math.max(1, Math.floor(run.length / 500));
  for (let i = 0; i <= run.length; i += every) {
    for (const value of run.holds ? [run.loss(i), run.held(i)] : [run.loss(i)]) {
      if (value > 0 && value < low) low = value;
      if (value < Infinity && value > high) high = value;
    }
  }
  const bottom = Math.max(-16, Math.floor(Math.log10(Math.min(low, high))));
  const top = Math.min(bottom + DECADES, Math.ceil(Math.log10(high)));
  return [10 ** bottom, 10 ** Math.max(bottom + 1, top)];
}
