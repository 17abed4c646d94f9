/** What a rate sheet may hold. Passing one is a fault that says so; nothing is cut off. */
export const SHEET_LIMITS = {
  /** Prices after ranges and lists are written out. The largest carriers' sheets have some 300,000. */
  rows: 1_000_000,
  /** Prefixes that one range stands for. */
  rangePrefixes: 10_000,
  destinationLength: 200,
  /** Findings kept word for word for each severity; all are counted. */
  keptFindings: 1000,
  /** Faults shown to a person at once. */
  shownFaults: 20,
  /** Rows above the header: a carrier's name and address. */
  rowsBeforeHeader: 20,
} as const
