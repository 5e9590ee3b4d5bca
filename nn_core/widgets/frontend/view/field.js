// @ts-check
// A field for a number. It shows as many digits as fit, and all of them while the reader is in it;
// the value itself is never rounded.
import { h } from "./dom.js";
import { shorter } from "./numbers.js";
import { clamp, write } from "./schema.js";

const ROOM = 7; // characters, in the usual width

/**
 * @param {import("./scope.js").Scope} scope
 * @param {object} options
 * @param {string} options.label
 * @param {import("./schema.js").Bounds} options.bounds  what is outside becomes the nearest that is not
 * @param {() => number} options.get
 * @param {(value: number) => void} options.set
 * @param {number} [options.room]  how many characters it has room for
 */
export function exactField(scope, { label, bounds, get, set, room = ROOM }) {
  const element = h("input", {
    type: "number", class: "nn-number", inputmode: "decimal", "aria-label": label,
    min: bounds.low, max: bounds.high, step: bounds.type === "whole" ? 1 : "any",
  });
  let entered = false; // the reader is in it
  const update = () => {
    const shown = entered ? write(get()) : shorter(get(), room);
    if (element.value !== shown) element.value = shown;
  };
  scope.listen(element, "focus", () => {
    entered = true;
    update();
    element.select(); // as a browser does for who comes with Tab, were it not for the new digits
  });
  scope.listen(element, "blur", () => {
    entered = false;
    update();
  });
  scope.listen(element, "change", () => {
    const typed = element.valueAsNumber;
    if (Number.isFinite(typed)) set(clamp(bounds, typed));
    update(); // shows what was made of it
  });
  scope.listen(element, "keydown", (event) => event.stopPropagation()); // JupyterLab has its own use for keys
  return { element, update };
}
