import type { BackTestResult, Sum } from '#domain/credit-control/back-test.ts'
import { CALL_RULE_NAMES } from '#domain/credit-control/describe-call-rule.ts'
import { micros } from '#domain/money.ts'
import { countryName, isCountryKey } from '#domain/usage/countries.ts'
import { SERVICE_TYPE_WORDS } from '#domain/usage/service-type-words.ts'
import type { BackTestRow } from '#storage/queries/back-tests.ts'
import type { NamedAccount } from '#storage/queries/risk.ts'

export function backTestHead(row: BackTestRow) {
  const { callsDone, callsAll, ...head } = row
  const share = callsAll === null || callsAll === 0 ? 0 : callsDone / callsAll
  return { ...head, calls: callsAll, progress: row.state === 'done' ? 1 : Math.min(1, share) }
}

/** What came of a test, with the accounts it names. */
export function backTestResult(result: BackTestResult, accounts: ReadonlyMap<number, NamedAccount>) {
  const named = (accountId: number) => ({
    accountId,
    accountNumber: accounts.get(accountId)?.accountNumber ?? '',
    accountName: accounts.get(accountId)?.accountName ?? '',
  })
  const { firstTrip } = result
  return {
    accounts: result.accounts,
    calls: sumView(result.calls),
    refused: sumView(result.refused),
    refusedNow: sumView(result.refusedNow),
    newlyRefused: sumView(result.newlyRefused),
    letThrough: sumView(result.letThrough),
    byRule: result.byRule.map(({ rule, refused, refusedNow }) => ({
      rule,
      name: CALL_RULE_NAMES[rule],
      refused: sumView(refused),
      refusedNow: sumView(refusedNow),
    })),
    trips: result.trips,
    tripsNow: result.tripsNow,
    firstTrip: firstTrip && {
      ...named(firstTrip.accountId),
      control: firstTrip.control,
      name: CALL_RULE_NAMES[firstTrip.control],
      at: new Date(firstTrip.atMs),
    },
    topAccounts: result.topAccounts.map(({ accountId, ...sum }) => ({ ...named(accountId), ...sumView(sum) })),
    topDestinations: result.topDestinations.map(({ destination, ...sum }) => ({
      destination: isCountryKey(destination)
        ? countryName(destination)
        : (SERVICE_TYPE_WORDS[destination] ?? destination),
      ...sumView(sum),
    })),
    examples: result.examples.map(({ accountId, startedAtMs, chargeMicros, ...example }) => ({
      ...example,
      ...named(accountId),
      startedAt: new Date(startedAtMs),
      charged: micros(BigInt(chargeMicros)),
    })),
    currency: 'AUD' as const,
  }
}

/** The accounts a result names. */
export function accountsOf({ firstTrip, topAccounts, examples }: BackTestResult): readonly number[] {
  return [
    ...(firstTrip === null ? [] : [firstTrip.accountId]),
    ...topAccounts.map(({ accountId }) => accountId),
    ...examples.map(({ accountId }) => accountId),
  ]
}

function sumView({ calls, micros: charged }: Sum) {
  return { calls, charged: micros(BigInt(charged)) }
}
