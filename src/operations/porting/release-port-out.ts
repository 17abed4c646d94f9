import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { micros, type Micros } from '#domain/money.ts'
import { refuseBundle } from '#domain/numbers/bundle.ts'
import { phoneText } from '#domain/phone-text.ts'
import { partMonthAt } from '#domain/plans/part-month.ts'
import { reversalEnds } from '#domain/porting/port-out-state.ts'
import { numbersText } from '#domain/porting/read-numbers.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { dateText } from '#domain/time/date-text.ts'
import { postCharges, type NewCharge } from '#operations/billing/post-charges.ts'
import { readInclusions } from '#operations/numbers/account-terms.ts'
import { creditsFor } from '#operations/numbers/credit-lines.ts'
import { blockSource, numberSource } from '#operations/numbers/number-charges.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { countBundled, readBlockLines, readLines, type LineRow } from '#storage/queries/lines.ts'
import { lockNumbers } from '#storage/queries/numbers.ts'
import { readPortFeeList } from '#storage/queries/port-fees.ts'
import { readPortsOfNumbers } from '#storage/queries/ports.ts'
import { readPortOutCharges, readReleasedNumbers, type PortOutRow } from '#storage/queries/port-outs.ts'
import type { ChargeRow } from '#storage/tables/charges.ts'
import { endHoldings, retirePortedOut, reviveHoldings } from '#storage/tables/numbers.ts'
import { updateReleased } from '#storage/tables/port-outs.ts'
import { loadOutDesk } from './port-out-desk.ts'
import { movePortOut, takeOutInHand } from './port-out-step.ts'
import type { Said } from './port-step.ts'

interface Released extends Said {
  readonly portOutId: number
}

/**
 * Lets the numbers go, now: the account holds them no more, calls from now on are not its own, and the inventory has them as
 * retired so that nobody is given them. What was charged for the month stays charged, as for any number that is removed,
 * but for numbers added the same day. A fee is charged where the reseller has set one.
 *
 * @throws ProblemError 'illegal_transition', also before the day of the cut-over; 'conflict' where the account does not have
 *   one of the numbers any more.
 */
export const releasePortOut = operation({
  name: 'port-outs.release',
  permission: 'ports.work',
  async run(context, { portOutId, ...said }: Released) {
    const { db, now, emit } = context
    const inHand = await takeOutInHand(context, portOutId, 'release')
    const { account, portOut } = inHand
    await refuseEarly(context, portOut)
    const { numbers } = portOut
    const lines = await readLines(db, account.id, numbers, now)
    refuseGone(portOut, lines)
    const rows = new Map((await lockNumbers(db, numbers, now)).map((row) => [row.number, row]))
    const credits = await creditsOf(context, account, lines)
    await endHoldings(db, { accountId: account.id, numbers, at: now, quarantinedUntil: undefined })
    const day = dateText(dateAt(now.getTime(), account.timeZone).toString())
    await retirePortedOut(db, numbers, `Ported out to ${portOut.gainingCarrier} on ${day}, port-out ${portOutId}`, now)
    const before = lines.map(({ number, assignmentId }) => ({
      number,
      assignmentId,
      noteBefore: rows.get(number)?.note ?? '',
    }))
    await updateReleased(db, portOutId, before)
    const of = `port-out ${portOutId} release ${portOut.releases + 1}`
    const posted = await postCharges(context, [
      ...(await feeOf(context, portOut, of)),
      ...credits.map((credit) => ({ ...credit, source: `${of} ${credit.source}` })),
    ])
    emit({ type: 'number.removed', accountId: account.id, payload: { numbers } })
    const undoUntil = reversalEnds(now)
    return movePortOut(context, inHand, 'release', {
      ...said,
      place: { released: { at: now, undoUntil }, chargedMicros: sumOf(posted) },
      payload: { undoUntil: undoUntil.toISOString() },
    })
  },
})

/** Before its day somebody would lose the service they have; the day is easily moved. */
async function refuseEarly({ db, now }: WriteContext, { id, kind, cutOverAt }: PortOutRow): Promise<void> {
  if (cutOverAt === null) return
  const { timeZone } = await loadOutDesk(db, kind, now)
  const day = dateAt(cutOverAt.getTime(), timeZone).toString()
  if (dateAt(now.getTime(), timeZone).toString() >= day) return
  const message = `The numbers of port-out ${id} leave on ${dateText(day)}. If they leave earlier, move the cut-over first.`
  throw new ProblemError(problem('illegal_transition', message))
}

function refuseGone({ numbers }: PortOutRow, lines: readonly LineRow[]): void {
  const held = new Set(lines.map(({ number }) => number))
  const gone = numbers.filter((number) => !held.has(number))
  if (gone.length === 0) return
  const which = gone.map(phoneText).join(', ')
  const way = 'refuse the request for that, and let the carrier send another.'
  const message = `The account does not have ${which} any more: ${way}`
  throw new ProblemError(problem('conflict', message))
}

/** What gives back the charges of numbers added today; of a block only where all of it leaves. */
async function creditsOf(
  context: WriteContext,
  account: AccountRow,
  lines: readonly LineRow[],
): Promise<readonly NewCharge[]> {
  const { db, now } = context
  const dayOf = (at: Date): string => dateAt(at.getTime(), account.timeZone).toString()
  const fresh: LineRow[] = []
  for (const line of lines) {
    if (dayOf(line.since) !== dayOf(now)) continue
    const { blockId } = line
    const block = blockId === null ? [] : await readBlockLines(db, account.id, blockId, now)
    if (block.every(({ number }) => lines.some((other) => other.number === number))) fresh.push(line)
  }
  return creditsFor(context, account, fresh)
}

async function feeOf(
  { db, now }: WriteContext,
  { accountId, numbers }: PortOutRow,
  source: string,
): Promise<readonly NewCharge[]> {
  const amountMicros = (await readPortFeeList(db))['port-out']
  if (amountMicros === 0n) return []
  return [
    {
      accountId,
      serviceType: 'BillingRecord',
      description: `Port-out of ${numbersText(numbers)}`,
      quantity: 1,
      unitMicros: amountMicros,
      amountMicros,
      chargedAt: now,
      source,
    },
  ]
}

/**
 * Brings numbers back that were released in error, as long as that may be done: the account has them as if they had never
 * left, what the release charged is given back, and a month that has begun meanwhile is charged.
 *
 * @throws ProblemError 'illegal_transition', also once the time for it is over; 'conflict' where a number is in service or on
 *   its way elsewhere by now; 'bundle_full'.
 */
export const undoRelease = operation({
  name: 'port-outs.undo-release',
  permission: 'ports.work',
  async run(context, { portOutId, reason, ...said }: Released & { readonly reason: string }) {
    const { db, resellerId, now, emit } = context
    const inHand = await takeOutInHand(context, portOutId, 'undo-release')
    const { account, portOut } = inHand
    requireNotCancelled(account)
    const { numbers, releasedAt } = portOut
    const released = await readReleasedNumbers(db, portOutId)
    if (releasedAt === null || released.length !== numbers.length)
      throw new Error(`port-out ${portOutId} is released without its numbers`)
    await lockNumbers(db, numbers, now)
    const [comingIn] = await readPortsOfNumbers(db, numbers)
    if (comingIn !== undefined) throw elsewhere(`${phoneText(comingIn[0])} is in port ${comingIn[1]} to us`)
    const back = await reviveHoldings(
      db,
      { resellerId, accountId: account.id, numbers: released, endedAt: releasedAt },
      now,
    )
    if (!back) throw elsewhere(`${numbersText(numbers)}: a number is in service elsewhere`)
    const lines = await readLines(db, account.id, numbers, now)
    await checkRoom(context, account.id, lines, releasedAt)
    const undone = await undoCharges(context, portOut)
    await postCharges(context, monthsBegun(context, account, lines, releasedAt))
    await updateReleased(db, portOutId, null)
    const items = lines.map(({ number, numberPlanName, lineType }) => ({
      number,
      numberPlan: numberPlanName,
      lineType,
    }))
    emit({ type: 'number.assigned', accountId: account.id, payload: { numbers: items } })
    return movePortOut(context, inHand, 'undo-release', {
      customerWords: [reason, said.customerWords].filter((words) => words !== '').join('\n'),
      staffWords: said.staffWords,
      place: { released: null, cutOverAt: null, chargedMicros: sumOf(undone) },
      payload: { reason },
    })
  },
})

function elsewhere(what: string): ProblemError {
  const message = `${what} by now: they cannot be brought back here; ask the gaining carrier for them by a port.`
  return new ProblemError(problem('conflict', message))
}

/** A place in the bundle that was freed may have been taken meanwhile; the numbers are on the account again here. */
async function checkRoom(
  context: WriteContext,
  accountId: number,
  lines: readonly LineRow[],
  releasedAt: Date,
): Promise<void> {
  const wanted = lines.filter(({ isBundled }) => isBundled).length
  if (wanted === 0 || (await countBundled(context.db, accountId, releasedAt)) === 0) return
  const { planName, numbers: included } = await readInclusions(context, accountId)
  const used = (await countBundled(context.db, accountId)) - wanted
  const refused = refuseBundle({ planName, included, used, wanted }, undefined)
  if (refused !== undefined) throw new ProblemError(refused)
}

/** Takes back what the last release charged and gave. */
async function undoCharges(context: WriteContext, portOut: PortOutRow): Promise<readonly ChargeRow[]> {
  const of = `port-out ${portOut.id} release ${portOut.releases}`
  const charged = await readPortOutCharges(context.db, portOut.accountId, portOut.id)
  const last = charged.filter(({ source }) => source === of || source.startsWith(`${of} `))
  return postCharges(
    context,
    last.map(({ source, serviceType, description, amountMicros }) => ({
      accountId: portOut.accountId,
      serviceType,
      description: `Brought back: ${description}`,
      quantity: 1,
      unitMicros: micros(0n - amountMicros),
      amountMicros: micros(0n - amountMicros),
      chargedAt: context.now,
      source: `${source} undone`,
    })),
  )
}

/** The month that began while the numbers were away: its bill passed them over. Charged once, whoever comes first. */
function monthsBegun(
  { now }: WriteContext,
  account: AccountRow,
  lines: readonly LineRow[],
  releasedAt: Date,
): readonly NewCharge[] {
  const { cycleFrom, cycleTo } = partMonthAt(account, now)
  if (partMonthAt(account, releasedAt).cycleFrom === cycleFrom) return []
  const charges = lines.map(({ assignmentId, blockId, blockFirst, number, numberPlanName, monthlyPriceMicros }) => ({
    accountId: account.id,
    serviceType: 'Number' as const,
    description: `${numberPlanName} ${phoneText(blockFirst ?? number)}`,
    quantity: 1,
    unitMicros: monthlyPriceMicros,
    amountMicros: monthlyPriceMicros,
    periodFrom: cycleFrom,
    periodTo: cycleTo,
    chargedAt: now,
    source: blockId === null ? numberSource(assignmentId, cycleFrom) : blockSource(blockId, cycleFrom),
  }))
  return [...new Map(charges.map((charge) => [charge.source, charge])).values()]
}

function sumOf(charges: readonly ChargeRow[]): Micros {
  return micros(charges.reduce((sum, { amountMicros }) => sum + amountMicros, 0n))
}
