import type pg from 'pg'
import { callRulesEndpoints as endpoints } from '#contract/call-rules.ts'
import type { Actor } from '#domain/access/actor.ts'
import { isCountryKey } from '#domain/usage/countries.ts'
import { confirmCountry } from '#operations/credit-control/new-countries.ts'
import type { AccountCallRules } from '#operations/credit-control/read-call-rules.ts'
import { endCallRuleRelease, releaseCallRule } from '#operations/credit-control/release-call-rule.ts'
import { rulesOfAccount, setCallRuleDefaults, setCallRules } from '#operations/credit-control/set-call-rules.ts'
import { listAccountCountries } from '#storage/queries/account-countries.ts'
import { readRuleDefaults } from '#storage/queries/call-rules.ts'
import { countLiveCalls, countRefused } from '#storage/queries/risk.ts'
import { route, type Route } from '../route.ts'
import { accountRulesView, changesOf, countryView, defaultsView, limitsOf } from '../views/call-rules.ts'

const DAY_MS = 86_400_000

export const callRulesRoutes: readonly Route[] = [
  route(endpoints.readCallRules, ({ params, read, now, actor }) =>
    read(async (db) => viewOf(db, await rulesOfAccount({ db, now }, params.accountId), now, actor)),
  ),
  route(endpoints.writeCallRules, ({ params, body, ifMatch, perform, now, actor }) =>
    perform(setCallRules, { ...params, rules: changesOf(body), ifVersion: ifMatch }, (set, db) =>
      viewOf(db, set, now, actor),
    ),
  ),
  route(endpoints.releaseCallRule, ({ params, body: { until, words }, perform, now, actor }) =>
    perform(releaseCallRule, { ...params, until, words }, (released, db) => viewOf(db, released, now, actor)),
  ),
  route(endpoints.endCallRuleRelease, ({ params, perform }) =>
    perform(endCallRuleRelease, params, (nothing) => nothing),
  ),
  route(endpoints.listCalledCountries, ({ params, read, now }) =>
    read(async (db) => {
      await rulesOfAccount({ db, now }, params.accountId)
      const rows = await listAccountCountries(db, params.accountId)
      return {
        items: rows.flatMap(({ country, ...row }) => (isCountryKey(country) ? [countryView({ ...row, country })] : [])),
      }
    }),
  ),
  route(endpoints.confirmCountry, ({ params, perform }) =>
    perform(confirmCountry, params, (row) => countryView({ ...row, country: params.country })),
  ),
  route(endpoints.readCallRuleDefaults, ({ read, actor }) =>
    read(async (db) => defaultsView(await readRuleDefaults(db, actor.resellerId ?? 0))),
  ),
  route(endpoints.writeCallRuleDefaults, ({ body, ifMatch, perform }) => {
    const { fraudSpendDay, fraudSpendHour, overseasCalls, ...rules } = body
    const limits = limitsOf({ fraudSpendDay, fraudSpendHour, overseasCalls })
    return perform(setCallRuleDefaults, { rules: changesOf(rules), limits, ifVersion: ifMatch }, defaultsView)
  }),
]

async function viewOf(db: pg.ClientBase, found: AccountCallRules, now: Date, actor: Actor) {
  const live = await countLiveCalls(db, found.account.id, now)
  const refused = await countRefused(db, new Date(now.getTime() - DAY_MS), found.account.id)
  return accountRulesView(found, { live, refused }, actor)
}
