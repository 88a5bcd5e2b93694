'use client'

import { useEffect } from 'react'
import { age } from '@/lib/format/time'

/**
 * What every page does with scripts, once for all of it: copy buttons (`data-copy`), ages that go on (`data-age`, unix
 * seconds), "/" for the search field, and the keyboard's reach into tables that are wider than the window. Chips stay
 * server-rendered and need no code of their own.
 */
export function PageHelpers() {
  useEffect(() => {
    const copy = async (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest('button[data-copy]') : null
      if (!(button instanceof HTMLButtonElement) || button.dataset.copy === undefined) return
      await navigator.clipboard.writeText(button.dataset.copy)
      button.dataset.copied = 'true'
      setTimeout(() => {
        delete button.dataset.copied
      }, 1200)
    }
    const focusSearch = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
      if (event.key !== '/' || typing || event.metaKey || event.ctrlKey || event.altKey) return
      const field = document.querySelector('.search input')
      if (!(field instanceof HTMLInputElement)) return
      event.preventDefault()
      field.focus()
      field.select()
    }
    const tick = setInterval(() => {
      const now = Date.now() / 1000
      for (const element of document.querySelectorAll('time[data-age]')) {
        const text = age(Number(element.getAttribute('data-age')), now)
        if (element.textContent !== text) element.textContent = text
      }
    }, 1000)
    const wide = new ResizeObserver(() => {
      for (const wrap of document.querySelectorAll('.table-wrap')) {
        if (wrap.scrollWidth > wrap.clientWidth) wrap.setAttribute('tabindex', '0')
        else wrap.removeAttribute('tabindex')
      }
    })
    wide.observe(document.body)
    document.addEventListener('click', copy)
    document.addEventListener('keydown', focusSearch)
    return () => {
      clearInterval(tick)
      wide.disconnect()
      document.removeEventListener('click', copy)
      document.removeEventListener('keydown', focusSearch)
    }
  }, [])
  return null
}
