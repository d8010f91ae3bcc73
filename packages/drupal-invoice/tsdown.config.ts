import { purePackage } from '../../tsdown.base.ts';

export default purePackage({ index: 'src/index.ts' });
