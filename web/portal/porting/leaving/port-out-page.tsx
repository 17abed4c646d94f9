import { Anchor, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PORT_OUT_REFUSALS } from '#domain/porting/port-out-refusal.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { dayText, instantText } from '../../../shared/format/dates.ts'
import { Phone, useTimeZone, useToday, When } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { PortOutBadge } from '../../../shared/porting/port-out-badge.tsx'
import { PortOutTimeline } from '../../../shared/porting/port-out-timeline.tsx'
import { leavingText, type PortOut } from '../../../shared/porting/port-out-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { KIND_NAMES } from '../kind-names.ts'
import { dueText } from './due-text.ts'
import { Findings } from './findings.tsx'
import classes from './leaving.module.css'
import { OutNoteButton } from './out-note-button.tsx'
import { OutStepButtons } from './out-step-buttons.tsx'
import { WarningCard } from './warning-card.tsx'
import { WhatEnds } from './what-ends.tsx'

/** Others work at the same request, and its customer answers: what they did is seen without reloading. */
const EVERY_MS = 60_000
const OVER: readonly PortOut['state'][] = ['released', 'refused', 'cancelled']

/** A request of another carrier to take numbers away: who asks, what was found, what leaves, and every step there is. */
export function Page(): ReactNode {
  const portOutId = useParam('portOutId')
  const query = useRead('readPortOut', { params: { portOutId } }, { every: EVERY_MS })
  return (
    <Loaded query={query} what="the request">
      {(portOut) => <PortOutView key={portOut.id} portOut={portOut} />}
    </Loaded>
  )
}

function PortOutView({ portOut }: { readonly portOut: PortOut }): ReactNode {
  const timeZone = useTimeZone()
  const { staff, isWarning, state, numbers, charges } = portOut
  return (
    <PageFrame
      title={leavingText(portOut)}
      crumbs={[
        { label: 'Porting', to: '/porting' },
        { label: 'Leaving', to: '/porting/leaving' },
      ]}
      aside={<PortOutBadge portOut={portOut} />}
      actions={<OutStepButtons portOut={portOut} />}
    >
      <Stack gap="lg">
        {isWarning && <WarningCard portOut={portOut} timeZone={timeZone} />}
        <PortOutFacts portOut={portOut} timeZone={timeZone} />
        <div className={classes['columns']}>
          <Stack gap="lg">
            {staff !== null && <Findings portOut={portOut} staff={staff} timeZone={timeZone} />}
            <Section title="Timeline" actions={<OutNoteButton portOut={portOut} />}>
              <PortOutTimeline portOut={portOut} timeZone={timeZone} />
            </Section>
          </Stack>
          <Stack gap="lg">
            {!OVER.includes(state) && <WhatEnds portOutId={portOut.id} />}
            {numbers.length > 1 && (
              <Section title={plural(numbers.length, 'number')}>
                <ul className={classes['found']}>
                  {numbers.map((number) => (
                    <li key={number}>
                      <Phone number={number} />
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {charges.length > 0 && (
              <Section title="Charges" words="Ex GST.">
                <ul className={classes['ends']}>
                  {charges.map(({ chargeId, description, amount }) => (
                    <li key={chargeId}>
                      <span>{description}</span>
                      <span className="figures">{moneyText(amount)}</span>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </Stack>
        </div>
      </Stack>
    </PageFrame>
  )
}

interface PortOutFactsProps {
  readonly portOut: PortOut
  readonly timeZone: string
}

function PortOutFacts({ portOut, timeZone }: PortOutFactsProps): ReactNode {
  const { accountId, accountName, accountNumber, gainingCarrier, kind, staff, receivedAt, refusal, wantedAt } = portOut
  const { cutOverAt, releasedAt, undoUntil, cancelledBy } = portOut
  const authorisedOn = staff?.authorisedOn ?? null
  const due = dueText(portOut, timeZone, useToday(timeZone))
  const how = staff === null ? '' : staff.receivedBy === 'customer' ? ', the customer said so' : ', by its notice'
  return (
    <Facts
      facts={[
        {
          label: 'Customer',
          value: (
            <>
              <Anchor component={AppLink} to={`/customers/${accountId}/numbers`} inherit>
                {accountName}
              </Anchor>
              , {accountNumber}
            </>
          ),
        },
        { label: 'Gaining carrier', value: gainingCarrier },
        ...(staff === null || staff.carrierReference === ''
          ? []
          : [{ label: 'Its reference', value: staff.carrierReference }]),
        { label: 'Kind', value: KIND_NAMES[kind] },
        {
          label: 'Received',
          value: (
            <>
              <When at={receivedAt} timeZone={timeZone} />
              {how}
            </>
          ),
        },
        ...(staff === null ? [] : [{ label: 'Stated account', value: statedText(staff) }]),
        ...(authorisedOn === null ? [] : [{ label: 'Authority of', value: dayText(authorisedOn) }]),
        ...(due === undefined || cutOverAt !== null ? [] : [{ label: 'Next', value: due }]),
        ...(wantedAt === null || cutOverAt !== null
          ? []
          : [{ label: 'Wanted', value: instantText(wantedAt, timeZone) }]),
        ...(cutOverAt === null ? [] : [{ label: 'Cut-over', value: instantText(cutOverAt, timeZone) }]),
        ...(releasedAt === null ? [] : [{ label: 'Released', value: instantText(releasedAt, timeZone) }]),
        ...(undoUntil === null ? [] : [{ label: 'Can be undone until', value: instantText(undoUntil, timeZone) }]),
        ...(refusal === null ? [] : [{ label: 'Refused for', value: PORT_OUT_REFUSALS[refusal].label }]),
        ...(cancelledBy === null ? [] : [{ label: 'Called off by', value: CANCELLED_WORDS[cancelledBy] }]),
      ]}
    />
  )
}

const CANCELLED_WORDS = {
  'gaining-carrier': 'the gaining carrier',
  customer: 'the customer',
  'account-closed': 'the end of the account',
} as const

function statedText({ statedAccountNumber, statedName }: NonNullable<PortOut['staff']>): ReactNode {
  const stated = [statedAccountNumber, statedName].filter((text) => text !== '').join(', ')
  return stated === '' ? <Text c="dimmed">Nothing stated</Text> : stated
}
