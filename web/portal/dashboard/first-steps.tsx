import { Button, Stack, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay, type Permission } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import classes from './first-steps.module.css'

interface Step {
  readonly title: string
  readonly words: string
  readonly to: string
  readonly action: string
  readonly permission: Permission
  /** Undefined while it is not known. */
  readonly isDone: boolean | undefined
}

/** A new installation has no figures yet: the way to the first customer instead. */
export function FirstSteps(): ReactNode {
  const may = useMay()
  const one = { query: { limit: 1 } } as const
  const brand = useRead('readBrand', {})
  const plans = useRead('listCallingPlans', one, { enabled: may('plans.read') })
  const decks = useRead('listRateDecks', one, { enabled: may('plans.read') })
  const numbers = useRead('listNumbers', one, { enabled: may('inventory.read') })
  const steps: readonly Step[] = [
    {
      title: 'Make it yours',
      words: 'Your logo, your colours, and what the law wants on a bill: legal name and ABN.',
      to: '/settings/brand',
      action: 'Set up the brand',
      permission: 'brand.write',
      isDone: brand.data && (brand.data.logoUrl !== null || brand.data.abn !== null),
    },
    {
      title: 'Say what calls cost',
      words: 'Upload the rate sheet of your carrier; overseas destinations are priced by it.',
      to: '/plans/decks/upload',
      action: 'Upload a rate sheet',
      permission: 'plans.write',
      isDone: decks.data && decks.data.items.length > 0,
    },
    {
      title: 'Make a calling plan',
      words: 'A bundle with minutes in it, or pay as you go. Each customer is on one.',
      to: '/plans/new',
      action: 'New calling plan',
      permission: 'plans.write',
      isDone: plans.data && plans.data.items.length > 0,
    },
    {
      title: 'Bring in your numbers',
      words: 'The ranges your carrier gave you, by hand or as a file; customers choose from them.',
      to: '/numbers/add',
      action: 'Add numbers',
      permission: 'inventory.write',
      isDone: numbers.data && numbers.data.items.length > 0,
    },
    {
      title: 'Open the first customer',
      words: 'Then put it on the plan, give it a number, and its calls are billed.',
      to: '/customers/new',
      action: 'New customer',
      permission: 'accounts.create',
      isDone: false,
    },
  ]
  const mine = steps.filter(({ permission }) => may(permission))
  const next = mine.find(({ isDone }) => isDone === false)
  if (mine.length === 0) {
    return <Text c="dimmed">There are no customers yet. Figures stand here as soon as there are.</Text>
  }
  return (
    <Stack>
      <Text maw={720}>There are no customers yet. These steps lead to the first; they can be taken in any order.</Text>
      <ol className={classes['steps']}>
        {mine.map(({ title, words, to, action, isDone }, index) => (
          <li key={title}>
            <span className={classes['mark']} data-done={isDone || undefined}>
              {isDone === true ? <IconCheck size={14} aria-label="Done" /> : index + 1}
            </span>
            <div>
              <Title order={3}>{title}</Title>
              <Text size="sm" c="dimmed">
                {words}
              </Text>
            </div>
            <Button component={AppLink} to={to} variant={next?.title === title ? 'filled' : 'default'}>
              {action}
            </Button>
          </li>
        ))}
      </ol>
    </Stack>
  )
}
