// @ts-check
// Copy as Python: the neuron on screen in nn_core.
import { write } from "../../view/schema.js";

/** @param {{w: number, b: number, activation: string, p: number}} settings */
export function python({ w, b, activation, p }) {
  return [
    "from nn_core import Network",
    "",
    `neuron = Network((1, 1), ("${activation}",))`,
    `x = [${write(w)}, ${write(b)}]  # the weight and the bias`,
    `a = neuron(x, ${write(p)}).item()`,
    "print(a)",
    "",
  ].join("\n");
}
