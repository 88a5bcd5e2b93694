import './setup/node-version.mjs'

import('./setup/launch.mjs').then(async ({ prepare }) => {
  const { createSteps } = await import('./setup/steps.mjs')
  await prepare(createSteps())
})
