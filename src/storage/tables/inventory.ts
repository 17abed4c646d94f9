import type pg from 'pg'
import { DatabaseError } from 'pg'
import type { NumberStatus } from '#domain/numbers/number-status.ts'
import type { InventoryFacts } from './numbers.ts'

/** A number that comes into the inventory and is nobody's yet. */
export interface NewNumber extends InventoryFacts {
  readonly status: 'available' | 'porting'
}

/**
 * Adds numbers to the reseller's inventory. One that is in service already, with whichever reseller, is passed over; so is
 * one the reseller retired.
 *
 * @returns the numbers added.
 */
export async function insertNumbers(
  db: pg.ClientBase,
  resellerId: number,
  numbers: readonly NewNumber[],
  note: string,
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ number: string }>(
    `INSERT INTO numbers (reseller_id, number, kind, state, region, status, note, added_at, changed_at)
     SELECT $1, number, kind, state, region, status, $7, $8, $8
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS n (number, kind, state, region, status)
      ORDER BY number
         ON CONFLICT DO NOTHING
     RETURNING number`,
    [
      resellerId,
      numbers.map(({ number }) => number),
      numbers.map(({ kind }) => kind),
      numbers.map(({ state }) => state ?? null),
      numbers.map(({ region }) => region),
      numbers.map(({ status }) => status),
      note,
      now,
    ],
  )
  return new Set(rows.map(({ number }) => number))
}

/**
 * Puts numbers the reseller retired back into service, but none that is in service with another reseller by now.
 *
 * @returns the numbers that are back.
 */
export async function reviveNumbers(
  db: pg.ClientBase,
  resellerId: number,
  numbers: readonly NewNumber[],
  now: Date,
): Promise<readonly string[]> {
  const back: string[] = []
  for (const { number, status } of numbers) {
    await db.query('SAVEPOINT revive')
    try {
      await db.query(
        `UPDATE numbers SET status = $3, changed_at = $4, version = version + 1
          WHERE reseller_id = $1 AND number = $2 AND status = 'retired'`,
        [resellerId, number, status, now],
      )
      back.push(number)
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.constraint !== ONCE_ON_THE_PLATFORM) throw error
      await db.query('ROLLBACK TO SAVEPOINT revive')
    }
    await db.query('RELEASE SAVEPOINT revive')
  }
  return back
}

const ONCE_ON_THE_PLATFORM = 'numbers_once_on_the_platform'

/** Where numbers stand that no account holds. Whatever is left out is cleared. */
export interface InventoryState {
  readonly status: Exclude<NumberStatus, 'assigned' | 'quarantined'>
  /** Whom it is reserved for. */
  readonly accountId?: number | undefined
  /** Left out of a reserved number: until its order is done. */
  readonly reservedUntil?: Date | undefined
  readonly orderId?: number | undefined
}

/** Moves numbers of the reseller that are locked and that no account holds. */
export async function moveNumbers(
  db: pg.ClientBase,
  numbers: readonly string[],
  { status, accountId, reservedUntil, orderId }: InventoryState,
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE numbers
        SET status = $2, account_id = $3, reserved_until = $4, order_id = $5, quarantined_until = NULL, changed_at = $6,
            version = version + 1
      WHERE number = ANY ($1) AND status <> 'assigned'`,
    [numbers, status, accountId ?? null, reservedUntil ?? null, orderId ?? null, now],
  )
}

/** Takes locked numbers that are on their way in off their account, and out of the inventory; by its customer, too. */
export async function letGoOfIncoming(db: pg.ClientBase, numbers: readonly string[], now: Date): Promise<void> {
  await db.query('SELECT tollgate_let_go_of_incoming($1, $2)', [numbers, now])
}

/** Ends every reservation for an account that no order holds. */
export async function releaseReservedFor(db: pg.ClientBase, accountId: number, now: Date): Promise<void> {
  await db.query(
    `UPDATE numbers
        SET status = 'available', account_id = NULL, reserved_until = NULL, changed_at = $2, version = version + 1
      WHERE account_id = $1 AND status = 'reserved' AND order_id IS NULL`,
    [accountId, now],
  )
}

/** Writes where a number is and what people say about it, if it is still at this version; undefined: it is not. */
export async function updateNumberFacts(
  db: pg.ClientBase,
  number: string,
  facts: { readonly state: string | null; readonly region: string; readonly note: string },
  version: number,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE numbers SET state = $2, region = $3, note = $4, changed_at = $5, version = version + 1
      WHERE number = $1 AND version = $6`,
    [number, facts.state, facts.region, facts.note, now, version],
  )
  return rowCount === 1
}

/** Writes down that reservations and quarantines are over whose time has come. For the timetable, over all resellers. */
export async function endWhatIsOver(db: pg.ClientBase, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE numbers
        SET status = 'available', account_id = NULL, reserved_until = NULL, quarantined_until = NULL, order_id = NULL,
            changed_at = coalesce(reserved_until, quarantined_until), version = version + 1
      WHERE number IN (SELECT number FROM numbers
                        WHERE (status = 'reserved' AND reserved_until <= $1)
                           OR (status = 'quarantined' AND quarantined_until <= $1)
                        ORDER BY number LIMIT 10000 FOR UPDATE SKIP LOCKED)
        AND (reserved_until <= $1 OR quarantined_until <= $1)`,
    [now],
  )
  return rowCount ?? 0
}
