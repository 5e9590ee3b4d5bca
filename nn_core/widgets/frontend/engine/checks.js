// @ts-check
/**
 * Is an answer right, and if not, what may have gone wrong (nn_core/checks.py)? An exercise comes
 * as nn_core's `Exercise.to_dict` wrote it: right answer, tolerance, known mistakes.
 */

import { isBlank, readNumbers, toValues } from "./answers.js";

/** @typedef {import('./answers.js').Values} Values */
/** @typedef {import('./answers.js').Nested} Nested */

/**
 * @typedef {object} Exercise
 * @property {string} id
 * @property {string} [prompt]
 * @property {'number' | 'array' | 'choice'} kind
 * @property {string[]} options
 * @property {Nested} answer
 * @property {number} tolerance
 * @property {{value: Nested, hint: string}[]} mistakes
 * @property {string} hint
 *
 * @typedef {{status: 'right' | 'wrong' | 'unanswered' | 'unreadable', message: string}} Verdict
 */

const ROUNDING = 4 * Number.EPSILON;

/**
 * The verdict on an answer.
 *
 * @param {Exercise} exercise
 * @param {string} answer
 * @returns {Verdict}
 */
export function judge(exercise, answer) {
  if (isBlank(answer)) return { status: "unanswered", message: "not answered yet." };
  let given;
  try {
    given = exercise.options.length ? choice(exercise, answer) : readNumbers(answer);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { status: "unreadable", message: `I cannot read this answer: ${error.message}.` };
  }
  if (!given.data.every(Number.isFinite)) {
    return { status: "wrong", message: "not yet. A number in it is infinite or not a number." };
  }
  const right = toValues(exercise.answer);
  given = shapedLike(given, right);
  if (agrees(exercise, given, right)) return { status: "right", message: "right." };
  return { status: "wrong", message: `not yet. ${hint(exercise, given, right)}`.trimEnd() };
}

/**
 * Is `given` within the exercise's tolerance of `right`?
 *
 * @param {Exercise} exercise
 * @param {Values} given
 * @param {Values} right
 */
function agrees({ tolerance }, given, right) {
  if (String(given.shape) !== String(right.shape)) return false;
  // A zero entry has no relative error: it is measured against the largest one.
  const largest = Math.max(0, ...right.data.map(Math.abs)) || 1;
  return right.data.every(
    (r, i) => Math.abs(given.data[i] - r) <= (tolerance + ROUNDING) * (r === 0 ? largest : Math.abs(r)),
  );
}

/**
 * The most specific thing that can be said about a wrong answer.
 *
 * @param {Exercise} exercise
 * @param {Values} given
 * @param {Values} right
 */
function hint(exercise, given, right) {
  for (const mistake of exercise.mistakes) {
    const value = toValues(mistake.value);
    if (agrees(exercise, shapedLike(given, value), value)) return mistake.hint;
  }
  if (exercise.options.length) return exercise.hint;
  if (String(given.shape) !== String(right.shape)) {
    const comma = right.shape.length || String(given.shape) !== "2" ? "" : "A decimal comma? Write a point. ";
    const counts = `${count(right)} is expected, ${count(given)} is given`;
    return `${counts[0].toUpperCase()}${counts.slice(1)}. ${comma}${exercise.hint}`;
  }
  const sizes = (/** @type {Values} */ v) => ({ shape: v.shape, data: v.data.map(Math.abs) });
  if (agrees(exercise, sizes(given), sizes(right))) return "The sizes are right; look at the signs again.";
  const fine = right.data.flatMap((r, i) =>
    agrees(exercise, { shape: [], data: [given.data[i]] }, { shape: [], data: [r] }) ? [i + 1] : [],
  );
  if (right.shape.length && fine.length) {
    const which = fine.length === 1 ? `Entry ${fine[0]} is` : `Entries ${fine.join(", ")} are`;
    return `${which} right, the rest not yet. ${exercise.hint}`;
  }
  const factor = commonFactor(given.data, right.data);
  if (factor === null) return exercise.hint;
  if (Math.abs(factor - 1) < 0.05) {
    return exercise.tolerance ? "Very close: carry more digits." : `Close, but this one has to be exact. ${exercise.hint}`;
  }
  const power = factor > 0 ? Math.log10(factor) : 0.5;
  if (Math.abs(power - Math.round(power)) < 1e-3) {
    return `The digits are right, but it is ${general(factor, 6)} times the answer.`;
  }
  if (right.shape.length) {
    return `Right up to a factor: every number is ${general(factor, 4)} times what it should be.`;
  }
  return exercise.hint;
}

/**
 * The index of the option named by its letter or its words.
 *
 * @param {Exercise} exercise
 * @param {string} answer
 * @returns {Values}
 */
function choice({ options }, answer) {
  const text = plain(answer);
  const letters = options.map((_, i) => String.fromCharCode(97 + i));
  const words = options.map(plain);
  for (const names of [letters, words]) {
    if (names.includes(text)) return { shape: [], data: [names.indexOf(text)] };
  }
  throw new RangeError(`choose one of ${letters.join(", ")}`);
}

/**
 * Words without what does not matter: brackets, a full stop, capitals.
 *
 * @param {string} text
 */
function plain(text) {
  return text.trim().replace(/^[().]+|[().]+$/g, "").toLowerCase();
}

/**
 * A lone number needs no brackets, and a vector may stand or lie; a matrix must be as it is. Only a
 * matrix of a single row may come as a list.
 *
 * @param {Values} given
 * @param {Values} right
 * @returns {Values}
 */
function shapedLike(given, right) {
  const flat = right.shape.length < 2 && Math.max(1, ...given.shape) === given.data.length;
  const row = right.shape.length === 2 && right.shape[0] === 1 && given.shape.length === 1;
  const fits = given.data.length === right.data.length && (flat || row);
  return fits ? { shape: right.shape, data: given.data } : given;
}

/**
 * c if given = c·right to a thousandth, c not 0; null if there is no such number.
 *
 * @param {number[]} given
 * @param {number[]} right
 */
function commonFactor(given, right) {
  const dot = (/** @type {number[]} */ u, /** @type {number[]} */ v) => u.reduce((sum, ui, i) => sum + ui * v[i], 0);
  if (!right.some(Boolean) || !given.some(Boolean)) return null;
  const c = dot(given, right) / dot(right, right);
  const slack = 1e-3 * Math.max(...given.map(Math.abs));
  return given.every((g, i) => Math.abs(g - c * right[i]) <= slack + 1e-3 * Math.abs(c * right[i])) ? c : null;
}

/** @param {Values} values */
function count({ shape }) {
  if (shape.length === 0) return "one number";
  return shape.length === 1 ? `a list of ${shape[0]}` : `a ${shape.join(" × ")} matrix`;
}

/**
 * A number as Python's format "g" writes it.
 *
 * @param {number} value
 * @param {number} digits
 */
function general(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e").map(Number);
  if (exponent >= -4 && exponent < digits) return String(Number(value.toPrecision(digits)));
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${size}`;
}
