// @ts-check
// Wiring's words, one table per language.
import { activationNames } from "../activationNames.js";

/** @type {Record<string, import("../../view/labels.js").Table>} */
export const labels = {
  en: {
    ...activationNames,
    title: "A layer of neurons: drawing, matrices, decision lines",
    "axis.p1": "input *p*₁",
    "axis.p2": "input *p*₂",
    "plot.plane": "The plane of the two inputs, with the neurons' decision lines and the points",
    "plot.diagram": "The layer: inputs, weights, neurons",
    neuron: "neuron {i}",
    drag: "{what}: drag, or use the arrow keys",
    field: "{what}, exactly",
    matrices: "The layer as matrices",
    "handle.shift": "Line of neuron {i}: drag to move it, which changes the bias",
    "handle.shift.at": "line {i}, bias {b}",
    "handle.turn": "Weights of neuron {i}: drag the arrow to turn the line",
    "handle.turn.at": "weights of neuron {i}: {w1} and {w2}",
    "handle.point": "Point {k}: drag it; Delete removes it",
    "handle.point.at": "point at {x}, {y}, wanted {wanted}: {right}",
    "class.0": "no (circle)",
    "class.1": "yes (filled)",
    "point.right": "right",
    "point.wrong": "wrong",
    inputs: "Inputs R",
    neurons: "Neurons S",
    add: "Add a point",
    colour: "A new point wants “no”",
    clear: "Remove all points",
    "set.and": "AND",
    "set.or": "OR",
    "set.xor": "XOR",
    "set.clouds": "Two clouds",
    "group.layer": "Layer",
    "group.points": "Points",
    "group.sets": "Try to separate",
    "verdict.shape": "W is {S} × {R}, p is {R} × 1, so n, b and a are {S} × 1: {count} parameters. ",
    "verdict.some": "Neuron 1 has {right} of {all} points on the right side of its line.",
    "verdict.all": "Neuron 1 has all {all} points right.",
  },
};
