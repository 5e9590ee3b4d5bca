// @ts-check
// The `d` of curves and of clouds of dots. One path per series, one attribute write per frame.

const FAR = 1e4; // pixels: a curve that leaves the picture need not be drawn to the moon

/** @param {number} pixel one decimal is all a screen can show */
const px = (pixel) => Math.round(Math.max(-FAR, Math.min(FAR, pixel)) * 10) / 10;

/**
 * A polyline; it breaks where a coordinate is not finite.
 * @param {number} count
 * @param {(i: number) => number} x pixels
 * @param {(i: number) => number} y pixels
 */
export function linePath(count, x, y) {
  let d = "";
  let pen = "M";
  for (let i = 0; i < count; i++) {
    const xi = x(i);
    const yi = y(i);
    if (xi !== xi || yi !== yi) {
      pen = "M";
      continue;
    }
    d += `${pen}${px(xi)} ${px(yi)}`;
    pen = "L";
  }
  return d;
}

/**
 * Dots as lines of no length: with round caps, the stroke's width is their diameter.
 * @param {number} count
 * @param {(i: number) => number} x pixels
 * @param {(i: number) => number} y pixels
 */
export function dotsPath(count, x, y) {
  let d = "";
  for (let i = 0; i < count; i++) d += `M${px(x(i))} ${px(y(i))}h0`;
  return d;
}
