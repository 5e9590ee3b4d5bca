// @ts-check
// Wiring: a layer of neurons as a drawing, as matrices, and as lines in the plane (chapter 2).
import { button, group, select, slider } from "../../view/controls.js";
import { h, setAttributes } from "../../view/dom.js";
import { csv } from "../../view/export.js";
import { WIDE } from "../../view/frame.js";
import { write } from "../../view/schema.js";
import { Scope } from "../../view/scope.js";
import { Diagram } from "./diagram.js";
import { labels } from "./labels.js";
import { Layer } from "./layer.js";
import { Matrices } from "./matrices.js";
import { Plane } from "./plane.js";
import { schema } from "./schema.js";

/** Points as x, y, wanted. @type {Record<string, number[]>} */
const SETS = {
  and: [0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1],
  or: [0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1],
  xor: [0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0],
  clouds: [-0.9, -0.2, 0, -0.4, 0.6, 0, 0.1, -0.8, 0, -0.2, 0.3, 0, 0.4, -0.3, 0, 1.1, 0.9, 1, 1.6, 0.4, 1, 1.2, 1.7, 1, 2, 1.2, 1, 0.6, 1.3, 1],
};

/** @type {import("../../view/frame.js").Figure["build"]} */
function build(context) {
  const { scope, state, t } = context;
  let layer = new Layer(state.all());
  let size = { width: 640, height: 320 };
  const again = () => (layer = new Layer(state.all()));
  /** A drag gives what can be seen. */
  const limit = (/** @type {number} */ v) => Number(Math.min(10, Math.max(-10, v)).toFixed(4));
  /** @param {"W" | "b" | "p"} name */
  const setter = (name) => (/** @type {number} */ k, /** @type {number} */ value) => {
    state.set({ [name]: layer[name].map((old, i) => (i === k ? value : old)) });
    again();
  };
  const set = { W: setter("W"), b: setter("b"), p: setter("p") };
  const now = () => layer;
  const colourBox = h("input", { type: "checkbox" });
  const plane = new Plane(context, {
    now, b: (i, b) => set.b(i, limit(b)), colour: () => (colourBox.checked ? 0 : 1),
    w(i, [w1, w2], b) {
      state.set({
        W: layer.W.map((old, k) => (k === 2 * i ? limit(w1) : k === 2 * i + 1 ? limit(w2) : old)),
        b: layer.b.map((old, k) => (k === i ? limit(b) : old)),
      });
      again();
    },
    points(points) {
      state.set({ points: points.flatMap(({ x, y, wanted }) => [x, y, wanted]) });
      again();
    },
  });
  /** what the drawing and the matrices of one size listen to; another size lets go of it */
  let sized = new Scope();
  scope.add(() => sized.dispose());
  let diagram = new Diagram({ ...context, scope: sized }, layer, { now, W: set.W, p: set.p });
  let matrices = new Matrices({ ...context, scope: sized }, now, set);
  const stage = h("div", { class: "nn-stage" }, diagram.svg, plane.svg);
  const controls = h("div", {}, matrices.element, h("div", { class: "nn-controls" },
    group(context, "group.layer", slider(context, "inputs").element, slider(context, "neurons").element, select(context, "activation").element),
    group(context, "group.points", button(context, "add", () => plane.add(0.5, 0.5)),
      h("label", { class: "nn-toggle" }, colourBox, h("span", {}, t("colour"))),
      button(context, "clear", () => state.set({ points: [] }))),
    group(context, "group.sets", ...Object.keys(SETS).map((name) => button(context, `set.${name}`, () => state.set({ points: SETS[name] }))))));

  const rebuild = () => {
    const [oldSvg, oldMatrices] = [diagram.svg, matrices.element];
    sized.dispose();
    sized = new Scope();
    diagram = new Diagram({ ...context, scope: sized }, layer, { now, W: set.W, p: set.p });
    matrices = new Matrices({ ...context, scope: sized }, now, set);
    oldSvg.replaceWith(diagram.svg);
    oldMatrices.replaceWith(matrices.element);
    lay();
  };
  const lay = () => {
    const twoInputs = layer.R === 2;
    const wide = size.width >= WIDE && twoInputs;
    const side = wide ? Math.round(size.width * 0.48) : Math.min(size.width, 420);
    stage.classList.toggle("nn-wide", wide);
    plane.svg.style.display = twoInputs ? "" : "none"; // the style sheet outranks the attribute
    plane.resize(side, side);
    diagram.resize(wide ? size.width - side - 20 : size.width, wide ? side : 240);
  };
  const draw = () => {
    if (diagram.R !== layer.R || diagram.S !== layer.S) rebuild();
    diagram.draw(layer);
    plane.draw(layer);
    matrices.draw(layer);
    setAttributes(stage, { "data-inputs": layer.R });
  };
  scope.listen(colourBox, "change", () => plane.draw(layer));

  return {
    stage,
    bar: h("div", { class: "nn-bar" }),
    controls,
    resize(width) {
      size = { ...size, width };
      lay();
      draw();
    },
    update() {
      again();
      draw();
    },
    verdict() {
      const { R, S, points } = layer;
      const shape = t("verdict.shape", { R, S, count: S * (R + 1) });
      if (R !== 2 || points.length === 0) return shape;
      const words = { right: layer.correct, all: points.length };
      return shape + t(layer.correct === points.length ? "verdict.all" : "verdict.some", words);
    },
    python: () => {
      const { R, S, W, b, p, points } = layer;
      const rows = Array.from({ length: S }, (_, i) => `[${W.slice(i * R, (i + 1) * R).map(write).join(", ")}]`);
      const lines = [
        "import numpy as np",
        "from nn_core import Network",
        "",
        `layer = Network((${R}, ${S}), ("${state.get("activation")}",))`,
        `x = layer.join([([${rows.join(", ")}], [${b.map(write).join(", ")}])])`,
        `a = layer(x, np.array([${p.map((v) => `[${write(v)}]`).join(", ")}], dtype=float))`,
        "print(a)",
      ];
      if (R === 2 && points.length) {
        lines.push("", `points = np.array([${points.map(({ x, y }) => `[${x}, ${y}]`).join(", ")}], dtype=float).T`,
          `wanted = np.array([${points.map(({ wanted }) => wanted).join(", ")}])`,
          "correct = np.sum((layer.forward(x, points).n[0][0] >= 0) == wanted)", "print(correct)");
      }
      return lines.join("\n") + "\n";
    },
    csv: () => csv(["quantity", "row", "column", "value"], [
      ...layer.W.map((v, k) => ["W", Math.floor(k / layer.R) + 1, (k % layer.R) + 1, v]),
      ...[["b", layer.b], ["p", layer.p], ["n", layer.n], ["a", layer.a]].flatMap(([name, values]) =>
        /** @type {number[]} */ (values).map((v, i) => [/** @type {string} */ (name), i + 1, 1, v])),
    ]),
  };
}

/** @type {import("../../view/frame.js").Figure} */
export const wiring = { kind: "wiring", schema, labels, build };
