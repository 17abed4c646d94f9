import type { ReactNode } from 'react'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { ChargeOutcome } from '../../../../shared/payments/charge-outcome.tsx'
import { useCharge } from '../../../../shared/payments/use-charge.ts'
import { useQueryState } from '../../../../shared/router/use-address.ts'
import { useAccount } from '../../account-context.tsx'
import { MoneyHead } from '../money-head.tsx'

/** What became of a payment taken in the office (`?charge=12`). */
export function Page(): ReactNode {
  const { account } = useAccount()
  const [{ charge: chargeId = '' }] = useQueryState()
  const { query, isAsked } = useCharge(account.id, chargeId)
  const cards = `/customers/${account.id}/statements/cards`
  return (
    <PageFrame title="Payment taken">
      <MoneyHead />
      <Loaded query={query} what="what became of it">
        {(charge) => <ChargeOutcome charge={charge} isAsked={isAsked} payPage={`${cards}?do=take`} backPage={cards} />}
      </Loaded>
    </PageFrame>
  )
}
