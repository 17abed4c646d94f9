import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { chooseReseller } from '../../../shared/api/chosen-reseller.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { ErrorState } from '../../../shared/feedback/error-state.tsx'

/**
 * An operator has to say for which reseller it works before there is anything to show. Where there is one, it is that; where
 * there is none, the first is opened.
 */
export function FirstReseller(): ReactNode {
  const here = useRouterState({ select: ({ location }) => location.href })
  const isThere = /^\/resellers(?:[/?]|$)/.test(here)
  const resellers = useRead('listResellers', { query: { limit: 2 } }, { enabled: !isThere })
  const navigate = useNavigate()
  const found = resellers.data?.items
  useEffect(() => {
    if (isThere || found === undefined) return
    const [only, another] = found
    if (only !== undefined && another === undefined) {
      chooseReseller(only.id)
      location.reload()
    } else {
      const search = here === '/' ? {} : { next: here }
      void navigate({ to: only === undefined ? '/resellers/new' : '/resellers', search, replace: true })
    }
  }, [found, here, isThere, navigate])
  if (isThere) return <Outlet />
  if (resellers.isError)
    return <ErrorState error={resellers.error} what="the resellers" onRetry={() => void resellers.refetch()} />
  return null
}
