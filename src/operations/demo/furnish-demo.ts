import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { describeNumber } from '#domain/numbers/describe-number.ts'
import { openAccount } from '#operations/accounts/open-account.ts'
import { cancelAccount } from '#operations/accounts/cancel-account.ts'
import { suspendAccount } from '#operations/accounts/suspend-account.ts'
import { addNumbers } from '#operations/numbers/add-numbers.ts'
import { perform, type Operation } from '#operations/operation.ts'
import { readForActor } from '#operations/read.ts'
import { isAccountNumberTaken } from '#storage/queries/accounts.ts'
import { readDemoAccounts } from '#storage/queries/demo.ts'
import { listNumberPlans } from '#storage/queries/number-plans.ts'
import { armControls } from './arm-controls.ts'
import { FREEPHONE_PREFIX, geographicNumber, LOCAL_RATE_PREFIX } from './fiction-numbers.ts'
import { carrierDemo } from './carrier-demo.ts'
import { deskDemo } from './desk-demo.ts'
import { leaveDemo } from './leave-demo.ts'
import { orderDemo } from './order-demo.ts'
import { overdueDemo } from './overdue-demo.ts'
import { portDemo } from './port-demo.ts'
import { riskDemo } from './risk-demo.ts'

const FREE_OF_A_RANGE = 25
const RANGES = 8
/** Numbers of a range from this one on belong to no account. */
const FIRST_FREE = 9000

const NEW_CUSTOMERS = ['Pademelon Framing', 'Rosella Physio', 'Wombat Removals']
const FIRST_NEW = 100_900

/**
 * What lies on the desks of an office: free numbers in every state, orders with the carrier, ports at every stage,
 * customers who have not begun, are suspended, leave or have left, are chased, limits that are
 * reached. Done again it changes nothing.
 */
export async function furnishDemo(pool: pg.Pool, resellerId: number, now: Date): Promise<void> {
  const actor = systemActor(resellerId, 'the demonstration')
  // Cut off in its middle it goes on there: what was done gives the answer it gave.
  const times = new Map<string, number>()
  const next = (name: string) => {
    const nth = (times.get(name) ?? 0) + 1
    times.set(name, nth)
    return { actor, now, origin: 'command line', idempotency: { key: `furnish-demo-${name}-${nth}`, words: '' } }
  }
  const run = <Input, Result>(operation: Operation<Input, Result>, input: Input): Promise<Result> =>
    perform(pool, operation, { ...next(operation.name), input }, (result) => result)
  const note = <Input>(operation: Operation<Input, unknown>, input: Input): Promise<null> =>
    perform(pool, operation, { ...next(operation.name), input }, () => null)
  const read = <Result>(query: (db: pg.ClientBase) => Promise<Result>): Promise<Result> =>
    readForActor(pool, actor, query)

  await portDemo(pool, resellerId, now)
  await leaveDemo(pool, resellerId, now)
  await carrierDemo({ now, run: note, read })
  if (await read((db) => isAccountNumberTaken(db, resellerId, newNumber(NEW_CUSTOMERS.length - 1)))) return
  await run(addNumbers, { numbers: freeNumbers(), note: '' })

  const accounts = await read(readDemoAccounts)
  const plans = (await read((db) => listNumberPlans(db, now, { limit: 50 }))).items
  const [trunks, freephone, moving, gone] = accounts.slice(-4)
  const unpaid = accounts.slice(0, -4).findLast((one) => one.paymentMode === 'postpaid' && one.balanceMicros < 0n)
  const line = plans.find(({ isBundled, destination }) => !isBundled && destination === null)
  const special = plans.find(({ destination }) => destination !== null)
  if (trunks === undefined || freephone === undefined || line === undefined || special === undefined) return
  const [dental = trunks, local = trunks, block = trunks] = accounts.filter((one) => one.paymentMode === 'postpaid')
  const buyers = [trunks.id, freephone.id, dental.id, local.id, block.id] as const
  await orderDemo({ run, accountIds: buyers, linePlanId: line.id, specialPlanId: special.id })

  if (unpaid !== undefined)
    await run(suspendAccount, { accountId: unpaid.id, reason: 'unpaid', words: 'Two reminders, no answer.' })
  if (moving !== undefined) await leave(moving, 'anniversary', 'Moves into an office with its own exchange.')
  if (gone !== undefined) await leave(gone, 'now', 'Closed down.')
  await armControls({ pool, resellerId, now, run: note, read })
  await riskDemo({ now, run: note, read })
  await deskDemo({ now, run: note, read })
  await overdueDemo({ pool, resellerId, now, run: note, read })
  // The last of them says that all is done.
  for (const [index, name] of NEW_CUSTOMERS.entries()) {
    await run(openAccount, {
      accountNumber: newNumber(index),
      profile: { name, paymentMode: 'postpaid', timeZone: 'Australia/Melbourne' },
      contacts: { main: { name: 'Robin Example', email: `office-${index + 1}@new-customer.example`, phone: null } },
    })
  }
  async function leave({ id, accountNumber }: (typeof accounts)[number], mode: 'now' | 'anniversary', reason: string) {
    await run(cancelAccount, { accountId: id, mode, confirm: accountNumber, reason })
  }
}

function newNumber(index: number): string {
  return String(FIRST_NEW + index)
}

function freeNumbers() {
  const geographic = Array.from({ length: RANGES * FREE_OF_A_RANGE }, (_, index) =>
    geographicNumber(Math.floor(index / FREE_OF_A_RANGE) * 10_000 + FIRST_FREE + (index % FREE_OF_A_RANGE)),
  )
  const special = [LOCAL_RATE_PREFIX, FREEPHONE_PREFIX].flatMap((prefix) =>
    Array.from({ length: 10 }, (_, index) => `${prefix}${90 + index}`),
  )
  return [...geographic, ...special].flatMap((number) => {
    const described = describeNumber(number)
    // 07 7010 lies in no area there is.
    if (described === undefined || (described.kind === 'geographic' && described.region === '')) return []
    return [{ ...described, status: 'available' as const }]
  })
}
