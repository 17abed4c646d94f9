import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { ChargeOutcome } from '../../shared/payments/charge-outcome.tsx'
import { useCharge } from '../../shared/payments/use-charge.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import { useQueryState } from '../../shared/router/use-address.ts'
import { balanceText } from '../shared/balance-text.ts'
import { BillsMenu } from '../shared/bills-menu.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview } from '../shared/use-overview.ts'

/** Where the payment provider sends back to: what became of a payment (`?charge=12`). */
export function Page(): ReactNode {
  const [{ charge = '' }] = useQueryState()
  const { data } = useOverview()
  return (
    <PageFrame title="Your payment" width="form">
      <BillsMenu isPrepaid={data?.paymentMode === 'prepaid'} />
      {/^\d{1,18}$/.test(charge) ? <Became chargeId={charge} /> : <NoCharge />}
    </PageFrame>
  )
}

function Became({ chargeId }: { readonly chargeId: string }): ReactNode {
  const accountId = useAccountId()
  const { data } = useOverview()
  const { query, isAsked } = useCharge(accountId, chargeId)
  const words = data === undefined ? undefined : balanceText(data)
  return (
    <Loaded query={query} what="what became of it">
      {(charge) => (
        <ChargeOutcome
          charge={charge}
          isAsked={isAsked}
          balance={words === undefined ? undefined : `${words.label}: ${words.headline}.`}
          payPage="/pay"
          backPage="/payments"
        />
      )}
    </Loaded>
  )
}

function NoCharge(): ReactNode {
  return (
    <EmptyState
      title="No payment is named here"
      words="What was paid and what is under way stands under Payments."
      action={
        <Button component={AppLink} to="/payments" variant="default">
          Payments
        </Button>
      }
    />
  )
}
