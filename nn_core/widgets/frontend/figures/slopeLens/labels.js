// @ts-check
// The slope lens's words, one table per language.
import { activationNames } from "../activationNames.js";

/** @type {Record<string, import("../../view/labels.js").Table>} */
export const labels = {
  en: {
    ...activationNames,
    title: "The slope of an activation, and what is left of it after many layers",
    "axis.n": "net input *n*",
    "axis.a": "output *a* = *f*(*n*)",
    "axis.slope": "slope *f* ′(*n*)",
    "axis.layer": "layers *k*",
    "axis.left": "slope left after *k* layers",
    "plot.f": "The activation and its tangent under the lens",
    "plot.slope": "The activation's slope",
    "plot.left": "Size of the slope that is left after each layer, on a logarithmic scale",
    "key.flat": "saturated",
    lens: "Lens: drag along the curve",
    "lens.at": "net input {n}: output {a}, slope {df}",
    n: "Net input n",
    w: "Weight of every layer",
    layers: "Layers k",
    follow: "Let the signal pass from layer to layer",
    "group.activation": "Activation and lens",
    "group.layers": "Layers in a row",
    "verdict.here": "Under the lens f′ = {df}, {percent} % of its largest value {most}. ",
    "verdict.jump": "This activation is flat wherever it has a slope at all. ",
    "verdict.none": "Nothing is left after {k}: no learning gets through.",
    "verdict.vanish": "After {k} only {left} of the slope is left: it vanishes.",
    "verdict.explode": "After {k} the slope is {left}: it explodes.",
    "verdict.keep": "After {k} the slope is {left}: it survives.",
    "layers.one": "one layer",
    "layers.many": "{k} layers",
  },
};
