import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, type AnyRouter } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ConfirmPerson } from './access/confirm-person.tsx'
import { createQueryClient } from './api/hooks.ts'
import { readBrand } from './brand/brand.ts'
import { BrandProvider } from './brand/brand-context.tsx'
import { themeOf, variablesOf } from './theme/theme.ts'
import './theme/global.css'

/** Draws a portal into the page, in the colours of its brand. */
export function startPortal(router: AnyRouter): void {
  const place = document.querySelector('#root')
  if (place === null) throw new Error('startPortal: the page has no #root')
  const brand = readBrand()
  createRoot(place).render(
    <StrictMode>
      <MantineProvider theme={themeOf(brand)} cssVariablesResolver={variablesOf} defaultColorScheme="auto">
        <BrandProvider value={brand}>
          <QueryClientProvider client={createQueryClient()}>
            <Notifications position="bottom-right" />
            <RouterProvider router={router} />
            <ConfirmPerson />
          </QueryClientProvider>
        </BrandProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
