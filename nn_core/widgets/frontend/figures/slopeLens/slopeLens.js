// @ts-check
// Slope lens: where an activation is flat, and what many flat places in a row do (chapter 1).
import { activation } from "../../engine/activations.js";
import { survivingSlope } from "../../engine/vanishing.js";
import { group, select, slider, toggle } from "../../view/controls.js";
import { h } from "../../view/dom.js";
import { csv } from "../../view/export.js";
import { WIDE } from "../../view/frame.js";
import { createHandle } from "../../view/handle.js";
import { show } from "../../view/numbers.js";
import { write } from "../../view/schema.js";
import { labels } from "./labels.js";
import { ActivationPlot, LeftPlot, NETS, SlopePlot, steepest } from "./plots.js";
import { schema } from "./schema.js";

const VANISHED = 1e-3;
const EXPLODED = 1e3;

/** @type {import("../../view/frame.js").Figure["build"]} */
function build(context) {
  const { scope, state, t } = context;
  const activationPlot = new ActivationPlot(t);
  const slopePlot = new SlopePlot(t);
  const leftPlot = new LeftPlot(t);
  const stage = h("div", { class: "nn-stage" }, activationPlot.svg,
    h("div", { class: "nn-side" }, slopePlot.svg, leftPlot.svg));
  const f = () => activation(state.get("activation"));
  const left = () => survivingSlope(f().name, state.get("n"), state.get("layers"), state.get("w"), state.get("follow"));

  const lens = createHandle(scope, activationPlot, {
    label: t("lens"), x: { low: NETS[0], high: NETS[1], step: 0.1 }, done: () => state.save(),
    get: () => [state.get("n"), f().f(state.get("n"))],
    set: (n) => state.set({ n: Number(n.toFixed(3)) }),
    text: () => {
      const n = state.get("n");
      const a = f().f(n);
      return t("lens.at", { n: show(n), a: show(a), df: show(f().df(n, a)) });
    },
  });

  /** @param {boolean} whole */
  const draw = (whole) => {
    activationPlot.draw(f(), state.get("n"), whole);
    slopePlot.draw(f(), state.get("n"), whole);
    leftPlot.draw(left());
    lens.update();
  };

  return {
    stage,
    bar: h("div", { class: "nn-bar" }),
    controls: h("div", { class: "nn-controls" },
      group(context, "group.activation", select(context, "activation").element, slider(context, "n").element),
      group(context, "group.layers", slider(context, "layers").element, slider(context, "w").element,
        toggle(context, "follow").element)),
    resize(width) {
      const wide = width >= WIDE;
      const first = wide ? Math.round(width * 0.55) : width;
      const second = wide ? width - first - 20 : width;
      stage.classList.toggle("nn-wide", wide);
      activationPlot.resize(first, wide ? 372 : 260);
      slopePlot.resize(second, wide ? 186 : 180);
      leftPlot.resize(second, wide ? 186 : 190);
      draw(true);
    },
    update: (changed) => draw(changed.has("activation")),
    verdict() {
      const n = state.get("n");
      const df = f().df(n, f().f(n));
      const most = steepest(f());
      const here = most === 0 ? t("verdict.jump")
        : t("verdict.here", { df: show(df), percent: show(Math.round((100 * df) / most) + 0), most: show(most) });
      const layers = state.get("layers");
      const last = left()[layers - 1];
      const fate = last === 0 ? "none" : Math.abs(last) < VANISHED ? "vanish" : Math.abs(last) > EXPLODED ? "explode" : "keep";
      return here + t(`verdict.${fate}`, { k: t(layers === 1 ? "layers.one" : "layers.many", { k: layers }), left: show(last) });
    },
    python: () => [
      "from nn_core import activation, surviving_slope",
      "",
      `f = activation("${state.get("activation")}")`,
      `print(f(${write(state.get("n"))}), f.slope(${write(state.get("n"))}))`,
      `left = surviving_slope(f, ${write(state.get("n"))}, ${state.get("layers")}, w=${write(state.get("w"))}${state.get("follow") ? ", follow=True" : ""})`,
      "print(left)",
      "",
    ].join("\n"),
    csv: () => csv(["layers", "slope left"], Array.from(left(), (slope, k) => [k + 1, slope])),
  };
}

/** @type {import("../../view/frame.js").Figure} */
export const slopeLens = { kind: "slope-lens", schema, labels, build };
