import { Anchor, Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import { BrandMark } from '../brand/brand-mark.tsx'
import { useDocumentTitle } from '../layout/page.tsx'
import { useQueryState } from '../router/use-address.ts'

/** E-mail address and password, then the second factor where there is one. */
export function Page(): ReactNode {
  useDocumentTitle('Sign in')
  const [{ next = '/' }] = useQueryState()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const signIn = async (): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      await call('signIn', { body: { email, password } })
      client.clear()
      await navigate({ to: next.startsWith('/') && !next.startsWith('//') ? next : '/', replace: true })
    } catch (error) {
      setFailure(detailOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper w="100%" maw={380} p="lg" withBorder>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void signIn()
          }}
        >
          <Stack>
            <BrandMark />
            <Title order={1}>Sign in</Title>
            <TextInput
              label="E-mail address"
              type="email"
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {failure !== undefined && (
              <Alert color="red" role="alert">
                <Text size="sm">{failure}</Text>
              </Alert>
            )}
            <Button type="submit" loading={isBusy}>
              Sign in
            </Button>
            <Anchor size="sm" href="/link">
              Forgotten your password?
            </Anchor>
          </Stack>
        </form>
      </Paper>
    </Center>
  )
}
