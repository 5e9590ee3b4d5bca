// @ts-check
// The declared state of a figure: name, type, bounds. Every value that enters a figure, from the
// page's URL, from Python or from a control, passes through here, so a figure never holds nonsense.

/**
 * @typedef {{type: "number", default: number, low: number, high: number, scale?: "linear" | "log", transient?: boolean}} NumberField
 * @typedef {{type: "whole", default: number, low: number, high: number, scale?: "linear" | "log", transient?: boolean}} WholeField
 * @typedef {{type: "choice", default: string, options: readonly string[], transient?: boolean}} ChoiceField
 * @typedef {{type: "flag", default: boolean, transient?: boolean}} FlagField
 * @typedef {{type: "numbers", default: readonly number[], length: readonly [number, number], low: number, high: number, transient?: boolean}} NumbersField
 * @typedef {{type: "text", default: string, longest: number, transient?: boolean}} TextField
 * @typedef {NumberField | WholeField | ChoiceField | FlagField | NumbersField | TextField} Field  transient: not kept in a link
 * @typedef {{type: "number" | "whole", low: number, high: number}} Bounds
 * @typedef {Record<string, Field>} Schema
 * @typedef {number | string | boolean | readonly number[]} Value
 */

/**
 * The value if the field can hold it, else undefined.
 * @param {Field} field
 * @param {unknown} value
 * @returns {Value | undefined}
 */
export function accept(field, value) {
  const within = (/** @type {unknown} */ v, /** @type {{low: number, high: number}} */ f) =>
    typeof v === "number" && v >= f.low && v <= f.high; // false for NaN
  switch (field.type) {
    case "number": return within(value, field) ? /** @type {number} */ (value) : undefined;
    case "whole": return within(value, field) && Number.isInteger(value) ? /** @type {number} */ (value) : undefined;
    case "choice": return typeof value === "string" && field.options.includes(value) ? value : undefined;
    case "flag": return typeof value === "boolean" ? value : undefined;
    case "text": return typeof value === "string" && value.length <= field.longest ? value : undefined;
    case "numbers": {
      const [shortest, longest] = field.length;
      return Array.isArray(value) && value.length >= shortest && value.length <= longest
        && value.every((v) => within(v, field)) ? value : undefined;
    }
  }
}

/**
 * The nearest value the field can hold (for controls, where a drag may leave the bounds).
 * @param {Bounds} field
 * @param {number} value
 */
export function clamp(field, value) {
  const v = Math.min(field.high, Math.max(field.low, value));
  return field.type === "whole" ? Math.round(v) : v;
}

/**
 * Reads a value written by `write`; undefined if the text is not one.
 * @param {Field} field
 * @param {string} text
 */
export function read(field, text) {
  const number = (/** @type {string} */ s) => (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(s) ? Number(s) : NaN);
  switch (field.type) {
    case "number": case "whole": return accept(field, number(text));
    case "choice": case "text": return accept(field, text);
    case "flag": return text === "yes" ? true : text === "no" ? false : undefined;
    case "numbers": return accept(field, text === "" ? [] : text.split(",").map(number));
  }
}

/**
 * A value as text for a URL; `read` gives the same value back.
 * @param {Value} value
 */
export function write(value) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value); // shortest digits that read back as the same number; lists joined by commas
}

/**
 * @param {Value} a
 * @param {Value} b
 */
export function same(a, b) {
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((v, i) => v === b[i])
    : a === b;
}
