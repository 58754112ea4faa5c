#!/usr/bin/env node
// `npx synco` in a clone: makes it ready where that is still to be done, then runs the command line.
import { build, install } from '../../infra/setup/prepare.mjs';

install();
build();
await import('../../dist/apps/workplace/main.js');
