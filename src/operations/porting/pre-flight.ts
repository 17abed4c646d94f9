import type pg from 'pg'
import { requireActive } from '#domain/accounts/account-status.ts'
import { gstOf, micros, type Micros } from '#domain/money.ts'
import { describeNumber } from '#domain/numbers/describe-number.ts'
import { isBlock } from '#domain/numbers/number-order.ts'
import type { LastRejection } from '#domain/porting/pre-flight/check-carrier.ts'
import type { Finding } from '#domain/porting/pre-flight/finding.ts'
import type { TakenNumbers } from '#domain/porting/pre-flight/number-taken.ts'
import { preFlight } from '#domain/porting/pre-flight/pre-flight.ts'
import { PORT_KIND_TERMS, type PortKind } from '#domain/porting/port-kind.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'
import { problem, ProblemError, type Problem } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { numberPlansToTake, refuseCredit } from '#operations/numbers/account-terms.ts'
import { checkBundle } from '#operations/numbers/add-account-numbers.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readBalance } from '#storage/queries/lines.ts'
import { readNumberPlanTerms } from '#storage/queries/number-plan-terms.ts'
import {
  readAcceptedName,
  readCarrierNames,
  readHolderFacts,
  readNewestBill,
  readNumbersOnTheWay,
  readOtherPorts,
  readRejectedAttempt,
} from '#storage/queries/port-preflight.ts'
import { readNumbersInService, requestOf, type PortRow } from '#storage/queries/ports.ts'
import { readRejectCodesOf } from '#storage/queries/reject-codes.ts'
import { attemptPrice } from './charge-port.ts'
import { loadDesk } from './desk.ts'
import { faultsOfPort } from './request-faults.ts'

/** Where and when a port is looked at. */
interface Looking {
  readonly db: pg.ClientBase
  readonly resellerId: number
  readonly now: Date
}

/** What is to be seen to before a port is submitted, the worst first. It changes nothing. */
export async function readPreFlight(looking: Looking, port: PortRow): Promise<readonly Finding[]> {
  const { db, resellerId, now } = looking
  const calendar = await loadDesk(db, now)
  const today = dateAt(now.getTime(), calendar.timeZone).toString()
  const brand = await readBrand(db, resellerId)
  const holder = await readHolderFacts(db, port.accountId)
  return preFlight(requestOf(port), {
    today,
    calendar,
    faults: await faultsOfPort(db, port, today),
    taken: await readTaken(db, port),
    refusals: [
      ...(await targetProblems(looking, port)),
      ...(await accountProblems(looking, port, brand?.gstRegistered)),
    ],
    customerNames: holder.names,
    customerNumbers: holder.businessNumbers,
    acceptedName: await readAcceptedName(db, port.accountId, port.losingCarrier),
    ownNames: brand === undefined ? [] : [brand.name, brand.legalName],
    carriers: await readCarrierNames(db),
    lastRejection: await readLastRejection(db, port),
    bill: await readNewestBill(db, port.id),
    carrierCodes: await readCarrierCodes(db, port.kind),
  })
}

/** Which numbers of a port cannot come. */
export async function readTaken(db: pg.ClientBase, port: PortRow): Promise<TakenNumbers> {
  const numbers = port.numbers.map(({ number }) => number)
  const others = await readOtherPorts(db, port.id, numbers)
  const inPorts = others.filter(({ isOpen }) => isOpen)
  return {
    inService: await readNumbersInService(db, numbers),
    inPorts,
    inDrafts: others.filter(({ isOpen }) => !isOpen),
    elsewhere: await readNumbersOnTheWay(db, port.id, numbers),
  }
}

/** Why the number plan cannot be taken: as whole blocks or single numbers, and by the room of the bundle. */
export async function targetProblems(
  { db, now }: Pick<Looking, 'db' | 'now'>,
  { numberPlanId, numbers, accountId }: PortRow,
): Promise<readonly Problem[]> {
  if (numberPlanId === null) return []
  const unit = await planUnit({ db, now }, numberPlanId)
  if (unit === 'block' && !isBlock(numbers)) {
    const message = 'That number plan prices whole 100-number blocks, from one that ends in 00; choose another.'
    return [problem('invalid_value', message, { field: 'numberPlanId' })]
  }
  return problemsOf(async () => {
    const plans = await numberPlansToTake({ db, now }, [numberPlanId], unit)
    const lines = numbers.map(() => ({ numberPlanId }))
    await checkBundle({ db, now }, accountId, lines, plans)
  })
}

/** What a number plan prices: one number, or a whole block. */
export async function planUnit(
  { db, now }: Pick<Looking, 'db' | 'now'>,
  numberPlanId: number,
): Promise<'number' | 'block'> {
  return (await readNumberPlanTerms(db, [numberPlanId], now)).get(numberPlanId)?.unit ?? 'number'
}

/** Why the account cannot begin a port, or not pay for it. */
async function accountProblems(
  { db }: Pick<Looking, 'db'>,
  { accountId, kind, numbers }: PortRow,
  isTaxed = true,
): Promise<readonly Problem[]> {
  const account = await readAccount(db, accountId)
  if (account === undefined) return []
  const inactive = await problemsOf(() => Promise.resolve(requireActive(account)))
  if (inactive.length > 0 || PORT_KIND_TERMS[kind].chargedOn !== 'submission') return inactive
  const total = withGst(await attemptPrice({ db }, kind, numbers.length), isTaxed)
  const refused = refuseCredit(account, (await readBalance(db, accountId)) - total, total)
  return refused === undefined ? [] : [refused]
}

function withGst(amount: Micros, isTaxed: boolean): Micros {
  return isTaxed ? micros(amount + gstOf(amount)) : amount
}

async function problemsOf(check: () => Promise<void>): Promise<readonly Problem[]> {
  try {
    await check()
    return []
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
}

async function readLastRejection(db: pg.ClientBase, port: PortRow): Promise<LastRejection | undefined> {
  if (port.state !== 'rejected') return undefined
  const rejected = await readRejectedAttempt(db, port.id, port.attempt)
  if (rejected === undefined) return undefined
  const { details, numbers, ...rest } = rejected.request
  const described = numbers.flatMap((number) => describeNumber(number) ?? [])
  return { reason: rejected.reason, request: { ...details, ...rest, numbers: described } }
}

/** How carriers number the reasons, the first number of each that is in use. */
async function readCarrierCodes(db: pg.ClientBase, kind: PortKind): Promise<ReadonlyMap<RejectReason, string>> {
  const codes = await readRejectCodesOf(db, kind === 'complex' ? 'validation' : kind)
  const used = codes.filter(({ isRetired, carrierId, code }) => !isRetired && carrierId === null && /\d/.test(code))
  return new Map(used.toReversed().map(({ reason, code }) => [reason, code]))
}
