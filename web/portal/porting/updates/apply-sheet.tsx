import { Alert, Button, Checkbox, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { plural } from '../../../shared/format/counts.ts'
import type { Sheet } from './sheet-words.ts'

/** Says what applying comes to, and does it. */
export function ApplySheet({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const { ready, split, refused, elsewhere, failed } = sheet.counts
  const [withSplits, setSplits] = useState(false)
  const apply = useChange('applyCarrierSheet', { silent: true })
  const count = ready + (withSplits ? split : 0)
  const left = refused + elsewhere + failed
  if (ready + split === 0) {
    return (
      <Text size="sm" c="dimmed">
        {left === 0
          ? 'Nothing in it is left to apply.'
          : `Nothing of it can be applied now: ${plural(left, 'row')} below ${left === 1 ? 'says' : 'say'} why. Put that right, then check again.`}
      </Text>
    )
  }
  return (
    <Stack gap="sm" maw={640}>
      {split > 0 && (
        <Checkbox
          label={`Split orders for ${plural(split, 'row')}`}
          description="They are about some numbers of a complex order. Those go on as an order of their own; without this the rows are left."
          checked={withSplits}
          onChange={(event) => setSplits(event.currentTarget.checked)}
        />
      )}
      <Text size="sm" c="dimmed">
        Each row is a step of its order: customers are told, and fees of rejections are charged, as if it was taken by
        hand.
        {left > 0 &&
          ` ${plural(left, 'row')} ${left === 1 ? 'is' : 'are'} left as ${left === 1 ? 'it is' : 'they are'}.`}
      </Text>
      {apply.isError && (
        <Alert color="red" role="alert" title="Nothing was applied">
          {detailOf(apply.error)}
        </Alert>
      )}
      <Button
        w="fit-content"
        disabled={count === 0}
        loading={apply.isPending}
        onClick={() => apply.mutate({ params: { sheetId: sheet.id }, body: { withSplits } })}
      >
        {`Apply ${plural(count, 'row')}`}
      </Button>
    </Stack>
  )
}
