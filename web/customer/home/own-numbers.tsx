import { Text } from '@mantine/core'
import { IconChevronRight, IconPhone } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useSession } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { Phone } from '../../shared/format/figures.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { numberPlace } from '../numbers/number-words.ts'
import { useAccountId } from '../shared/use-account-id.ts'
import classes from './home.module.css'

/** The first page of somebody who uses certain numbers of an account: those, and their calls. */
export function OwnNumbers(): ReactNode {
  const { memberships } = useSession()
  const accountId = useAccountId()
  const numbers = useRead('listAccountNumbers', { params: { accountId }, query: { limit: 200 } })
  return (
    <PageFrame title={memberships[0]?.accountName ?? 'Home'}>
      <Section title="Your numbers">
        <Loaded query={numbers} what="your numbers">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title="You have no numbers yet"
                words="Whoever looks after this account at your business gives you the numbers that are yours."
              />
            ) : (
              <ul className={classes['doors']}>
                {items.map((line) => (
                  <li key={line.number}>
                    <AppLink to={`/numbers/${line.number}`} className={classes['door']}>
                      <span>
                        <Phone number={line.number} />
                        <Text span size="sm" c="dimmed">
                          {` ${numberPlace(line)}`}
                        </Text>
                      </span>
                      <IconChevronRight size={16} aria-hidden />
                    </AppLink>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Section>
      <Section title="Go to">
        <AppLink to="/calls" className={classes['door']}>
          <IconPhone size={20} stroke={1.6} aria-hidden />
          <span>Your calls</span>
          <IconChevronRight size={16} aria-hidden />
        </AppLink>
      </Section>
    </PageFrame>
  )
}
