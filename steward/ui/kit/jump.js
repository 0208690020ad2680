// Ctrl+K, or ⌘K, leads to the box that finds everything; where the sidebar is folded away it is unfolded first.
export default function (component) {
  const { parentElement } = component
  const document = parentElement.ownerDocument
  const box = () => document.querySelector('.st-key-jump input')
  const unfold = () => document.querySelector('[data-testid=stExpandSidebarButton]')?.click()
  const reach = (tries) => {
    const found = box()
    if (found?.checkVisibility() && found.getBoundingClientRect().right > 0) {
      found.focus()
      found.click()
    } else if (tries) {
      if (tries === 20) unfold()
      setTimeout(reach, 50, tries - 1)
    }
  }
  const pressed = (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      reach(20)
    }
  }
  document.addEventListener('keydown', pressed)
  return () => document.removeEventListener('keydown', pressed)
}
