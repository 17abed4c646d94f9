import { Alert, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { amountOf, moneyText } from '../../shared/format/money.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { bsbText } from '../../shared/statements/ending-parts.tsx'
import { AskUs } from '../shared/ask-us.tsx'
import { balanceText } from '../shared/balance-text.ts'
import { BillsMenu } from '../shared/bills-menu.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview, type Overview } from '../shared/use-overview.ts'
import { CopyRows } from './copy-rows.tsx'

/** How to pay what is owed, or add credit: where a transfer goes, by what it is known, and how much it is. */
export function Page(): ReactNode {
  const overview = useOverview()
  const isPrepaid = overview.data?.paymentMode === 'prepaid'
  return (
    <PageFrame title={isPrepaid ? 'Add credit' : 'Pay'} width="form">
      <BillsMenu isPrepaid={isPrepaid} />
      <Loaded query={overview} what="what there is to pay">
        {(data) => <HowMuch overview={data} />}
      </Loaded>
      <HowToPay overview={overview.data} />
    </PageFrame>
  )
}

function HowMuch({ overview }: { readonly overview: Overview }): ReactNode {
  const { label, headline, rest, isUrgent } = balanceText(overview)
  return (
    <section aria-label="Balance">
      <Text c="dimmed">{label}</Text>
      <p className="headline" style={{ margin: 0, ...(isUrgent && { color: 'var(--negative)' }) }}>
        {headline}
      </p>
      {rest !== undefined && <Text>{rest}</Text>}
    </section>
  )
}

function HowToPay({ overview }: { readonly overview: Overview | undefined }): ReactNode {
  const accountId = useAccountId()
  const settings = useRead('readPaymentSettings', { params: { accountId } })
  return (
    <Loaded query={settings} what="how to pay">
      {(data) => (
        <Stack gap="lg">
          <Transfer settings={data} overview={overview} />
          <Cards settings={data} />
        </Stack>
      )}
    </Loaded>
  )
}

interface TransferProps {
  readonly settings: Answer<'readPaymentSettings'>
  readonly overview: Overview | undefined
}

function Transfer({ settings, overview }: TransferProps): ReactNode {
  const { bank, reference } = settings.howToPay
  if (bank === null) {
    return (
      <Section title="By bank transfer">
        <AskUs about="Bank details">There are no bank details here yet.</AskUs>
      </Section>
    )
  }
  const amount = overview === undefined ? undefined : amountToPay(overview)
  return (
    <Section
      title="By bank transfer"
      words={
        settings.paymentMode === 'prepaid'
          ? 'Transfer what you like. It is your credit as soon as it has arrived, in one or two business days.'
          : 'It takes one or two business days. You get a receipt when it has arrived.'
      }
    >
      <CopyRows
        rows={[
          { label: 'Account name', value: bank.accountName },
          { label: 'BSB', value: bsbText(bank.bsb) },
          { label: 'Account number', value: bank.accountNumber },
          {
            label: 'Reference',
            value: reference,
            words: 'Your account with us. Without it we do not know the money is yours.',
          },
          ...(amount === undefined
            ? []
            : [{ label: 'Amount', value: moneyText(amount), copied: moneyText(amount).replaceAll(/[$,]/g, '') }]),
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">{`Bank: ${bank.bankName}`}</Text>
    </Section>
  )
}

/** What is due, or owed where credit is used up; undefined: as much as one likes. */
function amountToPay({ balance: { kind, amount, due }, paymentMode }: Overview): string | undefined {
  if (paymentMode === 'prepaid') return kind === 'owing' ? amount : undefined
  return amountOf(due) > 0n ? due : undefined
}

function Cards({ settings: { canCharge, cannotChargeReason } }: Pick<TransferProps, 'settings'>): ReactNode {
  if (canCharge || cannotChargeReason === null) return null
  return (
    <Alert color="gray" variant="light" title="By card">
      {cannotChargeReason}
    </Alert>
  )
}
