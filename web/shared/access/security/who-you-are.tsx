import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { accessEndpoints } from '#contract/access.ts'
import type { Answer } from '../../api/wire-types.ts'
import { FormFrame } from '../../form/form-frame.tsx'
import { useApiForm } from '../../form/use-api-form.ts'
import { Section } from '../../layout/section.tsx'
import { NewPasswordField } from '../new-password-field.tsx'
import classes from './security.module.css'

type Login = Answer<'readLogin'>

interface OfLogin {
  readonly login: Login
}

type Dialog = 'name' | 'email' | 'password'

/** Name, address and password, each changed in a dialog of its own. */
export function WhoYouAre({ login }: OfLogin): ReactNode {
  const [open, setOpen] = useState<Dialog>()
  const close = (): void => setOpen(undefined)
  const change = (dialog: Dialog, label: string): ReactNode => (
    <Button
      size="compact-sm"
      variant="default"
      style={{ flexShrink: 0 }}
      onClick={() => setOpen(dialog)}
      aria-label={label}
    >
      Change
    </Button>
  )
  return (
    <Section title="You">
      <ul className={classes['rows']}>
        <Line label="Name" value={login.name} action={change('name', 'Change your name')} />
        <Line label="E-mail address" value={login.email} action={change('email', 'Change your e-mail address')} />
        <Line label="Password" value="••••••••••••" action={change('password', 'Change your password')} />
      </ul>
      <Modal opened={open === 'name'} onClose={close} title="What are you called?" size={420}>
        <NameForm login={login} onDone={close} />
      </Modal>
      <Modal opened={open === 'email'} onClose={close} title="Sign in with another address" size={420}>
        <EmailForm onDone={close} />
      </Modal>
      <Modal opened={open === 'password'} onClose={close} title="Change your password" size={420}>
        <PasswordForm login={login} onDone={close} />
      </Modal>
    </Section>
  )
}

interface LineProps {
  readonly label: string
  readonly value: string
  readonly action: ReactNode
}

function Line({ label, value, action }: LineProps): ReactNode {
  return (
    <li>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text size="sm" c="dimmed">
            {label}
          </Text>
          <Text style={{ overflowWrap: 'anywhere' }}>{value}</Text>
        </div>
        {action}
      </Group>
    </li>
  )
}

interface Done {
  readonly onDone: () => void
}

function NameForm({ login, onDone }: OfLogin & Done): ReactNode {
  const { form, ...frame } = useApiForm('changeName', {
    initial: { name: login.name },
    schema: accessEndpoints.changeName.body,
    toBody: ({ name }) => ({ name }),
    toAsk: (body) => ({ body }),
    done: 'Your name is changed',
    onDone,
  })
  return (
    <FormFrame action="Change name" {...frame} onCancel={onDone}>
      <TextInput
        label="Your name"
        autoComplete="name"
        data-autofocus
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
    </FormFrame>
  )
}

function EmailForm({ onDone }: Done): ReactNode {
  const { form, ...frame } = useApiForm('changeEmail', {
    initial: { email: '' },
    schema: accessEndpoints.changeEmail.body,
    toBody: ({ email }) => ({ email: email.trim() }),
    toAsk: (body) => ({ body }),
    done: 'A link is on its way to that address; it changes when you open it',
    onDone,
  })
  return (
    <FormFrame action="Send link" {...frame} onCancel={onDone}>
      <TextInput
        label="New e-mail address"
        description="We mail a link there. Until you open it you sign in with the address you have."
        type="email"
        autoComplete="email"
        data-autofocus
        key={form.key('email')}
        {...form.getInputProps('email')}
      />
    </FormFrame>
  )
}

function PasswordForm({ login, onDone }: OfLogin & Done): ReactNode {
  const { form, ...frame } = useApiForm('changePassword', {
    initial: { current: '', password: '' },
    schema: accessEndpoints.changePassword.body,
    toBody: ({ current, password }) => ({ current, password }),
    toAsk: (body) => ({ body }),
    done: 'Your password is changed; you were signed out everywhere else',
    onDone,
  })
  const { value, onChange, error } = form.getInputProps('password')
  return (
    <FormFrame action="Change password" {...frame} onCancel={onDone}>
      <Stack>
        <input type="hidden" autoComplete="username" value={login.email} readOnly />
        <PasswordInput
          label="The password you have now"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password you have now' }}
          data-autofocus
          key={form.key('current')}
          {...form.getInputProps('current')}
        />
        <NewPasswordField value={value} onChange={onChange} error={error} personal={[login.email, login.name]} />
      </Stack>
    </FormFrame>
  )
}
