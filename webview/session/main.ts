import '../shared/base.css';
import '../shared/rows.css';
import './session.css';
import { startPage } from '../shared/start-page.ts';
import { SessionView } from './session-view.ts';

document.body.append(new SessionView(startPage()));
