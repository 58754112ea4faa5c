import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/unit.css';
import './styles/reports.css';
import './styles/alert.css';
import './styles/why.css';
import './styles/try.css';
import './styles/compare.css';
import './styles/import.css';
import './styles/print.css';
import { followChanges } from './data/stream.js';
import { App } from './shell/app.js';

const room = document.getElementById('opsroom');
if (room) render(<App />, room);
followChanges();
