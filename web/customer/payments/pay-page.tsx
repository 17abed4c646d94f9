import { Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { amountOf } from '../../shared/format/money.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { kindsText, type Methods } from '../../shared/payments/method-words.ts'
import { OpenCharges } from '../../shared/payments/open-charges.tsx'
import { PayForm } from '../../shared/payments/pay-form.tsx'
import { usePortalPath } from '../../shared/payments/use-portal-path.ts'
import { useQueryState } from '../../shared/router/use-address.ts'
import { BillsMenu } from '../shared/bills-menu.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview, type Overview } from '../shared/use-overview.ts'
import { BalanceHead } from './balance-head.tsx'
import { Transfer } from './transfer.tsx'

/** How to pay what is owed, or add credit: by card or bank account at once, or by bank transfer. */
export function Page(): ReactNode {
  const overview = useOverview()
  const isPrepaid = overview.data?.paymentMode === 'prepaid'
  return (
    <PageFrame title={isPrepaid ? 'Add credit' : 'Pay'} width="form">
      <BillsMenu isPrepaid={isPrepaid} />
      <Loaded query={overview} what="what there is to pay">
        {(data) => (
          <>
            <BalanceHead overview={data} />
            <HowToPay overview={data} />
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}

function HowToPay({ overview }: { readonly overview: Overview }): ReactNode {
  const accountId = useAccountId()
  const mayPay = useMay()('card-payments.write') && overview.status !== 'cancelled'
  const settings = useRead('readPaymentSettings', { params: { accountId } })
  const methods = useRead('listPaymentMethods', { params: { accountId } }, { enabled: mayPay })
  const isOnline = methods.data !== undefined && methods.data.least !== null
  return (
    <Loaded query={settings} what="how to pay">
      {(data) => (
        <Stack gap="lg">
          {mayPay && (
            <Loaded query={methods} what="your cards">
              {(stored) =>
                stored.least === null ? null : <ByCard methods={stored} overview={overview} balance={data.balance} />
              }
            </Loaded>
          )}
          <Transfer settings={data} amount={amountToPay(overview)} />
          {mayPay && methods.data !== undefined && !isOnline && (
            <Text size="sm" c="dimmed">
              Cards and direct debits are not taken here; a bank transfer is the way to pay.
            </Text>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

interface ByCardProps {
  readonly methods: Methods
  readonly overview: Overview
  readonly balance: string
}

function ByCard({ methods, overview, balance }: ByCardProps): ReactNode {
  const accountId = useAccountId()
  const navigate = useNavigate()
  const pathOf = usePortalPath()
  const [{ amount }] = useQueryState()
  const due = amountToPay(overview)
  return (
    <>
      <OpenCharges accountId={accountId} donePage="/pay/done" />
      <Section title={`By ${kindsText(methods.kinds)}`} words="At once, with a receipt.">
        <PayForm
          accountId={accountId}
          methods={methods}
          balance={balance}
          due={due}
          amount={amount ?? due}
          returnPath={pathOf('/pay/done')}
          onBegun={({ id, continueAt }) => {
            if (continueAt === null) void navigate({ to: '/pay/done', search: { charge: id } })
            else location.assign(continueAt)
          }}
        />
      </Section>
    </>
  )
}

/** What is due, or owed where credit is used up; undefined: as much as one likes. */
function amountToPay({ balance: { kind, amount, due }, paymentMode }: Overview): string | undefined {
  if (paymentMode === 'prepaid') return kind === 'owing' ? amount : undefined
  return amountOf(due) > 0n ? due : undefined
}
