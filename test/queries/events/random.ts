/** Pseudo-random numbers from a seed: the same seed gives the same events on every machine. */
export class Random {
  private state: number;

  /** @param seed any whole number */
  public constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** At least 0, less than 1: mulberry32, whose period of 2^32 is enough for some million events. */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`. */
  public int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True in so many of a hundred cases. */
  public percent(share: number): boolean {
    return this.next() * 100 < share;
  }

  /** One of the choices. */
  public pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)]!;
  }

  /** One of the choices, each as often as its weight says. */
  public weighted<T>(choices: readonly (readonly [choice: T, weight: number])[]): T {
    let rest = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [choice, weight] of choices) {
      rest -= weight;
      if (rest < 0) {
        return choice;
      }
    }
    return choices.at(-1)![0];
  }

  /** So many hexadecimal digits. */
  public hex(digits: number): string {
    let text = "";
    while (text.length < digits) {
      text += Math.floor(this.next() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, "0");
    }
    return text.slice(0, digits);
  }

  /** An identifier of the form that Kubernetes gives its objects. */
  public uuid(): string {
    const digits = this.hex(32);
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `8${digits.slice(17, 20)}`,
      digits.slice(20),
    ].join("-");
  }

  /** A duration in milliseconds with a long tail, as requests have: the median is near `median`, one in a hundred takes ten times that. */
  public duration(median: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.round(median * Math.exp(normal) * 10) / 10;
  }
}
