import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconBuildingBank, IconCreditCard, IconDots } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useMay } from '../access/session.ts'
import { useChange } from '../api/hooks.ts'
import { useTimeZone, useToday } from '../format/figures.tsx'
import { StatusBadge } from '../layout/status-badge.tsx'
import { AddMethodButton } from './add-method-button.tsx'
import { expiryText, expiryWarning, kindsText, type Method, type Methods } from './method-words.ts'
import { RemoveMethodDialog } from './remove-method-dialog.tsx'
import classes from './stored-methods.module.css'

interface StoredMethodsProps {
  readonly accountId: string
  readonly methods: Methods
  /** The page of this portal the payment provider sends back to. */
  readonly page: string
  /** Whose they are, to the reader: `your`, `the customer’s`. */
  readonly whose: string
}

/** The stored cards and bank accounts of an account: which one automatic charges use, adding and removing. */
export function StoredMethods({ accountId, methods, page, whose }: StoredMethodsProps): ReactNode {
  const { items, canAdd, kinds } = methods
  const may = useMay()
  const isWriter = may('card-payments.write')
  const [removed, setRemoved] = useState<Method>()
  return (
    <Stack gap="sm" align="flex-start">
      {items.length === 0 ? (
        <Text size="sm">
          {canAdd
            ? `None is stored. With a ${kindsText(kinds)} stored, a payment takes a moment, and can be made by itself.`
            : 'None is stored.'}
        </Text>
      ) : (
        <ul className={classes['rows']} aria-label="Cards and bank accounts" style={{ alignSelf: 'stretch' }}>
          {items.map((method) => (
            <StoredMethod key={method.id} method={method} isWriter={isWriter} onRemove={() => setRemoved(method)} />
          ))}
        </ul>
      )}
      {isWriter && canAdd && <AddMethodButton accountId={accountId} page={page} kinds={kinds} />}
      {isWriter && canAdd && (
        <Text size="sm" c="dimmed">
          The number is typed on the page of the payment provider; it never comes to us.
        </Text>
      )}
      {removed !== undefined && (
        <RemoveMethodDialog method={removed} methods={methods} whose={whose} onClose={() => setRemoved(undefined)} />
      )}
    </Stack>
  )
}

interface StoredMethodProps {
  readonly method: Method
  readonly isWriter: boolean
  readonly onRemove: () => void
}

function StoredMethod({ method, isWriter, onRemove }: StoredMethodProps): ReactNode {
  const { id, accountId, kind, name, isDefault, isExpired } = method
  const today = useToday(useTimeZone())
  const choose = useChange('makeDefaultPaymentMethod', { done: `${name} is used for automatic payments now` })
  const expiry = expiryText(method)
  const warning = expiryWarning(method, today)
  const Icon = kind === 'card' ? IconCreditCard : IconBuildingBank
  return (
    <li>
      <Icon size={22} stroke={1.5} aria-hidden />
      <div className={classes['words']}>
        <Group gap="xs">
          <Text span fw={500} className="figures">
            {name}
          </Text>
          {isDefault && <StatusBadge tone="good">Default</StatusBadge>}
          {warning !== undefined && <StatusBadge tone={warning.tone}>{warning.text}</StatusBadge>}
        </Group>
        <Text size="sm" c="dimmed">
          {kind === 'becs' ? 'By direct debit' : expiry === undefined ? 'Card' : `Expires ${expiry}`}
        </Text>
      </div>
      {isWriter && !isDefault && !isExpired && (
        <Button
          size="compact-md"
          variant="default"
          visibleFrom="xs"
          loading={choose.isPending}
          onClick={() => choose.mutate({ params: { accountId, methodId: id } })}
        >
          Make default
        </Button>
      )}
      {isWriter && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={`More for ${name}`}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {!isDefault && !isExpired && (
              <Menu.Item onClick={() => choose.mutate({ params: { accountId, methodId: id } })}>Make default</Menu.Item>
            )}
            <Menu.Item color="red" onClick={onRemove}>
              Remove
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
