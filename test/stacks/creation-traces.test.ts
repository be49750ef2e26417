import { createRequire } from "node:module";
import { afterEach, describe, expect, it } from "vitest";
import { withoutCreationTraces } from "../../stacks/creation-traces";

const load = createRequire(__filename);
const stackTrace = load("cdktf/lib/tokens/private/stack-trace") as { captureStackTrace: unknown };
const { Intrinsic } = load("cdktf/lib/tokens/private/intrinsic") as {
  Intrinsic: new (value: string) => { readonly creationStack: readonly string[] };
};
const original = stackTrace.captureStackTrace;

describe("withoutCreationTraces", () => {
  afterEach(() => {
    stackTrace.captureStackTrace = original;
  });

  it("spares every token the record of where it was made", () => {
    expect(new Intrinsic("with").creationStack.length).toBeGreaterThan(0);
    withoutCreationTraces();
    expect(new Intrinsic("without").creationStack).toEqual([]);
  });
});
