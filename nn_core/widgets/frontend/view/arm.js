// @ts-check
// An arm on a curve: a tangent of fixed length on screen, whose end a hand turns to set a slope.

const LENGTH = 70; // pixels
const STEEPEST = 0.998; // sine of the steepest angle it is turned to

/** To the right of its pivot, or to the left where the plot ends too soon. @param {import("./plot.js").Plot} plot @param {number} px */
const side = (plot, px) => (plot.x(px) + LENGTH > plot.width ? -1 : 1);

/** Pixels in one unit of each axis. @param {import("./plot.js").Plot} plot */
const units = ({ x, y }) => [x(1) - x(0), y(0) - y(1)];

/**
 * The end of the arm, in the plot's units.
 * @param {import("./plot.js").Plot} plot
 * @param {readonly [number, number]} pivot
 * @param {number} slope
 * @returns {[number, number]}
 */
export function armEnd(plot, [px, py], slope) {
  const [ux, uy] = units(plot);
  const sine = Math.sin(Math.atan2(slope * uy, ux));
  const angle = Math.asin(Math.max(-STEEPEST, Math.min(STEEPEST, sine)));
  const reach = side(plot, px) * LENGTH;
  return [px + (reach * Math.cos(angle)) / ux, py + (reach * Math.sin(angle)) / uy];
}

/**
 * The slope whose arm ends at height `y`.
 * @param {import("./plot.js").Plot} plot
 * @param {readonly [number, number]} pivot
 * @param {number} y
 */
export function armSlope(plot, [px, py], y) {
  const [ux, uy] = units(plot);
  const sine = Math.max(-STEEPEST, Math.min(STEEPEST, ((y - py) * uy) / (side(plot, px) * LENGTH)));
  return (Math.tan(Math.asin(sine)) * ux) / uy;
}
