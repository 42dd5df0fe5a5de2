/** The value below which this share of the values lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
}

export const median = (values: number[]): number => percentile(values, 0.5);
export const round = (value: number): number => Number(value.toFixed(2));
