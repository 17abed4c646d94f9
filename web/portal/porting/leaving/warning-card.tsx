import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { instantText } from '../../../shared/format/dates.ts'
import type { PortOut } from '../../../shared/porting/port-out-words.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import classes from './leaving.module.css'

interface WarningCardProps {
  readonly portOut: PortOut
  readonly timeZone: string
}

/** The customer says that it did not ask for it: somebody may be taking its numbers over. */
export function WarningCard({ portOut, timeZone }: WarningCardProps): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const see = useChange('seePortOutWarning', { done: 'Marked as seen' })
  const canUndo = portOut.staff?.allowedSteps.includes('undo-release') === true
  return (
    <section className={classes['warning']} aria-labelledby="not-asked-for">
      <Stack gap="xs">
        <Title order={2} id="not-asked-for" c="var(--negative)">
          {portOut.accountName} did not ask for this
        </Title>
        <Text>
          {portOut.answeredAt !== null && `It said so on ${instantText(portOut.answeredAt, timeZone)}. `}
          {portOut.state === 'released'
            ? 'The numbers are gone already: bring them back, and call the customer and the carrier.'
            : 'The request is refused and the numbers stay. Call the customer: somebody may try to take its numbers over.'}
        </Text>
        {may('ports.work') && (
          <Group gap="xs">
            {canUndo && (
              <Button color="red" onClick={() => dialog.open('undo-release')}>
                Undo the release
              </Button>
            )}
            <Button
              variant="default"
              loading={see.isPending}
              onClick={() => see.mutate({ params: { portOutId: portOut.id } })}
            >
              I take care of it
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  )
}
