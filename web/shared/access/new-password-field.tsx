import { PasswordInput, Progress, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { passwordProblem } from '#domain/access/password-rules.ts'

interface NewPasswordFieldProps {
  readonly label?: string
  readonly name?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly error?: ReactNode
  /** What others know of the person and a password must not be: e-mail address, name. */
  readonly personal: readonly string[]
}

/** A password that is chosen: how good it is while it is typed, by the rules the server will hold it against. */
export function NewPasswordField({
  label = 'New password',
  name,
  value,
  onChange,
  onBlur,
  error,
  personal,
}: NewPasswordFieldProps): ReactNode {
  const { share, colour, words } = strengthOf(value, personal)
  return (
    <Stack gap={6}>
      <PasswordInput
        label={label}
        {...(name !== undefined && { name })}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...(onBlur !== undefined && { onBlur })}
        error={error}
      />
      <Progress value={share} color={colour} size={4} aria-label="Strength of the password" />
      <Text size="xs" c="dimmed" role="status">
        {words}
      </Text>
    </Stack>
  )
}

const SHORTEST = 12

interface Strength {
  /** Per cent of the bar. */
  readonly share: number
  readonly colour: string
  readonly words: string
}

function strengthOf(password: string, personal: readonly string[]): Strength {
  const length = Array.from(password).length
  if (length === 0) return { share: 0, colour: 'gray', words: '12 characters or more. A few words in a row are good.' }
  if (length < SHORTEST) {
    const missing = SHORTEST - length
    return {
      share: (length / SHORTEST) * 50,
      colour: 'yellow',
      words: `${missing} more ${missing === 1 ? 'character' : 'characters'} at least.`,
    }
  }
  const fault = passwordProblem(password, personal)
  if (fault !== undefined) return { share: 50, colour: 'yellow', words: fault.message }
  return length < 16
    ? { share: 75, colour: 'green', words: 'Good.' }
    : { share: 100, colour: 'green', words: 'Very good.' }
}
