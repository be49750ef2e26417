import type { Duration } from "../../constructs/core/duration";

/**
 * What AMP asks for samples that are written, in USD for ten million (us-east-1, recalled 2026-11): 0.90 for the first 2 billion a
 * month, 0.35 for the next 250 billion, 0.16 beyond. Storage (0.03 USD per GB and month) and queries (0.10 USD per billion samples that
 * they read) are a small part of it; a managed scraper costs on top, by the hour and by the sample.
 */
const TIERS = [
  { upTo: 2e9, usdPerTenMillion: 0.9 },
  { upTo: 252e9, usdPerTenMillion: 0.35 },
  { upTo: Infinity, usdPerTenMillion: 0.16 },
] as const;

/** A month of 730 hours, as AWS's calculator has it. */
const SECONDS_PER_MONTH = 730 * 3600;

/** Samples that so many series make in a month. */
export function samplesPerMonth(series: number, interval: Duration): number {
  return (series * SECONDS_PER_MONTH) / interval.toSeconds();
}

/** What writing so many samples a month costs, in USD. */
export function usdPerMonth(samples: number): number {
  return TIERS.reduce((total, { upTo, usdPerTenMillion }, index) => {
    const from = index === 0 ? 0 : TIERS[index - 1]!.upTo;
    return total + (Math.max(0, Math.min(samples, upTo) - from) / 1e7) * usdPerTenMillion;
  }, 0);
}
