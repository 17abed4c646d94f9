import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { passwordProblem } from '#domain/access/password-rules.ts'
import { ApiProblem, detailOf } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import type { Answer } from '../api/wire-types.ts'
import { useLockOut } from './lock-out.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { Refusal } from './refusal.tsx'

type Link = Answer<'readLink'>
type Field = 'email' | 'name' | 'password'
type Faults = Readonly<Partial<Record<Field, string>>>

interface LinkFormProps {
  readonly token: string
  readonly link: Link
  readonly onUsed: (status: Answer<'useLink'>['status']) => void
}

const ACTIONS: Record<Link['purpose'], string> = {
  'first-operator': 'Become the operator',
  invite: 'Accept the invitation',
  reset: 'Set the new password',
  email: 'Change my address',
}

/** What a one-time link asks for: a password, chosen or one’s own, and for somebody new what they are called. */
export function LinkForm({ token, link, onUsed }: LinkFormProps): ReactNode {
  const [values, setValues] = useState({ email: '', name: link.name ?? '', password: '' })
  const [faults, setFaults] = useState<Faults>({})
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const lockOut = useLockOut()
  const isFirst = link.purpose === 'first-operator'
  const wanted: readonly Field[] = [
    ...(isFirst ? (['email'] as const) : []),
    ...(isFirst || (link.purpose === 'invite' && link.password === 'new') ? (['name'] as const) : []),
    ...(link.password === 'none' ? [] : (['password'] as const)),
  ]
  const personal = [link.email ?? values.email, values.name].filter((text) => text !== '')

  const faultOf = (field: Field): string | undefined => {
    const value = values[field].trim()
    if (field === 'email') return /^[^\s@]+@[^\s@]+$/.test(value) ? undefined : 'Enter your e-mail address.'
    if (field === 'name') return value === '' ? 'Say what you are called.' : undefined
    if (link.password === 'own') return value === '' ? 'Enter the password you sign in with.' : undefined
    return passwordProblem(values.password, personal)?.message
  }
  const show = (found: Faults): void => {
    setFaults(found)
    const first = wanted.find((field) => found[field] !== undefined)
    if (first !== undefined) form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
  }
  const use = async (): Promise<void> => {
    const found = Object.fromEntries(
      wanted.flatMap((field) => (faultOf(field) === undefined ? [] : [[field, faultOf(field)]])),
    )
    show(found)
    if (Object.keys(found).length > 0 || isBusy) return
    setBusy(true)
    setFailure(undefined)
    try {
      const body = Object.fromEntries(wanted.map((field) => [field, values[field]]))
      const { status } = await call('useLink', { body: { token, ...body } })
      onUsed(status)
    } catch (error) {
      if (lockOut.take(error)) return
      const located = error instanceof ApiProblem ? error.faults : []
      const mine = located.flatMap(({ field, message }) =>
        wanted.some((each) => each === field) ? [[field, message]] : [],
      )
      if (mine.length > 0) show(Object.fromEntries(mine))
      else setFailure(detailOf(error))
    } finally {
      setBusy(false)
    }
  }
  const bind = (field: Field) => ({
    name: field,
    value: values[field],
    error: faults[field],
    onBlur: () => {
      if (values[field] !== '') setFaults({ ...faults, [field]: faultOf(field) })
    },
    onChange: (value: string) => {
      setValues({ ...values, [field]: value })
      setFaults({ ...faults, [field]: undefined })
    },
  })
  const { onChange: nameChanged, ...name } = bind('name')
  const { onChange: emailChanged, ...email } = bind('email')
  const { onChange: passwordChanged, ...password } = bind('password')
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void use()
      }}
    >
      <Stack>
        {wanted.includes('email') && (
          <TextInput
            {...email}
            label="E-mail address"
            description="You sign in with it."
            type="email"
            autoComplete="username"
            onChange={(event) => emailChanged(event.currentTarget.value)}
          />
        )}
        {/* Password managers keep the password under this. */}
        {!wanted.includes('email') && link.email !== null && (
          <input type="hidden" autoComplete="username" value={link.email} readOnly />
        )}
        {wanted.includes('name') && (
          <TextInput
            {...name}
            label="Your name"
            autoComplete="name"
            maxLength={80}
            onChange={(event) => nameChanged(event.currentTarget.value)}
          />
        )}
        {link.password === 'own' && (
          <PasswordInput
            {...password}
            label="The password you sign in with"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
            onChange={(event) => passwordChanged(event.currentTarget.value)}
          />
        )}
        {link.password === 'new' && <NewPasswordField {...password} personal={personal} onChange={passwordChanged} />}
        <Refusal words={failure} secondsLeft={lockOut.secondsLeft} />
        <Button type="submit" loading={isBusy} disabled={lockOut.secondsLeft !== undefined}>
          {ACTIONS[link.purpose]}
        </Button>
      </Stack>
    </form>
  )
}
