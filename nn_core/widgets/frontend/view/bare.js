// @ts-check
// A figure without picture, player or exports, such as a question: one element over the state.
import { h } from "./dom.js";
import { languageOf, translator } from "./labels.js";
import { Scope } from "./scope.js";
import { State } from "./state.js";

/**
 * @typedef {object} Store  a place in the reader's own browser; `kept` says whether there is one
 * @property {boolean} kept
 * @property {(key: string) => string | null} get
 * @property {(key: string, value: string) => void} set
 * @property {(key: string) => void} remove
 *
 * @typedef {object} Extras  what a bare figure gets besides its state
 * @property {any} payload  what it is about; not state, and the same for as long as it stands
 * @property {Store} store
 * @typedef {import("./frame.js").Context & Extras} BareContext
 *
 * @typedef {object} BareFigure
 * @property {string} kind
 * @property {true} bare
 * @property {import("./schema.js").Schema} schema
 * @property {Record<string, import("./labels.js").Table>} labels
 * @property {(context: BareContext) => {element: Element, label: string, update: () => void}} build
 */

/** @type {Store} */
export const noStore = { kept: false, get: () => null, set: () => {}, remove: () => {} };

/**
 * What the browser keeps for this site; nothing where the reader does not allow it.
 * @returns {Store}
 */
export function ownBrowser() {
  try {
    const storage = window.localStorage;
    return {
      kept: true,
      get: (key) => storage.getItem(key),
      set: (key, value) => storage.setItem(key, value),
      remove: (key) => storage.removeItem(key),
    };
  } catch {
    return noStore;
  }
}

/**
 * @param {BareFigure} figure
 * @param {HTMLElement} element
 * @param {import("./model.js").Model} model
 * @param {{name?: string, store?: Store}} [around]
 * @returns {() => void}
 */
export function mountBare(figure, element, model, { name = figure.kind, store = noStore } = {}) {
  const scope = new Scope();
  const state = new State(model, figure.schema, scope);
  const t = translator(figure.labels, languageOf(element));
  const built = figure.build({ name, scope, state, t, store, payload: model.get("payload") });
  const root = h("div", { class: `nn-figure nn-${figure.kind}`, role: "group", "aria-label": built.label,
    "data-lm-suppress-shortcuts": "true" }, built.element);
  element.append(root);
  built.update();
  state.watch(() => built.update());
  scope.add(() => root.remove());
  return () => scope.dispose();
}
