const ranges: Readonly<Record<string, string>> = {
  '1h': 'the last hour',
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
};

/** `the last 24 hours` */
export function rangeText(range: string): string {
  return ranges[range] ?? range;
}
