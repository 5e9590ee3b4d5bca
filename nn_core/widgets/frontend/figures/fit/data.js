// @ts-check
// What the network learns from: a target on [-2, 2], sampled, with noise, some of it held out.
// Mirrors Fit.target_function and Fit.data in nn_core/widgets/fit.py, number for number.
import { defaultRng } from "../../engine/random.js";
import { INTERVAL, TARGETS } from "../targets.js";

export const KNOTS = 33; // of a curve drawn by hand

/**
 * The target as a function; a drawn one is straight between its knots and level outside them.
 * @param {Pick<import("./schema.js").Settings, "target" | "drawn">} settings
 * @returns {(p: number) => number}
 */
export function targetFunction({ target, drawn }) {
  if (target !== "drawn") return TARGETS[target];
  if (drawn.length < 2) return () => drawn[0] ?? 1;
  const [low, high] = INTERVAL;
  const gap = (high - low) / (drawn.length - 1);
  return (p) => {
    if (p <= low) return drawn[0];
    if (p >= high) return drawn[drawn.length - 1];
    const k = Math.min(drawn.length - 2, Math.floor((p - low) / gap));
    return drawn[k] + (drawn[k + 1] - drawn[k]) * ((p - low) / gap - k);
  };
}

/**
 * @typedef {{P: Float64Array, T: Float64Array}} Samples
 * @param {import("./schema.js").Settings} settings
 * @returns {{training: Samples, heldOut: Samples}}
 */
export function sampleData(settings) {
  const { samples, noise, held_out, data_seed } = settings;
  const [low, high] = INTERVAL;
  const g = targetFunction(settings);
  const rng = defaultRng(data_seed);
  const gap = (high - low) / (samples - 1);
  const P = Float64Array.from({ length: samples }, (_, i) => (i === samples - 1 ? high : low + i * gap));
  const T = P.map((p) => g(p) + noise * rng.standardNormal());
  const kept = Array.from(rng.permutation(samples).slice(Math.round(held_out * samples))).sort((a, b) => a - b);
  const inTraining = new Set(kept);
  const out = Array.from({ length: samples }, (_, i) => i).filter((i) => !inTraining.has(i));
  const take = (/** @type {number[]} */ indices) => ({
    P: Float64Array.from(indices, (i) => P[i]),
    T: Float64Array.from(indices, (i) => T[i]),
  });
  return { training: take(kept), heldOut: take(out) };
}
