// @ts-check
// The sculptor's words, one table per language.
import { targetNames } from "../targets.js";

/** @type {Record<string, import("../../view/labels.js").Table>} */
export const labels = {
  en: {
    ...targetNames,
    title: "A 1-2-1 network in your hands",
    "axis.p": "input *p*",
    "axis.a": "output *a*²",
    "axis.units": "each bend, *w*²*a*¹",
    "plot.curve": "The network's curve and its target",
    "plot.units": "What each hidden neuron contributes",
    "key.target": "target",
    "key.network": "network",
    "key.b2": "b²",
    "key.unit0": "neuron 1",
    "key.unit1": "neuron 2",
    "handle.bend": "Bend {i}: drag sideways to move it, up or down to change its height",
    "handle.bend.at": "bend {i} at p = {p}, height {h}",
    "handle.steep": "Steepness of bend {i}: drag up or down",
    "handle.steep.at": "bend {i} has slope {m}, so its weight is {w}",
    "handle.b2": "Output bias: drag up or down to lift the whole curve",
    "handle.b2.at": "output bias {b}",
    w1_1: "w¹₁",
    w1_2: "w¹₂",
    b1_1: "b¹₁",
    b1_2: "b¹₂",
    w2_1: "w²₁",
    w2_2: "w²₂",
    b2: "b²",
    "group.one": "Neuron 1",
    "group.two": "Neuron 2",
    "group.out": "Output",
    "verdict.far": "Mean squared error {loss} on [−2, 2]; the curve is off by up to {worst}, at p = {at}. Below 0.001 is well done.",
    "verdict.near": "Mean squared error {loss}: below 0.001, and off by at most {worst}. Well done!",
  },
};
