import { NUMBER_STEPS, type NumberStatus } from '#domain/numbers/number-status.ts'
import type { Permission } from '../../../shared/access/session.ts'

/** What staff do with numbers of the inventory. */
export type NumberAct = 'reserve' | 'release' | 'service' | 'quarantine' | 'retire'

interface ActWords {
  readonly label: string
  /** The verb and the thing, for the button that does it. */
  readonly action: string
  readonly from: readonly NumberStatus[]
  readonly permission: Permission
  readonly isDangerous: boolean
}

export const ACTS: Readonly<Record<NumberAct, ActWords>> = {
  reserve: {
    label: 'Reserve',
    action: 'Reserve',
    from: NUMBER_STEPS.reserve.from,
    permission: 'inventory.write',
    isDangerous: false,
  },
  release: {
    label: 'Release reservation',
    action: 'Release',
    from: NUMBER_STEPS.releaseReservation.from,
    permission: 'inventory.write',
    isDangerous: false,
  },
  service: {
    label: 'Put in service',
    action: 'Put in service',
    from: NUMBER_STEPS.arrive.from,
    permission: 'inventory.write',
    isDangerous: false,
  },
  quarantine: {
    label: 'End quarantine',
    action: 'End quarantine',
    from: NUMBER_STEPS.endQuarantine.from,
    permission: 'numbers.correct',
    isDangerous: true,
  },
  retire: {
    label: 'Retire',
    action: 'Retire',
    from: NUMBER_STEPS.retire.from,
    permission: 'inventory.write',
    isDangerous: true,
  },
}

/** What can be done with every one of them, by whoever is signed in. */
export function possibleActs(
  rows: readonly { readonly status: NumberStatus }[],
  may: (permission: Permission) => boolean,
): readonly NumberAct[] {
  const acts = Object.keys(ACTS) as NumberAct[]
  return acts.filter((act) => may(ACTS[act].permission) && rows.every(({ status }) => ACTS[act].from.includes(status)))
}
