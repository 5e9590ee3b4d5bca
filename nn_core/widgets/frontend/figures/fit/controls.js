// @ts-check
// Fit's controls. Levenberg–Marquardt has no use for some of them: they rest, and a note says why.
import { button, group, numberField, select, slider, toggle } from "../../view/controls.js";
import { h, setAttributes, setText } from "../../view/dom.js";

/** @typedef {import("../../view/frame.js").Context} Context */

/** @param {Context} context */
export function fitControls(context) {
  const { state, t } = context;
  const another = (/** @type {string} */ name) => () => state.set({ [name]: (state.get(name) + 1) % 10000 });
  const drawButton = button(context, "draw", () => state.set({ target: "drawn" }));
  const alpha = slider(context, "alpha", { digits: 3 }).element;
  const note = h("p", { class: "nn-note" }, t("note.LM"));
  const batch = select(context, "batch").element;
  const batchSize = slider(context, "batch_size").element;
  const shuffle = toggle(context, "shuffle").element;
  const element = h("div", { class: "nn-controls" },
    group(context, "group.data", select(context, "target").element,
      drawButton,
      slider(context, "samples").element, slider(context, "noise").element, slider(context, "held_out").element,
      numberWith(context, "data_seed", "new.data", another("data_seed"))),
    group(context, "group.network", slider(context, "hidden").element, select(context, "activation").element,
      numberWith(context, "seed", "new.start", another("seed")), toggle(context, "outside").element,
      select(context, "detail").element),
    group(context, "group.training", select(context, "optimizer").element, alpha, note, batch, batchSize, shuffle,
      slider(context, "epochs", { digits: 2 }).element));

  const update = () => {
    const marquardt = state.get("optimizer") === "LM";
    setAttributes(alpha, { hidden: marquardt });
    setAttributes(note, { hidden: !marquardt });
    for (const control of [batch, shuffle]) setAttributes(control, { inert: marquardt });
    setAttributes(batchSize, { inert: marquardt || state.get("batch") !== "mini" });
    setText(drawButton, t(state.get("target") === "drawn" ? "drawing" : "draw"));
  };
  return { element, update };
}

/** A number with a button that changes it. @param {Context} context @param {string} name @param {string} label @param {() => void} action */
function numberWith(context, name, label, action) {
  return h("div", { class: "nn-control nn-renewed" }, h("span", { class: "nn-label" }, context.t(name)),
    numberField(context, name, context.t(name)), button(context, label, action, context.t("new")));
}
