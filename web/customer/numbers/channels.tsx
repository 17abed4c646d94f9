import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { plural } from '../../shared/format/counts.ts'
import { dateText } from '../../shared/format/dates.ts'
import { useTimeZone } from '../../shared/format/figures.tsx'
import { moneyText } from '../../shared/format/money.ts'
import { Section } from '../../shared/layout/section.tsx'
import { useAccountId } from '../shared/use-account-id.ts'

/** How many calls the account can have at once, and what those beyond the plan cost. */
export function Channels(): ReactNode {
  const accountId = useAccountId()
  const timeZone = useTimeZone()
  const channels = useRead('readChannels', { params: { accountId } })
  return (
    <Section title="Calls at once">
      <Loaded query={channels} what="how many calls you can have at once">
        {({ included, extra, limit, pending, unitCharge, monthlyCharge }) => (
          <>
            <Text>
              {`You can have ${plural(limit, 'call')} at the same time`}
              {extra === 0
                ? ', all in your plan.'
                : `: ${included} in your plan and ${extra} more for ${moneyText(monthlyCharge)} a month ex GST.`}
            </Text>
            <Text size="sm" c="dimmed">
              {`Each more costs ${moneyText(unitCharge)} a month ex GST. A call on hold or in a queue counts too; calls to 000 always go through.`}
              {pending !== null &&
                ` From ${dateText(pending.from, timeZone)} on it is ${plural(included + pending.extra, 'call')}.`}
            </Text>
          </>
        )}
      </Loaded>
    </Section>
  )
}
