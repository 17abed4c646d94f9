import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../access/session.ts'
import { useChange } from '../api/hooks.ts'
import { dateText, dayOf, weekdayText } from '../format/dates.ts'
import { useTimeZone } from '../format/figures.tsx'
import type { Standing } from './automatic-words.ts'

interface AutomaticStandingProps {
  readonly accountId: string
  readonly standing: Standing
}

/** What was refused and when it is tried again, what stopped, and what comes next; with what can be done about it. */
export function AutomaticStanding({ accountId, standing }: AutomaticStandingProps): ReactNode {
  const { state, next } = standing
  if (state === 'stopped') return <Stopped accountId={accountId} standing={standing} />
  if (state === 'on-hold') return <OnHold accountId={accountId} standing={standing} />
  if (next.length === 0) return null
  return (
    <Stack gap={4} aria-label="What comes next" role="group">
      {next.map(({ id, words }) => (
        <Text key={id}>{words}</Text>
      ))}
    </Stack>
  )
}

interface TroubleProps {
  readonly accountId: string
  readonly standing: Standing
}

function Stopped({ accountId, standing: { since, lastRefusal } }: TroubleProps): ReactNode {
  const zone = useTimeZone()
  const mayChange = useMay()('automatic-charges.write')
  const switchOn = useChange('switchOnAutomaticCharges', { done: 'Automatic payments are on again' })
  return (
    <Alert color="red" variant="light" title="Automatic payments have stopped" role="group" aria-label="Stopped">
      <Text size="sm">
        {since === null
          ? 'What is stored was refused.'
          : `Since ${dateText(since, zone)}, because what is stored was refused.`}
        {lastRefusal !== null && ` ${lastRefusal.words}`}
        {' They go on by themselves when another card is stored.'}
      </Text>
      {mayChange && (
        <Group mt="sm">
          <Button
            variant="default"
            size="compact-md"
            loading={switchOn.isPending}
            onClick={() => switchOn.mutate({ params: { accountId } })}
          >
            Switch on again
          </Button>
        </Group>
      )}
    </Alert>
  )
}

function OnHold({ accountId, standing: { until, lastRefusal, next } }: TroubleProps): ReactNode {
  const zone = useTimeZone()
  const mayChange = useMay()('automatic-charges.write')
  const tryNow = useChange('tryAutomaticCharge', {
    done: triedWords,
  })
  const again = until === null ? '' : ` It is tried again ${weekdayText(dayOf(new Date(until), zone))}.`
  return (
    <Alert color="yellow" variant="light" title="The last charge was refused" role="group" aria-label="Refused">
      <Text size="sm">
        {lastRefusal?.words}
        {next.length === 0 && again}
      </Text>
      {next.map(({ id, words }) => (
        <Text key={id} size="sm">
          {words}
        </Text>
      ))}
      {mayChange && (
        <Group mt="sm">
          <Button
            variant="default"
            size="compact-md"
            loading={tryNow.isPending}
            onClick={() => tryNow.mutate({ params: { accountId } })}
          >
            Try now
          </Button>
        </Group>
      )}
    </Alert>
  )
}

/** What came of trying at once. */
function triedWords({ state, next }: Standing): string {
  if (state !== 'ready') return 'It was refused again'
  return next.some((charge) => charge.state === 'sent') ? 'It is with the bank' : 'It went through'
}
