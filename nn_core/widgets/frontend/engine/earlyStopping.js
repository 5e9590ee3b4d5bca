// @ts-check
/**
 * Early stopping: training ends when the validation loss has stopped falling
 * (nn_core/early_stopping.py; chapters 7 and A).
 *
 * Source: L. Prechelt, Early stopping — but when? (1998).
 */

import { checkCount } from "./arrays.js";
import { checkNotNegative } from "./optimizers/contract.js";

/** When to give up: after `patience` epochs without a loss below the best by `tolerance`. */
export class EarlyStopping {
  /** @param {{patience?: number, tolerance?: number}} [options] */
  constructor({ patience = 20, tolerance = 0 } = {}) {
    checkCount(patience, "patience", 1);
    checkNotNegative(tolerance, "tolerance");
    this.patience = patience;
    this.tolerance = tolerance;
  }
}
