import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, type AnyRouter } from '@tanstack/react-router'
import { StrictMode, useMemo, useState, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { ConfirmPerson } from './access/confirm-person.tsx'
import { createQueryClient } from './api/hooks.ts'
import { returnFocusFromDialogs } from './feedback/return-focus.ts'
import { readBrand } from './brand/brand.ts'
import { BrandProvider } from './brand/brand-context.tsx'
import { themeOf, variablesOf } from './theme/theme.ts'
import './theme/global.css'

/** Draws a portal into the page, in the colours of its brand. */
export function startPortal(router: AnyRouter): void {
  const place = document.querySelector('#root')
  if (place === null) throw new Error('startPortal: the page has no #root')
  returnFocusFromDialogs()
  createRoot(place).render(
    <StrictMode>
      <Portal router={router} />
    </StrictMode>,
  )
}

function Portal({ router }: { readonly router: AnyRouter }): ReactNode {
  const [client] = useState(createQueryClient)
  const [brand, put] = useState(readBrand)
  const theme = useMemo(() => themeOf(brand), [brand])
  const inForce = useMemo(() => ({ brand, put }), [brand])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variablesOf} defaultColorScheme="auto">
      <BrandProvider value={inForce}>
        <QueryClientProvider client={client}>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
          <ConfirmPerson />
        </QueryClientProvider>
      </BrandProvider>
    </MantineProvider>
  )
}
