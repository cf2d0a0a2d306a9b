import { start } from '../ui/start';

void start({ title: 'page.public', layersApart: false, thingsFirst: false, more: () => [], menu: () => [] });
