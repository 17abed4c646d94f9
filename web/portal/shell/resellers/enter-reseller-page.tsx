import { useEffect, type ReactNode } from 'react'
import { chooseReseller } from '../../../shared/api/chosen-reseller.ts'
import { useParam, useQueryState } from '../../../shared/router/use-address.ts'

/** Goes on as operator for one reseller, in this window. Everything is read anew: nothing of another's stays on the screen. */
export function Page(): ReactNode {
  const resellerId = useParam('resellerId')
  const [{ next = '/' }] = useQueryState()
  useEffect(() => {
    chooseReseller(resellerId)
    location.replace(/^\/(?![/\\])/.test(next) ? next : '/')
  }, [resellerId, next])
  return null
}
