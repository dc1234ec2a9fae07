import { render } from 'preact';
import { App } from './app.js';
import './styles/base.css';
import './styles/controls.css';
import './styles/board.css';
import './styles/tickets.css';

render(<App />, document.getElementById('app') as HTMLElement);
