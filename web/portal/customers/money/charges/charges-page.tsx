import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer, Item } from '../../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { countText } from '../../../../shared/format/counts.ts'
import { daysText } from '../../../../shared/format/dates.ts'
import { Money, When } from '../../../../shared/format/figures.tsx'
import { priceText, sumOf } from '../../../../shared/format/money.ts'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import type { Column, Filter } from '../../../../shared/list/columns.ts'
import { List } from '../../../../shared/list/list-page.tsx'
import { AppLink } from '../../../../shared/router/app-link.tsx'
import { useAccount } from '../../account-context.tsx'
import { MoneyActs } from '../money-acts.tsx'
import { MoneyHead } from '../money-head.tsx'

type Charge = Item<'listCharges'>

const TYPE_WORDS: Readonly<Record<Charge['serviceType'], string>> = {
  CallingPlan: 'Calling plan',
  Number: 'Numbers',
  Channel: 'Channels',
  BillingRecord: 'Other services',
  Manual: 'By hand',
}

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'serviceType',
    label: 'Kind',
    options: Object.entries(TYPE_WORDS).map(([value, label]) => ({ value, label })),
  },
  { kind: 'choice', field: 'unbilled', label: 'Statement', options: [{ value: 'only', label: 'On none yet' }] },
]

/** What a customer was charged beside its calls: by its plan and numbers, by hand, and what recurs. */
export function Page(): ReactNode {
  const { account, timeZone } = useAccount()
  return (
    <PageFrame title="Statements and payments" actions={<MoneyActs />}>
      <MoneyHead />
      <List
        endpoint="listCharges"
        label="Charges and credits"
        params={{ accountId: account.id }}
        columns={columnsOf(timeZone)}
        filters={FILTERS}
        withTotal
        exportBy="exportCharges"
        idOf={({ id }) => id}
        nameOf={({ description }) => description}
        foot={footOf}
        empty={<EmptyState title="Nothing was charged yet" words="Charges begin when the account is activated." />}
      />
    </PageFrame>
  )
}

function columnsOf(timeZone: string): readonly Column<Charge>[] {
  return [
    {
      key: 'description',
      heading: 'For',
      render: ({ description, reason, quantity, unitPrice }) => (
        <>
          {description}
          {quantity !== 1 && <Quiet>{`${countText(quantity)} × ${priceText(unitPrice)}`}</Quiet>}
          {reason !== null && reason !== '' && <Quiet>{reason}</Quiet>}
        </>
      ),
    },
    {
      key: 'days',
      heading: 'Days',
      from: 'md',
      render: ({ from, to }) => (from === null || to === null ? '–' : <OneLine>{daysText(from, to)}</OneLine>),
    },
    {
      key: 'charged',
      heading: 'Charged',
      from: 'sm',
      render: ({ chargedAt }) => (
        <OneLine>
          <When at={chargedAt} timeZone={timeZone} />
        </OneLine>
      ),
    },
    {
      key: 'statement',
      heading: 'Statement',
      from: 'sm',
      render: ({ accountId, statementId, statementNumber }) =>
        statementId === null ? (
          <Text span inherit c="dimmed">
            the next one
          </Text>
        ) : (
          <Anchor component={AppLink} to={`/customers/${accountId}/statements/${statementId}`} fz="inherit">
            <OneLine>{statementNumber}</OneLine>
          </Anchor>
        ),
    },
    { key: 'amount', heading: 'Ex GST', align: 'right', from: 'sm', render: ({ amount }) => <Money value={amount} /> },
    { key: 'gst', heading: 'GST', align: 'right', from: 'lg', render: ({ gst }) => <Money value={gst} /> },
    {
      key: 'total',
      heading: 'Inc. GST',
      align: 'right',
      render: ({ amount, gst }) => <Money value={sumOf([amount, gst])} />,
    },
  ]
}

function OneLine({ children }: { readonly children: ReactNode }): ReactNode {
  return <span style={{ whiteSpace: 'nowrap' }}>{children}</span>
}

function Quiet({ children }: { readonly children: string }): ReactNode {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  )
}

function footOf({ sums }: Answer<'listCharges'>): Readonly<Record<string, ReactNode>> | undefined {
  if (sums === null) return undefined
  const { amount, gst } = sums
  return {
    description: 'In all',
    amount: <Money value={amount} />,
    gst: <Money value={gst} />,
    total: <Money value={sumOf([amount, gst])} />,
  }
}
