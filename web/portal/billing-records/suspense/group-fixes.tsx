import { ActionIcon, Button, Group, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay, type Permission } from '../../../shared/access/session.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { pageOfFix } from './fix-dialog.tsx'
import classes from './suspense.module.css'
import { FIX_WORDS, type SuspenseFix, type SuspenseGroup } from './suspense-words.ts'

const NEEDED: Readonly<Record<SuspenseFix['kind'], Permission>> = {
  'give-number': 'numbers.correct',
  'give-plan': 'account-plans.write',
  'add-rate': 'plans.write',
  'add-plan-rate': 'plans.write',
  'correct-row': 'suspense.write',
  retry: 'suspense.write',
  dismiss: 'suspense.dismiss',
}

interface GroupFixesProps {
  readonly group: SuspenseGroup
  readonly isBusy: boolean
  readonly onFix: (fix: SuspenseFix) => void
}

/** What may be done about a group: the best as a button, the rest behind the dots. */
export function GroupFixes({ group, isBusy, onFix }: GroupFixesProps): ReactNode {
  const may = useMay()
  const [best, ...others] = group.fixes.filter(({ kind }) => may(NEEDED[kind]))
  if (best === undefined) return null
  const page = pageOfFix(best)
  return (
    <Group gap={4} wrap="nowrap" className={classes['fixes']}>
      {page === undefined ? (
        <Button size="compact-sm" variant="light" title={best.label} loading={isBusy} onClick={() => onFix(best)}>
          {FIX_WORDS[best.kind]}
        </Button>
      ) : (
        <Button size="compact-sm" variant="light" title={best.label} component={AppLink} to={page}>
          {FIX_WORDS[best.kind]}
        </Button>
      )}
      {others.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size="sm" aria-label={`More for ${group.title}`}>
              <IconDots size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((fix) => {
              const to = pageOfFix(fix)
              return to === undefined ? (
                <Menu.Item key={fix.kind} onClick={() => onFix(fix)}>
                  {fix.label}
                </Menu.Item>
              ) : (
                <Menu.Item key={fix.kind} component={AppLink} to={to}>
                  {fix.label}
                </Menu.Item>
              )
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}
