// @ts-check
// The sentence under the picture: what it now shows, in words and numbers.
import { maxStableRate } from "../../engine/learningRate.js";
import { count, show } from "../../view/numbers.js";

const OVERFIT = 1.2; // the held-out loss is this much above its best before we call it so
const RISING = 1.5; // the loss is this much above that of half as many epochs …
const SMALL = 0.1; // … and no ripple: at least this much of what it was at the start

/** @typedef {(key: string, words?: Record<string, string | number>) => string} Translate */

/**
 * @param {Translate} t
 * @param {import("./run.js").Run} run
 * @param {number} epoch shown
 * @param {number} worst largest distance from the target on the interval
 */
export function verdict(t, run, epoch, worst) {
  const ended = epoch === run.length ? run.ended : null;
  if (ended === "diverged") return t("verdict.diverged", { epoch: count(epoch + 1), alpha: show(run.settings.alpha, 4) });
  const told = progress(t, run, epoch, worst);
  if (ended) return `${told} ${t(`verdict.${ended}`)}`;
  const mu = run.mu(epoch);
  return mu > 0 && epoch > 0 ? `${told} ${t("verdict.mu", { mu: show(mu, 1) })}` : told;
}

/** @param {Translate} t @param {import("./run.js").Run} run @param {number} epoch @param {number} worst */
function progress(t, run, epoch, worst) {
  const loss = show(run.loss(epoch));
  const alpha = show(run.settings.alpha, 4);
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
  const half = Math.floor(epoch / 2);
  const rising = run.loss(epoch) > Math.max(RISING * run.loss(half), SMALL * run.loss(0));
  return t(rising ? "verdict.rising" : "verdict.fell", { ...words, half: count(half) });
}

/**
 * What λmax says about the learning rate; nothing until it is known.
 * @param {Translate} t
 * @param {import("./run.js").Run} run
 * @param {number | undefined} highest
 */
export function onCurvature(t, run, highest) {
  if (highest === undefined || highest <= 0) return "";
  const { alpha, optimizer } = run.settings;
  const bound = maxStableRate(highest);
  const words = { highest: show(highest), bound: show(bound), alpha: show(alpha, 4) };
  if (optimizer !== "SGD") return t("verdict.plain", words); // the others have bounds of their own, or none
  return t(alpha < bound ? "verdict.stable" : "verdict.unstable", words);
}
