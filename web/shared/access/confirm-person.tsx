import { Alert, Button, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import { setConfirmation } from '../api/confirmation.ts'

/** Asks the person to prove again who it is, when the server wants that before a change of great consequence. */
export function ConfirmPerson(): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const [proof, setProof] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const answer = useRef<(isConfirmed: boolean) => void>(() => {})
  useEffect(() => {
    setConfirmation(() => {
      setProof('')
      setFailure(undefined)
      setOpen(true)
      return new Promise((done) => {
        answer.current = done
      })
    })
  }, [])
  const close = useCallback((isConfirmed: boolean) => {
    setOpen(false)
    answer.current(isConfirmed)
  }, [])
  const confirm = async (): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      await call('confirm', { body: /^\d{6}$/.test(proof) ? { code: proof } : { password: proof } })
      close(true)
    } catch (error) {
      setFailure(detailOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={isOpen} onClose={() => close(false)} title="Confirm that it is you" size={420}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void confirm()
        }}
      >
        <Stack>
          <Text size="sm">This change matters. Enter your password, or the 6 digits of your authenticator app.</Text>
          <PasswordInput
            label="Password or code"
            autoComplete="current-password"
            value={proof}
            onChange={(event) => setProof(event.currentTarget.value)}
            data-autofocus
          />
          {failure !== undefined && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <Button type="submit" loading={isBusy} disabled={proof === ''}>
            Confirm
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
