import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import classes from './port.module.css'

interface FixCardProps {
  readonly port: Port
  readonly toMend: NonNullable<Port['toMend']>
}

/** What the carrier's code says beside the words. */
function CodeFacts({ toMend: { code, isRetryable, isWholeOrder } }: Pick<FixCardProps, 'toMend'>): ReactNode {
  if (code === null) return null
  const facts = [
    `The carrier’s code: ${code}.`,
    ...(isWholeOrder === false ? ['It hits some of the numbers only.'] : []),
    ...(isRetryable === false ? ['Submitting it again cannot go through as it is.'] : []),
  ]
  return (
    <Text size="sm" c="dimmed">
      {facts.join(' ')}
    </Text>
  )
}

/** Why a port was rejected, what puts it right, and the way there. */
export function FixCard({ port, toMend }: FixCardProps): ReactNode {
  const may = useMay()
  return (
    <section className={classes['fix']} aria-labelledby="fix">
      <Stack gap="xs">
        <Title order={2} id="fix" c="var(--negative)">
          Rejected: {toMend.label.toLowerCase()}
        </Title>
        <Text>{toMend.customerText}</Text>
        {toMend.words !== '' && <Text style={{ whiteSpace: 'pre-line' }}>{toMend.words}</Text>}
        <Text>{toMend.fix}</Text>
        <CodeFacts toMend={toMend} />
        {may('ports.request') && (
          <Group>
            <Button component={AppLink} to={`/porting/${port.id}/request`}>
              Fix and resubmit
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  )
}
