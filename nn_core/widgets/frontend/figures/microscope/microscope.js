// @ts-check
// Backprop microscope: one training pair, forwards and backwards, operation by operation (chapter 6).
import { button, group, numberField, select, slider } from "../../view/controls.js";
import { h, setText } from "../../view/dom.js";
import { csv } from "../../view/export.js";
import { show } from "../../view/numbers.js";
import { player } from "../../view/player.js";
import { accept, write } from "../../view/schema.js";
import { Scope } from "../../view/scope.js";
import { Diagram } from "./diagram.js";
import { labels } from "./labels.js";
import { fixed, operations } from "./operations.js";
import { Pass } from "./pass.js";
import { schema } from "./schema.js";
import { Table } from "./table.js";

const BEAT = 700; // milliseconds from one operation to the next while playing

/** @type {import("../../view/frame.js").Figure["build"]} */
function build(context) {
  const { scope, state, t } = context;
  let pass = new Pass(state.all());
  let stale = false;
  /** The pass of the numbers as they are; worked out when it is first asked for. */
  const now = () => {
    if (stale) pass = new Pass(state.all(), pass);
    stale = false;
    return pass;
  };
  let list = operations(pass);
  let width = 640;
  const shown = () => Math.min(state.get("step"), list.length);
  const go = (/** @type {number} */ step) => state.set({ step: Math.max(0, Math.min(step, list.length)) });

  const hand = {
    now,
    parameter(/** @type {number} */ k, /** @type {number} */ value) {
      state.set({ x: Array.from(now().x, (old, i) => (i === k ? value : old)) });
      stale = true;
    },
    trait(/** @type {string} */ name, /** @type {number} */ value) {
      state.set({ [name]: value });
      stale = true;
    },
  };
  /** what the drawing and the table of one size listen to; another size lets go of it */
  let sized = new Scope();
  scope.add(() => sized.dispose());
  let diagram = new Diagram({ ...context, scope: sized }, pass, hand);
  let table = new Table({ ...context, scope: sized }, hand);
  const symbols = h("p", { class: "nn-symbols" });
  const numbers = h("p", { class: "nn-numbers" });
  const formula = h("div", { class: "nn-formula" }, symbols, numbers);
  const stage = h("div", { class: "nn-stage" }, diagram.svg, formula);

  const rebuild = () => {
    const [oldSvg, oldTable] = [diagram.svg, table.element];
    sized.dispose();
    sized = new Scope();
    diagram = new Diagram({ ...context, scope: sized }, pass, hand);
    table = new Table({ ...context, scope: sized }, hand);
    oldSvg.replaceWith(diagram.svg);
    oldTable.replaceWith(table.element);
    diagram.resize(width);
  };

  let beat = 0;
  const time = player(context, {
    rewind: () => go(0),
    back: () => go(shown() - 1),
    step: () => go(shown() + 1),
    over: () => shown() === list.length,
    advance(still) {
      const moment = performance.now();
      if (!still && moment - beat < BEAT) return true;
      beat = moment;
      go(shown() + 1);
      return shown() < list.length;
    },
  });

  const draw = () => {
    const done = list.slice(0, shown());
    const known = new Map(done.map(({ key, value }) => [key, value]));
    const last = done.at(-1);
    diagram.draw(pass, known, last?.key ?? "");
    table.draw(pass, known, last?.key ?? "");
    setText(symbols, last ? `${last.name} = ${last.symbols}` : t("now.start"));
    const result = last ? fixed(last.value) : "";
    const inNumbers = last?.numbers();
    setText(numbers, !last ? "" : inNumbers === result ? `= ${result}` : `= ${inNumbers} = ${result}`);
    formula.dataset.phase = last?.phase ?? "forward";
    time.update(shown() === 0);
  };

  const fresh = () => state.set({ seed: (state.get("seed") + 1) % 10000, x: [] });
  const secondInput = slider(context, "p2");
  const keep = button(context, "keep", () => state.set({ x: Array.from(pass.updated), step: 0 }));
  const keepable = () => accept(schema.x, Array.from(pass.updated)) !== undefined;
  return {
    stage,
    bar: h("div", { class: "nn-bar" }, time.element,
      h("label", { class: "nn-inline" }, h("span", {}, t("step")), numberField(context, "step", t("step"))),
      button(context, "all", () => go(list.length))),
    controls: h("div", {}, table.element, h("div", { class: "nn-controls" },
      group(context, "group.network", select(context, "inputs").element, slider(context, "hidden").element,
        select(context, "activation").element, button(context, "new.start", fresh)),
      group(context, "group.pair", slider(context, "p1").element, secondInput.element, slider(context, "t").element),
      group(context, "group.update", slider(context, "alpha").element,
        keep))),
    resize(next) {
      width = next;
      diagram.resize(width);
      draw();
    },
    update() {
      stale = true;
      list = operations(now());
      if (state.get("step") > list.length) go(list.length); // a smaller network has fewer operations
      if (diagram.S !== pass.S || diagram.R !== pass.R) rebuild();
      secondInput.enable(pass.R === 2);
      keep.toggleAttribute("disabled", !keepable());
      draw();
    },
    verdict() {
      const k = shown();
      const last = list[k - 1];
      const backward = list.filter(({ phase }) => phase === "backward").length;
      if (!last) return t("verdict.start", { count: list.length, forward: list.length - backward - 1, backward });
      if (last.phase === "update") {
        const after = pass.loss.value(pass.updated);
        return t("verdict.update", { before: show(pass.F, 4), after: show(after, 4), worse: after > pass.F ? t("verdict.worse") : "",
          far: keepable() ? "" : t("verdict.far") });
      }
      const words = last.words === "start" ? "startBack" : last.words;
      return t(`verdict.${words}`, { k, count: list.length, name: last.name, value: fixed(last.value) });
    },
    python: () => [
      "from nn_core import Network, gradient, sensitivities",
      "",
      `network = Network((${pass.R}, ${pass.S}, 1), ("${pass.activation}", "purelin"))`,
      `x = [${Array.from(pass.x, write).join(", ")}]`,
      `p, t = [${pass.p.map(write).join(", ")}], ${write(pass.t)}`,
      "",
      "trace = network.forward(x, p)",
      "s1, s2 = sensitivities(network, x, p, t)",
      "g = gradient(network, x, p, t)",
      `x_new = x - ${write(pass.alpha)} * g`,
      "print(trace.n, trace.a, s1, s2, g, x_new, sep=\"\\n\")",
      "",
    ].join("\n"),
    csv: () => csv(["operation", "quantity", "formula", "value"],
      list.map(({ phase, name, symbols: formula, value }) => [phase, name, formula, value])),
  };
}

/** @type {import("../../view/frame.js").Figure} */
export const microscope = { kind: "microscope", schema, labels, build };
