import { dunningEndpoints as endpoints } from '#contract/dunning.ts'
import { holdOn } from '#domain/credit-control/dunning-hold.ts'
import { DUNNING_UNITS } from '#domain/credit-control/dunning-ladder.ts'
import { endHoldEarly, setHold } from '#operations/credit-control/dunning-holds.ts'
import { previewDunning, tomorrow } from '#operations/credit-control/preview-dunning.ts'
import {
  readDunningLadder,
  readSituations,
  type ChasedSituation,
  type SavedLadder,
} from '#operations/credit-control/read-dunning.ts'
import { saveLadder } from '#operations/credit-control/save-ladder.ts'
import { micros } from '#domain/money.ts'
import { listOpenCaseAccounts, readDunningEvents, type HoldRow } from '#storage/queries/dunning.ts'
import type pg from 'pg'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

const CURRENCY = 'AUD' as const
const DESK_ZONE = 'Australia/Sydney'

export const dunningRoutes: readonly Route[] = [
  route(endpoints.readDunningLadder, ({ read }) => read(async (db) => viewLadder(await readDunningLadder(db)))),
  route(endpoints.writeDunningLadder, ({ perform, body: { minimum, ...ladder }, ifMatch }) =>
    perform(saveLadder, { ladder: { ...ladder, minimumMicros: minimum }, ifVersion: ifMatch }, async (_, db) =>
      viewLadder(await readDunningLadder(db)),
    ),
  ),
  route(endpoints.listDunningCases, ({ read, query, now }) =>
    read(async (db) => {
      const found = await readSituations(db, await listOpenCaseAccounts(db), now)
      const items = found
        .filter(
          ({ theCase, decision }) =>
            (query.step === undefined || query.step.some((step) => step === theCase?.step)) &&
            (query.show !== 'held' || (decision.do === 'wait' && decision.heldBy !== undefined)) &&
            (query.show !== 'restricted' || isDone(theCase)) &&
            (query.show !== 'for-a-person' || theCase?.step === 'disconnection'),
        )
        .map((one) => ({
          account: viewAccount(one),
          openedAt: one.theCase?.openedAt ?? null,
          ...viewState(one),
        }))
      return { items }
    }),
  ),
  route(endpoints.previewDunning, ({ read, query, now }) =>
    read(async (db) => {
      const on = query.on ?? tomorrow(now, DESK_ZONE)
      const items = (await previewDunning(db, on, now)).flatMap((one) =>
        one.decision.do === 'step'
          ? [
              {
                account: viewAccount(one),
                step: one.decision.step,
                isRepeat: one.decision.isRepeat,
                chased: one.overdue.chasedMicros,
                actOn: one.decision.actOn ?? null,
                recipient: one.recipient ?? null,
              },
            ]
          : [],
      )
      return { on, currency: CURRENCY, items }
    }),
  ),
  route(endpoints.readAccountDunning, ({ read, params, now }) => read((db) => viewOf(db, params.accountId, now))),
  route(endpoints.setDunningHold, ({ perform, params, body: { amount, instalments, ...hold }, now }) =>
    perform(
      setHold,
      {
        ...params,
        ...hold,
        amountMicros: amount,
        instalments: instalments.map((one) => ({ on: one.on, amountMicros: one.amount })),
      },
      (_, db) => viewOf(db, params.accountId, now),
    ),
  ),
  route(endpoints.endDunningHold, ({ perform, params: { accountId, dunningHoldId: holdId }, body, now }) =>
    perform(endHoldEarly, { accountId, holdId, ...body }, (_, db) => viewOf(db, accountId, now)),
  ),
]

function viewLadder({ minimumMicros, ...ladder }: SavedLadder) {
  return { ...ladder, minimum: minimumMicros, currency: CURRENCY, units: DUNNING_UNITS }
}

async function viewOf(db: pg.ClientBase, accountId: number, now: Date) {
  const [found] = await readSituations(db, [accountId], now)
  const one = notFound('account', found)
  const { situation, account, invoices, holds } = one
  return {
    accountId,
    isChased: account.paymentMode === 'postpaid' && situation.ladder.isOn,
    ...viewState(one),
    invoices: invoices.map(({ number, dueOn, outstandingMicros }) => ({
      number,
      dueOn,
      outstanding: outstandingMicros,
    })),
    holds: holds.map((hold) => viewHold(hold, situation.today)),
    timeline: (await readDunningEvents(db, accountId)).map(({ amountMicros, ...event }) => ({
      ...event,
      amount: amountMicros,
    })),
  }
}

function viewAccount({ account: { id, accountNumber, name, status, isConsumer } }: ChasedSituation) {
  return { id, accountNumber, name, status, isConsumer }
}

/** Whether a case has taken service away. */
function isDone(theCase: ChasedSituation['theCase']): boolean {
  return theCase !== undefined && (theCase.restrictedAt !== null || theCase.suspendedAt !== null)
}

/** How far it is, and what comes next: what is to be done now comes now. */
function viewState({ overdue, theCase, decision, situation, holds }: ChasedSituation) {
  const { today } = situation
  const next = decision.do === 'step' ? decision.step : decision.do === 'wait' ? decision.next : undefined
  const on = decision.do === 'step' ? today : decision.do === 'wait' ? decision.on : undefined
  const active = holds.find((hold) => holdOn(hold, today) === 'holds')
  return {
    overdue: overdue.overdueMicros,
    disputed: overdue.disputedMicros,
    chased: micros(overdue.chasedMicros),
    oldestDueOn: overdue.oldestDueOn ?? null,
    currency: CURRENCY,
    step: theCase?.step ?? null,
    stepOn: theCase === undefined || theCase.step === null ? null : theCase.stepOn,
    isRestricted: (theCase?.restrictedAt ?? null) !== null,
    isSuspended: (theCase?.suspendedAt ?? null) !== null,
    nextStep: next ?? null,
    nextOn: on ?? null,
    heldBy: active === undefined ? null : viewHold(active, today),
  }
}

function viewHold(hold: HoldRow, today: string) {
  const { id, kind, from, until, amountMicros, instalments, paidMicros, words, setAt, setBy, endedAt, endedBy } = hold
  return {
    id,
    kind,
    from,
    until,
    amount: amountMicros,
    instalments: instalments.map((one) => ({ on: one.on, amount: one.amountMicros })),
    paid: paidMicros,
    standing: holdOn(hold, today),
    words,
    setAt,
    setBy,
    endedAt,
    endedBy,
    endWords: hold.endWords === '' ? null : hold.endWords,
  }
}
