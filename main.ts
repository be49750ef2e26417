import "./stacks/unused-archiver";
import { App } from "cdktf";
import { ENVIRONMENTS, environmentByName } from "./environments";
import { withoutCreationTraces } from "./stacks/creation-traces";
import { addEnvironment } from "./stacks/environment-stacks";
import { withoutResolvingPlainValues } from "./stacks/plain-values";

/**
 * Synthesises every environment, or the one that `ENVIRONMENT` names. The only file of the app that reads the process environment.
 */
const { ENVIRONMENT, LOCAL_AWS_ENDPOINT } = process.env;

try {
  const environments = ENVIRONMENT ? [environmentByName(ENVIRONMENT)] : ENVIRONMENTS;
  withoutCreationTraces();
  withoutResolvingPlainValues();
  const app = new App();
  for (const environment of environments) {
    addEnvironment(app, environment, { emulatorUrl: LOCAL_AWS_ENDPOINT, today: new Date() });
  }
  app.synth();
} catch (error) {
  // A person mends an environment by what the message says; the place in our code where it was found would only hide that.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
