// @ts-check
// The sentence under the picture: how often the cell has fired, and what its inputs do to it.
import { show } from "../../view/numbers.js";

/**
 * @param {import("../../view/frame.js").Context["t"]} t
 * @param {import("./cell.js").Cell} cell
 * @param {number} until milliseconds
 */
export function verdict(t, cell, until) {
  const count = Array.from(cell.spikes).filter((s) => 1000 * s <= until).length;
  const words = {
    time: until, times: count === 1 ? t("once") : t("times", { count }), rate: show(cell.measured),
    drive: show(Math.abs(cell.drive)), needed: show(cell.needed),
  };
  if (count === 0) return t(cell.drive < 0 ? "verdict.down" : "verdict.silent", words);
  if (cell.drive < 0) return t("verdict.against", words);
  return t(cell.drive < cell.needed ? "verdict.noise" : "verdict.fires", words);
}
