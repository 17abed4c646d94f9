import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CALL_SERVICE_TYPES, type CallServiceType } from '#domain/usage/service-type.ts'
import {
  clockText,
  isNumberPart,
  lengthText,
  partyText,
  startText,
  type BillingRecord,
} from '../../shared/calls/call-words.ts'
import { dayText } from '../../shared/format/dates.ts'
import { amountOf, moneyText, priceText } from '../../shared/format/money.ts'
import { phoneText } from '../../shared/format/phone.ts'
import type { Column, Filter } from '../../shared/list/columns.ts'
import { RowLink } from '../../shared/list/row-link.tsx'

/** Kinds of calls in words without jargon. */
const TYPE_WORDS: Readonly<Record<CallServiceType, string>> = {
  Local: 'Local',
  National: 'Elsewhere in Australia',
  Mobile: 'To mobiles',
  International: 'Overseas',
  '6113': 'To 13 and 1300 numbers',
  TollFree: 'To 1800 numbers',
  Directory: 'Directory assistance',
  Emergency: 'Emergency',
  Onnet: 'Within our network',
  Inbound: 'Received',
  'Inbound 6113': 'Received on 13 and 1300',
  'Inbound 611800': 'Received on 1800',
  Premium: 'Premium services',
}

export const CALL_FILTERS: readonly Filter[] = [
  {
    kind: 'search',
    field: 'numberContains',
    label: 'Part of a number',
    isEnough: isNumberPart,
  },
  {
    kind: 'choice',
    field: 'serviceType',
    label: 'Kind',
    options: CALL_SERVICE_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] })),
    several: true,
  },
  {
    kind: 'choice',
    field: 'direction',
    label: 'Made or received',
    options: [
      { value: 'out', label: 'Made' },
      { value: 'in', label: 'Received' },
    ],
  },
  { kind: 'text', field: 'number', label: 'Number', placeholder: '03 7010 1234', say: phoneText },
]

/** Three columns on a telephone, five on a desk; the link is whom one talked to. */
export const CALL_COLUMNS: readonly Column<BillingRecord>[] = [
  {
    key: 'who',
    heading: 'Call',
    render: (call) => (
      <>
        <RowLink patch={{ call: call.id }}>{otherParty(call)}</RowLink>
        <Text size="sm" c="dimmed" lineClamp={1}>
          {kindText(call)}
        </Text>
        <Text size="sm" c="dimmed" hiddenFrom="sm" className="figures">
          {whenText(call)} · {talkText(call)}
        </Text>
      </>
    ),
  },
  { key: 'own', heading: 'Your number', from: 'md', render: (call) => partyText(ownParty(call)) },
  {
    key: 'when',
    heading: 'When',
    from: 'sm',
    render: (call) => (
      <span title={startText(call)} style={{ whiteSpace: 'nowrap' }}>
        {whenText(call)}
      </span>
    ),
  },
  {
    key: 'length',
    heading: 'Length',
    align: 'right',
    from: 'sm',
    render: talkText,
  },
  { key: 'price', heading: 'Inc. GST', align: 'right', render: (call) => <Price call={call} /> },
]

/** Whom one talked to. */
function otherParty({ direction, origin, destination }: BillingRecord): string {
  return partyText(direction === 'in' ? origin : destination)
}

function ownParty({ direction, origin, destination }: BillingRecord): string | null {
  return direction === 'in' ? destination : origin
}

function kindText({ direction, description }: BillingRecord): string {
  return direction === 'in' ? 'Received' : description
}

function talkText({ status, durationSeconds }: BillingRecord): string {
  return status === 'answered' ? lengthText(durationSeconds) : 'not answered'
}

function whenText({ date, time }: BillingRecord): string {
  return `${dayText(date).replace(/ \d{4}$/, '')}, ${clockText(time).replace(/:\d\d (?=[ap]m)/, ' ')}`
}

function Price({ call: { total, status } }: { readonly call: BillingRecord }): ReactNode {
  const amount = amountOf(total)
  if (amount === 0n) {
    return (
      <Text span inherit c="dimmed">
        {status === 'answered' ? 'Free' : '–'}
      </Text>
    )
  }
  return amount < 10_000n ? priceText(total) : moneyText(total)
}
