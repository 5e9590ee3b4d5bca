// @ts-check
// The sentence under the picture: what it now shows, in words and numbers.
import { maxStableRate } from "../../engine/learningRate.js";
import { count, show } from "../../view/numbers.js";

const OVERFIT = 1.2; // the held-out loss is this much above its best before we call it so
const RISING = 1.5;

/**
 * @param {(key: string, words?: Record<string, string | number>) => string} t
 * @param {import("./run.js").Run} run
 * @param {number} epoch shown
 * @param {number} worst largest distance from the target on the interval
 */
export function verdict(t, run, epoch, worst) {
  const loss = show(run.loss(epoch));
  const alpha = show(run.settings.alpha, 4);
  if (run.divergedIn && epoch === run.length) return t("verdict.diverged", { epoch: count(run.divergedIn), alpha });
  if (epoch === 0) return t("verdict.start", { loss });
  if (epoch === 1) return t("verdict.one", { loss });
  const words = { epoch: count(epoch), loss, alpha, worst: show(worst, 2) };
  const held = run.held(epoch);
  if (!Number.isNaN(held)) {
    const bestEpoch = run.bestHeld[epoch];
    const best = run.held(bestEpoch);
    const key = held > OVERFIT * best && run.loss(epoch) < run.loss(bestEpoch) ? "verdict.overfit" : "verdict.held";
    return t(key, { ...words, held: show(held), best: show(best), bestEpoch: count(bestEpoch) });
  }
  const before = run.loss(Math.max(1, Math.floor(epoch / 2)));
  return t(run.loss(epoch) > RISING * before ? "verdict.rising" : "verdict.fell", words);
}

/**
 * What λmax says about the learning rate; nothing until it is known.
 * @param {(key: string, words?: Record<string, string | number>) => string} t
 * @param {import("./run.js").Run} run
 * @param {number | undefined} highest
 */
export function onCurvature(t, run, highest) {
  if (highest === undefined || highest <= 0) return "";
  const { alpha } = run.settings;
  const bound = maxStableRate(highest);
  const words = { highest: show(highest), bound: show(bound), alpha: show(alpha, 4) };
  return t(alpha < bound ? "verdict.stable" : "verdict.unstable", words);
}
