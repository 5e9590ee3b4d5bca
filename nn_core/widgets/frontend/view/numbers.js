// @ts-check
// Numbers as a reader meets them: few digits, a true minus sign, powers of ten where they help.

/** @param {string} text */
const minus = (text) => text.replaceAll("-", "−");

/**
 * @param {number} value
 * @param {number} [digits] significant ones
 */
export function show(value, digits = 3) {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "not a number";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 1)).split("e");
    return minus(`${mantissa} × 10${superscript(Number(exponent))}`);
  }
  return minus(String(Number(value.toPrecision(digits))));
}

/** @param {number} n */
export function superscript(n) {
  return String(n).replace(/[-\d]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]));
}

/** Whole numbers with thin spaces between thousands. @param {number} n */
export function count(n) {
  return minus(String(n).replace(/\B(?=(\d{3})+$)/g, " "));
}

/** @param {number} value @param {number} digits significant digits to keep */
export function roundTo(value, digits) {
  return Number(value.toPrecision(digits));
}
