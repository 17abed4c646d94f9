import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { accessEndpoints } from '#contract/access.ts'
import { useChange } from '../../api/hooks.ts'
import type { Answer } from '../../api/wire-types.ts'
import { FormFrame } from '../../form/form-frame.tsx'
import { useApiForm } from '../../form/use-api-form.ts'
import { Section } from '../../layout/section.tsx'
import { StatusBadge } from '../../layout/status-badge.tsx'
import { CodesDialog } from './codes-dialog.tsx'
import { EnrolForm } from './enrol-form.tsx'

interface AuthenticatorProps {
  readonly login: Answer<'readLogin'>
}

/** The authenticator app: set up, or turned off. */
export function Authenticator({ login }: AuthenticatorProps): ReactNode {
  const [isOff, setOff] = useState(false)
  const [secret, setSecret] = useState<Answer<'enrolTotp'>>()
  const [codes, setCodes] = useState<readonly string[]>()
  const enrol = useChange('enrolTotp', { onDone: setSecret })
  const isOn = login.hasAuthenticatorApp
  return (
    <Section
      title="Authenticator app"
      words="An app on your phone shows 6 digits, which you are asked for after your password."
      actions={
        <Group gap="sm">
          <StatusBadge tone={isOn ? 'good' : 'neutral'}>{isOn ? 'On' : 'Off'}</StatusBadge>
          {isOn ? (
            <Button size="compact-sm" variant="default" onClick={() => setOff(true)}>
              Turn off
            </Button>
          ) : (
            <Button size="compact-sm" variant="default" loading={enrol.isPending} onClick={() => enrol.mutate({})}>
              Set up
            </Button>
          )}
        </Group>
      }
    >
      <Modal opened={isOff} onClose={() => setOff(false)} title="Turn the authenticator app off?" size={420}>
        <TurnOffForm onDone={() => setOff(false)} />
      </Modal>
      <Modal
        opened={secret !== undefined}
        onClose={() => setSecret(undefined)}
        title="Set up an authenticator app"
        size={480}
      >
        {secret !== undefined && (
          <EnrolForm
            enrolment={secret}
            onCancel={() => setSecret(undefined)}
            onDone={(recoveryCodes) => {
              setSecret(undefined)
              setCodes(recoveryCodes ?? undefined)
            }}
          />
        )}
      </Modal>
      <CodesDialog codes={codes} onClose={() => setCodes(undefined)} />
    </Section>
  )
}

function TurnOffForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { form, ...frame } = useApiForm('disableTotp', {
    initial: { password: '' },
    schema: accessEndpoints.disableTotp.body,
    toBody: ({ password }) => ({ password }),
    toAsk: (body) => ({ body }),
    done: 'The authenticator app is turned off',
    onDone,
  })
  return (
    <FormFrame action="Turn app off" {...frame} onCancel={onDone}>
      <Text size="sm">Without a second factor, your password alone opens your sign-in.</Text>
      <PasswordInput
        label="Your password"
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        data-autofocus
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
    </FormFrame>
  )
}
