import type pg from 'pg'
import { systemActor, type Actor } from '#domain/access/actor.ts'
import { STEP_DAYS } from '#domain/porting/port-due.ts'
import type { PortState } from '#domain/porting/port-state.ts'
import { addBusinessDays, type BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { perform, type Operation } from '#operations/operation.ts'
import { closePort, completePort, preProvisionPort, startCutOver } from '#operations/porting/cut-over.ts'
import { loadDesk } from '#operations/porting/desk.ts'
import { expirePort, reversePort, withdrawPort } from '#operations/porting/end-port.ts'
import { NOTHING_SAID } from '#operations/porting/port-step.ts'
import { changePort, requestPort } from '#operations/porting/request-port.ts'
import { setPortDate } from '#operations/porting/set-date.ts'
import { submitPort } from '#operations/porting/submit-port.ts'
import { askValidation, confirmValidation } from '#operations/porting/validate-port.ts'
import { recordVerification } from '#operations/porting/verify-user.ts'
import { acceptPort, lodgePort, passOnPort, rejectPort } from '#operations/porting/work-port.ts'
import { readForActor } from '#operations/read.ts'
import { readCalledNumbers, readDemoAccounts } from '#storage/queries/demo.ts'
import { countPorts } from '#storage/queries/ports.ts'
import { LOSING_CARRIERS, PORT_STORIES, type PortStory } from './demo-ports.ts'
import { geographicNumber, LOCAL_RATE_PREFIX, MOBILES } from './fiction-numbers.ts'

type DemoAccount = Awaited<ReturnType<typeof readDemoAccounts>>[number]

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Numbers of a range from this one on are other carriers'; so many are looked at. */
const FIRST_FOREIGN = 7000
const MOST_FOREIGN = 2000
/** Ranges whose numbers lie in an area there is: 07 7010 lies in none. */
const RANGES = [0, 1, 2, 3, 4, 6, 7]
/** So much has a prepaid account at least that ports are requested for. */
const ENOUGH_CREDIT = 300_000_000n
/** Every so many ports the demonstration's customer has one. */
const OF_THE_CUSTOMER = 5

/**
 * Ports at every stage, dated as they would have come: by the real operations, each at its own moment up to now. Done again
 * it changes nothing.
 */
export async function portDemo(pool: pg.Pool, resellerId: number, now: Date): Promise<void> {
  const desk: Actor = { ...systemActor(resellerId, 'Billie Tran'), role: 'support' }
  const read = <Result>(query: (db: pg.ClientBase) => Promise<Result>): Promise<Result> =>
    readForActor(pool, desk, query)
  if ((await read((db) => countPorts(db, {}, now))) > 0) return
  const calendar = await read((db) => loadDesk(db, now))
  const accounts = await read(readDemoAccounts)
  const solvent = accounts
    .slice(0, Math.max(2, accounts.length - 4))
    .filter(({ paymentMode, balanceMicros }) => paymentMode === 'postpaid' || balanceMicros > ENOUGH_CREDIT)
  const foreign = await read(quietNumbers)
  for (const [index, story] of PORT_STORIES.entries()) {
    const account = solvent[index % OF_THE_CUSTOMER === 0 ? 0 : index % solvent.length]
    if (account === undefined) return
    const customer: Actor = {
      ...desk,
      role: 'customer-admin',
      name: 'Casey Pike',
      accountId: account.id,
    }
    const moments = momentsOf(calendar, story, now)
    const run = <Input, Result>(
      operation: Operation<Input, Result>,
      input: Input,
      at: Date,
      actor = desk,
    ): Promise<Result> =>
      perform(pool, operation, { actor, input, now: at, origin: 'command line' }, (result) => result)
    const numbers = numbersOf(story, index, foreign)
    await play({
      story,
      index,
      numbers,
      account,
      calendar,
      run,
      customer: story.byCustomer === true ? customer : desk,
      moments,
      timetable: systemActor(resellerId),
      now,
    })
  }
}

/** When each step of a story comes: none after now, and each after the one before. */
function momentsOf(calendar: BusinessCalendar, { kind, state, daysAgo, cutOverAfter }: PortStory, now: Date) {
  const today = addBusinessDays(calendar, dateAt(now.getTime(), calendar.timeZone).toString(), 0)
  const days = STEP_DAYS[kind]
  const submitted = daysAgo === 0 ? today : addBusinessDays(calendar, today, -daysAgo)
  const after = (date: string, count: number): string => (count === 0 ? date : addBusinessDays(calendar, date, count))
  const lodged = after(submitted, days.lodge)
  // A losing carrier does not take all the days it has to validate numbers.
  const passedOn = kind === 'complex' ? after(lodged, days.validation - 1) : lodged
  const decided = after(passedOn, days.answer)
  const cutOver = after(decided, cutOverAfter ?? days.earliestCutOver)
  const isToday = state === 'completed' || state === 'cutting-over'
  const past = (date: string, minutes: number, before: number): Date =>
    new Date(Math.min(timeOf(calendar, date, 9 * 60 + minutes), now.getTime() - before * MINUTE_MS))
  return {
    submitted: past(submitted, 10, 240),
    lodged: past(lodged, 60, 230),
    asked: past(lodged, 120, 225),
    validated: past(passedOn, 150, 222),
    passedOn: past(passedOn, 180, 220),
    decided: past(decided, 90, 210),
    dateSet: past(decided, 100, 200),
    cutOverAt: new Date(timeOf(calendar, cutOver, 14 * 60 + 30)),
    provisioned: past(cutOver, -150, 190),
    started: isToday ? new Date(now.getTime() - 90 * MINUTE_MS) : past(cutOver, 330, 120),
    completed: isToday ? new Date(now.getTime() - 50 * MINUTE_MS) : past(cutOver, 370, 90),
    ended: new Date(Math.min(timeOf(calendar, cutOver, 20 * 60), now.getTime())),
  }
}

interface Scene {
  readonly story: PortStory
  readonly index: number
  readonly numbers: readonly string[]
  readonly account: DemoAccount
  readonly calendar: BusinessCalendar
  readonly customer: Actor
  readonly timetable: Actor
  readonly now: Date
  readonly moments: ReturnType<typeof momentsOf>
  readonly run: <Input, Result>(
    operation: Operation<Input, Result>,
    input: Input,
    at: Date,
    actor?: Actor,
  ) => Promise<Result>
}

/** The steps that lead to each state, in their order; what is not among them ends a port by itself. */
const ROAD: readonly PortState[] = [
  'draft',
  'submitted',
  'lodged',
  'validating',
  'validated',
  'with-losing-carrier',
  'accepted',
  'date-set',
  'pre-provisioned',
  'cutting-over',
  'completed',
  'closed',
]

async function play(scene: Scene): Promise<void> {
  const { story, moments, run, customer, timetable, now } = scene
  const portId = await request(scene)
  const aim = aimOf(story.state)
  const reaches = (state: PortState): boolean => ROAD.indexOf(aim) >= ROAD.indexOf(state)
  if (story.kind === 'mobile' && reaches('submitted'))
    await run(
      recordVerification,
      { portId, method: 'call', reference: 'Called back by Billie Tran' },
      moments.submitted,
    )
  if (reaches('submitted')) await run(submitPort, { portId }, moments.submitted, customer)
  if (story.rejected !== undefined && story.state !== 'rejected') await rejectOnce(scene, portId, story.rejected)
  if (reaches('lodged')) {
    const carrierReference = `UP-${4100 + scene.index}`
    await run(lodgePort, { portId, carrierReference, ...NOTHING_SAID }, moments.lodged)
  }
  if (story.kind === 'complex' && reaches('validating')) await validate(scene, portId, reaches('validated'))
  if (reaches('with-losing-carrier')) await run(passOnPort, { portId, ...NOTHING_SAID }, moments.passedOn)
  if (story.state === 'rejected' && story.rejected !== undefined) {
    const staffWords = 'Answer came by e-mail; see the inbox of the desk.'
    await run(rejectPort, { portId, reason: story.rejected, customerWords: '', staffWords }, moments.decided)
  }
  if (reaches('accepted')) await run(acceptPort, { portId, outOfHours: false, ...NOTHING_SAID }, moments.decided)
  if (reaches('date-set')) {
    const date = { cutOverAt: moments.cutOverAt, outOfHours: false, chargeFee: true, ...NOTHING_SAID }
    await run(setPortDate, { portId, ...date }, moments.dateSet, story.kind === 'complex' ? customer : undefined)
  }
  if (reaches('pre-provisioned')) await run(preProvisionPort, { portId, ...NOTHING_SAID }, moments.provisioned)
  if (reaches('cutting-over')) await run(startCutOver, { portId, ...NOTHING_SAID }, moments.started)
  if (reaches('completed')) {
    const customerWords = 'Test calls in and out went through.'
    await run(completePort, { portId, withoutTest: true, customerWords, staffWords: '' }, moments.completed)
  }
  if (story.state === 'closed') await run(closePort, { portId, ...NOTHING_SAID }, moments.ended)
  if (story.state === 'withdrawn') {
    const reason = 'The customer stays with its provider after all.'
    await run(withdrawPort, { portId, reason, chargeFee: true, staffWords: '' }, moments.decided)
  }
  if (story.state === 'expired') await run(expirePort, { portId, ...NOTHING_SAID }, now, timetable)
  if (story.state === 'reversed') {
    const at = new Date(moments.completed.getTime() + HOUR_MS)
    const said = { reason: 'Calls from mobiles did not get through.', customerWords: '', staffWords: '' }
    await run(reversePort, { portId, chargeFee: false, ...said }, at)
  }
}

/** The losing carrier is asked which numbers belong together, and says so: the first is the service's own. */
async function validate({ run, moments, numbers }: Scene, portId: number, isAnswered: boolean): Promise<void> {
  await run(askValidation, { portId, ...NOTHING_SAID }, moments.asked)
  if (!isAnswered) return
  const answers = numbers.map((number, at) => ({ number, code: at === 0 ? 'P' : 'A', words: '' }) as const)
  await run(confirmValidation, { portId, numbers: answers, ...NOTHING_SAID }, moments.validated)
}

/** How far along the road a port is taken before it leaves it. */
function aimOf(state: PortState): PortState {
  if (state === 'rejected' || state === 'withdrawn') return 'with-losing-carrier'
  if (state === 'expired') return 'draft'
  return state === 'reversed' ? 'completed' : state
}

/** The first attempt fails at the desk the same day and is mended: two charges. */
async function rejectOnce(
  { run, customer, moments, index }: Scene,
  portId: number,
  reason: NonNullable<PortStory['rejected']>,
): Promise<void> {
  const at = (minutes: number): Date => new Date(moments.submitted.getTime() + minutes * MINUTE_MS)
  await run(rejectPort, { portId, reason, customerWords: '', staffWords: '' }, at(2))
  const serviceAddress = { ...ADDRESS, lines: [`${20 + index} Station Lane`] }
  await run(changePort, { portId, changes: { serviceAddress }, ifVersion: undefined }, at(4), customer)
  await run(submitPort, { portId }, at(6), customer)
}

const ADDRESS = { lines: ['12 Harbour Road'], suburb: 'Sydney', state: 'NSW', postcode: '2000', country: 'AU' }

async function request({ story, index, numbers, account, calendar, run, customer, moments }: Scene): Promise<number> {
  const { kind, remarks } = story
  const losingCarrier = LOSING_CARRIERS[index % LOSING_CARRIERS.length] ?? null
  const begun = new Date(moments.submitted.getTime() - 30 * MINUTE_MS)
  const complete = {
    losingAccountNumber: `2000 ${1000 + index * 37}`,
    holderName: `${account.name} Pty Ltd`,
    serviceAddress: ADDRESS,
    authorisedPerson: { name: 'Robin Example', position: 'Director', phone: null, email: null },
    authorisedOn: dateAt(begun.getTime(), calendar.timeZone).toString(),
    isActive: true,
    ...(kind === 'special' && { destination: geographicNumber(index) }),
    ...(kind === 'complex' && { hasComplexServices: true }),
    ...(kind === 'mobile' && { mobilePayment: 'postpaid' as const }),
    dayContact: { name: 'Robin Example', phone: geographicNumber(index) },
  }
  const known = aimOf(story.state) === 'draft' ? { isActive: true } : complete
  const changes = { kind, numbers, losingCarrier, remarks: remarks ?? '', ...known }
  return run(requestPort, { accountId: account.id, changes }, begun, customer)
}

/** A mobile or special number, or the next that are quiet in a range. */
function numbersOf({ kind, count = 1 }: PortStory, index: number, foreign: readonly string[][]): readonly string[] {
  if (kind === 'mobile') return MOBILES.slice(index % MOBILES.length).slice(0, 1)
  if (kind === 'special') return [`${LOCAL_RATE_PREFIX}${40 + index}`]
  return foreign[index % foreign.length]?.splice(0, count) ?? []
}

/** Other carriers' numbers by range that nobody ever called: such a call would cost something else since it is on-net. */
async function quietNumbers(db: pg.ClientBase): Promise<string[][]> {
  const ranges = RANGES.map((range) =>
    Array.from({ length: MOST_FOREIGN }, (_, at) => geographicNumber(range * 10_000 + FIRST_FOREIGN + at)),
  )
  const called = await readCalledNumbers(db, ranges.flat())
  return ranges.map((numbers) => numbers.filter((number) => !called.has(number)))
}

/** The instant of a time of day (in minutes) on a date, by the desk's clock. */
function timeOf({ timeZone }: BusinessCalendar, date: string, minutes: number): number {
  const plainTime = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60)
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}
