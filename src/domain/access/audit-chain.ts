/** A line of the audit chain as it is sealed. */
export interface AuditLine {
  readonly resellerId: number
  /** Counts the reseller's lines from 1. */
  readonly no: bigint
  readonly accountId: number | null
  /** Epoch milliseconds. */
  readonly atMs: number
  readonly actor: string
  readonly actorName: string
  readonly operation: string
  readonly subject: string
  readonly before: unknown
  readonly after: unknown
  readonly origin: string
}

/**
 * The text a line is sealed by: its fields in this order, one JSON array, the keys of objects sorted. What PostgreSQL
 * gives back of a jsonb column reads the same, whatever order it keeps the keys in.
 */
export function auditText(line: AuditLine): string {
  return JSON.stringify([
    line.resellerId,
    line.no.toString(),
    line.accountId,
    line.atMs,
    line.actor,
    line.actorName,
    line.operation,
    line.subject,
    sorted(line.before),
    sorted(line.after),
    line.origin,
  ])
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value ?? null
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]))
}
