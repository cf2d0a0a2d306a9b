import { t } from '../i18n';
import { start } from '../ui/start';

void start({ title: t('page.public'), layersApart: false, thingsFirst: false, more: () => [], menu: () => [] });
