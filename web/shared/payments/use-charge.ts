import type { UseQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useChange, useRead } from '../api/hooks.ts'
import type { Answer } from '../api/wire-types.ts'

/** Between two questions how a charge stands. */
const ASK_MS = 4000

interface ChargeHere {
  readonly query: UseQueryResult<Answer<'readGatewayCharge'>>
  /** There is nothing to ask, or the payment provider was asked at least once. */
  readonly isAsked: boolean
}

/** A charge somebody came back from: asks the payment provider how it stands until there is nothing to wait for. */
export function useCharge(accountId: string, chargeId: string): ChargeHere {
  const query = useRead('readGatewayCharge', { params: { accountId, chargeId } })
  const { mutate } = useChange('syncGatewayCharge', { silent: true })
  const [isAsked, setAsked] = useState(false)
  const ask = useCallback(
    () => mutate({ params: { accountId, chargeId } }, { onSettled: () => setAsked(true) }),
    [accountId, chargeId, mutate],
  )
  const isOver = query.data?.isSettled === true
  // Also of one that is over: the balance beside it may have been read before the money came, and is read anew by this.
  const isToAsk = query.data !== undefined && !isAsked
  const isAwaited = isAsked && isWaiting(query.data)
  useEffect(() => {
    if (isToAsk) ask()
  }, [isToAsk, ask])
  useEffect(() => {
    if (!isAwaited) return undefined
    const timer = setInterval(ask, ASK_MS)
    return () => clearInterval(timer)
  }, [isAwaited, ask])
  return { query, isAsked: isAsked || isOver }
}

/** An answer comes within seconds: a bank's of a direct debit does not, and a page waits for a person. */
function isWaiting(charge: Answer<'readGatewayCharge'> | undefined): boolean {
  return charge !== undefined && !charge.isSettled && charge.state !== 'processing' && charge.continueAt === null
}
