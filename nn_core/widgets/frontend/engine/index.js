// @ts-check
/**
 * The engine: the mathematics of nn_core that the figures need, in the reader's browser.
 *
 * Files and functions are named as in nn_core, which is the reference: tests/frontend compares
 * the two on generated inputs. Nothing here touches the page.
 */

export * from "./activations.js";
export * from "./backprop.js";
export * from "./curvature.js";
export * from "./earlyStopping.js";
export * from "./extremeEigenvalues.js";
export * from "./heldOut.js";
export * from "./initialise.js";
export * from "./jacobian.js";
export * from "./kernel.js";
export * from "./learningRate.js";
export * from "./levenbergMarquardt.js";
export * from "./linearEquations.js";
export * from "./losses.js";
export * from "./marquardtTrainer.js";
export * from "./networkHessian.js";
export * from "./networkLoss.js";
export * from "./networks.js";
export * from "./optimizers/index.js";
export * from "./penalties.js";
export * from "./random.js";
export * from "./rOperator.js";
export * from "./schedules.js";
export * from "./spiking.js";
export * from "./symmetricEigen.js";
export * from "./trainer.js";
export * from "./training.js";
export * from "./vanishing.js";
