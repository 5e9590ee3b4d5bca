// The comparison of engine_comparison.mjs, in Node:  node benchmarks/engine_speed.mjs path/to/nn.mjs
import { execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as engine from "../nn_core/widgets/frontend/engine/index.js";
import { JOBS, line } from "./engine_comparison.mjs";

const [path, job] = process.argv.slice(2);
if (!path) {
  console.error("usage: node benchmarks/engine_speed.mjs path/to/nn.mjs");
  process.exit(2);
} else if (job) {
  const peer = await import(pathToFileURL(path).href);
  console.log(line(job, JOBS[job](engine, peer)));
} else {
  console.log(`Node ${process.versions.node}: ours, the peer's, ratio`);
  for (const each of Object.keys(JOBS)) {
    // A fresh process for each job.
    const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), path, each]);
    process.stdout.write(output);
  }
}
