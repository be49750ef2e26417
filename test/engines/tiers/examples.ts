import { exampleNames, type ValidatedExample, validatedExample } from "../../examples/validated-example";
import { terraform } from "../terraform";
import { type Check, check, type Tier, type TierContext } from "../tier";

/** So many examples there are at least: an empty folder is no proof. */
const LEAST_EXAMPLES = 3;

/** Every example, synthesised as its user would and validated by the real provider. */
export const examples: Tier = {
  name: "examples",
  shows: "every example synthesises, and the real provider accepts its AWS resources",
  lane: "terraform",
  engines: [terraform],

  async run({ log, program }: TierContext): Promise<readonly Check[]> {
    const names = await exampleNames();
    const checks = [check(`there are at least ${LEAST_EXAMPLES} examples`, names.length >= LEAST_EXAMPLES, names.join(", "))];
    for (const name of names) {
      checks.push(await validationCheck(name, program(terraform), log));
    }
    return checks;
  },
};

async function validationCheck(name: string, program: string, log: (line: string) => void): Promise<Check> {
  log(`examples/${name}: synth, terraform init, validate`);
  try {
    const example = await validatedExample(name, program);
    const { validated, leftOut } = example;
    log(`examples/${name}: validated ${JSON.stringify(validated)}; left out ${JSON.stringify(leftOut)}`);
    const accepted = total(validated) > 0;
    return check(`examples/${name} validates: ${summary(example)}`, accepted, "the example has no AWS resource");
  } catch (error) {
    return check(`examples/${name} validates`, false, error instanceof Error ? error.message : String(error));
  }
}

function summary({ stacks, validated, leftOut }: ValidatedExample): string {
  const kinds = Object.entries(leftOut).map(([type, count]) => `${count} ${type}`);
  const rest = kinds.length === 0 ? "nothing left out" : `left out: ${kinds.join(", ")}`;
  return `${total(validated)} AWS resources in ${stacks.length} ${stacks.length === 1 ? "stack" : "stacks"}; ${rest}`;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
