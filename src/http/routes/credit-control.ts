import { creditControlEndpoints } from '#contract/credit-control.ts'
import type { Actor } from '#domain/access/actor.ts'
import { CONTROLS, type Control } from '#domain/credit-control/controls.ts'
import type { ControlSetting } from '#domain/credit-control/control-settings.ts'
import { micros } from '#domain/money.ts'
import { readAccountControls, type AccountControls } from '#operations/credit-control/read-controls.ts'
import { endControlRelease, releaseControl } from '#operations/credit-control/release-control.ts'
import { setControls } from '#operations/credit-control/set-controls.ts'
import { listTripped } from '#storage/queries/account-controls.ts'
import type { z } from 'zod'
import { route, type Route } from '../route.ts'
import { controlsView } from '../views/account-controls.ts'

export const creditControlRoutes: readonly Route[] = [
  route(creditControlEndpoints.readCreditControl, async ({ params, read, now, actor }) =>
    viewOf(await read((db) => readAccountControls(db, params.accountId, now)), actor),
  ),
  route(creditControlEndpoints.writeCreditControl, ({ params, body, ifMatch, perform, actor }) =>
    perform(setControls, { ...params, controls: settingsOf(body), ifVersion: ifMatch }, (set) => viewOf(set, actor)),
  ),
  route(creditControlEndpoints.releaseControl, ({ params, body: { until, words }, perform, actor }) =>
    perform(releaseControl, { ...params, until, words }, (released) => viewOf(released, actor)),
  ),
  route(creditControlEndpoints.endRelease, ({ params, perform }) =>
    perform(endControlRelease, params, (nothing) => nothing),
  ),
  route(creditControlEndpoints.listTrippedControls, ({ query, read }) => read((db) => listTripped(db, query))),
]

function viewOf({ account, settings, standings }: AccountControls, actor: Actor) {
  const money = (control: Control) => ({ isOn: settings[control].isOn, amount: micros(settings[control].limit) })
  const count = (control: Control): number => Number(settings[control].limit)
  return {
    accountId: account.id,
    paymentMode: account.paymentMode,
    balance: account.balanceMicros,
    currency: 'AUD' as const,
    controls: controlsView(standings, actor),
    settings:
      actor.accountId === undefined
        ? {
            creditLimit: money('credit-limit'),
            fraudSpendDay: money('fraud-spend-day'),
            fraudSpendHour: money('fraud-spend-hour'),
            overseasCalls: { isOn: settings['overseas-calls'].isOn, calls: count('overseas-calls') },
            iou: money('iou'),
            cardFailures: { isOn: settings['card-failures'].isOn, failures: count('card-failures') },
          }
        : null,
    version: account.version,
  }
}

type Said = z.output<typeof creditControlEndpoints.writeCreditControl.body>

function settingsOf(said: Said): Readonly<Partial<Record<Control, ControlSetting>>> {
  const { creditLimit, fraudSpendDay, fraudSpendHour, overseasCalls, iou, cardFailures } = said
  const settings: Record<Control, ControlSetting | undefined> = {
    'credit-limit': creditLimit && { isOn: creditLimit.isOn, limit: creditLimit.amount },
    'fraud-spend-day': fraudSpendDay && { isOn: fraudSpendDay.isOn, limit: fraudSpendDay.amount },
    'fraud-spend-hour': fraudSpendHour && { isOn: fraudSpendHour.isOn, limit: fraudSpendHour.amount },
    'overseas-calls': overseasCalls && { isOn: overseasCalls.isOn, limit: BigInt(overseasCalls.calls) },
    iou: iou && { isOn: iou.isOn, limit: iou.amount },
    'card-failures': cardFailures && { isOn: cardFailures.isOn, limit: BigInt(cardFailures.failures) },
  }
  return Object.fromEntries(CONTROLS.flatMap((control) => (settings[control] ? [[control, settings[control]]] : [])))
}
