import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../shared/api/api-problem.ts'
import { useChange } from '../../shared/api/hooks.ts'
import { useBrand } from '../../shared/brand/brand-context.tsx'
import { ConfirmDialog } from '../../shared/feedback/confirm-dialog.tsx'
import { leavingText, type PortOut } from '../../shared/porting/port-out-words.ts'

/** The customer says whether it asked for the move: one press stops it. */
export function WasItYou({ portOut }: { readonly portOut: PortOut }): ReactNode {
  const [isStopping, setStopping] = useState(false)
  const { name } = useBrand()
  const isGone = portOut.state === 'released'
  const yes = useChange('answerPortOut', { done: 'Thank you' })
  const no = useChange('answerPortOut', {
    silent: true,
    done: isGone ? 'We are told, and will call you' : 'Stopped: it stays with us',
    onDone: () => setStopping(false),
  })
  const params = { portOutId: portOut.id }
  return (
    <Alert
      color={portOut.answer === 'yes' ? 'gray' : 'red'}
      variant="light"
      title={portOut.answer === 'yes' ? 'You said it was you' : 'Did you ask for this?'}
    >
      <Stack gap="sm">
        <Text size="sm">
          {portOut.answer === 'yes'
            ? 'If that was a mistake, you can still stop it.'
            : `If it was not you, somebody may be trying to take over your number. ${name} then keeps it where it is.`}
        </Text>
        <Group gap="xs">
          <Button color="red" onClick={() => setStopping(true)}>
            It was not me
          </Button>
          {portOut.answer !== 'yes' && !isGone && (
            <Button
              variant="default"
              loading={yes.isPending}
              onClick={() => yes.mutate({ params, body: { answer: 'yes' } })}
            >
              It was me
            </Button>
          )}
        </Group>
      </Stack>
      {isStopping && (
        <ConfirmDialog
          opened
          onClose={() => setStopping(false)}
          title={isGone ? `Was it not you who moved ${leavingText(portOut)}?` : `Keep ${leavingText(portOut)} with us?`}
          consequences={
            isGone
              ? ['We are warned at once and try to bring it back.', 'Call us, too: there is little time.']
              : [
                  `${portOut.gainingCarrier} does not get it.`,
                  'We are warned at once, and may call you.',
                  'If you do want to move later, your new provider has to ask again.',
                ]
          }
          action="It was not me"
          isBusy={no.isPending}
          failure={no.isError ? detailOf(no.error) : undefined}
          onConfirm={() => no.mutate({ params, body: { answer: 'no' } })}
        />
      )}
    </Alert>
  )
}
