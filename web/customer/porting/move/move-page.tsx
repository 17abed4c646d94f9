import { Alert, Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { ApiProblem } from '../../../shared/api/api-problem.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { PortMessages } from '../../../shared/porting/day/port-messages.tsx'
import { PortBadge } from '../../../shared/porting/port-badge.tsx'
import { PortTimeline } from '../../../shared/porting/port-timeline.tsx'
import { portNumbersText, type Port } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { LineFacts, OtherFacts, PersonFacts, ProviderFacts } from '../request-facts.tsx'
import { WithdrawMove } from '../withdraw-move.tsx'
import { ChooseDay } from './choose-day.tsx'
import { DayContact } from './day-contact.tsx'
import { DayOfMove } from './day-of-move.tsx'
import { FixMove } from './fix-move.tsx'
import { MoveCosts } from './move-costs.tsx'
import { MoveForecast } from './move-forecast.tsx'
import { MovePapers } from './move-papers.tsx'
import { MovedNumbers } from './moved-numbers.tsx'
import { nextWords } from './next-words.ts'
import { WriteToUs } from './write-to-us.tsx'

/** One move: what is next and what is to be done about it, the whole way, and what it is about. */
export function Page(): ReactNode {
  const portId = useParam('portId')
  const query = useRead('readPort', { params: { portId } })
  if (query.error instanceof ApiProblem && query.error.status === 404) return <NoSuchMove />
  return (
    <Loaded query={query} what="the move">
      {(port) => <Move port={port} />}
    </Loaded>
  )
}

const ENDED: readonly Port['state'][] = ['closed', 'withdrawn', 'reversed']

function NoSuchMove(): ReactNode {
  return (
    <EmptyState
      title="Not found"
      words="There is no such move of yours."
      action={
        <Button component={AppLink} to="/porting" variant="default">
          See your moves
        </Button>
      }
    />
  )
}

function Move({ port }: { readonly port: Port }): ReactNode {
  const may = useMay()
  const timeZone = useTimeZone()
  const { state, allowedSteps, changeable } = port
  const isDraft = state === 'draft'
  return (
    <PageFrame
      title={portNumbersText(port)}
      aside={<PortBadge state={state} isOwn />}
      crumbs={[{ label: 'Moves', to: '/porting' }]}
      width="form"
      actions={
        isDraft &&
        may('ports.request') && (
          <Button component={AppLink} to="/porting/request" search={{ port: port.id } as never}>
            Go on with it
          </Button>
        )
      }
    >
      <Text>{nextWords(port, timeZone)}</Text>
      <MoveForecast port={port} />
      {port.toMend !== null && (
        <Alert color="red" variant="light" title="Why it was refused">
          <Stack gap={4}>
            <Text size="sm">{port.toMend.customerText}</Text>
            {port.toMend.words !== '' && <Text size="sm">{port.toMend.words}</Text>}
            <Text size="sm" fw={500}>
              {port.toMend.fix}
            </Text>
          </Stack>
        </Alert>
      )}
      {port.toMend !== null && may('ports.request') && <FixMove key={port.attempt} port={port} toMend={port.toMend} />}
      {port.toMend !== null && <MovePapers port={port} />}
      {allowedSteps.includes('set-date') && <ChooseDay port={port} />}
      <DayOfMove port={port} timeZone={timeZone} />
      {!isDraft && (
        <Section title="How it goes">
          <PortTimeline port={port} timeZone={timeZone} isOwn />
        </Section>
      )}
      <Section title="Numbers">
        <MovedNumbers port={port} />
      </Section>
      <MoveCosts port={port} />
      {!isDraft && (
        <Section title="What we wrote to you">
          <PortMessages portId={port.id} timeZone={timeZone} />
        </Section>
      )}
      <Section title="What was requested">
        <Stack gap="sm">
          <ProviderFacts port={port} />
          <LineFacts port={port} />
          <PersonFacts port={port} />
          <OtherFacts port={port} />
        </Stack>
      </Section>
      {port.toMend === null && <MovePapers port={port} />}
      {!isDraft && state !== 'rejected' && changeable.includes('dayContact') && <DayContact port={port} />}
      {may('ports.request') && !isDraft && !ENDED.includes(state) && <WriteToUs port={port} />}
      {allowedSteps.includes('withdraw') && <WithdrawMove port={port} />}
    </PageFrame>
  )
}
