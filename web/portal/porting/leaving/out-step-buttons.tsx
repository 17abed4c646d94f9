import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { PortOutStep } from '#domain/porting/port-out-state.ts'
import type { PortOut } from '../../../shared/porting/port-out-words.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { NEXT_STEP, OUT_STEP_WORDS } from './out-steps.ts'
import { OutStepDialog } from './out-step-dialog.tsx'

/** The steps that can be taken now: the one that leads on, the refusal beside it, the rest in a menu. */
export function OutStepButtons({ portOut }: { readonly portOut: PortOut }): ReactNode {
  const { name, open, close } = useDialog()
  const steps = portOut.staff?.allowedSteps ?? []
  const next = steps.find((step) => step === NEXT_STEP[portOut.state])
  const rest = steps.filter((step) => step !== next)
  const asked = steps.find((step) => step === name)
  const labelOf = (step: PortOutStep): string =>
    step === 'schedule' && portOut.state === 'scheduled' ? 'Move the cut-over' : OUT_STEP_WORDS[step].label
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
            {rest.map((step) => (
              <Menu.Item
                key={step}
                {...(OUT_STEP_WORDS[step].isDangerous === true && { c: 'var(--negative)' })}
                onClick={() => open(step)}
              >
                {labelOf(step)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {next !== undefined && <Button onClick={() => open(next)}>{labelOf(next)}</Button>}
      {asked !== undefined && <OutStepDialog key={asked} portOut={portOut} step={asked} onClose={close} />}
    </>
  )
}
