import { isFraudControl } from '#domain/credit-control/fraud-answer.ts'
import { micros } from '#domain/money.ts'
import { answerFraud } from '#operations/credit-control/answer-fraud.ts'
import { askBackTest } from '#operations/credit-control/back-test.ts'
import { confirmCountry } from '#operations/credit-control/new-countries.ts'
import { setPlanIou } from '#operations/credit-control/plan-iou.ts'
import { releaseCallRule } from '#operations/credit-control/release-call-rule.ts'
import { setCallRuleDefaults, setCallRules } from '#operations/credit-control/set-call-rules.ts'
import { readAccountDetails } from '#storage/queries/account-details.ts'
import { listTripped } from '#storage/queries/account-controls.ts'
import { readDemoAccounts } from '#storage/queries/demo.ts'
import type { DemoOffice } from './arm-controls.ts'

const DOLLAR = 1_000_000n
const DAY_MS = 86_400_000

/**
 * A desk that minds fraud: rules for all accounts, one that calls a few countries only, a rule lifted for a while, calls that
 * were not their customer's, a plan that gives an IOU, and a stricter limit that is tried on past calls.
 */
export async function riskDemo({ now, run, read }: Pick<DemoOffice, 'now' | 'run' | 'read'>): Promise<void> {
  const accounts = await read(readDemoAccounts)
  const [travels, sails] = accounts.filter(({ paymentMode }) => paymentMode === 'postpaid')
  await run(setCallRuleDefaults, {
    rules: { 'overseas-channels': { isOn: true, calls: 20 }, velocity: { isOn: true, calls: 120 } },
    limits: {},
    ifVersion: undefined,
  })
  if (travels !== undefined) {
    const countries = ['NZ', 'GB', 'US', 'SG', 'IN', 'FR', 'DE', 'CA']
    const rules = { 'overseas-destinations': { allow: 'only', countries } } as const
    await run(setCallRules, { accountId: travels.id, rules, ifVersion: undefined })
    await run(confirmCountry, { accountId: travels.id, country: 'JP' })
  }
  if (sails !== undefined) {
    const until = new Date(now.getTime() + 3 * DAY_MS)
    const words = 'Their survey vessel is at sea until the weekend.'
    await run(releaseCallRule, { accountId: sails.id, rule: 'satellite', until, words })
  }
  const prepaid = accounts.find(({ paymentMode }) => paymentMode === 'prepaid')
  const planId = prepaid && (await read((db) => readAccountDetails(db, prepaid.id)))?.planId
  if (planId !== undefined && planId !== null) await run(setPlanIou, { planId, isAllowed: true })
  const { items } = await read((db) => listTripped(db, { limit: 50 }))
  const suspected = items.find(({ control }) => isFraudControl(control))
  if (suspected !== undefined) {
    const words = 'Nobody was in the office that night; we have not called these numbers.'
    await run(answerFraud, { accountId: suspected.accountId, wasMe: false, words })
  }
  await run(askBackTest, {
    accountId: undefined,
    days: 30,
    proposed: {
      rules: { 'price-ceiling': { isOn: true, perMinuteMicros: micros(DOLLAR) } },
      limits: { 'fraud-spend-day': { isOn: true, limit: 60n * DOLLAR } },
    },
  })
}
