// @ts-check
// The bundle's front door: the anywidget module (`default`), the published page (`mountOnPage`),
// anyone else (`mount`), and every figure (`kinds`).
import "./view/colours.css";
import "./view/styles.css";
import "./view/drawing.css";
import "./figures/fit/fit.css";
import "./figures/microscope/microscope.css";
import "./figures/oneNeuron/oneNeuron.css";
import "./figures/question/question.css";
import "./figures/sculptor/sculptor.css";
import "./figures/slopeLens/slopeLens.css";
import "./figures/spikeToSum/spikeToSum.css";
import "./figures/wiring/wiring.css";
import { kinds } from "./figures/index.js";
import { mountFigure } from "./view/frame.js";
import { LocalModel } from "./view/model.js";
import { mountOnPage as mountFigureOnPage } from "./view/page.js";

export { kinds };

/** @param {string | undefined} kind */
function figureOf(kind) {
  const figure = kind && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!figure) throw new RangeError(`no figure of kind '${kind}'; known: ${Object.keys(kinds).join(", ")}`);
  return figure;
}

/**
 * Mounts a figure anywhere.
 * @param {HTMLElement} element
 * @param {string} kind
 * @param {Record<string, unknown>} [state]
 */
export function mount(element, kind, state = {}) {
  const model = new LocalModel(state);
  return { model, unmount: mountFigure(figureOf(kind), element, model) };
}

/** @param {HTMLElement} element as published: data-kind, data-name, data-state */
export function mountOnPage(element) {
  return mountFigureOnPage(figureOf(element.dataset.kind), element);
}

export default {
  /** @param {{model: import("./view/model.js").Model, el: HTMLElement}} place */
  render({ model, el }) {
    return mountFigure(figureOf(model.get("figure_kind")), el, model, { name: model.get("name") });
  },
};
