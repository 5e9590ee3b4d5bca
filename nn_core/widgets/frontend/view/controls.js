// @ts-check
// Labelled native controls bound to the state. Labels come from the figure's table: the name of
// the trait is the key, `name.option` the text of a choice.
import { h, setAttributes } from "./dom.js";
import { exactField } from "./field.js";
import { clamp } from "./schema.js";
import { roundTo, show } from "./numbers.js";

/** @typedef {import("./frame.js").Context} Context */

const NOTCHES = 1000; // of a slider on a continuous scale
const BESIDE = 22; // characters of a menu and its label that fit side by side in a third of a figure

/**
 * A slider with a number field for the same value.
 * @param {Context} context
 * @param {string} name
 * @param {{digits?: number, text?: (value: number) => string}} [options] digits: what a drag rounds to
 */
export function slider(context, name, { digits = 2, text = (v) => show(v, 4) } = {}) {
  const { scope, state, t } = context;
  const field = state.schema[name];
  if (field.type !== "number" && field.type !== "whole") throw new TypeError(`${name} is not a number`);
  const log = field.scale === "log";
  const whole = field.type === "whole" && !log;
  const [a, b] = log ? [Math.log(field.low), Math.log(field.high)] : [field.low, field.high];
  const toNotch = (/** @type {number} */ v) => (whole ? v : Math.round((((log ? Math.log(v) : v) - a) / (b - a)) * NOTCHES));
  const fromNotch = (/** @type {number} */ notch) => {
    if (whole) return notch;
    const v = a + ((b - a) * notch) / NOTCHES;
    return clamp(field, roundTo(log ? Math.exp(v) : v, digits));
  };
  const range = h("input", {
    type: "range", "aria-label": t(name),
    min: whole ? field.low : 0, max: whole ? field.high : NOTCHES, step: whole ? 1 : log ? 5 : 10,
  });
  scope.listen(range, "input", () => state.set({ [name]: fromNotch(range.valueAsNumber) }));
  bind(state, name, () => {
    const value = state.get(name);
    const notch = String(toNotch(value));
    if (range.value !== notch) range.value = notch;
    const [low, high] = [Number(range.min), Number(range.max)];
    range.style.setProperty("--nn-filled", `${(100 * (Number(notch) - low)) / (high - low)}%`);
    setAttributes(range, { "aria-valuetext": text(value) });
  });
  const exactly = numberField(context, name, t("ui.exactly", { what: t(name) }));
  const element = h("div", { class: "nn-control" }, h("span", { class: "nn-label" }, t(name)), exactly, range);
  return { element, enable: (/** @type {boolean} */ on) => setAttributes(element, { inert: !on }) };
}

/**
 * A field for a number typed in.
 * @param {Context} context
 * @param {string} name
 * @param {string} label
 */
export function numberField({ scope, state }, name, label) {
  const bounds = /** @type {import("./schema.js").Bounds} */ (state.schema[name]);
  const field = exactField(scope, { label, bounds, get: () => state.get(name), set: (value) => state.set({ [name]: value }) });
  bind(state, name, field.update);
  return field.element;
}

/**
 * @param {Context} context
 * @param {string} name
 */
export function select({ scope, state, t }, name) {
  const field = state.schema[name];
  if (field.type !== "choice") throw new TypeError(`${name} is not a choice`);
  const words = field.options.map((option) => t(`${name}.${option}`));
  const list = h("select", { "aria-label": t(name) }, ...field.options.map((value, i) => h("option", { value }, words[i])));
  const long = t(name).length + Math.max(...words.map(({ length }) => length)) > BESIDE;
  scope.listen(list, "change", () => state.set({ [name]: list.value }));
  bind(state, name, () => {
    if (list.value !== state.get(name)) list.value = state.get(name);
  });
  return { element: h("div", { class: `nn-control nn-choice${long ? " nn-long" : ""}` }, h("span", { class: "nn-label" }, t(name)), list) };
}

/**
 * @param {Context} context
 * @param {string} name
 */
export function toggle({ scope, state, t }, name) {
  const box = h("input", { type: "checkbox" });
  scope.listen(box, "change", () => state.set({ [name]: box.checked }));
  bind(state, name, () => {
    if (box.checked !== state.get(name)) box.checked = state.get(name);
  });
  return { element: h("label", { class: "nn-toggle" }, box, h("span", {}, t(name))) };
}

/**
 * @param {Context} context
 * @param {string} label key of its text
 * @param {() => void} action
 * @param {Node | string} [face] what is seen in place of the text: an icon, or fewer words
 */
export function button({ scope, t }, label, action, face) {
  const element = h("button", { type: "button", class: face instanceof Node ? "nn-button nn-round" : "nn-button",
    "aria-label": face ? t(label) : null, title: face ? t(label) : null }, face ?? t(label));
  scope.listen(element, "click", action);
  return element;
}

/**
 * Controls under a heading; the reader can fold them away.
 * @param {Context} context
 * @param {string} label
 * @param {...Element} controls
 */
export function group({ t }, label, ...controls) {
  return h("details", { class: "nn-group", open: true }, h("summary", {}, t(label)), h("div", {}, ...controls));
}

/** @param {import("./state.js").State} state @param {string} name @param {() => void} update */
function bind(state, name, update) {
  update();
  state.watch((changed) => {
    if (changed.has(name)) update();
  });
}
