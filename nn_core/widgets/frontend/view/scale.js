// @ts-check
// Numbers to pixels and back, linear or logarithmic. With d3-scale's interface but without the
// colours, dates and interpolators it brings along, which are 11 KiB of the gzipped bundle.
import { ticks } from "d3-array";

/**
 * @typedef {object} ScaleMethods
 * @property {(pixel: number) => number} invert
 * @property {{(): [number, number], (domain: readonly [number, number]): Scale}} domain
 * @property {{(): [number, number], (range: readonly [number, number]): Scale}} range
 * @property {(count: number) => number[]} ticks
 * @typedef {((value: number) => number) & ScaleMethods} Scale
 */

/** @param {readonly [number, number]} domain @param {boolean} [log] @returns {Scale} */
export function createScale(domain, log = false) {
  const bend = log ? Math.log : (/** @type {number} */ v) => v;
  const unbend = log ? Math.exp : (/** @type {number} */ v) => v;
  let [low, high] = domain;
  let [start, end] = [0, 1];
  let slope = 1;
  let offset = 0;
  const fit = () => {
    slope = (end - start) / (bend(high) - bend(low));
    offset = start - slope * bend(low);
    return scale;
  };
  const scale = /** @type {Scale} */ ((/** @type {number} */ value) => offset + slope * bend(value));
  scale.invert = (pixel) => unbend((pixel - offset) / slope);
  scale.domain = /** @type {Scale["domain"]} */ (
    (/** @type {readonly [number, number] | undefined} */ next) => (next ? (([low, high] = next), fit()) : [low, high])
  );
  scale.range = /** @type {Scale["range"]} */ (
    (/** @type {readonly [number, number] | undefined} */ next) => (next ? (([start, end] = next), fit()) : [start, end])
  );
  scale.ticks = (count) => ticks(low, high, count);
  return fit();
}
