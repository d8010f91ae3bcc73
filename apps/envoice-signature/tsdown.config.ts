import { nodeApp } from '../../tsdown.base.ts';

export default nodeApp({ main: 'src/main.ts' });
