// @ts-check
/**
 * What the engine accepts as numbers, and how it refuses the rest (nn_core/arrays.py).
 *
 * A matrix (R, Q) is one Float64Array, row by row: element (r, q) is at r * Q + q. Samples are
 * columns, as in the printed equations, so `P.ravel().tolist()` in Python is P here.
 */

/** @typedef {Float64Array | readonly number[]} Numbers  Anything that holds numbers in a row. */

/**
 * `values` as a Float64Array; one is returned as it is, a list is copied.
 *
 * @param {Numbers} values
 * @param {string} name  what to call them in a refusal
 * @returns {Float64Array}
 */
export function asNumbers(values, name) {
  if (values instanceof Float64Array) return values;
  if (!Array.isArray(values)) throw new TypeError(`${name} must be numbers, got ${typeof values}`);
  const wrong = values.findIndex((value) => typeof value !== "number");
  if (wrong >= 0) throw new TypeError(`${name}[${wrong}] must be a number, got ${values[wrong]}`);
  return Float64Array.from(values);
}

/**
 * Throw if `values` hold NaN or infinity, and say where the first one is.
 *
 * @param {Float64Array} values
 * @param {string} name
 */
export function refuseNonFinite(values, name) {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${name} must be finite, got ${values[i]} at index ${i}`);
    }
  }
}

/**
 * Samples as columns, (size, Q).
 *
 * @param {Numbers} values  size * Q numbers, row by row
 * @param {number} size
 * @param {string} name
 * @returns {Float64Array}
 */
export function asSamples(values, size, name) {
  const samples = asNumbers(values, name);
  if (samples.length === 0) throw new RangeError(`${name} must hold at least one sample`);
  if (samples.length % size !== 0) {
    throw new RangeError(
      `${name} must have shape (${size}, Q), one sample a column, got ${samples.length} numbers`,
    );
  }
  refuseNonFinite(samples, name);
  return samples;
}

/**
 * Parameters x, of which there must be n.
 *
 * @param {Numbers} x
 * @param {number} n
 * @param {string} [name]
 * @returns {Float64Array}
 */
export function asParameters(x, n, name = "x") {
  const parameters = asNumbers(x, name);
  if (parameters.length !== n) {
    throw new RangeError(`${name} must hold ${n} parameters, got ${parameters.length}`);
  }
  return parameters;
}

/**
 * Refuse a number that is not finite and above zero.
 *
 * @param {number} value
 * @param {string} name
 */
export function checkPositive(value, name) {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`${name} must be finite and above 0, got ${value}`);
  }
}

/**
 * Refuse a count that is not a whole number of at least `least`.
 *
 * @param {number} value
 * @param {string} name
 * @param {number} [least]
 */
export function checkCount(value, name, least = 0) {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`${name} must be a whole number of at least ${least}, got ${value}`);
  }
}
