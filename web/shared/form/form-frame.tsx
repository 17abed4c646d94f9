import { Alert, Button, Group, Stack } from '@mantine/core'
import type { MouseEvent, ReactNode, SubmitEvent } from 'react'
import { LeaveGuard } from './leave-guard.tsx'

interface FormFrameProps {
  /** The verb and the thing: `Activate account`. */
  readonly action: string
  readonly submit: (event: SubmitEvent<HTMLFormElement>) => void
  readonly isBusy: boolean
  readonly failure: string | undefined
  /** It failed because somebody else changed the same meanwhile: then what is there now can be read. */
  readonly isOvertaken?: boolean
  readonly onReload?: () => void
  /** Something was typed that is not sent: leaving the page asks first. */
  readonly isDirty?: () => boolean
  readonly onCancel?: () => void
  readonly children: ReactNode
}

/** Around the fields of every form: what was refused, the button, and a question before what was typed is lost. */
export function FormFrame({
  action,
  submit,
  isBusy,
  failure,
  isOvertaken = false,
  onReload,
  isDirty = NEVER,
  onCancel,
  children,
}: FormFrameProps): ReactNode {
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {children}
        {failure !== undefined && (
          <Alert color="red" role="alert" title="Nothing was saved">
            {failure}
            {isOvertaken && onReload !== undefined && (
              <Button variant="default" size="compact-sm" mt="xs" display="block" onClick={onReload}>
                Show what is there now
              </Button>
            )}
          </Alert>
        )}
        <Group gap="sm">
          <Button type="submit" loading={isBusy} onMouseDown={keepField}>
            {action}
          </Button>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel} onMouseDown={keepField}>
              Cancel
            </Button>
          )}
        </Group>
      </Stack>
      <LeaveGuard isDirty={isDirty} />
    </form>
  )
}

const NEVER = (): boolean => false

/**
 * A press on a button does not leave the field: what leaving it says would move the button away before it is let go, and
 * the press would be none.
 */
function keepField(event: MouseEvent): void {
  event.preventDefault()
}
