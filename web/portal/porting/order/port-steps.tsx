import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ASKED_STEP_NAMES, type AskedStep } from '#domain/porting/port-state.ts'
import { useMinute } from '../../../shared/format/figures.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { BESIDE, nextStep, stepsNow, type Port } from './port-states.ts'
import { StepDialog } from './step-dialog.tsx'
import { stepLabel, STEP_WORDS } from './step-words.ts'

interface PortStepsProps {
  readonly port: Port
  /** Whether other ports stand on the page with theirs: the address says whose step is asked. */
  readonly isOneOfMany?: boolean
}

/** The steps that can be taken now: the one that leads on, the one that is as likely, and the rest in a menu. */
export function PortSteps({ port, isOneOfMany = false }: PortStepsProps): ReactNode {
  const dialog = useDialog()
  const { close } = dialog
  const nameOf = (step: string): string => (isOneOfMany ? `${step}-${port.id}` : step)
  const open = (step: AskedStep): void => dialog.open(nameOf(step))
  const steps = stepsNow(port, useMinute())
  const isGap = port.missing.length > 0
  const takeable = steps.filter((step) => step !== 'submit' || !isGap)
  const next = takeable.find((step) => step === nextStep(port))
  const beside = takeable.find((step) => step === BESIDE[port.state])
  const rest = takeable.filter((step) => step !== next && step !== beside)
  const asked = takeable.find((step) => nameOf(step) === dialog.name)
  return (
    <>
      {rest.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              More
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {inOrder(rest).map((step) => (
              <Menu.Item
                key={step}
                {...(STEP_WORDS[step].isDangerous === true && { c: 'var(--negative)' })}
                onClick={() => open(step)}
              >
                {stepLabel(step, port)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {beside !== undefined && (
        <Button variant="default" onClick={() => open(beside)}>
          {stepLabel(beside, port)}
        </Button>
      )}
      {next !== undefined && <Button onClick={() => open(next)}>{stepLabel(next, port)}</Button>}
      {port.state === 'draft' && isGap && steps.includes('submit') && (
        <Button component={AppLink} to={`/porting/${port.id}/request`}>
          Go on with the request
        </Button>
      )}
      {asked !== undefined && <StepDialog key={asked} port={port} step={asked} onClose={close} />}
    </>
  )
}

/** What ends a port stands last. */
function inOrder(steps: readonly AskedStep[]): readonly AskedStep[] {
  return ASKED_STEP_NAMES.filter((step) => steps.includes(step)).toSorted(
    (one, other) => Number(STEP_WORDS[one].isDangerous ?? false) - Number(STEP_WORDS[other].isDangerous ?? false),
  )
}
