// @ts-check
// One neuron's words, one table per language.
import { activationNames } from "../activationNames.js";

/** @type {Record<string, import("../../view/labels.js").Table>} */
export const labels = {
  en: {
    ...activationNames,
    title: "One neuron: a = f(wp + b)",
    "axis.p": "input *p*",
    "axis.a": "output *a*",
    "axis.n": "net input *n* = *wp* + *b*",
    "plot.curve": "The neuron's output against its input",
    "plot.net": "The neuron's net input against its input",
    "key.curve": "a = f(wp + b)",
    "key.tangent": "slope at the middle",
    "key.side": "slope where n > 0",
    "key.line": "n = wp + b",
    "handle.middle": "Middle of the curve: drag sideways to change the bias",
    "handle.middle.at": "the middle is at p = {p}, so b = {b}",
    "handle.slope": "Slope of the curve: drag up or down to change the weight",
    "handle.slope.at": "slope {m} at the middle, so w = {w}",
    "handle.slope.corner": "slope {m} where n > 0, so w = {w}",
    "handle.probe": "Input: drag sideways",
    "handle.probe.at": "input {p} gives output {a}",
    "handle.bias": "Net input at p = 0, which is the bias",
    "handle.weight": "Net input at p = 1, which is weight plus bias",
    "handle.net.at": "net input {n}",
    w: "Weight w",
    b: "Bias b",
    p: "Input p",
    "group.neuron": "Weight and bias",
    "group.input": "Activation and input",
    "verdict.deaf": "With w = 0 the neuron is deaf: its output is {a}, whatever comes in.",
    "verdict.excite": "w > 0: more input, more net input. The middle is at p = −b/w = {c}{slope}. At p = {p}: n = {n}, a = {a}.",
    "verdict.inhibit": "w < 0: more input, less net input. The middle is at p = −b/w = {c}{slope}. At p = {p}: n = {n}, a = {a}.",
    "verdict.slope": ", where the curve's slope is {m}",
    "verdict.corner": ", a corner without a slope: it is {m} where n > 0 and {other} where n < 0",
  },
};
