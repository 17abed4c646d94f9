import { Alert, Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { copyText } from '../../../shared/feedback/copy-text.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { Ago } from '../../../shared/format/figures.tsx'
import { phoneText } from '../../../shared/format/phone.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { useAccount } from '../account-context.tsx'
import type { Line } from './line-acts.ts'

type Kept = Answer<'readSipLogin'>['password']

function Made({ kept }: { readonly kept: Kept }): ReactNode {
  if (kept === null) return 'none yet: the line cannot register'
  return (
    <>
      made <Ago at={kept.madeAt} /> by {kept.madeBy}
    </>
  )
}

interface SipLoginDialogProps {
  readonly line: Line
  readonly onClose: () => void
}

/** How a line's phone registers at the switch: a new password, shown the one time it can be seen. */
export function SipLoginDialog({ line, onClose }: SipLoginDialogProps): ReactNode {
  const { account } = useAccount()
  const params = { accountId: account.id, number: line.number }
  const query = useRead('readSipLogin', { params })
  const [password, setPassword] = useState<string>()
  const [isRemoving, setRemoving] = useState(false)
  const make = useChange('makeSipPassword', {
    done: 'New SIP password made',
    onDone: (made) => setPassword(made.password ?? undefined),
  })
  const remove = useChange('removeSipLogin', {
    done: `${phoneText(line.number)} has no SIP password any more`,
    onDone: onClose,
  })
  if (isRemoving) {
    return (
      <ConfirmDialog
        opened
        onClose={() => setRemoving(false)}
        title={`Remove the SIP password of ${phoneText(line.number)}?`}
        consequences={['Its phone registers no more, and calls to it fail.', 'A new password can be made at any time.']}
        action="Remove password"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ params })}
      />
    )
  }
  return (
    <Modal opened onClose={onClose} title={`SIP login of ${phoneText(line.number)}`} size={520}>
      <Loaded query={query} what="the SIP login">
        {({ server, username, password: kept }) =>
          server === null ? (
            <Text size="sm">No switch is connected to this installation, so lines have no SIP logins.</Text>
          ) : (
            <Stack>
              <Facts
                facts={[
                  { label: 'Registrar and domain', value: <Code>{server}</Code> },
                  { label: 'User name', value: <Code>{username}</Code> },
                  ...(password === undefined ? [{ label: 'Password', value: <Made kept={kept} /> }] : []),
                ]}
              />
              {password === undefined ? (
                <Text size="sm" c="dimmed">
                  {kept === null
                    ? 'The password is shown once, as it is made.'
                    : 'The password is kept nowhere. A new one ends the one before: the phone has to be told it.'}
                </Text>
              ) : (
                <>
                  <Alert color="yellow">This is the only time it is shown. Nobody can look it up later.</Alert>
                  <Code block>{password}</Code>
                </>
              )}
              <Group>
                {password === undefined ? (
                  <>
                    <Button loading={make.isPending} onClick={() => make.mutate({ params, body: {} })}>
                      Make a new SIP password
                    </Button>
                    {kept !== null && (
                      <Button variant="default" c="var(--negative)" onClick={() => setRemoving(true)}>
                        Remove password
                      </Button>
                    )}
                  </>
                ) : (
                  <>
                    <Button onClick={() => void copyText(password, 'Password copied')}>Copy password</Button>
                    <Button variant="default" onClick={onClose}>
                      The phone has it
                    </Button>
                  </>
                )}
              </Group>
            </Stack>
          )
        }
      </Loaded>
    </Modal>
  )
}
