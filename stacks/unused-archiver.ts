/**
 * Spares a synth the package `archiver`, which cdktf requires at its start and which, with the streams and the lodash below it, is
 * half of the code that cdktf loads. Measured 2026-11 on the benchmark's machine: about 40 ms of each synth.
 *
 * Nothing is lost: cdktf zips an asset in a process of its own (`archiveSync` in `cdktf/lib/private/fs` runs `node` on its own
 * file, because archiver can't work synchronously), and there the package is loaded as ever. A test makes such an asset.
 *
 * Imported by the app for its effect, before anything that imports cdktf; never by a construct.
 */
const archiver = pathOf("archiver");
if (archiver !== undefined && require.cache[archiver] === undefined) {
  const unused = (): never => {
    throw new Error(
      "archiver was left out of this process by stacks/unused-archiver.ts; without that import it is loaded as ever.",
    );
  };
  const loaded = { id: archiver, filename: archiver, loaded: true, children: [], exports: unused };
  require.cache[archiver] = loaded as unknown as NodeModule;
}

/** The file that cdktf gets when it requires a package; none once cdktf does without it. */
function pathOf(name: string): string | undefined {
  try {
    return require.resolve(name, { paths: [require.resolve("cdktf")] });
  } catch {
    return undefined;
  }
}
