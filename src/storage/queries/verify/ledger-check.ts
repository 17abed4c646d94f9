import type pg from 'pg'
import { formatDollars, micros } from '#domain/money.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'

/**
 * Two accounts of the same facts that must agree. `sql` gives a row for each disagreement with these columns:
 * `account_id`, `fact`, `unit`, `expected`, `found`, and what more says where it is: `cycle_from`, `service_type`,
 * `batch_id`, `place` (words). It reads the tables of `prepareSums` beside those of the database.
 */
export interface LedgerCheck {
  readonly name: string
  /** What holds of an undamaged database, one sentence. */
  readonly meaning: string
  /** Where `expected` and `found` were read: `by the calls`, `in the totals`. */
  readonly sides: readonly [expected: string, found: string]
  readonly sql: string
  readonly values?: readonly unknown[]
}

export type FindingUnit = 'dollars' | 'seconds' | 'count' | 'words'

/** One disagreement: where it is, and what is said on either side. Dollars are decimal strings of six places. */
export interface Finding {
  readonly reseller?: string
  /** The account's number. */
  readonly account?: string
  /** The first day of the billing cycle, `yyyy-mm-dd`. */
  readonly cycle?: string
  readonly serviceType?: string
  readonly batch?: number
  /** Where it is in words, when the above do not say: a call, a file. */
  readonly place?: string
  /** What was compared: `charge`. */
  readonly fact: string
  readonly unit: FindingUnit
  readonly expected: string
  readonly found: string
  /** Found less expected; not for words. */
  readonly difference?: string
}

export interface CheckResult {
  readonly name: string
  readonly meaning: string
  readonly sides: readonly [expected: string, found: string]
  /** The first of them, {@link MOST_FINDINGS} at the most. */
  readonly findings: readonly Finding[]
  readonly total: number
}

export const MOST_FINDINGS = 20

interface FoundRow {
  readonly reseller: string | null
  readonly account: string | null
  readonly cycle: string | null
  readonly serviceType: number | null
  readonly batch: number | null
  readonly place: string | null
  readonly fact: string
  readonly unit: FindingUnit
  readonly expected: string | null
  readonly found: string | null
  readonly total: bigint
}

/** Runs one check in the transaction of `prepareSums`. */
export async function runCheck(db: Pick<pg.ClientBase, 'query'>, check: LedgerCheck): Promise<CheckResult> {
  const { rows } = await db.query<FoundRow>(
    `SELECT r.name AS reseller, a.account_number AS account,
            to_char((f.found ->> 'cycle_from')::timestamptz AT TIME ZONE coalesce(a.time_zone, 'UTC'), 'YYYY-MM-DD')
              AS cycle,
            (f.found ->> 'service_type')::int4 AS "serviceType", (f.found ->> 'batch_id')::int4 AS batch,
            f.found ->> 'place' AS place, f.found ->> 'fact' AS fact, f.found ->> 'unit' AS unit, f.expected,
            f.found_there AS found, f.total
       FROM (SELECT to_jsonb(c) AS found, c.expected::text AS expected, c.found::text AS found_there, c.total
               FROM (SELECT *, count(*) OVER () AS total FROM (${check.sql}) d) c
              ORDER BY c.account_id NULLS FIRST, c.fact, c::text LIMIT ${MOST_FINDINGS}) f
       LEFT JOIN accounts a ON a.id = (f.found ->> 'account_id')::int4
       LEFT JOIN resellers r ON r.id = a.reseller_id
      ORDER BY a.account_number NULLS FIRST, cycle NULLS FIRST, "serviceType" NULLS FIRST, fact`,
    [...(check.values ?? [])],
  )
  const { name, meaning, sides } = check
  return { name, meaning, sides, findings: rows.map(toFinding), total: Number(rows[0]?.total ?? 0) }
}

function toFinding(row: FoundRow): Finding {
  const { reseller, account, cycle, serviceType, batch, place, fact, unit } = row
  return {
    ...(reseller !== null && { reseller }),
    ...(account !== null && { account }),
    ...(cycle !== null && { cycle }),
    ...(serviceType !== null && { serviceType: serviceTypeName(serviceType) || `code ${serviceType}` }),
    ...(batch !== null && { batch }),
    ...(place !== null && { place }),
    fact,
    ...compare(unit, row.expected, row.found),
  }
}

/** Both sides as people and scripts read them, and by how much they differ. */
export function compare(
  unit: FindingUnit,
  expected: string | null,
  found: string | null,
): Pick<Finding, 'unit' | 'expected' | 'found' | 'difference'> {
  const write = (value: string): string => (unit === 'dollars' ? formatDollars(micros(BigInt(value))) : value)
  const sides = {
    unit,
    expected: expected === null ? 'none' : write(expected),
    found: found === null ? 'none' : write(found),
  }
  if (unit === 'words' || expected === null || found === null) return sides
  return { ...sides, difference: write(String(BigInt(found) - BigInt(expected))) }
}
