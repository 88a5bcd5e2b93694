import './setup/node-version.mjs'

import('./setup/launch.mjs').then(({ launch }) => launch(new URL('./test/main.ts', import.meta.url).href))
