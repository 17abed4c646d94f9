const EARLIEST_MS = Date.UTC(2000, 0)
const DAY_MS = 86_400_000

/** When a call can have started: since carriers keep such records, and not after tomorrow (clocks differ). */
export function plausibleStarts(nowMs: number): { readonly earliestMs: number; readonly latestMs: number } {
  return { earliestMs: EARLIEST_MS, latestMs: nowMs + DAY_MS }
}
