import { useCallback } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { useQueryState } from '../../../shared/router/use-address.ts'

/** What can be done with a customer as a whole; the address names it: `?do=suspend`. */
export const ACT_KEYS = ['activate', 'reinstate', 'withdraw', 'suspend', 'cancel', 'sign-in-as'] as const
export type ActKey = (typeof ACT_KEYS)[number]

export interface Act {
  readonly key: ActKey
  readonly label: string
  /** What the status calls for: the one action of the header. */
  readonly isMain?: boolean
  readonly isDangerous?: boolean
}

export interface ActDialogProps {
  readonly onClose: () => void
}

type Steps = Answer<'readAccount'>['allowedSteps']

/** What can be done by whoever is signed in, and a way to begin it. */
export function useActs({ allowedSteps, status }: Pick<Answer<'readAccount'>, 'allowedSteps' | 'status'>): {
  readonly acts: readonly Act[]
  readonly open: (key: ActKey) => void
} {
  const may = useMay()
  const [, change] = useQueryState()
  const open = useCallback((key: ActKey) => change({ do: key }), [change])
  const isReachable = status !== 'cancelled' && may('users.sign-in-as')
  const acts: readonly Act[] = [
    ...actsOf(allowedSteps),
    ...(isReachable ? [{ key: 'sign-in-as', label: 'Sign in as this customer' } as const] : []),
  ]
  return { acts, open }
}

function actsOf(steps: Steps): readonly Act[] {
  const may = (...any: Steps): boolean => any.some((step) => steps.includes(step))
  return [
    ...(may('activate') ? [{ key: 'activate', label: 'Activate account', isMain: true } as const] : []),
    ...(may('reinstate') ? [{ key: 'reinstate', label: 'Reinstate account', isMain: true } as const] : []),
    ...(may('withdraw-cancellation')
      ? [{ key: 'withdraw', label: 'Withdraw cancellation', isMain: !may('reinstate') } as const]
      : []),
    ...(may('suspend') ? [{ key: 'suspend', label: 'Suspend account' } as const] : []),
    ...(may('cancel', 'schedule-cancellation')
      ? [{ key: 'cancel', label: 'Cancel account', isDangerous: true } as const]
      : []),
  ]
}

export function mainAct(acts: readonly Act[]): Act | undefined {
  return acts.find(({ isMain }) => isMain === true)
}
