import type pg from 'pg'
import { BACK_TEST_LIMITS, createBackTestTally, type BackTestResult } from '#domain/credit-control/back-test.ts'
import type { CallFacts } from '#domain/credit-control/call-rules.ts'
import { rulesAsProposed, rulesAsTheyAre, type ProposedRules } from '#domain/credit-control/proposed-rules.ts'
import { createReplay, type PastCall, type Replay } from '#domain/credit-control/replay.ts'
import { micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { writeCallReference } from '#domain/usage/call-reference.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { describeFarEnd } from '#domain/usage/countries.ts'
import { SERVICE_TYPE_CODES, serviceTypeName } from '#domain/usage/service-type.ts'
import { nameOf } from '#domain/access/actor.ts'
import { operation } from '#operations/operation.ts'
import { withTransaction } from '#storage/pool.ts'
import { readBackTest, readBackTestReseller, type WholeBackTest } from '#storage/queries/back-tests.ts'
import { readOwnLimits } from '#storage/queries/call-rules.ts'
import { listAccountIds } from '#storage/queries/deck-calls.ts'
import { countPastCalls, readCountriesBefore, streamPastCalls, type PastCallRow } from '#storage/queries/past-calls.ts'
import {
  deleteBackTests,
  failBackTest,
  finishBackTest,
  insertBackTest,
  noteBackTestProgress,
} from '#storage/tables/back-tests.ts'
import { addJob } from '#storage/tables/jobs.ts'
import { enterTenant, readAsTenant } from '#storage/tenant.ts'
import { readCallRules, type AccountCallRules } from './read-call-rules.ts'
import { rulesOfAccount } from './set-call-rules.ts'

const DAY_MS = 86_400_000
/** Calls of so many days before count as having called a country. */
const MEMORY_DAYS = 396
/** So many calls, and it is said how far it is. */
const TOLD_EVERY = 25_000

export interface BackTestAsked {
  /** Undefined: all accounts. */
  readonly accountId: number | undefined
  readonly days: number
  readonly proposed: ProposedRules
}

/**
 * Asks what rules would have done to the calls of the last days, beside those in force. The worker works it out.
 *
 * @returns the id of the test.
 * @throws ProblemError 'not_found', 'invalid_value'.
 */
export const askBackTest = operation({
  name: 'credit-control.back-test',
  permission: 'credit-control.write',
  async run({ db, resellerId, actor, now, audit }, { accountId, days, proposed }: BackTestAsked): Promise<number> {
    if (days < 1 || days > BACK_TEST_LIMITS.days)
      throw new ProblemError(problem('invalid_value', `Choose 1 to ${BACK_TEST_LIMITS.days} days.`, { field: 'days' }))
    if (accountId !== undefined) await rulesOfAccount({ db, now }, accountId)
    await deleteBackTests(db, new Date(now.getTime() - BACK_TEST_LIMITS.keepDays * DAY_MS))
    const backTestId = await insertBackTest(db, {
      resellerId,
      accountId: accountId ?? null,
      from: new Date(now.getTime() - days * DAY_MS),
      to: now,
      changes: pack(proposed),
      askedBy: nameOf(actor),
      createdAt: now,
    })
    await addJob(db, { name: 'back-test', payload: { backTestId }, key: `back-test-${backTestId}` })
    audit({
      subject: accountId === undefined ? 'rules of all accounts' : `account ${accountId}`,
      after: { backTestId, days },
    })
    return backTestId
  },
})

/**
 * Works out a test of rules on past calls. May be done twice: the second time finds the same.
 *
 * @returns how many calls it looked at; undefined: the test is gone.
 */
export async function runBackTest(pool: pg.Pool, backTestId: number, now: Date): Promise<number | undefined> {
  const resellerId = await readBackTestReseller(pool, backTestId)
  if (resellerId === undefined) return undefined
  const write = (work: (db: pg.ClientBase) => Promise<void>): Promise<void> =>
    withTransaction(pool, async (db) => {
      await enterTenant(db, { resellerId })
      await work(db)
    })
  try {
    const result = await readAsTenant(pool, { resellerId }, async (db) => {
      const test = await readBackTest(db, backTestId)
      return (
        test && tryRules(db, test, now, (progress) => write((own) => noteBackTestProgress(own, backTestId, progress)))
      )
    })
    if (result === undefined) return undefined
    await write((db) => finishBackTest(db, backTestId, JSON.stringify(result), now))
    return result.calls.calls
  } catch (error) {
    await write((db) => failBackTest(db, backTestId, 'It could not be worked out; it is tried again.', now))
    throw error
  }
}

type Tell = (progress: { readonly done: number; readonly all: number }) => Promise<void>

async function tryRules(db: pg.ClientBase, test: WholeBackTest, now: Date, tell: Tell): Promise<BackTestResult> {
  const { accountId, from, to } = test
  const span = { accountId, from, to }
  const all = await countPastCalls(db, span)
  await tell({ done: 0, all })
  const replays = await prepareReplays(db, test, now)
  const tally = createBackTestTally()
  let current: { readonly accountId: number; readonly pair: ReplayPair } | undefined
  const end = (): void => {
    if (current !== undefined) tally.endAccount(current.accountId, current.pair.tried.trips, current.pair.now.trips)
  }
  let done = 0
  let told = 0
  for await (const rows of streamPastCalls(db, span)) {
    for (const row of rows) {
      if (current?.accountId !== row.accountId) {
        end()
        current = { accountId: row.accountId, pair: replays(row.accountId) }
      }
      const call = toPastCall(row)
      const [tried, asItIs] = [current.pair.tried.judge(call), current.pair.now.judge(call)]
      if (call.facts === undefined) continue
      const { startedAtMs, chargeMicros, serviceType } = row
      const destination = call.facts.country ?? serviceTypeName(serviceType)
      tally.add({ accountId: row.accountId, startedAtMs, chargeMicros, destination }, tried, asItIs, () => ({
        callId: writeCallReference(row),
        from: row.aNumber,
        to: row.bNumber,
      }))
    }
    done += rows.length
    if (done - told < TOLD_EVERY) continue
    told = done
    await tell({ done, all })
  }
  end()
  return tally.result()
}

interface ReplayPair {
  readonly tried: Replay
  readonly now: Replay
}

async function prepareReplays(
  db: pg.ClientBase,
  { accountId, from, changes }: WholeBackTest,
  now: Date,
): Promise<(accountId: number) => ReplayPair> {
  const ids = accountId === null ? await listAccountIds(db) : [accountId]
  const found = await readCallRules(db, ids, now)
  const ownLimits = await readOwnLimits(db, ids)
  const memory = { accountId, from: new Date(from.getTime() - MEMORY_DAYS * DAY_MS), to: from }
  const known = await readCountriesBefore(db, memory)
  const proposed = unpack(changes)
  return (id) => {
    const account = found.get(id)
    if (account === undefined) throw new RangeError(`account ${id} has calls and no rules`)
    const asTheyAre = { ...sidesOf(account), ownLimits: ownLimits.get(id) }
    const replayed = { timeZone: account.account.timeZone, known: known.get(id) ?? new Set<string>() }
    return {
      tried: createReplay({ ...replayed, rules: rulesAsProposed(asTheyAre, proposed, accountId !== null) }),
      now: createReplay({ ...replayed, rules: rulesAsTheyAre(asTheyAre) }),
    }
  }
}

function sidesOf({ said, controlSettings }: AccountCallRules) {
  const { ofReseller, ofAccount, channels } = said
  return { ofReseller, ofAccount, channels, controls: controlSettings }
}

function toPastCall(row: PastCallRow): PastCall {
  const { startedAtMs, durationSeconds: seconds, chargeMicros } = row
  return { startedAtMs, seconds, chargeMicros, facts: row.direction === DIRECTION.out ? factsOf(row) : undefined }
}

/** A minute costs what the rate says; where the plan's own table priced the call, what the call came to by the minute. */
function factsOf(row: PastCallRow): CallFacts {
  const { serviceType, chargeMicros, billedSeconds, perMinuteMicros } = row
  const isEmergency = serviceType === SERVICE_TYPE_CODES.Emergency
  const byTheMinute = billedSeconds > 60 ? Math.round((chargeMicros * 60) / billedSeconds) : chargeMicros
  return {
    serviceType,
    ...describeFarEnd(serviceType, row.bNumber),
    perMinuteMicros: micros(BigInt(isEmergency ? 0 : (perMinuteMicros ?? byTheMinute))),
    firstMinuteMicros: micros(BigInt(Math.min(chargeMicros, byTheMinute))),
  }
}

const BIG = /^(-?\d+)n$/

/** As JSON, which has no whole numbers of any size. */
function pack(proposed: ProposedRules): string {
  return JSON.stringify(proposed, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
}

/** What {@link pack} wrote. */
function unpack(packed: unknown): ProposedRules {
  const revive = (_: string, value: unknown): unknown => {
    const digits = typeof value === 'string' ? BIG.exec(value)?.[1] : undefined
    return digits === undefined ? value : BigInt(digits)
  }
  return JSON.parse(JSON.stringify(packed), revive) as ProposedRules
}
