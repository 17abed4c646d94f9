import { Box, Group, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import { bytesText } from '../format/counts.ts'
import classes from './file-drop.module.css'

interface FileDropProps {
  /** What the file is: `Rate sheet`. */
  readonly label: string
  /** What it has to be like: `CSV, up to 20 MB`. */
  readonly words: string
  /** `.csv,.txt`. */
  readonly accept: string
  readonly file: File | undefined
  readonly onFile: (file: File) => void
  /** Several at once are taken, by this. */
  readonly onFiles?: (files: readonly File[]) => void
  readonly isBusy?: boolean
}

/** A place to drop a file on, or to choose one from. */
export function FileDrop({ label, words, accept, file, onFile, onFiles, isBusy = false }: FileDropProps): ReactNode {
  const id = useId()
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    const chosen = files?.[0]
    if (chosen === undefined) return
    if (onFiles === undefined) onFile(chosen)
    else onFiles([...(files ?? [])])
  }
  return (
    <Box
      component="label"
      htmlFor={id}
      className={classes['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (!isBusy) take(event.dataTransfer.files)
      }}
    >
      <input
        id={id}
        type="file"
        accept={accept}
        className={classes['input']}
        aria-label={label}
        disabled={isBusy}
        multiple={onFiles !== undefined}
        onChange={(event) => {
          take(event.currentTarget.files)
          // The same file, changed meanwhile, may be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <Group gap="sm" wrap="nowrap">
        <IconFileUpload size={24} stroke={1.5} style={{ flex: 'none' }} aria-hidden />
        <Stack gap={0}>
          <Text size="sm" fw={500}>
            {file === undefined ? dropText(label, onFiles !== undefined) : file.name}
          </Text>
          <Text size="xs" c="dimmed">
            {file === undefined ? words : `${bytesText(file.size)}. Drop or choose another to replace it.`}
          </Text>
        </Stack>
      </Group>
    </Box>
  )
}

function dropText(label: string, isMany: boolean): string {
  return isMany ? `${label}: drop here, or choose` : `Drop a ${label.toLowerCase()} here, or choose one`
}
