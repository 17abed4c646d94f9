import { Modal, Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { setConfirmation } from '../api/confirmation.ts'

const ConfirmForm = lazy(async () => ({ default: (await import('./confirm-form.tsx')).ConfirmForm }))

/** Asks the person to prove again who it is, when the server wants that before a change of great consequence. */
export function ConfirmPerson(): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const answer = useRef<(isConfirmed: boolean) => void>(() => {})
  useEffect(() => {
    setConfirmation(() => {
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
  return (
    <Modal opened={isOpen} onClose={() => close(false)} title="Confirm that it is you" size={420}>
      <Suspense fallback={<Lines />}>
        <ConfirmForm onConfirmed={() => close(true)} />
      </Suspense>
    </Modal>
  )
}

function Lines(): ReactNode {
  return (
    <Stack>
      <Skeleton h={14} w="90%" />
      <Skeleton h={36} />
      <Skeleton h={36} />
    </Stack>
  )
}
