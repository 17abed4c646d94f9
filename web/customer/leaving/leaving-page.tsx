import { Button, List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiProblem } from '../../shared/api/api-problem.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { instantText } from '../../shared/format/dates.ts'
import { Phone, useTimeZone } from '../../shared/format/figures.tsx'
import { moneyText } from '../../shared/format/money.ts'
import { phoneText } from '../../shared/format/phone.ts'
import { Facts } from '../../shared/layout/facts.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { PortOutBadge } from '../../shared/porting/port-out-badge.tsx'
import { PortOutTimeline } from '../../shared/porting/port-out-timeline.tsx'
import { leavingText, type PortOut } from '../../shared/porting/port-out-words.ts'
import { isUnderWay } from '../../shared/porting/use-leaving.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import { useParam } from '../../shared/router/use-address.ts'
import { WasItYou } from './was-it-you.tsx'

/** A number another provider wants: whether it was the customer, how it goes, and what it means. */
export function Page(): ReactNode {
  const portOutId = useParam('portOutId')
  const query = useRead('readPortOut', { params: { portOutId } })
  if (query.error instanceof ApiProblem && query.error.status === 404)
    return (
      <EmptyState
        title="Not found"
        words="There is no such move of yours."
        action={
          <Button component={AppLink} to="/numbers" variant="default">
            See your numbers
          </Button>
        }
      />
    )
  return (
    <Loaded query={query} what="the move">
      {(portOut) => <Leaving portOut={portOut} />}
    </Loaded>
  )
}

function Leaving({ portOut }: { readonly portOut: PortOut }): ReactNode {
  const timeZone = useTimeZone()
  const { numbers, gainingCarrier, receivedAt, cutOverAt, canAnswer } = portOut
  return (
    <PageFrame
      title={leavingText(portOut)}
      aside={<PortOutBadge portOut={portOut} isOwn />}
      crumbs={[{ label: 'Numbers', to: '/numbers' }]}
      width="form"
    >
      <Text>{nextWords(portOut, timeZone)}</Text>
      {canAnswer && <WasItYou key={portOut.version} portOut={portOut} />}
      <Facts
        facts={[
          { label: 'Who asked', value: gainingCarrier },
          { label: 'When they asked', value: instantText(receivedAt, timeZone) },
          ...(cutOverAt === null ? [] : [{ label: 'Day of the move', value: instantText(cutOverAt, timeZone) }]),
        ]}
      />
      {numbers.length > 1 && (
        <Section title="Numbers">
          <List listStyleType="none" spacing={4}>
            {numbers.map((number) => (
              <List.Item key={number}>
                <Phone number={number} />
              </List.Item>
            ))}
          </List>
        </Section>
      )}
      {isUnderWay(portOut) && <WhatItMeans portOut={portOut} />}
      <Section title="How it goes">
        <PortOutTimeline portOut={portOut} timeZone={timeZone} isOwn />
      </Section>
    </PageFrame>
  )
}

function nextWords({ state, gainingCarrier, cutOverAt, undoUntil, numbers }: PortOut, timeZone: string): string {
  const it = numbers.length === 1 ? 'this number' : 'these numbers'
  switch (state) {
    case 'received':
    case 'verifying':
      return `${gainingCarrier} asked us to let them have ${it}. We check that it was you who asked.`
    case 'verified':
      return `${gainingCarrier} will have ${it}. The day is not set yet.`
    case 'scheduled':
      return cutOverAt === null
        ? `${gainingCarrier} will have ${it}.`
        : `${gainingCarrier} will have ${it} on ${instantText(cutOverAt, timeZone)}. Until then everything works as before.`
    case 'released':
      return undoUntil === null
        ? `It is with ${gainingCarrier} now.`
        : `It is with ${gainingCarrier} now. If that is wrong, tell us before ${instantText(undoUntil, timeZone)}.`
    case 'refused':
      return `We did not let ${gainingCarrier} have it: it stays with us.`
    case 'cancelled':
      return 'It was called off: everything stays as it is.'
  }
}

function WhatItMeans({ portOut }: { readonly portOut: PortOut }): ReactNode {
  const { data } = useRead('readPortOutConsequences', { params: { portOutId: portOut.id } })
  if (data === undefined) return null
  const { monthly, numbersLeft, balance, uses, fee, feeGst } = data
  return (
    <Section title="What it means when it leaves">
      <List size="sm" spacing={4}>
        {Number(monthly) > 0 && (
          <List.Item>
            {moneyText(monthly)} a month ex GST ends. What you paid for this month is not given back.
          </List.Item>
        )}
        {uses.map(({ number, words }) => (
          <List.Item key={`${number} ${words}`}>
            {phoneText(number)} {words}.
          </List.Item>
        ))}
        {Number(fee) > 0 && (
          <List.Item>We charge {moneyText(String(Number(fee) + Number(feeGst)))} inc. GST for it.</List.Item>
        )}
        {balance.startsWith('-') && <List.Item>{moneyText(balance.slice(1))} stays to be paid.</List.Item>}
        <List.Item>
          {numbersLeft <= 0
            ? 'You have no number with us then. Your plan goes on until you cancel it.'
            : numbersLeft === 1
              ? 'You have 1 number left with us.'
              : `You have ${numbersLeft} numbers left with us.`}
        </List.Item>
        <List.Item>Do not cancel it with us before: what is cancelled cannot move.</List.Item>
      </List>
    </Section>
  )
}
