// @ts-check
// Spike to sum's words, one table per language.

/** @type {Record<string, import("../../view/labels.js").Table>} */
export const labels = {
  en: {
    title: "From spikes to a sum: a leaky integrate-and-fire neuron",
    "axis.inputs": "input spikes",
    "axis.time": "time, ms",
    "axis.V": "potential *V*, mV",
    "axis.drive": "total input τ Σ *wp*, mV",
    "axis.rate": "rate, 1/s",
    "plot.raster": "When the three inputs spike",
    "plot.potential": "The membrane potential and the spikes of the cell",
    "plot.rate": "Firing rate against total input",
    "key.threshold": "threshold",
    "key.cell": "cell",
    "key.artificial": "f(wp + b)",
    "handle.threshold": "Threshold: drag up or down",
    "handle.threshold.at": "threshold {v} millivolts",
    p1: "Rate p₁ (1/s)",
    w1: "Strength w₁ (mV)",
    p2: "Rate p₂ (1/s)",
    w2: "Strength w₂ (mV)",
    p3: "Rate p₃ (1/s)",
    w3: "Strength w₃ (mV)",
    threshold: "Threshold (mV)",
    seed: "Seed",
    time: "Time (ms)",
    "new.spikes": "Other spikes",
    "group.1": "Input 1",
    "group.2": "Input 2",
    "group.3": "Input 3",
    "verdict.silent": "Up to {time} ms the cell is silent: its input pushes it {drive} mV up on average, and it takes {needed} mV to reach the threshold.",
    "verdict.down": "Up to {time} ms the cell is silent: its input pulls it {drive} mV down on average.",
    "verdict.fires": "Up to {time} ms the cell fires {count} times; over half a second that is {rate} spikes a second. Its input pushes it {drive} mV up on average, {needed} mV reach the threshold.",
    "verdict.noise": "Up to {time} ms the cell fires {count} times, although its mean input of {drive} mV stays below the {needed} mV it needs: now and then spikes arrive close together.",
  },
};
