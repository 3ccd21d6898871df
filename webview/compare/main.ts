import '../shared/base.css';
import '../shared/rows.css';
import './compare.css';
import { startPage } from '../shared/start-page.ts';
import { CompareView } from './compare-view.ts';

document.body.append(new CompareView(startPage()));
