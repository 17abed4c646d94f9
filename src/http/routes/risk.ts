import type pg from 'pg'
import { riskEndpoints as endpoints } from '#contract/risk.ts'
import { isFraudControl } from '#domain/credit-control/fraud-answer.ts'
import { CONTROL_NAMES } from '#domain/credit-control/describe-control.ts'
import { CONTROLS } from '#domain/credit-control/controls.ts'
import { micros } from '#domain/money.ts'
import { answerFraud, settleDeniedCalls } from '#operations/credit-control/answer-fraud.ts'
import { stopIou } from '#operations/credit-control/iou.ts'
import { setPlanIou } from '#operations/credit-control/plan-iou.ts'
import { readCallRules } from '#operations/credit-control/read-call-rules.ts'
import { readAccountControls } from '#operations/credit-control/read-controls.ts'
import { readFraudAnswers } from '#operations/credit-control/read-fraud-answers.ts'
import { isIouByPlan, listIous, readOpenIous, readOwedIou, readPlanIou } from '#storage/queries/ious.ts'
import {
  countRefused,
  countRisk,
  listDenied,
  listRefusals,
  listReleased,
  listTopSpenders,
} from '#storage/queries/risk.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { answersView, iouView, overviewView, refusalView, releasedView } from '../views/risk.ts'

const DAY_MS = 86_400_000
const TOP = 10
const IOUS = 20

export const riskRoutes: readonly Route[] = [
  route(endpoints.readRisk, ({ read, now }) =>
    read(async (db) => {
      const spenders = await listTopSpenders(db, now, TOP)
      const ids = spenders.map(({ accountId }) => accountId)
      const refused = await countRefused(db, new Date(now.getTime() - DAY_MS))
      return overviewView(await countRisk(db, now), refused, spenders, await readCallRules(db, ids, now))
    }),
  ),
  route(endpoints.listReleased, ({ read, now }) =>
    read(async (db) => ({ items: (await listReleased(db, now)).map(releasedView) })),
  ),
  route(endpoints.listDenied, ({ read }) =>
    read(async (db) => ({
      items: (await listDenied(db)).map((row) => ({ ...row, controls: row.controls.map(nameOfControl) })),
    })),
  ),
  route(endpoints.listCallRefusals, ({ read, query: { onlyRules, ...query } }) =>
    read(async (db) => {
      const { items, nextCursor } = await listRefusals(db, { ...query, onlyRules: onlyRules === 'true' })
      return { items: items.map(refusalView), nextCursor }
    }),
  ),
  route(endpoints.readFraudAnswers, ({ params, read, actor, now }) =>
    read(async (db) => answersView(await readFraudAnswers(db, params.accountId, actor, now), actor)),
  ),
  route(endpoints.answerFraud, ({ params, body: { wasMe, words = '' }, perform, actor, now }) =>
    perform(answerFraud, { ...params, wasMe, words }, async (_, db) =>
      answersView(await readFraudAnswers(db, params.accountId, actor, now), actor),
    ),
  ),
  route(endpoints.settleDenied, ({ params, body, perform, actor, now }) =>
    perform(settleDeniedCalls, { ...params, ...body }, async (_, db) =>
      answersView(await readFraudAnswers(db, params.accountId, actor, now), actor),
    ),
  ),
  route(endpoints.readIou, ({ params, read, now }) => read((db) => accountIou(db, params.accountId, now))),
  route(endpoints.stopIou, ({ params, perform }) => perform(stopIou, params, (nothing) => nothing)),
  route(endpoints.readPlanIou, ({ params, read }) =>
    read(async (db) => ({ ...params, isAllowed: notFound('calling plan', await readPlanIou(db, params.planId)) })),
  ),
  route(endpoints.writePlanIou, ({ params, body, perform }) =>
    perform(setPlanIou, { ...params, ...body }, (saved) => saved),
  ),
]

async function accountIou(db: pg.ClientBase, accountId: number, now: Date) {
  const { settings, standings } = await readAccountControls(db, accountId, now)
  const open = (await readOpenIous(db, [accountId], now)).get(accountId)
  return {
    accountId,
    isOn: settings.iou.isOn,
    byPlan: await isIouByPlan(db, accountId),
    value: micros(settings.iou.limit),
    open: open === undefined ? null : iouView(open),
    owed: (await readOwedIou(db, accountId)) !== undefined,
    used: micros(standings.find(({ control }) => control === 'iou')?.used ?? 0n),
    items: (await listIous(db, accountId, IOUS)).map(iouView),
    currency: 'AUD' as const,
  }
}

function nameOfControl(name: string): string {
  const control = CONTROLS.find((one) => one === name)
  return control !== undefined && isFraudControl(control) ? CONTROL_NAMES[control] : name
}
