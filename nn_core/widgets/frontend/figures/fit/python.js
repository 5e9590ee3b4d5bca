// @ts-check
// Copy as Python: the nn_core lines that give the numbers on screen, and no line more.
import { write } from "../../view/schema.js";
import { TARGETS_IN_PYTHON } from "../targets.js";

/**
 * @param {import("./schema.js").Settings} s
 * @param {number} epochs shown
 * @param {boolean} curvature whether λmax is shown too
 */
export function python(s, epochs, curvature) {
  const drawn = s.drawn.length < 2 ? `np.full_like(p, ${s.drawn[0] ?? 1}, dtype=float)`
    : `np.interp(p, np.linspace(-2, 2, ${s.drawn.length}), drawn)`;
  const held = Math.round(s.held_out * s.samples);
  const noisy = s.noise > 0;
  const lines = [
    "import numpy as np",
    `from nn_core import ${names(s.optimizer, epochs, curvature)}`,
    "",
    ...(s.target === "drawn" && s.drawn.length > 1 ? [`drawn = [${s.drawn.map(write).join(", ")}]`] : []),
    `def g(p):`,
    `    return ${s.target === "drawn" ? drawn : TARGETS_IN_PYTHON[s.target]}`,
    "",
    ...(noisy || held ? [`rng = np.random.default_rng(${s.data_seed})`] : []),
    `P = np.linspace(-2, 2, ${s.samples})`,
    noisy ? `T = g(P) + ${write(s.noise)} * rng.standard_normal(${s.samples})` : "T = g(P)",
  ];
  if (held) {
    if (!noisy) lines.push(`rng.standard_normal(${s.samples})  # the noise, drawn though its size is 0`);
    lines.push(
      `order = rng.permutation(${s.samples})`,
      `held_out, kept = np.sort(order[:${held}]), np.sort(order[${held}:])`,
    );
  }
  const data = held ? "P[kept], T[kept]" : "P, T";
  const size = { online: ", batch_size=1", mini: `, batch_size=${Math.min(s.batch_size, s.samples - held)}`, full: "" }[s.batch];
  lines.push(
    "",
    `network = Network((1, ${s.hidden}, 1), ("${s.activation}", "purelin"))`,
    `x0 = initialise(network, "normal", rng=${s.seed})`,
  );
  lines.push(...(s.optimizer === "LM" ? stepped(data, epochs) : trained(s, data, epochs, size, held)));
  if (curvature) {
    const x = epochs === 0 ? "x0" : s.optimizer === "LM" ? "path.x[-1]" : "history.x";
    lines.push(`print(np.linalg.eigvalsh(NetworkLoss(network, ${data}).hessian(${x}))[-1])  # λmax`);
  }
  return lines.join("\n") + "\n";
}

/** @param {string} data @param {number} epochs */
function stepped(data, epochs) {
  return [`path = levenberg_marquardt(NetworkLoss(network, ${data}), x0, steps=${epochs})`, "print(path.value[-1])"];
}

/** @param {import("./schema.js").Settings} s @param {string} data @param {number} epochs @param {string} size @param {number} held */
function trained(s, data, epochs, size, held) {
  if (epochs === 0) return [`print(NetworkLoss(network, ${data}).value(x0))`];
  const run = `network, ${data}, x0, ${s.optimizer}(${write(s.alpha)}), epochs=${epochs}${size}`;
  const more = [
    ...(s.shuffle ? [`    shuffle=True, rng=${s.seed},`] : []),
    ...(held ? ["    validation=(P[held_out], T[held_out]),"] : []),
  ];
  return [...(more.length ? ["history = train(", `    ${run},`, ...more, ")"] : [`history = train(${run})`]), "print(history.loss[-1])"];
}

/** What is imported: no name more than is used. @param {string} optimizer @param {number} epochs @param {boolean} curvature */
function names(optimizer, epochs, curvature) {
  const used = ["Network", "initialise"];
  if (epochs === 0 || curvature || optimizer === "LM") used.push("NetworkLoss");
  if (optimizer === "LM") used.push("levenberg_marquardt");
  else if (epochs > 0) used.push(optimizer, "train");
  return used.sort().join(", ");
}
