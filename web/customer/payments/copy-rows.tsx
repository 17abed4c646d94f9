import { Button, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { copyText } from '../../shared/feedback/copy-text.ts'
import classes from './copy-rows.module.css'

interface CopyRow {
  readonly label: string
  readonly value: string
  /** What is copied, where it differs from what is read: an amount without its sign. */
  readonly copied?: string
  readonly words?: string
}

/** Values to be typed somewhere else, each with a button that copies it. */
export function CopyRows({ rows }: { readonly rows: readonly CopyRow[] }): ReactNode {
  return (
    <dl className={classes['rows']}>
      {rows.map(({ label, value, copied = value, words }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Text fw={600} fz="lg" className="figures">
              {value}
            </Text>
            {words !== undefined && (
              <Text size="sm" c="dimmed">
                {words}
              </Text>
            )}
          </dd>
          <dd className={classes['copy']}>
            <Button
              variant="default"
              leftSection={<IconCopy size={16} aria-hidden />}
              aria-label={`Copy ${label.toLowerCase()}`}
              onClick={() => void copyText(copied, `${label} copied`)}
            >
              Copy
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  )
}
