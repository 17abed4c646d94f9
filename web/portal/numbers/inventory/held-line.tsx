import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { priceText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { LINE_TYPE_WORDS, REGISTRATION_WORDS } from '../../../shared/numbers/number-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'

/** How its customer has a number connected, and what it pays. */
export function HeldLine({ accountId, number }: { readonly accountId: string; readonly number: string }): ReactNode {
  const line = useRead('readAccountNumber', { params: { accountId, number } }).data
  if (line === undefined) return null
  const { registration, numberPlan, callLimit, cancelOn } = line
  return (
    <Section title="In use as">
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
          { label: 'A month, ex GST', value: priceText(line.monthlyCharge) },
          { label: 'Call limit', value: callLimit === null ? 'the account’s channels' : String(callLimit) },
          {
            label: 'Registration',
            value:
              registration === null ? (
                'not known to the switch'
              ) : (
                <StatusBadge tone={REGISTRATION_WORDS[registration.status].tone}>
                  {REGISTRATION_WORDS[registration.status].words}
                </StatusBadge>
              ),
          },
          ...(registration === null ? [] : [{ label: 'Server', value: registration.server }]),
          ...(cancelOn === null ? [] : [{ label: 'Ends', value: dayText(cancelOn) }]),
        ]}
      />
    </Section>
  )
}
