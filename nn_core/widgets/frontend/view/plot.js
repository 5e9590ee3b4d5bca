// @ts-check
// A plot: two scales, their axes, a clipped inside for curves and an unclipped top for handles.
// Axes are redrawn only when a domain or the size changes.
import { s, setAttributes } from "./dom.js";
import { show, superscript } from "./numbers.js";
import { createScale } from "./scale.js";

/**
 * @typedef {object} AxisOptions
 * @property {readonly [number, number]} domain
 * @property {boolean} [log]
 * @property {string} label  parts between *stars* are set in italics
 * @property {number} [every]  about how many pixels from tick to tick
 * @property {readonly number[]} [at]  exactly these ticks
 */

const CHARACTER = 7.6; // pixels that a digit is wide at most
const SMALL = 300; // below this width words are smaller
const MARGIN = { top: 26, right: 6, bottom: 40, left: 40 };

export class Plot {
  /** @param {{x: AxisOptions, y: AxisOptions, label: string, margin?: Partial<typeof MARGIN>}} options */
  constructor({ x, y, label, margin }) {
    this.options = { x, y };
    this.margin = { ...MARGIN, ...margin };
    this.x = createScale(x.domain, x.log);
    this.y = createScale(y.domain, y.log);
    this.axes = s("g", { class: "nn-axes", "aria-hidden": "true" });
    this.inside = s("svg", { class: "nn-inside", overflow: "hidden" }); // clips without needing an id
    this.over = s("g");
    this.svg = s("svg", { class: "nn-plot", role: "group", "aria-label": label }, this.axes, this.inside, this.over);
    this.width = this.height = 0;
    this.drawn = "";
    /** the size changed and what is inside has not been redrawn since */
    this.stale = true;
    /** @type {(() => void) | null} */
    this.onResize = null;
  }

  /** @param {number} width @param {number} height of the whole drawing, in pixels @returns {boolean} whether anything changed */
  resize(width, height) {
    const { top, right, bottom, left } = this.margin;
    this.width = Math.max(10, width - left - right);
    this.height = Math.max(10, height - top - bottom);
    this.svg.classList.toggle("nn-small", width < SMALL);
    setAttributes(this.svg, { width, height, viewBox: `0 0 ${width} ${height}` });
    setAttributes(this.inside, { x: left, y: top, width: this.width, height: this.height });
    setAttributes(this.over, { transform: `translate(${left},${top})` });
    this.x.range([0, this.width]);
    this.y.range([this.height, 0]);
    this.stale = true;
    this.onResize?.();
    return this.drawAxes();
  }

  /** @param {"x" | "y"} axis @param {readonly [number, number]} domain */
  setDomain(axis, domain) {
    this[axis].domain(domain);
    return this.drawAxes();
  }

  drawAxes() {
    const key = [this.width, this.height, this.x.domain(), this.y.domain()].join();
    if (key === this.drawn) return false;
    this.drawn = key;
    const { top, left } = this.margin;
    const parts = [];
    for (const tick of this.ticks("y")) {
      const y = top + this.y(tick.value);
      parts.push(s("line", { class: "nn-gridline", x1: left, x2: left + this.width, y1: y, y2: y }));
      parts.push(s("text", { class: "nn-tick", x: left - 8, y, dy: "0.32em", "text-anchor": "end" }, tick.text));
    }
    const floor = top + this.height;
    for (const tick of this.ticks("x")) {
      const x = left + this.x(tick.value);
      parts.push(s("line", { class: "nn-tickline", x1: x, x2: x, y1: floor, y2: floor + 4 }));
      const atEdge = x > left + this.width + this.margin.right - 4 * tick.text.length;
      parts.push(s("text", { class: "nn-tick", x, y: floor + 17, "text-anchor": atEdge ? "end" : "middle" }, tick.text));
    }
    parts.push(s("line", { class: "nn-tickline", x1: left, x2: left + this.width, y1: floor, y2: floor }));
    parts.push(caption(this.options.x.label, { x: left + this.width, y: floor + 33, "text-anchor": "end" }));
    parts.push(caption(this.options.y.label, { x: 2, y: 12 }));
    this.axes.replaceChildren(...parts);
    return true;
  }

  /** @param {"x" | "y"} axis @returns {{value: number, text: string}[]} */
  ticks(axis) {
    const { log, every = axis === "x" ? 70 : 42, at } = this.options[axis];
    const room = axis === "x" ? this.width : this.height;
    const scale = this[axis];
    if (!log) {
      const few = (/** @type {number} */ gap) => (at ?? scale.ticks(Math.max(2, room / gap))).map((value) => ({ value, text: show(value, 6) }));
      const ticks = few(every);
      const widest = CHARACTER * Math.max(...ticks.map(({ text }) => text.length)) + 14;
      return axis === "x" && widest * ticks.length > room ? few(2 * every) : ticks;
    }
    const [low, high] = scale.domain().map(Math.log10);
    const step = Math.max(1, Math.ceil(((high - low) * every) / room));
    const ticks = [];
    for (let e = Math.ceil(low - 1e-9); e <= high + 1e-9; e += step) {
      ticks.push({ value: 10 ** e, text: e >= -2 && e <= 3 ? show(10 ** e, 1) : `10${superscript(e)}` });
    }
    return ticks;
  }
}

/** A text whose parts between *stars* are italic, as variables are. @param {string} label @param {import("./dom.js").Attributes} attributes */
function caption(label, attributes) {
  const parts = label.split("*").map((part, i) => (i % 2 ? s("tspan", { class: "nn-variable" }, part) : part));
  return s("text", { class: "nn-caption", ...attributes }, ...parts);
}

/**
 * What the colours mean, in one line at the plot's top right.
 * @param {Plot} plot
 * @param {[series: string, mark: string, words: string][]} entries series: the class its colour comes from
 */
export function key(plot, entries) {
  const spans = entries.map(([series, mark, words]) =>
    s("tspan", {}, "\u2002", s("tspan", { class: `nn-key-mark ${series}-key` }, mark), ` ${words}`));
  const text = s("text", { class: "nn-key", y: 12, "text-anchor": "end" }, ...spans);
  plot.svg.append(text);
  plot.onResize = () => setAttributes(text, { x: plot.margin.left + plot.width });
  return {
    /** @param {string} series @param {boolean} shown */
    show(series, shown) {
      const span = spans[entries.findIndex((entry) => entry[0] === series)];
      if (span.isConnected !== shown) text.replaceChildren(...spans.filter((other) => (other === span ? shown : other.isConnected)));
    },
  };
}
