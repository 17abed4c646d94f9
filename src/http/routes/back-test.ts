import type pg from 'pg'
import { backTestEndpoints as endpoints } from '#contract/back-test.ts'
import type { BackTestResult } from '#domain/credit-control/back-test.ts'
import { askBackTest } from '#operations/credit-control/back-test.ts'
import { listBackTests, readBackTest } from '#storage/queries/back-tests.ts'
import { readNamedAccounts } from '#storage/queries/risk.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { accountsOf, backTestHead, backTestResult } from '../views/back-test.ts'
import { changesOf, limitsOf } from '../views/call-rules.ts'

const MOST = 20

export const backTestRoutes: readonly Route[] = [
  route(endpoints.createBackTest, ({ body, perform }) => {
    const { accountId, days, rules, limits } = body
    const proposed = { rules: changesOf(rules), limits: limitsOf(limits) }
    return perform(askBackTest, { accountId, days, proposed }, (backTestId, db) => viewOf(db, backTestId))
  }),
  route(endpoints.listBackTests, ({ read }) =>
    read(async (db) => ({ items: (await listBackTests(db, MOST)).map(backTestHead) })),
  ),
  route(endpoints.readBackTest, ({ params, read }) => read((db) => viewOf(db, params.backTestId))),
]

async function viewOf(db: pg.ClientBase, backTestId: number) {
  const { changes: _, result, ...row } = notFound('back-test', await readBackTest(db, backTestId))
  const found = result as BackTestResult | null
  if (found === null) return { ...backTestHead(row), result: null }
  const accounts = new Map((await readNamedAccounts(db, accountsOf(found))).map((one) => [one.accountId, one]))
  return { ...backTestHead(row), result: backTestResult(found, accounts) }
}
