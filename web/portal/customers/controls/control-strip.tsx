import { ActionIcon, Button, Group, Stack, Text, Tooltip } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { When } from '../../../shared/format/figures.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { AccountLink } from '../account/account-link.tsx'
import { useAccount } from '../account-context.tsx'
import { CONTROL_GROUPS, limitText, usedText, type Control, type ControlGroup, type Controls } from './control-words.ts'
import { CallRulesLine } from './call-rules-line.tsx'
import { ControlDialog } from './control-dialog.tsx'
import { ReleaseDialog } from './release-dialog.tsx'
import { EndReleaseButton } from './end-release-button.tsx'
import { IouRunning } from './iou-running.tsx'
import classes from './control-strip.module.css'

/** The five controls of an account: off, armed with their limit, or tripped since when. */
export function ControlStrip({ controls }: { readonly controls: Controls }): ReactNode {
  const [edited, setEdited] = useState<ControlGroup>()
  const [released, setReleased] = useState<Control>()
  return (
    <Stack gap={6}>
      <div className={classes['strip']} role="group" aria-label="Limits of the account">
        {CONTROL_GROUPS.map((group) => (
          <Cell
            key={group.name}
            group={group}
            controls={controls}
            onEdit={() => setEdited(group)}
            onRelease={setReleased}
          />
        ))}
      </div>
      <CallRulesLine />
      <Text size="xs" c="dimmed">
        Where the switch asks before each call, what is reached refuses the next call; elsewhere it is shown here and
        told by e-mail. Emergency calls are never refused.
      </Text>
      {edited !== undefined && <ControlDialog group={edited} onClose={() => setEdited(undefined)} />}
      {released !== undefined && <ReleaseDialog control={released} onClose={() => setReleased(undefined)} />}
    </Stack>
  )
}

interface CellProps {
  readonly group: ControlGroup
  readonly controls: Controls
  readonly onEdit: () => void
  readonly onRelease: (control: Control) => void
}

function Cell({ group, controls, onEdit, onRelease }: CellProps): ReactNode {
  const may = useMay()
  const all = group.keys.map((key) => controls[key])
  const on = all.filter(({ state }) => state !== 'off')
  const canEdit = may('credit-control.write')
  return (
    <div className={classes['cell']} role="group" aria-label={group.name}>
      <div className={classes['head']}>
        {group.name}
        {canEdit && (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Change ${group.name}`} onClick={onEdit}>
            <IconPencil size={14} />
          </ActionIcon>
        )}
      </div>
      {on.length === 0 && (
        <Tooltip label={all[0]?.explanation} multiline maw={300}>
          <span>
            <StatusBadge tone="neutral">Off</StatusBadge>
          </span>
        </Tooltip>
      )}
      {on.map((control) => (
        <Standing key={control.control} control={control} onRelease={() => onRelease(control)} />
      ))}
      {on.length > 0 && group.keys.includes('iou') && <IouRunning />}
    </div>
  )
}

function Standing({ control, onRelease }: { readonly control: Control; readonly onRelease: () => void }): ReactNode {
  const { timeZone } = useAccount()
  const { state, since, releasedUntil, releasedBy, releaseWords, canRelease, explanation } = control
  const used = usedText(control)
  return (
    <Stack gap={4} align="flex-start">
      <Tooltip label={explanation} multiline maw={300}>
        <Group gap={6}>
          <StatusBadge tone={state === 'tripped' ? 'bad' : releasedUntil === null ? 'good' : 'watch'}>
            {state === 'tripped' ? 'Tripped' : releasedUntil === null ? 'Armed' : 'Released'}
          </StatusBadge>
          <Text size="sm" fw={500} className="figures">
            {limitText(control)}
          </Text>
        </Group>
      </Tooltip>
      {state === 'tripped' && since !== null && (
        <Text size="xs" c="var(--negative)">
          since <When at={since} timeZone={timeZone} full />
        </Text>
      )}
      {releasedUntil !== null && (
        <Text size="xs" c="dimmed">
          until <When at={releasedUntil} timeZone={timeZone} full />
          {releasedBy !== null && `, by ${releasedBy}`}
          {releaseWords !== null && `: ${releaseWords}`}
        </Text>
      )}
      {used !== undefined && (
        <Text size="xs" c="dimmed" className="figures">
          {used}
        </Text>
      )}
      {canRelease && state === 'tripped' && (
        <Button size="compact-xs" variant="default" onClick={onRelease}>
          Release
        </Button>
      )}
      {control.control === 'card-failures' && state === 'tripped' && (
        <Text size="xs">
          <AccountLink path="statements/cards">Store another card</AccountLink>
        </Text>
      )}
      {releasedUntil !== null && <EndReleaseButton control={control.control} />}
    </Stack>
  )
}
