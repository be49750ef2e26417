import "../stacks/unused-archiver";
import { App } from "cdktf";
import { addEnvironment } from "../stacks/environment-stacks";
import { withoutCreationTraces } from "../stacks/creation-traces";
import { withoutResolvingPlainValues } from "../stacks/plain-values";
import { manyEnvironments } from "./many-environments";

/**
 * Synthesises as many environments as its first argument says into CDKTF_OUTDIR. Prints the provider modules that this
 * needed, as JSON, and then its peak memory in KiB.
 */
withoutCreationTraces();
withoutResolvingPlainValues();
const app = new App();
for (const environment of manyEnvironments(Number(process.argv[2]))) {
  addEnvironment(app, environment);
}
app.synth();
console.log(JSON.stringify(Object.keys(require.cache).filter((path) => /[\\/]@cdktf[\\/]provider-/.test(path))));
console.log(process.resourceUsage().maxRSS);
