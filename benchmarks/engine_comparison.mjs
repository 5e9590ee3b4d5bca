// The figures' engine against another one, on the work a figure does, both in one run.
//
// In Node:            node benchmarks/engine_speed.mjs path/to/nn.mjs
// In a real browser:  PLAYGROUND_ENGINE=path/to/nn.mjs python -m benchmarks engine
//
// The peer is an ES module with the functions of TensorFlow Playground's nn.ts (buildNetwork,
// forwardProp, backProp, updateWeights, Activations, Errors). Each job first checks that the two
// compute the same numbers from the same parameters. Rounds alternate, and a ratio of medians is
// reported: on a shared machine nothing else means anything.

export const ROUNDS = 101;

/** Milliseconds: long beside the browser's clock ticks of 0.1, short beside a scheduler's turns. */
const ROUND = 2;

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/**
 * Milliseconds that `count` runs take.
 *
 * @param {() => void} run
 * @param {number} count
 */
function clock(run, count) {
  const start = performance.now();
  for (let i = 0; i < count; i++) run();
  return performance.now() - start;
}

/**
 * Microseconds of one run of each side: the median of rounds in turn.
 *
 * @param {Record<string, () => void>} sides
 */
function alternate(sides) {
  const measured = Object.entries(sides).map(([name, run]) => {
    const end = performance.now() + 200; // warm up, for the compiler
    let count = 1;
    let spent = 0;
    while (spent < ROUND || performance.now() < end) {
      if (spent < ROUND) count *= 2;
      spent = clock(run, count);
    }
    return { name, run, count, times: [] };
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { run, count, times } of measured) times.push((clock(run, count) / count) * 1000);
  }
  return Object.fromEntries(measured.map(({ name, times }) => [name, median(times)]));
}

/** The peer's network with our parameters; its layers hold links in the order of our rows. */
function peerNetwork(peer, net, hidden, output, x) {
  const names = Array.from({ length: net.sizes[0] }, (_, i) => `p${i}`);
  const nodes = peer.buildNetwork([...net.sizes], hidden, output, null, names);
  net.split(x).forEach(({ W, b }, m) => {
    nodes[m + 1].forEach((node, i) => {
      node.bias = b[i];
      node.inputLinks.forEach((link, j) => (link.weight = W[i * net.sizes[m] + j]));
    });
  });
  return nodes;
}

/** Its parameters, laid out as ours. */
const peerParameters = (nodes) =>
  nodes
    .slice(1)
    .flatMap((layer) => [
      ...layer.flatMap((node) => node.inputLinks.map((link) => link.weight)),
      ...layer.map((node) => node.bias),
    ]);

function mustAgree(job, ours, theirs) {
  const gap = ours.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i])), 0);
  if (!(gap < 1e-9)) throw new Error(`${job}: the two engines differ by ${gap}`);
}

/**
 * One pass through the samples in batches of `size`.
 *
 * The peer minimises ½e², we e², so our α is half of its.
 */
function training(engine, peer, { net, P, T, x0, size, alpha, hidden, output }) {
  const Q = T.length;
  const order = Int32Array.from({ length: Q }, (_, q) => q);
  const inputs = Array.from(T, (_, q) =>
    Array.from({ length: net.sizes[0] }, (_, j) => P[j * Q + q]),
  );
  const kernel = engine.kernel(net);
  const x = x0.slice();
  const nodes = peerNetwork(peer, net, hidden, output, x0);
  const ours = () => kernel.descend(x, P, T, Q, order, 0, Q, size, alpha / 2);
  const theirs = () => {
    for (let q = 0; q < Q; q++) {
      peer.forwardProp(nodes, inputs[q]);
      peer.backProp(nodes, T[q], peer.Errors.SQUARE);
      if ((q + 1) % size === 0) peer.updateWeights(nodes, alpha, 0);
    }
  };
  for (let pass = 0; pass < 20; pass++) {
    ours();
    theirs();
  }
  mustAgree("training", x, peerParameters(nodes));
  return alternate({ ours, theirs });
}

/**
 * What is compared. Each job belongs in a process or page of its own: run after another, a job
 * finds call sites that have already seen other activations, which slows the peer down.
 */
export const JOBS = {
  "one online update, 1-2-1 (100 points)": (engine, peer) => {
    const P = Float64Array.from({ length: 100 }, (_, q) => -2 + (4 * q) / 99);
    const net = new engine.Network([1, 2, 1], ["logsig", "purelin"]);
    const { SIGMOID, LINEAR } = peer.Activations;
    const pass = training(engine, peer, {
      net,
      P,
      T: P.map((p) => 1 + Math.sin((Math.PI * p) / 4)),
      x0: engine.initialise(net, { rng: 1 }),
      size: 1,
      alpha: 0.02,
      hidden: SIGMOID,
      output: LINEAR,
    });
    return { ours: pass.ours / 100, theirs: pass.theirs / 100 };
  },

  "one pass in batches of 10, 2-8-8-1 (200 points)": (engine, peer) => {
    const { net, P, T, x0 } = twoClasses(engine);
    const { TANH } = peer.Activations;
    const batches = { size: 10, alpha: 0.03 };
    return training(engine, peer, { net, P, T, x0, ...batches, hidden: TANH, output: TANH });
  },

  "2-8-8-1 on a 100 × 100 grid": (engine, peer) => {
    const { net, x0 } = twoClasses(engine);
    const { TANH } = peer.Activations;
    const nodes = peerNetwork(peer, net, TANH, TANH, x0);
    const side = 100;
    const count = side * side;
    const pairs = Array.from({ length: count }, (_, k) => [
      -6 + (12 * (k % side)) / (side - 1),
      -6 + (12 * Math.floor(k / side)) / (side - 1),
    ]);
    const grid = Float64Array.from([...pairs.map(([p]) => p), ...pairs.map(([, p]) => p)]);
    const kernel = engine.kernel(net);
    const [surface, theirSurface] = [new Float64Array(count), new Float64Array(count)];
    const ours = () => kernel.outputs(x0, grid, count, surface);
    const theirs = () => {
      for (let k = 0; k < count; k++) theirSurface[k] = peer.forwardProp(nodes, pairs[k]);
    };
    ours();
    theirs();
    mustAgree("surface", surface, theirSurface);
    return alternate({ ours, theirs });
  },
};

/** Playground's own size of problem: two classes in the plane, two hidden layers of eight. */
function twoClasses(engine) {
  const Q = 200;
  const rng = engine.defaultRng(1);
  const net = new engine.Network([2, 8, 8, 1], ["tanh", "tanh", "tanh"]);
  const P = rng.uniform(-6, 6, 2 * Q);
  const T = Float64Array.from({ length: Q }, (_, q) => (P[q] * P[Q + q] > 0 ? 1 : -1));
  return { net, P, T, x0: engine.initialise(net, { rng, method: "xavier" }) };
}

/** One job's result as a line to read. */
export function line(job, { ours, theirs }) {
  const figures = [ours, theirs].map((time) => `${time.toPrecision(3).padStart(9)} µs`);
  return `${job.padEnd(48)} ${figures.join(" ")}   ${(theirs / ours).toFixed(1)} ×`;
}
