import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { CONTROL_UNITS, type Control } from '#domain/credit-control/controls.ts'
import { controlFigure, describeControl } from '#domain/credit-control/describe-control.ts'
import type { ControlStanding } from '#domain/credit-control/judge-controls.ts'
import { describeTopUp } from '#domain/credit-control/top-up.ts'
import type { PaymentSettings } from '#domain/credit-control/payment-settings.ts'
import { isTopUp, type AutomaticPurpose } from '#domain/payments/automatic-charge.ts'
import type { ChargingView } from '#operations/payments/automatic/read-charging.ts'

/** Who knows a fraud limit stays just below it: customers learn it when it has tripped. */
const HIDDEN_LIMITS: ReadonlySet<Control> = new Set(['fraud-spend-day', 'fraud-spend-hour', 'overseas-calls'])

/** How the limits of an account stand; a customer sees what concerns it. */
export function controlsView(standings: readonly ControlStanding[], actor: Actor) {
  const view = (control: Control) => {
    const standing = standings.find((one) => one.control === control)
    if (standing === undefined) throw new RangeError(`${control} was not judged`)
    return controlView(standing, actor)
  }
  return {
    creditLimit: view('credit-limit'),
    fraudSpendDay: view('fraud-spend-day'),
    fraudSpendHour: view('fraud-spend-hour'),
    overseasCalls: view('overseas-calls'),
    iou: view('iou'),
    cardFailures: view('card-failures'),
  }
}

function controlView(standing: ControlStanding, actor: Actor) {
  const { control, state, limit, used, since, release } = standing
  const isStaff = actor.accountId === undefined
  const withFigures = isStaff || state === 'tripped' || !HIDDEN_LIMITS.has(control)
  return {
    control,
    state,
    unit: CONTROL_UNITS[control],
    value: withFigures ? controlFigure(control, limit) : null,
    used: withFigures ? controlFigure(control, used) : null,
    since: since ?? null,
    releasedUntil: release?.until ?? null,
    releasedBy: isStaff ? (release?.by ?? null) : null,
    releaseWords: isStaff ? (release?.words ?? null) : null,
    canRelease: state === 'tripped' && may(actor, 'credit-control.write'),
    enforcement: control === 'card-failures' ? ('charges' as const) : ('calls' as const),
    explanation: describeControl(standing, withFigures),
  }
}

/** The automatic charges of an account as its status shows them. */
export function automaticPaymentsView({ autoTopUp, autoDebit }: PaymentSettings, view: ChargingView) {
  const { ability, charging: state, next, weekMicros } = view
  const stateOf = ({ isOn }: { readonly isOn: boolean }) =>
    !isOn ? ('off' as const) : state.is === 'stopped' ? ('tripped' as const) : ('armed' as const)
  const nextOf = (isOfThis: (purpose: AutomaticPurpose) => boolean) => {
    const found = next.find(({ charge }) => isOfThis(charge.purpose))
    return { nextAt: found?.at ?? null, nextWords: found?.words ?? null }
  }
  const charging = { canCharge: ability.canCharge, cannotChargeReason: ability.reason }
  return {
    autoTopUp: {
      state: stateOf(autoTopUp),
      value: autoTopUp.amountMicros,
      used: weekMicros,
      ...charging,
      ...nextOf(isTopUp),
      explanation: autoTopUp.isOn
        ? describeTopUp(autoTopUp)
        : `Off. Switched on: ${lowerFirst(describeTopUp(autoTopUp))}`,
    },
    autoDebit: {
      state: stateOf(autoDebit),
      value: null,
      used: null,
      ...charging,
      ...nextOf((purpose) => !isTopUp(purpose)),
      explanation: `${autoDebit.isOn ? 'Charges' : 'Off. Switched on: charges'} the monthly charges when they fall due.`,
    },
  }
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}
