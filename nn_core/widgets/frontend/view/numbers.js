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
  return grouped(Number(value.toPrecision(digits)));
}

/** @param {number} n */
export function superscript(n) {
  return String(n).replace(/[-\d]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]));
}

/** Every digit of a whole number. @param {number} n */
export function count(n) {
  return grouped(n);
}

/** With commas between thousands, as in the text around. @param {number} n */
function grouped(n) {
  const [whole, decimals] = String(n).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return minus(decimals === undefined ? text : `${text}.${decimals}`);
}

/** @param {number} value @param {number} digits significant digits to keep */
export function roundTo(value, digits) {
  return Number(value.toPrecision(digits));
}

/**
 * As many digits as fit, written as a field writes them.
 * @param {number} value
 * @param {number} room  in characters
 */
export function shorter(value, room) {
  let text = String(value);
  for (let digits = room - 1; text.length > room && digits > 0; digits--) text = String(roundTo(value, digits));
  return text;
}

/**
 * With so many decimals, or as many as fit; powers of ten where none does.
 * @param {number} value
 * @param {number} decimals
 * @param {number} room  in characters
 */
export function decimal(value, decimals, room) {
  for (let d = decimals; d >= 0; d--) {
    const text = value.toFixed(d);
    if (text.length <= room) return minus(text);
  }
  return show(value, 2);
}
