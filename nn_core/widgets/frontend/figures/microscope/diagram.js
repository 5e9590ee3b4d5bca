// @ts-check
// The network as a drawing: numbers appear where they are computed, in the order they are.
import { s, setAttributes, setText, show } from "../../view/dom.js";
import { decimal, shorter } from "../../view/numbers.js";
import { createScrub } from "../../view/scrub.js";
import { parameterNames, sub } from "./operations.js";

const BOX = { usual: 112, narrow: 98 }; // width of a neuron
const NARROW = 330; // below this width neurons are narrow
const ROW = { few: 112, many: 86 }; // height that a neuron has to itself
const FEW = 3; // up to so many hidden neurons, and from this width on, …
const ROOMY = { 1: 560, 2: 690 }; // … for one input or two, weights are written on their wires
const INPUT = 38; // where the inputs stand

/** As it is dragged: no zeros at its end. @param {string} name @param {number} decimals */
const dragged = (name, decimals = 3) => (/** @type {number} */ v) =>
  `${name} ${shorter(Number(v.toFixed(decimals)), 6)}`.replace("-", "−");
/** @param {number} v */
const brief = (v) => decimal(v, 4, 8);

/** A box with lines of text, one for each quantity that is computed there. */
class Box {
  /** @param {string} title @param {string[]} keys @param {string[]} names */
  constructor(title, keys, names) {
    this.keys = keys;
    this.names = names;
    this.height = 26 + 17 * keys.length;
    this.x = this.y = this.width = 0;
    this.frame = s("rect", { class: "nn-box", height: this.height, rx: 8 });
    this.lines = keys.map((_, i) => s("text", { class: "nn-value", x: 7, y: 36 + 17 * i }));
    this.element = s("g", {}, this.frame, s("text", { class: "nn-box-title", x: 7, y: 17 }, title), ...this.lines);
  }

  /** @param {number} x @param {number} y of the middle @param {number} width */
  place(x, y, width) {
    this.x = x;
    this.y = y;
    this.width = width;
    setAttributes(this.frame, { width });
    setAttributes(this.element, { transform: `translate(${x - width / 2},${y - this.height / 2})` });
  }

  /** @param {Map<string, number>} known @param {string} now */
  fill(known, now) {
    this.keys.forEach((key, i) => {
      const value = known.get(key);
      setText(this.lines[i], `${this.names[i]} = ${value === undefined ? "…" : brief(value)}`);
      setAttributes(this.lines[i], { class: `nn-value${key.startsWith("s") ? " nn-back" : ""}${key === now ? " nn-now" : ""}` });
    });
    setAttributes(this.frame, { class: `nn-box${this.keys.includes(now) ? " nn-now" : ""}` });
  }
}

export class Diagram {
  /**
   * @param {import("../../view/frame.js").Context} context
   * @param {import("./pass.js").Pass} pass  whose sizes it is drawn for
   * @param {{parameter: (k: number, value: number) => void, trait: (name: string, value: number) => void, now: () => import("./pass.js").Pass}} hand
   */
  constructor({ scope, state, t }, { R, S, places }, hand) {
    this.S = S;
    this.R = R;
    const neurons = Array.from({ length: S }, (_, i) => i);
    this.svg = s("svg", { class: "nn-plot nn-diagram", role: "group", "aria-label": t("plot.diagram") });
    const wires = s("g", { "aria-hidden": "true" });
    const top = s("g");
    this.hidden = neurons.map((i) => new Box(t("neuron", { i: i + 1 }), [`n1-${i}`, `a1-${i}`, `s1-${i}`], [`n¹${sub(i)}`, `a¹${sub(i)}`, `s¹${sub(i)}`]));
    this.output = new Box(t("out"), ["n2", "a2", "s2"], ["n²", "a²", "s²"]);
    this.end = new Box(t("loss"), ["e", "F"], ["e", "F"]);
    this.svg.append(wires, ...[...this.hidden, this.output, this.end].map((box) => box.element), top);

    const names = parameterNames(R, S);
    const done = () => state.save();
    /** @type {{k: number, from: () => [number, number], to: () => [number, number], line: SVGLineElement, scrub: ReturnType<typeof createScrub> | null, slope: SVGTextElement | null, along: number}[]} */
    this.wires = [];
    /** @param {number} k @param {() => [number, number]} from @param {() => [number, number]} to @param {number} along */
    const wire = (k, from, to, along) => {
      const line = s("line", { class: "nn-wire" });
      wires.append(line);
      const few = S <= FEW;
      const scrub = few ? createScrub(scope, { label: t("drag", { what: names[k] }), low: -20, high: 20, done,
        get: () => hand.now().x[k], set: (value) => hand.parameter(k, value), text: dragged(names[k]) }) : null;
      const slope = few ? s("text", { class: "nn-value nn-back", "text-anchor": "middle" }) : null;
      if (scrub && slope) top.append(scrub.element, slope);
      this.wires.push({ k, from, to, line, scrub, slope, along });
    };
    const right = (/** @type {Box} */ box) => /** @type {[number, number]} */ ([box.x + box.width / 2, box.y]);
    const left = (/** @type {Box} */ box) => /** @type {[number, number]} */ ([box.x - box.width / 2, box.y]);
    for (const i of neurons) {
      for (let j = 0; j < R; j++) wire(places.W1(i, j), () => this.inputAt(j), () => left(this.hidden[i]), R > 1 ? (j ? 0.78 : 0.42) : 0.58);
      wire(places.W2(i), () => right(this.hidden[i]), () => left(this.output), 0.5);
    }
    this.last = s("line", { class: "nn-wire" });
    wires.append(this.last);
    this.inputs = Array.from({ length: R }, (_, j) => createScrub(scope, {
      label: t("drag", { what: R > 1 ? `p${sub(j)}` : "p" }), low: -10, high: 10, done,
      get: () => hand.now().p[j], set: (value) => hand.trait(`p${j + 1}`, value), text: dragged(R > 1 ? `p${sub(j)}` : "p"),
    }));
    this.target = createScrub(scope, { label: t("drag", { what: "t" }), low: -10, high: 10, done,
      get: () => hand.now().t, set: (value) => hand.trait("t", value), text: dragged("t", 4) });
    top.append(...this.inputs.map((input) => input.element), this.target.element);
    this.width = this.height = 0;
  }

  /** @param {number} j @returns {[number, number]} */
  inputAt(j) {
    return [INPUT + 2, this.height / 2 + (this.R > 1 ? (j - 0.5) * 90 : 0)];
  }

  /** Is there room for the weights on their wires? */
  get roomy() {
    return this.width >= ROOMY[this.R === 1 ? 1 : 2];
  }

  /** @param {number} width */
  resize(width) {
    const row = this.S <= FEW ? ROW.few : ROW.many;
    this.width = width;
    this.height = Math.max(280, this.S * row + 20);
    this.svg.classList.toggle("nn-small", width < NARROW);
    setAttributes(this.svg, { width, height: this.height, viewBox: `0 0 ${width} ${this.height}` });
    const middle = this.height / 2;
    for (const { scrub } of this.wires) if (scrub) show(scrub.element, this.roomy);
    const box = width < NARROW ? BOX.narrow : BOX.usual;
    const edge = width - box / 2 - 2;
    // two inputs need the room for their weights: the loss goes below the output, as on a phone
    const beside = this.roomy && this.R === 1;
    const columns = beside ? [0.4 * width, 0.7 * width, Math.min(edge, 0.92 * width)] : [(this.roomy ? 0.5 : 0.46) * width, edge, edge];
    this.hidden.forEach((hidden, i) => hidden.place(columns[0], middle + (i - (this.S - 1) / 2) * row, box));
    this.output.place(columns[1], beside ? middle : middle - 36, box);
    this.end.place(columns[2], beside ? middle : middle + 64, box);
    this.targetAt = /** @type {[number, number]} */ ([this.end.x, this.end.y + this.end.height / 2 + 22]);
  }

  /**
   * @param {import("./pass.js").Pass} pass
   * @param {Map<string, number>} known what has been computed so far
   * @param {string} now the key of what is being computed
   */
  draw(pass, known, now) {
    for (const box of [...this.hidden, this.output, this.end]) box.fill(known, now);
    for (const { k, from, to, line, scrub, slope, along } of this.wires) {
      const [[x1, y1], [x2, y2]] = [from(), to()];
      const weight = pass.x[k];
      setAttributes(line, { x1, y1, x2, y2, "stroke-width": (1 + Math.min(5, 2.5 * Math.sqrt(Math.abs(weight)))).toFixed(2),
        class: `nn-wire ${weight < 0 ? "nn-inhibits" : "nn-excites"}${now === `g-${k}` ? " nn-now" : ""}` });
      if (!scrub || !slope) continue;
      const [x, y] = [x1 + (x2 - x1) * along, y1 + (y2 - y1) * along];
      scrub.update(x, y);
      const value = known.get(`g-${k}`);
      const written = value !== undefined && this.roomy;
      show(slope, written);
      if (!written) continue;
      setText(slope, `∂ ${brief(value)}`);
      setAttributes(slope, { x, y: y + 25, class: `nn-value nn-back${now === `g-${k}` ? " nn-now" : ""}` });
    }
    const end = this.end;
    const out = this.output;
    setAttributes(this.last, end.x > out.x + out.width
      ? { x1: out.x + out.width / 2, y1: out.y, x2: end.x - end.width / 2, y2: end.y }
      : { x1: out.x, y1: out.y + out.height / 2, x2: end.x, y2: end.y - end.height / 2 });
    this.inputs.forEach((input, j) => input.update(...this.inputAt(j)));
    this.target.update(...(this.targetAt ?? [0, 0]));
  }
}
