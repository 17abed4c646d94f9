import type pg from 'pg'
import { DEFAULT_NUMBER_PLANS } from '#domain/plans/number-plan.ts'
import { DEFAULT_PORTING_CALENDAR } from '#domain/porting/process-calendar.ts'
import { DEFAULT_REJECT_CODES } from '#domain/porting/reject-codes.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { insertCalendar } from '#storage/tables/calendars.ts'
import { insertNumberPlan } from '#storage/tables/number-plans.ts'
import { insertRejectCode } from '#storage/tables/reject-codes.ts'
import { insertReseller } from '#storage/tables/resellers.ts'

export interface NewReseller {
  readonly name: string
  /** What its customers see. */
  readonly brandName: string
  /** #rrggbb. */
  readonly brandColour: string
  readonly supportEmail: string
  /** IANA. */
  readonly timeZone?: string
  readonly createdAt?: Date
}

/**
 * Opens a reseller with the three number plans, the calendar and the reject codes every reseller starts with. Returns its id.
 *
 * @throws ProblemError 'already_exists' for a name another reseller has.
 */
export async function openReseller(db: pg.ClientBase, reseller: NewReseller): Promise<number> {
  const id = await insertReseller(db, reseller)
  if (id === undefined) {
    const message = `There is a reseller ${reseller.name} already; choose another name.`
    throw new ProblemError(problem('already_exists', message, { field: 'name' }))
  }
  for (const plan of DEFAULT_NUMBER_PLANS) {
    await insertNumberPlan(db, id, { ...plan, isDefault: true }, SINCE_EVER)
  }
  await insertCalendar(db, id, 'porting', { kind: null, carrierId: null }, DEFAULT_PORTING_CALENDAR)
  for (const { process, code, ...terms } of DEFAULT_REJECT_CODES) {
    await insertRejectCode(db, id, { process, carrierId: null, code }, terms)
  }
  return id
}

/** The first price of the plans every reseller has holds for whatever was before, too. */
const SINCE_EVER = new Date('2000-01-01T00:00:00Z')
