import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../shared/api/wire-types.ts'
import { dayText } from '../../shared/format/dates.ts'
import { When } from '../../shared/format/figures.tsx'
import { priceText } from '../../shared/format/money.ts'
import { Facts } from '../../shared/layout/facts.tsx'
import { StatusBadge } from '../../shared/layout/status-badge.tsx'
import { LINE_TYPE_WORDS, REGISTRATION_WORDS } from '../../shared/numbers/number-words.ts'
import { AppLink } from '../../shared/router/app-link.tsx'

type Line = Answer<'readAccountNumber'>

interface LineFactsProps {
  readonly line: Line
  /** Left out: the reseller's. */
  readonly timeZone?: string
}

/** How a customer has a number connected, what it pays, and what the switch knows of it. */
export function LineFacts({ line, timeZone }: LineFactsProps): ReactNode {
  const { numberPlan, callLimit, block, cancelOn } = line
  return (
    <Facts
      facts={[
        { label: 'Line type', value: LINE_TYPE_WORDS[line.lineType] },
        {
          label: 'Number plan',
          value: (
            <Anchor component={AppLink} to={`/plans/numbers/${numberPlan.id}`} inherit>
              {numberPlan.name}
            </Anchor>
          ),
        },
        {
          label: block === null ? 'A month, ex GST' : 'The block of 100 a month, ex GST',
          value: priceText(line.monthlyCharge),
        },
        { label: 'Call limit', value: callLimit === null ? 'the account’s channels' : String(callLimit) },
        { label: 'Since', value: <When at={line.since} timeZone={timeZone} /> },
        ...(cancelOn === null ? [] : [{ label: 'Ends', value: dayText(cancelOn) }]),
        ...registrationFacts(line, timeZone),
      ]}
    />
  )
}

function registrationFacts({ registration }: Line, timeZone: string | undefined) {
  if (registration === null) return [{ label: 'Registration', value: 'not known to the switch' }]
  const { server, status, contactAddress, userAgent, expiresAt } = registration
  const { words, tone } = REGISTRATION_WORDS[status]
  return [
    { label: 'Registration', value: <StatusBadge tone={tone}>{words}</StatusBadge> },
    { label: 'Registration server', value: server },
    ...(contactAddress === undefined ? [] : [{ label: 'From', value: contactAddress }]),
    ...(userAgent === undefined ? [] : [{ label: 'Device', value: userAgent }]),
    ...(expiresAt === undefined
      ? []
      : [{ label: 'Registered until', value: <When at={expiresAt} timeZone={timeZone} full /> }]),
  ]
}
