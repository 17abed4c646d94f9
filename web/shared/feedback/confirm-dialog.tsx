import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'

interface ConfirmDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  /** A question with the thing in it: `Suspend Acacia Dental?` */
  readonly title: string
  /** What will happen, with real numbers: `12 numbers will be released`. */
  readonly consequences?: readonly string[]
  /** The verb and the thing: `Suspend account`. */
  readonly action: string
  readonly onConfirm: () => void
  readonly isBusy?: boolean
  /** Cannot be undone: this has to be typed. */
  readonly typed?: string
  /** Why it was refused. */
  readonly failure?: string | undefined
  readonly isDangerous?: boolean
  readonly children?: ReactNode
}

/** Before an act that hurts: says what will happen, and asks. */
export function ConfirmDialog({
  opened,
  onClose,
  title,
  consequences,
  action,
  onConfirm,
  isBusy = false,
  typed,
  failure,
  isDangerous = true,
  children,
}: ConfirmDialogProps): ReactNode {
  const [words, setWords] = useState('')
  const close = (): void => {
    setWords('')
    onClose()
  }
  const isTyped = typed === undefined || words.trim().toUpperCase() === typed.toUpperCase()
  return (
    <Modal opened={opened} onClose={close} title={title} size={520}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          // The form that the dialog was opened from is another one.
          event.stopPropagation()
          if (isTyped && !isBusy) onConfirm()
        }}
      >
        <Stack>
          {consequences !== undefined && consequences.length > 0 && (
            <List size="sm" spacing={4}>
              {consequences.map((consequence) => (
                <List.Item key={consequence}>{consequence}</List.Item>
              ))}
            </List>
          )}
          {children}
          {typed !== undefined && (
            <TextInput
              label={
                <>
                  Type <b>{typed}</b> to confirm
                </>
              }
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          {failure !== undefined && (
            <Alert color="red" role="alert">
              <Text size="sm">{failure}</Text>
            </Alert>
          )}
          <Group justify="flex-start">
            <Button type="submit" color={isDangerous ? 'red' : 'brand'} disabled={!isTyped} loading={isBusy}>
              {action}
            </Button>
            <Button variant="default" onClick={close}>
              Keep things as they are
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
