import { Alert, Button, Group, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../api/api-problem.ts'
import { useChange } from '../../api/hooks.ts'
import { instantText } from '../../format/dates.ts'
import { phoneText } from '../../format/phone.ts'
import type { Port } from '../port-words.ts'
import type { CutOverDay } from './day-words.ts'
import classes from './day.module.css'

interface TestCallsProps {
  readonly day: CutOverDay
  readonly port: Pick<Port, 'numbers' | 'request'>
  readonly timeZone: string
  readonly isOwn?: boolean
}

/** The calls that were tried, what to do where one failed, and the form to write down another. */
export function TestCalls({ day, port, timeZone, isOwn = false }: TestCallsProps): ReactNode {
  const { testCalls, advice, returnUntil, state } = day
  const [isOpen, setOpen] = useState(false)
  return (
    <Stack gap="sm">
      {testCalls.length > 0 && (
        <ul className={classes['calls']} aria-label="Test calls">
          {testCalls.map((call) => (
            <li key={call.id}>
              <Text size="sm">
                <span className="figures">
                  {call.direction === 'in' ? 'To' : 'From'} {phoneText(call.number)}
                </span>
                :{' '}
                {call.result === 'good' ? (
                  'good'
                ) : (
                  <span className={classes['failed']}>failed, heard: {call.heard}</span>
                )}
              </Text>
              <Text size="sm" c="dimmed">
                {call.by}
                {call.isCustomer && !isOwn && ' (customer)'}, {instantText(call.at, timeZone)}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {advice !== null && (
        <Alert color="yellow" variant="light" title="A test call failed">
          <Text size="sm">
            {advice}
            {state === 'completed' && returnUntil !== null && ` That is ${instantText(returnUntil, timeZone)}.`}
          </Text>
        </Alert>
      )}
      {!day.mayTestCall && testCalls.length === 0 && (
        <Text size="sm" c="dimmed">
          Test calls are written down once the {isOwn ? 'move' : 'cut-over'} has begun; until then calls go by the old
          way.
        </Text>
      )}
      {day.mayTestCall && !isOpen && (
        <Group>
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {isOwn ? 'Tell us how a call went' : 'Record a test call'}
          </Button>
        </Group>
      )}
      {day.mayTestCall && isOpen && <CallForm day={day} port={port} isOwn={isOwn} onClose={() => setOpen(false)} />}
    </Stack>
  )
}

interface CallFormProps {
  readonly day: CutOverDay
  readonly port: Pick<Port, 'numbers' | 'request'>
  readonly isOwn: boolean
  readonly onClose: () => void
}

function CallForm({ day, port, isOwn, onClose }: CallFormProps): ReactNode {
  const [number, setNumber] = useState(port.numbers[0] ?? '')
  const [direction, setDirection] = useState<'in' | 'out'>('in')
  const [result, setResult] = useState<'good' | 'failed' | ''>('')
  const [heard, setHeard] = useState('')
  const record = useChange('recordPortTestCall', {
    silent: true,
    done: isOwn ? 'Thank you, it is with us' : 'Test call recorded',
    onDone: onClose,
  })
  const [missing, setMissing] = useState<string>()
  const failure = missing ?? (record.isError ? detailOf(record.error) : undefined)
  const isInbound = port.request.lineType === 'inbound'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (result === '') return setMissing('Say how it went.')
        if (result === 'failed' && heard.trim() === '') return setMissing('Say what was heard: a tone, words, nothing.')
        setMissing(undefined)
        const body = { number, direction, result, heard: result === 'failed' ? heard.trim() : '' }
        record.mutate({ params: { portId: day.portId }, body })
      }}
    >
      <Stack gap="sm">
        {port.numbers.length > 1 && (
          <NativeSelect
            label="Number"
            data={port.numbers.map((value) => ({ value, label: phoneText(value) }))}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
        )}
        {!isInbound && (
          <Radio.Group
            label="Which way"
            value={direction}
            onChange={(value) => setDirection(value === 'out' ? 'out' : 'in')}
          >
            <Group mt={4}>
              <Radio value="in" label={isOwn ? 'A call to the number' : 'In: to the number'} />
              <Radio value="out" label={isOwn ? 'A call from the number' : 'Out: from the number'} />
            </Group>
          </Radio.Group>
        )}
        <Radio.Group
          label="How it went"
          value={result}
          onChange={(value) => setResult(value === 'failed' ? 'failed' : 'good')}
        >
          <Group mt={4}>
            <Radio value="good" label="Good: both heard each other" />
            <Radio value="failed" label="Failed" />
          </Group>
        </Radio.Group>
        {result === 'failed' && (
          <Textarea
            label="What was heard"
            description="A tone, an announcement and its words, somebody else, nothing."
            autosize
            minRows={1}
            maxLength={500}
            value={heard}
            onChange={(event) => setHeard(event.currentTarget.value)}
          />
        )}
        {failure !== undefined && (
          <Text size="sm" c="var(--negative)" role="alert">
            {failure}
          </Text>
        )}
        <Group>
          <Button type="submit" loading={record.isPending}>
            {isOwn ? 'Tell us' : 'Record test call'}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
