import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ApiProblem, detailOf, readProblem } from '../../shared/api/api-problem.ts'
import { addressOf } from '../../shared/api/client.ts'

interface LetterDownloadProps {
  readonly token: string
  readonly label: string
}

/** The letter as PDF. The token travels in the body: an address is written into logs. */
export function LetterDownload({ token, label }: LetterDownloadProps): ReactNode {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const download = async (): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      save(await fetchLetter(token))
    } catch (error) {
      setFailure(detailOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" loading={isBusy} onClick={() => void download()}>
          {label}
        </Button>
      </Group>
      {failure !== undefined && (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
    </Stack>
  )
}

async function fetchLetter(token: string): Promise<Blob> {
  const answer = await fetch(addressOf('signLinkLetter'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => {
    throw ApiProblem.unreachable()
  })
  if (!answer.ok) throw await readProblem(answer)
  return answer.blob()
}

function save(pdf: Blob): void {
  const address = URL.createObjectURL(pdf)
  const link = document.createElement('a')
  link.href = address
  link.download = 'authority-to-move-numbers.pdf'
  link.click()
  URL.revokeObjectURL(address)
}
