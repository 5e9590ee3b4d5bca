// @ts-check
// Every kind of figure by name. A new figure is one line here.
import { fit } from "./fit/fit.js";
import { microscope } from "./microscope/microscope.js";
import { oneNeuron } from "./oneNeuron/oneNeuron.js";
import { question } from "./question/question.js";
import { sculptor } from "./sculptor/sculptor.js";
import { slopeLens } from "./slopeLens/slopeLens.js";
import { spikeToSum } from "./spikeToSum/spikeToSum.js";
import { wiring } from "./wiring/wiring.js";

/** @type {Readonly<Record<string, import("../view/frame.js").AnyFigure>>} */
export const kinds = Object.freeze({ fit, microscope, "one-neuron": oneNeuron, question, sculptor, "slope-lens": slopeLens, "spike-to-sum": spikeToSum, wiring });
