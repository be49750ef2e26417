/** Something that a person can mend: its message is shown as it is, without a stack trace. */
export class LocalFault extends Error {
  /**
   * @param sentence what is wrong and what to do about it
   * @param details lines that help to find the cause, shown below the sentence
   */
  public constructor(
    sentence: string,
    public readonly details: readonly string[] = [],
  ) {
    super(sentence);
    this.name = "LocalFault";
  }
}

/** What helps when the emulator holds something else than what was deployed, as a clause. */
export const START_AFRESH = "run npm run local:destroy, then npm run local again";

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
