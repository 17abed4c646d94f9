import { Alert, Button, Checkbox, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { apiKeysEndpoints } from '#contract/api-keys.ts'
import { KEY_SCOPES } from '#domain/access/key-scopes.ts'
import { useSession } from '../../../shared/access/session.ts'
import { copyText } from '../../../shared/feedback/copy-text.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import classes from './new-key-dialog.module.css'

/** Makes a key, and shows it the one time it can be seen. */
export function NewKeyDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [key, setKey] = useState<string>()
  return (
    <Modal opened onClose={onClose} title={key === undefined ? 'New key' : 'Your new key'} size={620}>
      {key === undefined ? <NewKeyForm onMade={setKey} onClose={onClose} /> : <Shown secret={key} onClose={onClose} />}
    </Modal>
  )
}

interface NewKeyFormProps {
  readonly onMade: (key: string) => void
  readonly onClose: () => void
}

function NewKeyForm({ onMade, onClose }: NewKeyFormProps): ReactNode {
  const { permissions } = useSession()
  const scopes = KEY_SCOPES.filter((scope) => permissions.includes(scope))
  const { form, ...frame } = useApiForm('createKey', {
    initial: { name: '', scopes: [] as string[], until: '' },
    schema: apiKeysEndpoints.createKey.body,
    toBody: ({ name, scopes: chosen, until }) => ({
      name,
      scopes: chosen,
      ...(until !== '' && { expiresAt: `${until}T23:59:59Z` }),
    }),
    toAsk: (body) => ({ body }),
    fieldOf: (path) => (path === 'expiresAt' ? 'until' : path.startsWith('scopes') ? 'scopes' : path),
    onDone: ({ key }) => (key === null ? onClose() : onMade(key)),
  })
  const { value, onChange, error } = form.getInputProps('scopes')
  return (
    <FormFrame action="Make key" {...frame} onCancel={onClose}>
      <TextInput
        label="What uses it"
        placeholder="Accounting export"
        data-autofocus
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <TextInput
        type="date"
        label="Good until"
        description="Left out: until it is revoked"
        key={form.key('until')}
        {...form.getInputProps('until')}
      />
      <Checkbox.Group label="It may" value={value as string[]} onChange={onChange} error={error as ReactNode}>
        <Group gap="xs" my={6}>
          <Button size="compact-xs" variant="default" onClick={() => form.setFieldValue('scopes', [...scopes])}>
            All I may
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() =>
              form.setFieldValue(
                'scopes',
                scopes.filter((scope) => scope.endsWith('.read')),
              )
            }
          >
            Reading only
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => form.setFieldValue('scopes', [])}>
            None
          </Button>
        </Group>
        <div className={classes['scopes']}>
          {scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={scope} size="xs" />
          ))}
        </div>
      </Checkbox.Group>
    </FormFrame>
  )
}

function Shown({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }): ReactNode {
  return (
    <Stack>
      <Alert color="yellow">This is the only time it is shown. Nobody can look it up later.</Alert>
      <Code block>{secret}</Code>
      <Text size="sm" c="dimmed">
        Send it as <Code>Authorization: Bearer …</Code>
      </Text>
      <Group>
        <Button onClick={() => void copyText(secret, 'Key copied')}>Copy key</Button>
        <Button variant="default" onClick={onClose}>
          I have kept it
        </Button>
      </Group>
    </Stack>
  )
}
