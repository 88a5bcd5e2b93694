import './setup/node-version.mjs'

import('./setup/launch.mjs').then(({ launch }) => launch(new URL('./start/main.ts', import.meta.url).href))
