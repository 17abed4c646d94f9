import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { Phone, When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { LINE_TYPE_WORDS, placeText } from '../../../shared/numbers/number-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { ORDER_KIND_WORDS, OrderStatusBadge, wishText } from '../../shared/order-words.tsx'
import { OrderHistory } from './order-history.tsx'
import { OrderStepDialog } from './order-step-dialog.tsx'
import { STEP_WORDS, type Order, type OrderAct } from './order-steps.ts'

/** An order for numbers: what is wanted, how far it is, and its next step. */
export function Page(): ReactNode {
  const orderId = useParam('orderId')
  const query = useRead('readNumberOrder', { params: { orderId } })
  return (
    <Loaded query={query} what="the order">
      {(order) => <OrderView order={order} />}
    </Loaded>
  )
}

function OrderView({ order }: { readonly order: Order }): ReactNode {
  const [asked, ask] = useState<OrderAct>()
  const mayWrite = useMay()('number-orders.write')
  const [main, ...others] = mayWrite ? order.allowedSteps : []
  return (
    <PageFrame
      title={`Order ${order.id}`}
      crumbs={[{ label: 'Number orders', to: '/numbers/orders' }]}
      aside={<OrderStatusBadge status={order.status} />}
      actions={
        <>
          {others.toReversed().map((step) => (
            <Button key={step} variant="default" onClick={() => ask(step)}>
              {STEP_WORDS[step].label}
            </Button>
          ))}
          {main !== undefined && <Button onClick={() => ask(main)}>{STEP_WORDS[main].label}</Button>}
        </>
      }
    >
      <Stack gap="lg">
        <Text>
          {wishText(order)} for{' '}
          <Anchor component={AppLink} to={`/customers/${order.accountId}/numbers`} inherit underline="always">
            {order.accountName}
          </Anchor>
          .
        </Text>
        {order.reason !== '' && (
          <Text>
            {order.status === 'withdrawn' ? 'Withdrawn' : 'Rejected'}: {order.reason}
          </Text>
        )}
        <Facts facts={factsOf(order)} />
        {order.note !== '' && (
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {order.note}
          </Text>
        )}
        {order.numbers.length > 0 && (
          <Section title="Its numbers">
            <Numbers numbers={order.numbers} />
          </Section>
        )}
        <Section
          title="What happened"
          actions={
            mayWrite && (
              <Button variant="default" size="compact-sm" onClick={() => ask('note')}>
                Add a note
              </Button>
            )
          }
        >
          <OrderHistory history={order.history} />
        </Section>
      </Stack>
      {asked !== undefined && <OrderStepDialog order={order} step={asked} onClose={() => ask(undefined)} />}
    </PageFrame>
  )
}

/** A number each, or of many in a row the first and the last. */
function Numbers({ numbers }: Pick<Order, 'numbers'>): ReactNode {
  const [first, last] = [numbers[0], numbers.at(-1)]
  if (numbers.length > MANY && first !== undefined && last !== undefined) {
    return (
      <Text size="sm">
        {`${numbers.length} numbers, from `}
        <Phone number={first} /> to <Phone number={last} />
      </Text>
    )
  }
  return (
    <Text size="sm">
      {numbers.map((number, index) => (
        <span key={number}>
          {index > 0 && ', '}
          <Anchor component={AppLink} to={`/numbers/${number}`} inherit>
            <Phone number={number} />
          </Anchor>
        </span>
      ))}
    </Text>
  )
}

const MANY = 50

function factsOf(order: Order) {
  const facts = [
    { label: 'Kind', value: ORDER_KIND_WORDS[order.kind].label },
    { label: 'How many', value: String(order.quantity) },
    { label: 'Place', value: placeText(order) },
    { label: 'Looks like', value: order.pattern },
    { label: 'Number plan', value: order.numberPlan.name },
    { label: 'Line type', value: LINE_TYPE_WORDS[order.lineType] },
    { label: 'Answer point', value: order.answerPoint ?? '' },
    { label: 'Smartnumber', value: order.smartNumber ?? '' },
    { label: 'Rights of use', value: order.rightsOfUse },
    { label: 'Carrier’s reference', value: order.carrierReference },
    { label: 'Placed', value: <When at={order.createdAt} full /> },
  ]
  return facts.filter(({ value }) => value !== '')
}
