// @ts-check
// The numbers on screen, for the CSV: series, x and y.

/** @param {import("./run.js").Run} run @param {number} epoch @param {import("./fitPlot.js").FitPlot} plot @returns {(string | number)[][]} */
export function rows(run, epoch, plot) {
  const { training, heldOut } = run.data;
  const series = (/** @type {string} */ name, /** @type {Iterable<number>} */ xs, /** @type {ArrayLike<number>} */ ys) =>
    Array.from(xs, (x, i) => [name, x, ys[i]]);
  const epochs = Array.from({ length: epoch }, (_, i) => i + 1);
  return [
    ...series("sample", training.P, training.T),
    ...series("held out", heldOut.P, heldOut.T),
    ...series("target", plot.p, plot.g),
    ...series("network", plot.p, plot.a),
    ...series("loss", epochs, run.trainer.loss),
    ...(run.trainer.held ? series("held-out loss", epochs, run.trainer.held.losses) : []),
    ...("mu" in run.trainer ? series("mu", [0, ...epochs], run.trainer.mu) : []),
    ...series("parameter", Array.from(run.at(epoch).keys()), run.at(epoch)),
  ];
}
