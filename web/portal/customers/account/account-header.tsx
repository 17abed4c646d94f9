import { ActionIcon, Anchor, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { AccountStatusBadge } from '../../../shared/layout/status-badge.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useAccount } from '../account-context.tsx'
import { mainAct, useActs } from '../acts/acts.ts'
import { balanceWords } from './balance-words.ts'
import classes from './account-header.module.css'
import { LeavingCount } from './leaving-notices.tsx'

/** Opens the dialog of the payments page. */
const RECORD = { do: 'pay' }

/** Who the customer is and how it stands; it stays in sight on every page of the customer. */
export function AccountHeader(): ReactNode {
  const { account } = useAccount()
  const { id, name, accountNumber, status, balance, paymentMode, plan } = account
  const may = useMay()
  const { acts, open } = useActs(account)
  const main = mainAct(acts)
  const others = acts.filter((act) => act !== main)
  const canTakePayments = status !== 'cancelled' && may('billing.write')
  const paymentsPath = `/customers/${id}/statements/payments`
  return (
    <header className={classes['header']}>
      <div className={classes['who']}>
        <Group gap="xs" wrap="nowrap">
          <AppLink to={`/customers/${id}`} className={classes['name']}>
            {name}
          </AppLink>
          <AccountStatusBadge status={status} />
          <LeavingCount />
        </Group>
        <Text size="sm" c="dimmed" truncate>
          <Anchor component={AppLink} to="/customers" c="dimmed" fz="inherit" className={classes['up']}>
            {'Customers / '}
          </Anchor>
          {accountNumber}
          <Text span inherit visibleFrom="sm">
            {plan === null ? ' · no calling plan yet' : ` · ${plan.name}`}
          </Text>
        </Text>
      </div>
      {may('billing.read') && (
        <div className={classes['balance']}>
          <Text fw={600} className="figures" c={balance.startsWith('-') ? 'var(--negative)' : undefined}>
            {moneyText(balance.replace('-', ''))}
          </Text>
          <Text size="xs" c="dimmed">
            {balanceWords(balance, paymentMode)}
          </Text>
        </div>
      )}
      {main !== undefined && (
        <Button size="compact-md" visibleFrom="sm" onClick={() => open(main.key)}>
          {main.label}
        </Button>
      )}
      {main === undefined && canTakePayments && (
        <Button component={AppLink} to={paymentsPath} search={RECORD as never} size="compact-md" visibleFrom="sm">
          Record payment
        </Button>
      )}
      {acts.length > 0 && (
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={`What can be done with ${name}`}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {main !== undefined && (
              <Menu.Item hiddenFrom="sm" onClick={() => open(main.key)}>
                {main.label}
              </Menu.Item>
            )}
            {canTakePayments && (
              <Menu.Item component={AppLink} to={paymentsPath} search={RECORD as never}>
                Record payment
              </Menu.Item>
            )}
            {others.map(({ key, label, isDangerous }) => (
              <Menu.Item key={key} {...(isDangerous === true && { color: 'red' })} onClick={() => open(key)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </header>
  )
}
