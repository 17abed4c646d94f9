import { Alert, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../api/api-problem.ts'

interface SignFormProps {
  /** As the request names the person. */
  readonly name: string
  /** @throws ApiProblem, which is shown. */
  readonly onSign: (name: string) => Promise<void>
}

type Fault = 'name' | 'agreed'

const FAULTS: Readonly<Record<Fault, string>> = {
  name: 'Type your name: it is your signature.',
  agreed: 'Tick this to sign.',
}

/** A signature: the name typed, and a tick that it is meant. */
export function SignForm({ name, onSign }: SignFormProps): ReactNode {
  const [typed, setTyped] = useState('')
  const [isAgreed, setAgreed] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  const sign = async (): Promise<void> => {
    const missing = typed.trim() === '' ? 'name' : isAgreed ? undefined : 'agreed'
    setFault(missing)
    setFailure(undefined)
    if (missing !== undefined || isBusy) return
    setBusy(true)
    try {
      await onSign(typed.trim())
    } catch (error) {
      setFailure(detailOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        // The form that a dialog was opened from is another one.
        event.stopPropagation()
        void sign()
      }}
    >
      <Stack>
        <TextInput
          label="Your name, as your signature"
          description={`You sign as ${name}.`}
          autoComplete="name"
          maxLength={100}
          value={typed}
          error={fault === 'name' ? FAULTS.name : undefined}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setFault(undefined)
          }}
        />
        <Checkbox
          label="I have read what the letter says and agree to it. My typed name is my signature."
          checked={isAgreed}
          error={fault === 'agreed' ? FAULTS.agreed : undefined}
          onChange={(event) => {
            setAgreed(event.currentTarget.checked)
            setFault(undefined)
          }}
        />
        {failure !== undefined && (
          <Alert color="red" role="alert" title="Not signed">
            {failure}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={isBusy}>
            Sign the authority
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
