import { zapierApp } from '../../tsdown.base.ts';

export default zapierApp({ index: 'src/index.ts' });
