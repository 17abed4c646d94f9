import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { CONTROL_UNITS, type Control } from '#domain/credit-control/controls.ts'
import { controlFigure, describeControl } from '#domain/credit-control/describe-control.ts'
import type { ControlStanding } from '#domain/credit-control/judge-controls.ts'
import { describeTopUp } from '#domain/credit-control/top-up.ts'
import type { PaymentSettings } from '#domain/credit-control/payment-settings.ts'
import { micros } from '#domain/money.ts'
import type { ChargeAbility } from '#operations/payments/can-charge.ts'

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
    enforcement: 'watching' as const,
    explanation: describeControl(standing, withFigures),
  }
}

/** The automatic charges of an account as its status shows them. */
export function automaticPaymentsView({ autoTopUp, autoDebit }: PaymentSettings, ability: ChargeAbility) {
  const charging = { canCharge: ability.canCharge, cannotChargeReason: ability.reason }
  const stateOf = ({ isOn }: { readonly isOn: boolean }) => (isOn ? ('armed' as const) : ('off' as const))
  return {
    autoTopUp: {
      state: stateOf(autoTopUp),
      value: autoTopUp.amountMicros,
      used: NOTHING,
      ...charging,
      explanation: autoTopUp.isOn
        ? describeTopUp(autoTopUp)
        : `Off. Switched on: ${lowerFirst(describeTopUp(autoTopUp))}`,
    },
    autoDebit: {
      state: stateOf(autoDebit),
      value: null,
      used: null,
      ...charging,
      explanation: `${autoDebit.isOn ? 'Charges' : 'Off. Switched on: charges'} the monthly charges when they fall due.`,
    },
  }
}

const NOTHING = micros(0n)

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}
