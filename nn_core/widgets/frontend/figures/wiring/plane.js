// @ts-check
// The plane of two inputs: a decision line and a weight arrow for each neuron, and points to classify.
import { s, setAttributes, show } from "../../view/dom.js";
import { createHandle } from "../../view/handle.js";
import { show as number } from "../../view/numbers.js";
import { Plot } from "../../view/plot.js";

export const WINDOW = /** @type {const} */ ([-1.5, 2.5]);
const ARROW = 0.5; // of a plane unit for each unit of weight
const SHORTEST = 0.25; // arrow on screen, so that there is something to hold
const MOST = 20; // points

/** @typedef {import("./layer.js").Layer} Layer */
/** @typedef {{b: (i: number, value: number) => void, w: (i: number, w: [number, number], b: number) => void, points: (points: import("./layer.js").Point[]) => void, now: () => Layer, colour: () => 0 | 1}} Hand */

export class Plane extends Plot {
  /** @param {import("../../view/frame.js").Context} context @param {Hand} hand */
  constructor(context, hand) {
    const { t } = context;
    super({ x: { domain: WINDOW, label: t("axis.p1") }, y: { domain: WINDOW, label: t("axis.p2") }, label: t("plot.plane") });
    this.context = context;
    this.hand = hand;
    this.yes = s("path", { class: "nn-yes" });
    this.lines = s("g");
    this.inside.append(this.yes, this.lines);
    /** @type {{line: SVGLineElement, arrow: SVGLineElement, at: () => [number, number] | null, tip: () => [number, number], shift: ReturnType<typeof createHandle>, turn: ReturnType<typeof createHandle>}[]} */
    this.neurons = [];
    /** @type {{handle: ReturnType<typeof createHandle>, ring: SVGCircleElement}[]} */
    this.dots = [];
    this.cloud = s("g");
    this.over.append(this.cloud);
    const { scope } = context;
    scope.listen(this.svg, "click", (/** @type {MouseEvent} */ event) => {
      if (/** @type {Element} */ (event.target).closest(".nn-handle")) return;
      const box = this.svg.getBoundingClientRect();
      const x = this.x.invert(event.clientX - box.left - this.margin.left);
      const y = this.y.invert(event.clientY - box.top - this.margin.top);
      const inside = (/** @type {number} */ v) => v >= WINDOW[0] && v <= WINDOW[1];
      if (inside(x) && inside(y)) this.add(x, y);
    });
  }

  /** @param {number} x @param {number} y */
  add(x, y) {
    const { points } = this.hand.now();
    if (points.length < MOST) this.hand.points([...points, { x: Number(x.toFixed(2)), y: Number(y.toFixed(2)), wanted: this.hand.colour() }]);
  }

  /** @param {number} i */
  line(i) {
    const { scope, state, t } = this.context;
    const { hand } = this;
    const line = s("line", { class: `nn-line nn-neuron-${i}` });
    const arrow = s("line", { class: `nn-line nn-arrow nn-neuron-${i}` });
    this.lines.append(line, arrow);
    const way = { low: WINDOW[0], high: WINDOW[1], step: 0.05 };
    const done = () => state.save();
    /** @type {[number, number] | null} while the line is turned it stays on this point */
    let pivot = null;
    const at = () => pivot ?? hand.now().anchor(i, WINDOW);
    const base = () => at() ?? /** @type {[number, number]} */ ([0, 0]);
    /** Where the arrow ends; one that leaves the window is cut off at its edge. @returns {[number, number]} */
    const tip = () => {
      const from = base();
      const by = hand.now().weights(i).map((w) => ARROW * w);
      const size = Math.hypot(...by) || 1;
      const room = Math.min(...by.map((d, k) => (d === 0 ? Infinity : ((d > 0 ? WINDOW[1] : WINDOW[0]) - from[k]) / d)));
      const share = Math.max(Math.min(1, room), SHORTEST / size);
      return [from[0] + share * by[0], from[1] + share * by[1]];
    };
    const shift = createHandle(scope, this, {
      label: t("handle.shift", { i: i + 1 }), x: way, y: way, done,
      get: base,
      set: (x, y) => {
        const [w1, w2] = hand.now().weights(i);
        hand.b(i, -w1 * x - w2 * y);
      },
      text: () => t("handle.shift.at", { i: i + 1, b: number(hand.now().b[i]) }),
    });
    const turn = createHandle(scope, this, {
      label: t("handle.turn", { i: i + 1 }), x: way, y: way,
      get: tip,
      set: (x, y) => {
        const [fx, fy] = (pivot ??= base());
        const w = /** @type {[number, number]} */ ([(x - fx) / ARROW, (y - fy) / ARROW]);
        if (Math.hypot(...w) > 0.1) hand.w(i, w, -w[0] * fx - w[1] * fy);
      },
      text: () => t("handle.turn.at", { i: i + 1, w1: number(hand.now().weights(i)[0]), w2: number(hand.now().weights(i)[1]) }),
      done: () => {
        pivot = null;
        this.draw(hand.now());
        done();
      },
    });
    for (const handle of [shift, turn]) handle.element.classList.add(`nn-neuron-${i}`);
    return { line, arrow, at, tip, shift, turn };
  }

  /** @param {number} k */
  dot(k) {
    const { scope, state, t } = this.context;
    const { hand } = this;
    const way = { low: WINDOW[0], high: WINDOW[1], step: 0.05 };
    const points = () => hand.now().points;
    const handle = createHandle(scope, this, {
      label: t("handle.point", { k: k + 1 }), x: way, y: way, done: () => state.save(),
      get: () => [points()[k]?.x ?? 0, points()[k]?.y ?? 0],
      set: (x, y) => hand.points(points().map((point, i) => (i === k ? { ...point, x: Number(x.toFixed(2)), y: Number(y.toFixed(2)) } : point))),
      text: () => {
        const point = points()[k];
        return point ? t("handle.point.at", { x: number(point.x), y: number(point.y), wanted: t(`class.${point.wanted}`),
          right: t(hand.now().right(point) ? "point.right" : "point.wrong") }) : "";
      },
    });
    const ring = s("circle", { class: "nn-wrong", r: 12 });
    handle.element.prepend(ring);
    const remove = () => {
      hand.points(points().filter((_, i) => i !== k));
      state.save();
    };
    scope.listen(handle.element, "dblclick", remove);
    scope.listen(handle.element, "keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        remove();
      }
    });
    this.cloud.append(handle.element);
    return { handle, ring };
  }

  /** @param {Layer} layer */
  draw(layer) {
    while (this.neurons.length < layer.S) this.neurons.push(this.line(this.neurons.length));
    while (this.dots.length < layer.points.length) this.dots.push(this.dot(this.dots.length));
    this.neurons.forEach(({ line, arrow, at, tip, shift, turn }, i) => {
      const foot = i < layer.S && layer.R === 2 ? at() : null;
      for (const element of [line, arrow, shift.element, turn.element]) show(element, foot !== null);
      if (!foot) return;
      const [fx, fy] = foot;
      const [tx, ty] = tip();
      const [w1, w2] = layer.weights(i);
      const far = 8 / Math.hypot(w1, w2);
      setAttributes(line, { x1: this.x(fx - far * w2), y1: this.y(fy + far * w1), x2: this.x(fx + far * w2), y2: this.y(fy - far * w1) });
      setAttributes(arrow, { x1: this.x(fx), y1: this.y(fy), x2: this.x(tx), y2: this.y(ty) });
      shift.update();
      turn.update();
    });
    setAttributes(this.yes, { d: layer.R === 2 ? this.half(layer) : "" });
    this.dots.forEach(({ handle, ring }, k) => {
      const point = layer.points[k];
      show(handle.element, point !== undefined);
      if (!point) return;
      handle.element.classList.toggle("nn-yes-point", point.wanted === 1);
      show(ring, !layer.right(point));
      handle.update();
    });
  }

  /** The half of the window where the first neuron says yes. @param {Layer} layer */
  half(layer) {
    const [a, b] = WINDOW;
    const corners = [[a, a], [b, a], [b, b], [a, b]];
    const kept = [];
    for (let k = 0; k < 4; k++) {
      const [[x0, y0], [x1, y1]] = [corners[k], corners[(k + 1) % 4]];
      const [n0, n1] = [layer.net(0, x0, y0), layer.net(0, x1, y1)];
      if (n0 >= 0) kept.push([x0, y0]);
      if (n0 >= 0 !== n1 >= 0) kept.push([x0 + ((x1 - x0) * n0) / (n0 - n1), y0 + ((y1 - y0) * n0) / (n0 - n1)]);
    }
    return kept.length ? `M${kept.map(([x, y]) => `${this.x(x).toFixed(1)} ${this.y(y).toFixed(1)}`).join("L")}z` : "";
  }
}
