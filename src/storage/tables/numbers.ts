import type pg from 'pg'
import { DatabaseError } from 'pg'
import type { DescribedNumber } from '#domain/numbers/describe-number.ts'
import type { LineType } from '#domain/numbers/line-type.ts'

/**
 * The one place that writes who holds a number (`number_assignments`, what rating goes by) and what it is in the inventory
 * (`numbers`): the two always agree.
 */

/** A number in the hands of an account from an instant on. */
export interface NewHolding {
  readonly number: string
  readonly accountId: number
  readonly numberPlanId: number
  readonly validFrom: Date
  readonly lineType?: LineType
  readonly callLimit?: number | undefined
  /** The 100-number block it comes in. */
  readonly blockId?: number
}

/** A number that may not be in the inventory yet. `kind` 'other' where it is of none that can be sold. */
export type InventoryFacts = Omit<DescribedNumber, 'kind'> & { readonly kind: DescribedNumber['kind'] | 'other' }

/**
 * Gives numbers to accounts: as many as there are, in three statements. A number that is not in the reseller's inventory
 * comes into it.
 *
 * @returns the new assignments' ids by number; numbers another reseller has in service are left out, and nothing at all
 *   may be kept then.
 */
export async function insertHoldings(
  db: pg.ClientBase,
  resellerId: number,
  holdings: readonly NewHolding[],
  facts: readonly InventoryFacts[],
): Promise<ReadonlyMap<string, number>> {
  const numbers = holdings.map(({ number }) => number)
  const accountIds = holdings.map(({ accountId }) => accountId)
  const starts = holdings.map(({ validFrom }) => validFrom)
  const { rows: updated } = await db.query<{ number: string }>(
    `UPDATE numbers n
        SET status = 'assigned', account_id = h.account_id, reserved_until = NULL, order_id = NULL,
            quarantined_until = NULL, changed_at = h.valid_from, version = n.version + 1
       FROM unnest($2::text[], $3::int4[], $4::timestamptz[]) AS h (number, account_id, valid_from)
      WHERE n.reseller_id = $1 AND n.number = h.number
      RETURNING n.number`,
    [resellerId, numbers, accountIds, starts],
  )
  const known = new Set(updated.map(({ number }) => number))
  const fresh = await insertAssigned(
    db,
    resellerId,
    holdings.filter(({ number }) => !known.has(number)),
    facts,
  )
  const here = new Set([...known, ...fresh])
  const held = holdings.filter(({ number }) => here.has(number))
  const { rows } = await db.query<{ id: number; number: string }>(
    `INSERT INTO number_assignments (reseller_id, number, account_id, number_plan_id, valid_from, line_type, call_limit,
                                     block_id)
     SELECT $1, * FROM unnest($2::text[], $3::int4[], $4::int4[], $5::timestamptz[], $6::text[], $7::int4[], $8::int4[])
     RETURNING id, number`,
    [
      resellerId,
      held.map(({ number }) => number),
      held.map(({ accountId }) => accountId),
      held.map(({ numberPlanId }) => numberPlanId),
      held.map(({ validFrom }) => validFrom),
      held.map(({ lineType }) => lineType ?? 'cloud-pbx'),
      held.map(({ callLimit }) => callLimit ?? null),
      held.map(({ blockId }) => blockId ?? null),
    ],
  )
  return new Map(rows.map(({ id, number }) => [number, id]))
}

async function insertAssigned(
  db: pg.ClientBase,
  resellerId: number,
  holdings: readonly NewHolding[],
  facts: readonly InventoryFacts[],
): Promise<readonly string[]> {
  if (holdings.length === 0) return []
  const factsOf = new Map(facts.map((fact) => [fact.number, fact]))
  const { rows } = await db.query<{ number: string }>(
    `INSERT INTO numbers (reseller_id, number, kind, state, region, status, account_id, added_at, changed_at)
     SELECT $1, number, kind, state, region, 'assigned', account_id, valid_from, valid_from
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int4[], $7::timestamptz[])
            AS n (number, kind, state, region, account_id, valid_from)
         ON CONFLICT (number) WHERE status <> 'retired' DO NOTHING
     RETURNING number`,
    [
      resellerId,
      holdings.map(({ number }) => number),
      holdings.map(({ number }) => factsOf.get(number)?.kind ?? 'other'),
      holdings.map(({ number }) => factsOf.get(number)?.state ?? null),
      holdings.map(({ number }) => factsOf.get(number)?.region ?? ''),
      holdings.map(({ accountId }) => accountId),
      holdings.map(({ validFrom }) => validFrom),
    ],
  )
  return rows.map(({ number }) => number)
}

/** A holding that began in the past, and may have ended. */
export interface PastHolding extends NewHolding {
  readonly validTo: Date | undefined
  readonly facts: InventoryFacts
  readonly now: Date
}

/**
 * Gives an account a number from an instant in the past: until another, or until further notice, and then the inventory
 * says so too.
 *
 * @returns the assignment's id; undefined: another reseller has it in service.
 */
export async function insertPastHolding(
  db: pg.ClientBase,
  resellerId: number,
  { validTo, facts, now, ...holding }: PastHolding,
): Promise<number | undefined> {
  const { number, accountId } = holding
  if (validTo === undefined) {
    const id = (await insertHoldings(db, resellerId, [holding], [facts])).get(number)
    await db.query('UPDATE numbers SET changed_at = $3 WHERE reseller_id = $1 AND number = $2', [
      resellerId,
      number,
      now,
    ])
    return id
  }
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO number_assignments (reseller_id, number, account_id, number_plan_id, valid_from, valid_to, line_type,
                                     call_limit)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      resellerId,
      number,
      accountId,
      holding.numberPlanId,
      holding.validFrom,
      validTo,
      holding.lineType ?? 'cloud-pbx',
      holding.callLimit ?? null,
    ],
  )
  return rows[0]?.id
}

export interface EndedHolding {
  readonly assignmentId: number
  readonly number: string
}

/**
 * Ends an account's present holdings at an instant: of these numbers, or of all it has. A holding that had not begun by
 * then never was. The numbers rest until an instant, or are free again at once where there is none.
 */
export async function endHoldings(
  db: pg.ClientBase,
  {
    accountId,
    numbers,
    at,
    quarantinedUntil,
  }: {
    readonly accountId: number
    readonly numbers: readonly string[] | undefined
    readonly at: Date
    readonly quarantinedUntil: Date | undefined
  },
): Promise<readonly EndedHolding[]> {
  const { rows } = await db.query<EndedHolding & { resellerId: number }>(
    `UPDATE number_assignments
        SET valid_to = CASE WHEN valid_from < $3 THEN $3 END, superseded_at = CASE WHEN valid_from >= $3 THEN valid_from END,
            version = version + 1
      WHERE account_id = $1 AND valid_to IS NULL AND superseded_at IS NULL AND ($2::text[] IS NULL OR number = ANY ($2))
      RETURNING id AS "assignmentId", number, reseller_id AS "resellerId"`,
    [accountId, numbers ?? null, at],
  )
  await db.query(
    `UPDATE numbers
        SET status = CASE WHEN $3::timestamptz IS NULL THEN 'available' ELSE 'quarantined' END, quarantined_until = $3,
            account_id = NULL, changed_at = $4, version = version + 1
      WHERE account_id = $1 AND status = 'assigned' AND number = ANY ($2)`,
    [accountId, rows.map(({ number }) => number), quarantinedUntil ?? null, at],
  )
  return rows
    .map(({ assignmentId, number }) => ({ assignmentId, number }))
    .toSorted((a, b) => (a.number < b.number ? -1 : 1))
}

/**
 * Replaces who held numbers, for the same time: the present belief of each is superseded. Where it is held still, the
 * inventory follows it, to another reseller if need be.
 */
export async function replaceHolder(
  db: pg.ClientBase,
  numbers: readonly string[],
  accountId: number,
  correctedAt: Date,
): Promise<void> {
  await db.query(
    `WITH wrong AS (
       UPDATE number_assignments SET superseded_at = $3
        WHERE number = ANY ($1::text[]) AND superseded_at IS NULL AND account_id <> $2
       RETURNING number, number_plan_id, valid_from, valid_to, line_type, call_limit
     ), held AS (
       UPDATE numbers n
          SET reseller_id = a.reseller_id, account_id = a.id, changed_at = $3, version = n.version + 1
         FROM wrong, accounts a
        WHERE a.id = $2 AND wrong.valid_to IS NULL AND n.number = wrong.number AND n.status = 'assigned'
     )
     INSERT INTO number_assignments (reseller_id, number, account_id, number_plan_id, valid_from, valid_to, line_type,
                                     call_limit)
     SELECT a.reseller_id, wrong.number, a.id, wrong.number_plan_id, wrong.valid_from, wrong.valid_to, wrong.line_type,
            wrong.call_limit
       FROM wrong JOIN accounts a ON a.id = $2`,
    [numbers, accountId, correctedAt],
  )
}

/**
 * Retires numbers whose holdings have just ended because another carrier has them now; why stands in the note. Part of a
 * note that somebody wrote before stays.
 */
export async function retirePortedOut(
  db: pg.ClientBase,
  numbers: readonly string[],
  why: string,
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE numbers SET status = 'retired', quarantined_until = NULL, reserved_until = NULL, account_id = NULL,
                        order_id = NULL, note = CASE WHEN note = '' THEN $2 ELSE note || E'\\n' || $2 END, changed_at = $3,
                        version = version + 1
      WHERE number = ANY ($1) AND status <> 'assigned'`,
    [numbers, why, now],
  )
}

/** Holdings that ended and go on as if they never had. */
export interface RevivedHoldings {
  readonly resellerId: number
  readonly accountId: number
  /** With the note each had in the inventory. */
  readonly numbers: readonly { readonly number: string; readonly assignmentId: number; readonly noteBefore: string }[]
  readonly endedAt: Date
}

/**
 * Takes the end of holdings back, and puts their retired numbers in service again. False: one is in service elsewhere by
 * now, or was changed meanwhile, and nothing may be kept.
 */
export async function reviveHoldings(
  db: pg.ClientBase,
  { resellerId, accountId, numbers, endedAt }: RevivedHoldings,
  now: Date,
): Promise<boolean> {
  try {
    const { rowCount: held } = await db.query(
      `UPDATE number_assignments SET valid_to = NULL, superseded_at = NULL, version = version + 1
        WHERE id = ANY ($1) AND account_id = $2 AND (valid_to = $3 OR superseded_at = valid_from)`,
      [numbers.map(({ assignmentId }) => assignmentId), accountId, endedAt],
    )
    const { rowCount: back } = await db.query(
      `UPDATE numbers n SET status = 'assigned', account_id = $2, note = r.note, changed_at = $5, version = n.version + 1
         FROM unnest($3::text[], $4::text[]) AS r (number, note)
        WHERE n.reseller_id = $1 AND n.number = r.number AND n.status = 'retired'`,
      [resellerId, accountId, numbers.map(({ number }) => number), numbers.map(({ noteBefore }) => noteBefore), now],
    )
    return held === numbers.length && back === numbers.length
  } catch (error) {
    if (error instanceof DatabaseError && TAKEN.has(error.constraint ?? '')) return false
    throw error
  }
}

const TAKEN = new Set(['numbers_once_on_the_platform', 'number_assignments_one_current'])
