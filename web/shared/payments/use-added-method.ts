import { useEffect, useRef } from 'react'
import { useChange } from '../api/hooks.ts'
import { useQueryState } from '../router/use-address.ts'

/** What stands in the address of somebody who comes back from the page where a card is typed. */
export const ADDED = { added: 'yes' } as const

/** Whoever comes back from the payment provider's page: asks what was stored there, once, and tidies the address. */
export function useAddedMethod(accountId: string): boolean {
  const [state, change] = useQueryState()
  const isBack = state['added'] === ADDED.added
  const asked = useRef(false)
  const { mutate, isPending } = useChange('syncPaymentMethods')
  useEffect(() => {
    if (!isBack || asked.current) return
    asked.current = true
    mutate({ params: { accountId } }, { onSettled: () => change({ added: undefined }, { replace: true }) })
  }, [isBack, accountId, mutate, change])
  return isPending
}
