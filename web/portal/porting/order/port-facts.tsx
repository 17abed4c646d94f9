import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { instantText } from '../../../shared/format/dates.ts'
import { useToday, When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { dueWords } from '../board/due-chip.tsx'
import { KIND_NAMES } from '../kind-names.ts'

/** What a port is, at a glance. */
export function PortFacts({ port, timeZone }: { readonly port: Port; readonly timeZone: string }): ReactNode {
  const { accountId, accountName, accountNumber, losingCarrier, kind, attempt, cutOverAt, submittedAt } = port
  const due = dueWords(port, timeZone, useToday(timeZone))
  return (
    <Facts
      facts={[
        {
          label: 'Customer',
          value: (
            <>
              <Anchor component={AppLink} to={`/customers/${accountId}/porting`} inherit>
                {accountName}
              </Anchor>
              , {accountNumber}
            </>
          ),
        },
        { label: 'Losing carrier', value: losingCarrier ?? 'Not named yet' },
        { label: 'Kind', value: KIND_NAMES[kind] },
        ...(submittedAt === null
          ? []
          : [
              {
                label: attempt > 1 ? `Submitted, attempt ${attempt}` : 'Submitted',
                value: <When at={submittedAt} timeZone={timeZone} />,
              },
            ]),
        ...(due === undefined || (cutOverAt !== null && !port.isOverdue) ? [] : [{ label: 'Next', value: due }]),
        ...(cutOverAt === null
          ? []
          : [
              {
                label: port.outOfHours ? 'Cut-over, out of hours' : 'Cut-over',
                value: instantText(cutOverAt, timeZone),
              },
            ]),
      ]}
    />
  )
}
