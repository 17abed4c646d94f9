import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../api/api-problem.ts'
import { call, newKey } from '../../api/client.ts'
import { withPerson } from '../../api/confirmation.ts'
import { useChange } from '../../api/hooks.ts'
import type { Answer } from '../../api/wire-types.ts'
import { ConfirmDialog } from '../../feedback/confirm-dialog.tsx'
import { When } from '../../format/figures.tsx'
import { Section } from '../../layout/section.tsx'
import { hasPasskeys, makePasskey } from '../passkeys.ts'
import { Refusal } from '../refusal.tsx'
import { CodesDialog } from './codes-dialog.tsx'
import { deviceText } from './device-text.ts'
import classes from './security.module.css'

type Login = Answer<'readLogin'>
type Passkey = Login['passkeys'][number]

/** Passkeys: a finger, a face or a key instead of a password, or beside it. */
export function Passkeys({ login }: { readonly login: Login }): ReactNode {
  const [isAdding, setAdding] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>()
  return (
    <Section
      title="Passkeys"
      words="Sign in with your finger, your face or the PIN of this device. Nobody can phish it from you."
      actions={
        hasPasskeys() && (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            Add passkey
          </Button>
        )
      }
    >
      {login.passkeys.length > 0 ? (
        <ul className={classes['rows']}>
          {login.passkeys.map((passkey) => (
            <PasskeyLine key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      ) : (
        <Text size="sm" c="dimmed">
          {hasPasskeys() ? 'You have none yet.' : 'You have none, and this browser cannot make one at this address.'}
        </Text>
      )}
      <Modal opened={isAdding} onClose={() => setAdding(false)} title="Add a passkey" size={420}>
        <AddPasskey
          onDone={(recoveryCodes) => {
            setAdding(false)
            setCodes(recoveryCodes ?? undefined)
          }}
        />
      </Modal>
      <CodesDialog codes={codes} onClose={() => setCodes(undefined)} />
    </Section>
  )
}

function AddPasskey({ onDone }: { readonly onDone: (codes: readonly string[] | null) => void }): ReactNode {
  const [name, setName] = useState(deviceText(navigator.userAgent))
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const keep = useChange('addPasskey', {
    silent: true,
    done: 'The passkey is added',
    onDone: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  const add = async (): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      const question = await withPerson(() => call('askForNewPasskey', {}, { key: newKey() }))
      const response = await makePasskey(question)
      await keep.mutateAsync({ body: { ticket: question.ticket, name: name.trim(), response } })
    } catch (error) {
      setFailure(detailOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy && name.trim() !== '') void add()
      }}
    >
      <Stack>
        <TextInput
          label="Name of the passkey"
          description="So that you know later which it is."
          maxLength={60}
          data-autofocus
          value={name}
          error={name.trim() === '' ? 'Give it a name.' : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Refusal words={failure} />
        <Button type="submit" loading={isBusy} leftSection={<IconFingerprint size={16} aria-hidden />}>
          Add passkey
        </Button>
      </Stack>
    </form>
  )
}

function PasskeyLine({ passkey }: { readonly passkey: Passkey }): ReactNode {
  const { id, name, createdAt, lastUsedAt, isBackedUp } = passkey
  const [dialog, setDialog] = useState<'rename' | 'remove'>()
  const [newName, setNewName] = useState(name)
  const close = (): void => setDialog(undefined)
  const rename = useChange('renamePasskey', { silent: true, done: 'The passkey is renamed', onDone: close })
  const remove = useChange('removePasskey', { silent: true, done: `${name} is removed`, onDone: close })
  return (
    <li>
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0}>
          <Text fw={500}>{name}</Text>
          <Text size="sm" c="dimmed">
            Since <When at={createdAt} />
            {lastUsedAt === null ? ', not used yet' : ', last used '}
            {lastUsedAt !== null && <When at={lastUsedAt} />}
            {isBackedUp ? '' : ', on one device only'}
          </Text>
        </Stack>
        <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
          <Button size="compact-sm" variant="default" aria-label={`Rename ${name}`} onClick={() => setDialog('rename')}>
            Rename
          </Button>
          <Button size="compact-sm" variant="default" aria-label={`Remove ${name}`} onClick={() => setDialog('remove')}>
            Remove
          </Button>
        </Group>
      </Group>
      <ConfirmDialog
        opened={dialog === 'rename'}
        onClose={close}
        title={`Rename ${name}`}
        action="Rename passkey"
        isDangerous={false}
        isBusy={rename.isPending}
        failure={rename.error === null ? undefined : detailOf(rename.error)}
        onConfirm={() => {
          if (newName.trim() !== '') rename.mutate({ params: { passkeyId: id }, body: { name: newName.trim() } })
        }}
      >
        <TextInput
          label="Name of the passkey"
          maxLength={60}
          data-autofocus
          value={newName}
          error={newName.trim() === '' ? 'Give it a name.' : undefined}
          onChange={(event) => setNewName(event.currentTarget.value)}
        />
      </ConfirmDialog>
      <ConfirmDialog
        opened={dialog === 'remove'}
        onClose={close}
        title={`Remove ${name}?`}
        consequences={['It no longer signs you in. Your device still lists it until you delete it there.']}
        action="Remove passkey"
        isBusy={remove.isPending}
        failure={remove.error === null ? undefined : detailOf(remove.error)}
        onConfirm={() => remove.mutate({ params: { passkeyId: id } })}
      />
    </li>
  )
}
