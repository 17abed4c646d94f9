import type pg from 'pg'
import { systemActor, type Actor } from '#domain/access/actor.ts'
import type { CustomerAnswer } from '#domain/porting/port-out-check.ts'
import type { PortOutState } from '#domain/porting/port-out-state.ts'
import { addBusinessDays } from '#domain/time/business-days.ts'
import { dateAt, startOfDate } from '#domain/time/calendar-date.ts'
import { perform, type Operation } from '#operations/operation.ts'
import { loadDesk } from '#operations/porting/desk.ts'
import { NOTHING_SAID } from '#operations/porting/port-step.ts'
import { receivePortOut } from '#operations/porting/receive-port-out.ts'
import { releasePortOut } from '#operations/porting/release-port-out.ts'
import {
  answerPortOut,
  cancelPortOut,
  confirmPortOut,
  schedulePortOut,
  startVerifying,
  verifyPortOut,
} from '#operations/porting/work-port-out.ts'
import { readForActor } from '#operations/read.ts'
import { readDemoAccounts } from '#storage/queries/demo.ts'
import { listLines } from '#storage/queries/lines.ts'
import { countPortOuts } from '#storage/queries/port-outs.ts'

interface Story {
  readonly state: PortOutState
  /** Business days before today on which it came in; 0: half an hour ago. */
  readonly daysAgo: number
  readonly carrier: string
  readonly answer?: CustomerAnswer
  /** As the carrier stated the holder, where it is not the account's. */
  readonly statedName?: string
  readonly authorityDays?: number
}

/** Numbers that leave, at every stage. The first is of the account of the demonstration's customer. */
const STORIES: readonly Story[] = [
  { state: 'scheduled', daysAgo: 2, carrier: 'Billabong Telecom', answer: 'yes' },
  { state: 'received', daysAgo: 0, carrier: 'Example Telecom' },
  { state: 'verifying', daysAgo: 6, carrier: 'Harbour Networks', statedName: 'Outback Holdings', authorityDays: 40 },
  { state: 'refused', daysAgo: 1, carrier: 'Quick Connect', answer: 'no', statedName: 'J. Smith', authorityDays: 100 },
  { state: 'released', daysAgo: 3, carrier: 'Example Telecom', answer: 'yes' },
  { state: 'cancelled', daysAgo: 10, carrier: 'Harbour Networks' },
]

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Accounts between one story and the next. */
const APART = 7

/**
 * Requests of other carriers to take numbers away, dated as they would have come, by the real operations. Done again it
 * changes nothing.
 */
export async function leaveDemo(pool: pg.Pool, resellerId: number, now: Date): Promise<void> {
  const desk: Actor = { ...systemActor(resellerId, 'Billie Tran'), role: 'support' }
  const read = <Result>(query: (db: pg.ClientBase) => Promise<Result>): Promise<Result> =>
    readForActor(pool, desk, query)
  if ((await read((db) => countPortOuts(db, {}, now))) > 0) return
  const calendar = await read((db) => loadDesk(db, now))
  const today = addBusinessDays(calendar, dateAt(now.getTime(), calendar.timeZone).toString(), 0)
  const accounts = (await read(readDemoAccounts)).slice(0, -4)
  for (const [index, story] of STORIES.entries()) {
    const account = accounts[(index * APART) % accounts.length]
    if (account === undefined) return
    const lines = (await read((db) => listLines(db, account.id, now, { limit: 200, only: undefined }))).items
    const number = lines.findLast(({ kind, blockId }) => kind === 'geographic' && blockId === null)?.number
    if (number === undefined) continue
    const day = addBusinessDays(calendar, today, -story.daysAgo)
    const morning = new Date(startOfDate(Temporal.PlainDate.from(day), calendar.timeZone) + 10 * HOUR_MS)
    const received = story.daysAgo === 0 || morning > now ? new Date(now.getTime() - HOUR_MS / 2) : morning
    const moments = momentsFrom(received, now)
    const customer: Actor = {
      ...desk,
      kind: 'user',
      id: 1,
      role: 'customer-admin',
      name: 'Casey Pike',
      accountId: account.id,
    }
    const run = <Input>(operation: Operation<Input, number>, input: Input, actor = desk): Promise<number> => {
      const last = operation.name === releasePortOut.name
      const request = { actor, input, now: last ? now : moments(), origin: 'command line' }
      return perform(pool, operation, request, (result) => result)
    }
    const portOutId = await run(receivePortOut, {
      numbers: [number],
      gainingCarrier: story.carrier,
      carrierReference: `${story.carrier.slice(0, 2).toUpperCase()}-${48_200 + index * 37}`,
      receivedBy: 'carrier-notice',
      statedAccountNumber: account.accountNumber,
      statedName: story.statedName ?? account.name,
      authorisedOn: dateAt(received.getTime() - (story.authorityDays ?? 5) * DAY_MS, calendar.timeZone).toString(),
      wantedAt: null,
      staffWords: '',
    })
    const cutOverOn = addBusinessDays(calendar, today, 2)
    const cutOverAt =
      story.state === 'released'
        ? now
        : new Date(startOfDate(Temporal.PlainDate.from(cutOverOn), calendar.timeZone) + 10 * HOUR_MS)
    const said = { portOutId, ...NOTHING_SAID }
    if (story.answer !== undefined) await run(answerPortOut, { portOutId, answer: story.answer }, customer)
    if (['verifying', 'scheduled', 'released'].includes(story.state)) await run(startVerifying, said)
    if (story.state === 'scheduled' || story.state === 'released') {
      await run(confirmPortOut, { portOutId, method: 'call-back', person: 'Casey Pike', reference: 'Call 09:40' })
      await run(verifyPortOut, { ...said, despite: '' })
      await run(schedulePortOut, { ...said, cutOverAt })
    }
    if (story.state === 'released') await run(releasePortOut, said)
    if (story.state === 'cancelled') await run(cancelPortOut, { ...said, by: 'gaining-carrier' })
  }
}

/** One moment after the other, none after now. */
function momentsFrom(first: Date, now: Date): () => Date {
  let at = first.getTime() - 5 * 60_000
  return () => {
    at = Math.min(now.getTime(), at + 5 * 60_000)
    return new Date(at)
  }
}
