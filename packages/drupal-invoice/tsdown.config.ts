import { purePackage } from '../../tsdown.base.ts';

export default purePackage({ index: 'src/index.ts', forms: 'src/forms/index.ts' });
