import { useCallback } from 'react'
import { useQueryState } from './use-address.ts'

interface DialogHere {
  /** Which dialog is open; undefined: none. */
  readonly name: string | undefined
  readonly open: (name: string) => void
  readonly close: () => void
}

/** The dialog the address names (`?do=pay`): a link opens it, and the way back closes it. */
export function useDialog(): DialogHere {
  const [state, change] = useQueryState()
  const open = useCallback((name: string) => change({ do: name }), [change])
  const close = useCallback(() => change({ do: undefined }, { replace: true }), [change])
  return { name: state['do'], open, close }
}
