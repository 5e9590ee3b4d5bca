// @ts-check
// The layer as a drawing: inputs left, neurons right, a wire for each weight.
import { s, setAttributes, setText, show } from "../../view/dom.js";
import { show as number } from "../../view/numbers.js";
import { createScrub } from "../../view/scrub.js";

const BOX = { width: 118, height: 62 };
const MOST_WRITTEN = 6; // so many weights at most are written on their wires
const ROOMY = { few: 300, many: 380 }; // from this width on, for up to two weights and for more
const ROW = 88;

/** @param {number} i */
const sub = (i) => "₁₂₃₄"[i];

/** @typedef {{W: (k: number, value: number) => void, p: (j: number, value: number) => void, now: () => import("./layer.js").Layer}} Hand */

export class Diagram {
  /** @param {import("../../view/frame.js").Context} context @param {import("./layer.js").Layer} layer whose sizes it is drawn for @param {Hand} hand */
  constructor({ scope, state, t }, { R, S }, hand) {
    this.R = R;
    this.S = S;
    const done = () => state.save();
    const say = (/** @type {string} */ name) => (/** @type {number} */ v) => `${name} ${number(v, 4)}`;
    this.svg = s("svg", { class: "nn-plot nn-diagram", role: "group", "aria-label": t("plot.diagram") });
    this.inputs = Array.from({ length: R }, (_, j) => createScrub(scope, { label: t("drag", { what: `p${sub(j)}` }), low: -10, high: 10, done,
      get: () => hand.now().p[j], set: (v) => hand.p(j, v), text: say(`p${sub(j)}`) }));
    this.neurons = Array.from({ length: S }, (_, i) => {
      const [net, out] = [s("text", { class: "nn-value", x: 10, y: 38 }), s("text", { class: "nn-value", x: 10, y: 55 })];
      const element = s("g", {}, s("rect", { class: `nn-box nn-neuron-${i}`, ...BOX, rx: 8 }),
        s("text", { class: "nn-box-title", x: 10, y: 18 }, t("neuron", { i: i + 1 })), net, out);
      return { element, net, out };
    });
    this.wires = Array.from({ length: R * S }, (_, k) => ({
      line: s("line", { class: "nn-wire" }),
      scrub: R * S > MOST_WRITTEN ? null : createScrub(scope, { label: t("drag", { what: `w${sub(Math.floor(k / R))}${sub(k % R)}` }), low: -10, high: 10, done,
        get: () => hand.now().W[k], set: (v) => hand.W(k, v), text: say(`w${sub(Math.floor(k / R))}${sub(k % R)}`) }),
    }));
    this.svg.append(s("g", { "aria-hidden": "true" }, ...this.wires.map(({ line }) => line)), ...this.neurons.map(({ element }) => element),
      ...this.inputs.map(({ element }) => element), ...this.wires.flatMap(({ scrub }) => (scrub ? [scrub.element] : [])));
    this.width = this.height = 0;
  }

  /** @param {number} width @param {number} height */
  resize(width, height) {
    this.width = width;
    this.height = Math.max(height, ROW * Math.max(this.R, this.S));
    setAttributes(this.svg, { width, height: this.height, viewBox: `0 0 ${width} ${this.height}` });
    for (const { scrub } of this.wires) if (scrub) show(scrub.element, width >= ROOMY[this.R * this.S <= 2 ? "few" : "many"]);
  }

  /** @param {number} k @param {number} count */
  row(k, count) {
    return this.height / 2 + (k - (count - 1) / 2) * Math.min(ROW * 1.2, this.height / count);
  }

  /** @param {import("./layer.js").Layer} layer */
  draw(layer) {
    const left = 80;
    const right = this.width - BOX.width - 2;
    this.inputs.forEach((input, j) => input.update(40, this.row(j, this.R)));
    this.neurons.forEach(({ element, net, out }, i) => {
      setAttributes(element, { transform: `translate(${right},${this.row(i, this.S) - BOX.height / 2})` });
      setText(net, `n${sub(i)} = ${number(layer.n[i], 4)}`);
      setText(out, `a${sub(i)} = ${number(layer.a[i], 4)}`);
    });
    this.wires.forEach(({ line, scrub }, k) => {
      const [i, j] = [Math.floor(k / this.R), k % this.R];
      const [y1, y2] = [this.row(j, this.R), this.row(i, this.S)];
      const weight = layer.W[k];
      setAttributes(line, { x1: left, y1, x2: right, y2, class: `nn-wire ${weight < 0 ? "nn-inhibits" : "nn-excites"}`,
        "stroke-width": weight === 0 ? 0.5 : (1 + Math.min(6, 2.5 * Math.sqrt(Math.abs(weight)))).toFixed(2) });
      const along = 0.3 + (0.4 * (i + 0.5)) / this.S;
      scrub?.update(left + (right - left) * along, y1 + (y2 - y1) * along);
    });
  }
}
