// @ts-check
/** The ten optimizers of chapter D, in the article's order (nn_core/optimizers). */

import { Adam, AdamW, AMSGrad, Nadam } from "./adam.js";
import { Momentum, NAG, SGD } from "./gradientDescent.js";
import { AdaDelta, AdaGrad, RMSprop } from "./scaled.js";

export { AdaDelta, AdaGrad, Adam, AdamW, AMSGrad, Momentum, NAG, Nadam, RMSprop, SGD };

export const OPTIMIZERS = Object.freeze({
  SGD, Momentum, NAG, AdaGrad, RMSprop, Adam, AdamW, AdaDelta, AMSGrad, Nadam,
}); // prettier-ignore

/** @typedef {keyof typeof OPTIMIZERS} OptimizerName */
