import type { Control } from '#domain/credit-control/controls.ts'
import { systemActor } from '#domain/access/actor.ts'
import { tripControl } from '#operations/credit-control/trip-control.ts'
import { perform } from '#operations/operation.ts'
import { insertCountries, type FirstCall } from '#storage/tables/account-countries.ts'
import { createBackgroundLog, type BackgroundLog } from './background-log.ts'
import type { LiveAccount } from './live-account.ts'
import type { LiveTools } from './call-decisions.ts'
import { overseasThisHour, spentThisHour, spentToday } from './recent-use.ts'

/** What answering calls brings to light, written down while nobody waits for it. */
export interface RiskNotes {
  readonly trips: { note(account: LiveAccount, control: Control, now: Date): void }
  readonly countries: BackgroundLog<FirstCall>
}

export function createRiskNotes({ pool, log }: LiveTools): RiskNotes {
  const inHand = new Set<string>()
  const once = (key: string, work: () => Promise<unknown>): void => {
    if (inHand.has(key)) return
    inHand.add(key)
    void work()
      .catch((error: unknown) => log(`${key} was not noted: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => inHand.delete(key))
  }
  return {
    trips: {
      note(account, control, now) {
        const used = usedOf(account, control, now)
        const request = {
          actor: systemActor(account.resellerId),
          input: { accountId: account.id, control, used },
          now,
          origin: 'a call',
        }
        once(`account ${account.id}: ${control} tripped`, () => perform(pool, tripControl, request, (told) => told))
      },
    },
    countries: createBackgroundLog((calls) => insertCountries(pool, calls), 'first calls to countries', log),
  }
}

function usedOf(account: LiveAccount, control: Control, now: Date): bigint {
  if (control === 'fraud-spend-day') return spentToday(account, now)
  if (control === 'fraud-spend-hour') return spentThisHour(account, now)
  return BigInt(overseasThisHour(account, now))
}
