import { onMap } from '../offline/page/on-map';
import { start } from '../ui/start';

onMap(start({ title: 'page.public', layersApart: false, thingsFirst: false, more: () => [], menu: () => [] }));
